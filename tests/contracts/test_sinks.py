"""What every sink promises, whatever it writes to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
import pytest

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.pipeline.ports import Sink
from stylecam.sinks.null import NullSink
from stylecam.sinks.picture import PictureFileSink
from stylecam.sinks.recording import ContentOf, recorded_video
from stylecam.sinks.stream.sink import StreamSink
from stylecam.sinks.virtual_camera import VirtualCameraSink
from tests.sinks.cameras import Watched


@dataclass(frozen=True)
class Kind:
    """One sort of sink, the name of what it writes, "" where it writes no file, and then what it calls itself."""

    make: Callable[[Path], Sink]
    file: str = ""
    name: str = ""


KINDS = {
    "none": Kind(lambda _: NullSink(), name="none"),
    "virtual camera": Kind(lambda _: VirtualCameraSink(connect=Watched), name="virtual camera"),
    "stream": Kind(lambda _: StreamSink(0), name="stream"),
    "mp4": Kind(recorded_video, "film.mp4"),
    "mkv": Kind(recorded_video, "film.mkv"),
    "mov": Kind(recorded_video, "film.mov"),
    "webm": Kind(recorded_video, "film.webm"),
    "png": Kind(PictureFileSink, "still.png"),
    "jpeg": Kind(PictureFileSink, "still.jpg"),
    "webp": Kind(PictureFileSink, "still.webp"),
    "gif loop": Kind(recorded_video, "loop.gif"),
    "webp loop": Kind(recorded_video, "loop.webp"),
    "what it was painted from": Kind(lambda path: ContentOf(recorded_video(path)), "film original.mp4"),
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


@pytest.fixture
def writes_files(kind: Kind) -> None:
    if not kind.file:
        pytest.skip("this sink writes no file")


@pytest.fixture
def sink(kind: Kind, tmp_path: Path) -> Iterator[Sink]:
    sink = kind.make(tmp_path / kind.file)
    yield sink
    sink.close()


def frames(count: int = 3, size: tuple[int, int] = (64, 48)) -> list[Frame]:
    shape = (size[1], size[0], 3)
    return [Frame(np.full(shape, 40 * index, np.uint8), index, 10 + index / 30) for index in range(count)]


def abort(sink: Sink) -> Path | None:
    """The early end of a sink that has one."""
    if not hasattr(sink, "abort"):
        pytest.skip("this sink has no early end")
    partial: Path | None = sink.abort()
    return partial


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_has_a_name_before_it_is_open(sink: Sink, kind: Kind) -> None:
    assert sink.name == (kind.file or kind.name)


def test_open_write_close_gives_one_file_of_its_name(sink: Sink, kind: Kind, tmp_path: Path) -> None:
    sink.open()
    for frame in frames():
        sink.write(frame)
    sink.close()

    assert written(tmp_path) == ([kind.file] if kind.file else [])


def test_close_may_come_twice(sink: Sink, kind: Kind, tmp_path: Path) -> None:
    sink.open()
    sink.write(frames()[0])
    sink.close()
    sink.close()

    assert written(tmp_path) == ([kind.file] if kind.file else [])


def test_close_may_come_before_open(sink: Sink, tmp_path: Path) -> None:
    sink.close()

    assert written(tmp_path) == []


@pytest.mark.usefixtures("sink")
def test_making_one_touches_nothing(tmp_path: Path) -> None:
    assert written(tmp_path) == []


def test_without_a_frame_it_leaves_nothing_behind(sink: Sink, tmp_path: Path) -> None:
    sink.open()
    sink.close()

    assert written(tmp_path) == []


def test_a_file_that_was_there_survives_a_close_without_a_frame(sink: Sink, kind: Kind, tmp_path: Path) -> None:
    (tmp_path / (kind.file or "other")).write_text("old")
    sink.open()
    sink.close()

    assert (tmp_path / (kind.file or "other")).read_text() == "old"


@pytest.mark.usefixtures("writes_files")
@pytest.mark.parametrize("place", ["missing/", "file/"])
def test_a_place_that_cannot_be_written_is_told_in_one_line(kind: Kind, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    target = tmp_path / place / kind.file
    sink = kind.make(target)

    with pytest.raises(SinkError) as raised:
        sink.open()
    sink.close()
    message = str(raised.value)
    assert "\n" not in message
    assert message.startswith(f"{target}: cannot be written: ")
    assert written(tmp_path) == ["file"]


@pytest.mark.usefixtures("writes_files")
def test_a_folder_of_that_name_is_told_in_one_line(kind: Kind, tmp_path: Path) -> None:
    (tmp_path / kind.file).mkdir()
    sink = kind.make(tmp_path / kind.file)

    with pytest.raises(SinkError, match="it is a folder"):
        sink.open()
    sink.close()


@pytest.mark.usefixtures("writes_files")
def test_writing_to_one_that_is_not_open_is_an_error(sink: Sink) -> None:
    with pytest.raises(SinkError, match="not open"):
        sink.write(frames()[0])


def test_sizes_may_change(sink: Sink, kind: Kind, tmp_path: Path) -> None:
    sink.open()
    for frame in (*frames(1, (64, 48)), *frames(2, (33, 77)), *frames(1, (640, 48))):
        sink.write(frame)
    sink.close()

    assert written(tmp_path) == ([kind.file] if kind.file else [])


def test_it_changes_no_pixels(sink: Sink) -> None:
    given = frames(3, (65, 49))
    copies = [frame.pixels.copy() for frame in given]
    sink.open()
    for frame in given:
        sink.write(frame)
    sink.close()

    assert all(np.array_equal(frame.pixels, copy) for frame, copy in zip(given, copies, strict=True))


def test_aborted_it_keeps_its_name_free(sink: Sink, kind: Kind, tmp_path: Path) -> None:
    sink.open()
    for frame in frames():
        sink.write(frame)
    partial = abort(sink)
    sink.close()

    assert not kind.file or not (tmp_path / kind.file).exists()
    assert written(tmp_path) == ([partial.name] if partial else [])


@pytest.mark.parametrize("end", [lambda sink: sink.close(), abort], ids=["close", "abort"])
def test_it_leaves_no_thread_and_no_open_file(sink: Sink, tmp_path: Path, end: Callable[[Sink], object]) -> None:
    before = threading.active_count()
    sink.open()
    for frame in frames():
        sink.write(frame)
    end(sink)

    assert threading.active_count() == before
    assert not [file.path for file in psutil.Process().open_files() if Path(file.path).is_relative_to(tmp_path)]


def test_it_can_be_opened_again(sink: Sink, kind: Kind, tmp_path: Path) -> None:
    for _ in range(2):
        sink.open()
        sink.write(frames()[0])
        sink.close()

    assert written(tmp_path) == ([kind.file] if kind.file else [])
