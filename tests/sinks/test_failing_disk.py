"""A disk that fails as a pulled one does, and what is on it when people are told that their recording is saved."""

from __future__ import annotations

import errno
import os
from itertools import count
from pathlib import Path

import pytest

from stylecam.errors import SinkError
from stylecam.recordings import RecordingOptions
from stylecam.sinks import working
from stylecam.sinks.recording import recorded_video
from tests.sinks.clips import frames_at, look
from tests.sinks.test_recording import write_for_ever

SOFTWARE = RecordingOptions(encoder="software")


@pytest.mark.parametrize("failure", [errno.EIO, errno.EROFS, errno.ENODEV])
@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_a_disk_that_fails_ends_the_recording_in_one_line_and_what_was_written_plays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, failure: int
) -> None:
    synced = count()

    def fail(_descriptor: int) -> None:
        if next(synced) > 20:
            raise OSError(failure, os.strerror(failure))

    monkeypatch.setattr(working, "SYNC_EVERY", 0.0)
    monkeypatch.setattr(os, "fsync", fail)
    sink = recorded_video(tmp_path / f"film{suffix}", SOFTWARE)
    sink.open()
    with pytest.raises(SinkError, match="or was pulled out; choose another; the frames so far are in ") as raised:
        write_for_ever(sink)
    sink.close()

    assert "\n" not in str(raised.value)
    assert sink.saved is not None
    assert str(raised.value).endswith(str(sink.saved))
    assert len(look(sink.saved).times) > 10


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".webm", ".gif", ".webp"])
def test_what_is_said_to_be_saved_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    brought: set[tuple[int, int]] = set()
    bring = os.fsync

    def noted(descriptor: int) -> None:
        bring(descriptor)
        found = os.fstat(descriptor)
        brought.add((found.st_ino, found.st_size))

    monkeypatch.setattr(os, "fsync", noted)
    sink = recorded_video(tmp_path / f"film{suffix}", SOFTWARE)
    sink.open()
    for frame in frames_at(index / 30 for index in range(60)):
        sink.write(frame)
    sink.close()

    assert sink.saved is not None
    saved = sink.saved.stat()
    assert (saved.st_ino, saved.st_size) in brought
