from __future__ import annotations

import os
from pathlib import Path

import pytest

from stylecam.errors import SinkError
from stylecam.sinks.lock import lock
from stylecam.sinks.working import SteadyFile, WorkingFile, final_name
from tests.sinks.test_video import files_limited_to


@pytest.mark.parametrize(
    ("name", "final"),
    [
        ("film.recording.mp4", "film.mp4"),
        ("film.recording-2.mkv", "film.mkv"),
        ("my.film 2.recording-13.webm", "my.film 2.webm"),
        ("film.recording.MP4", "film.MP4"),
        ("film.mp4", None),
        ("film.recording.txt", None),
        ("film.recording-x.mp4", None),
        (".recording.mp4", None),
    ],
)
def test_a_working_name_says_the_final_one(name: str, final: str | None) -> None:
    found = final_name(Path("films") / name)
    assert (found.name if found else None) == final


def test_what_is_written_can_be_read_by_others_at_once(tmp_path: Path) -> None:
    file = SteadyFile(tmp_path / "film")
    file.write(b"pictures")
    assert (tmp_path / "film").read_bytes() == b"pictures"
    file.close()


def test_after_a_failure_nothing_more_is_written(tmp_path: Path) -> None:
    file = SteadyFile(tmp_path / "film")
    with files_limited_to(1000):
        file.write(b"a" * 900)
        with pytest.raises(OSError, match="too large"):
            file.write(b"b" * 200)
    file.seek(0)
    with pytest.raises(OSError, match="too large"):
        file.write(b"c")
    file.close()

    assert (tmp_path / "film").read_bytes() == b"a" * 900 + b"b" * 100


def test_it_is_locked_until_it_has_its_name(tmp_path: Path) -> None:
    part = WorkingFile(tmp_path / "film.mkv")
    descriptor = os.open(part.path, os.O_RDWR)
    with pytest.raises(BlockingIOError):
        lock(descriptor)

    part.close()
    part.rename(tmp_path / "film.mkv")
    lock(descriptor)
    os.close(descriptor)


def test_those_of_one_name_get_numbers(tmp_path: Path) -> None:
    parts = [WorkingFile(tmp_path / "film.mkv") for _ in range(3)]
    assert [part.path.name for part in parts] == ["film.recording.mkv", "film.recording-2.mkv", "film.recording-3.mkv"]
    for part in parts:
        part.discard()
    assert list(tmp_path.iterdir()) == []


def test_one_that_cannot_have_its_name_stays_where_the_message_says(tmp_path: Path) -> None:
    part = WorkingFile(tmp_path / "film.mkv")
    part.file.write(b"pictures")
    part.close()
    (tmp_path / "film.mkv" / "folder").mkdir(parents=True)

    with pytest.raises(SinkError, match=r"the recording is in .*film\.recording\.mkv"):
        part.rename(tmp_path / "film.mkv")
    assert part.path.read_bytes() == b"pictures"
