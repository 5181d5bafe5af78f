"""Recordings whose program was killed, for real, and what the next start makes of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import pytest

from benchmarks.crash import indices_in, killed, left_of
from stylecam.errors import SinkError
from stylecam.sinks import recovery
from stylecam.sinks.recording import recorded_video
from stylecam.sinks.recovery import finish, rescue, unfinished
from tests.sinks.clips import frames_at, look, make_clip

MOST_LOST = 1.2
"""Seconds at the end of a recording that a kill may cost: a fragment, and what the encoder was at."""


@contextmanager
def left_behind(target: Path, seconds: float = 3.0) -> Iterator[Path]:
    """A copy of a recording under its working name as it lies on the disk in the middle of it."""
    sink = recorded_video(target)
    sink.open()
    for frame in frames_at(index / 30 for index in range(round(seconds * 30))):
        sink.write(frame)
    torn = target.parent / "torn"
    torn.mkdir()
    (working,) = target.parent.glob("*.recording*")
    shutil.copy(working, torn)
    sink.abort()
    yield torn / working.name


@pytest.mark.parametrize(("seed", "suffix"), [(0, ".mp4"), (1, ".mp4"), (2, ".mp4"), (3, ".mkv"), (4, ".webm")])
def test_killed_it_leaves_a_file_that_plays_and_is_finished_by_the_next_start(
    tmp_path: Path, seed: int, suffix: str
) -> None:
    told = killed(tmp_path / f"film{suffix}", seed)
    working = tmp_path / f"film.recording{suffix}"

    left = left_of(working, told)
    assert left.lost <= MOST_LOST
    assert unfinished(tmp_path) == [working]

    assert rescue(tmp_path) == [tmp_path / f"film{suffix}"]
    assert indices_in(tmp_path / f"film{suffix}") == list(range(left.readable))
    assert list(tmp_path.iterdir()) == [tmp_path / f"film{suffix}"]


def boxes(path: Path) -> list[bytes]:
    """The kinds of an MP4's outermost boxes."""
    data, at, found = path.read_bytes(), 0, []
    while at < len(data):
        found.append(data[at + 4 : at + 8])
        at += int.from_bytes(data[at : at + 4], "big")
    return found


def test_what_is_rescued_is_a_plain_file_with_its_table_before_its_pictures(tmp_path: Path) -> None:
    with left_behind(tmp_path / "film.mp4") as path:
        assert b"moof" in boxes(path)
        kinds = boxes(finish(path))

    assert b"moof" not in kinds
    assert kinds.index(b"moov") < kinds.index(b"mdat")


def test_what_is_still_recorded_is_left_alone(tmp_path: Path) -> None:
    sink = recorded_video(tmp_path / "film.mp4")
    sink.open()
    for frame in frames_at(index / 30 for index in range(90)):
        sink.write(frame)
    (working,) = tmp_path.iterdir()

    assert unfinished(tmp_path) == []
    assert rescue(tmp_path) == []
    with pytest.raises(SinkError, match="still being recorded"):
        finish(working)

    sink.close()
    assert len(look(tmp_path / "film.mp4").times) == 90
    assert list(tmp_path.iterdir()) == [tmp_path / "film.mp4"]


def test_two_recordings_of_one_name_do_not_meet(tmp_path: Path) -> None:
    first, second = recorded_video(tmp_path / "film.mp4"), recorded_video(tmp_path / "film.mp4")
    first.open()
    second.open()
    for frame in frames_at([0.0, 0.1]):
        first.write(frame)
    for frame in frames_at([0.0, 0.1, 0.2]):
        second.write(frame)
    first.close()
    second.close()

    assert len(look(tmp_path / "film.mp4").times) == 3
    assert list(tmp_path.iterdir()) == [tmp_path / "film.mp4"]


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    with left_behind(tmp_path / "film.mp4") as path:
        (path.parent / "film.mp4").write_text("another")
        (path.parent / "film 2.mp4").write_text("and another")

        assert finish(path) == path.parent / "film 3.mp4"
        assert (path.parent / "film.mp4").read_text() == "another"


def test_a_name_that_something_else_will_get_is_left_to_it(tmp_path: Path) -> None:
    with left_behind(tmp_path / "film.mp4") as path:
        assert rescue(path.parent, {"film.mp4"}) == [path.parent / "film 2.mp4"]


def test_other_files_are_no_unfinished_recordings(tmp_path: Path) -> None:
    make_clip(tmp_path / "holiday.recording.mp4")
    foreign = make_clip(tmp_path / "foreign.recording.mkv")
    foreign.write_bytes(foreign.read_bytes().replace(b"Lavf", b"La\xe9f"))  # a tag that is not in UTF-8
    for name in ("film.mp4", "damaged.recording.mp4", "my.recording.txt", ".recording.mp4", "recording.mp4"):
        (tmp_path / name).write_text("mine")

    assert unfinished(tmp_path) == []
    assert unfinished(tmp_path / "nowhere") == []
    with pytest.raises(SinkError, match="is no unfinished recording"):
        finish(tmp_path / "holiday.recording.mp4")
    assert len(list(tmp_path.iterdir())) == 7


def test_one_without_a_picture_is_deleted_once_it_cannot_have_just_been_started(tmp_path: Path) -> None:
    path = tmp_path / "film.recording.mp4"
    path.write_bytes(b"")

    assert rescue(tmp_path) == []
    assert path.exists()

    long_ago = path.stat().st_mtime - 2 * recovery.YOUNG
    os.utime(path, (long_ago, long_ago))
    assert rescue(tmp_path) == []
    assert not path.exists()


def test_without_room_for_a_copy_it_only_gets_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stylecam.sinks.remux.free_bytes", lambda _: 1000)
    with left_behind(tmp_path / "film.mp4") as path:
        data = path.read_bytes()
        with path.open("ab") as file:
            file.write(b"\0\0\1\0moof and no more")
        finished = finish(path)

    assert finished.name == "film.mp4"
    assert finished.read_bytes() == data
    assert len(look(finished).times) >= 60


@pytest.mark.parametrize("left", [0.999, 0.95, 0.9])
def test_of_a_torn_file_what_can_be_read_is_kept(tmp_path: Path, left: float) -> None:
    with left_behind(tmp_path / "film.mp4") as path:
        with path.open("r+b") as file:
            file.truncate(int(path.stat().st_size * left))
        times = look(finish(path)).times

    assert len(times) >= 29
    assert times == pytest.approx([index / 30 for index in range(len(times))], abs=1e-6)


def test_what_was_rescued_can_be_sought_in(tmp_path: Path) -> None:
    with left_behind(tmp_path / "film.mkv", seconds=5.0) as path, av.open(str(finish(path))) as container:
        assert container.duration is not None
        container.seek(3_000_000)
        first = next(container.decode(video=0))

    assert first.time is not None
    assert 1.9 <= first.time <= 3.0
