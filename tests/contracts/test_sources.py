"""What every source promises (`stylecam.pipeline.ports.Source`), held against each of them."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest

from stylecam.clock import Clock
from stylecam.errors import SourceError, SourceLost
from stylecam.frame import Frame
from stylecam.pipeline.ports import Source
from stylecam.sources.camera import CameraSource
from stylecam.sources.cameras import CameraInfo
from stylecam.sources.demo import DemoSource
from stylecam.sources.image import ImageSource
from stylecam.sources.realtime import RealtimeSource
from stylecam.sources.video import VideoSource
from tests.sources.clips import Clip, write_picture
from tests.sources.fake_clock import FakeClock

Make = Callable[[Path, Clock], Source]

PRESENT: dict[str, Make] = {
    "demo": lambda _, clock: DemoSource((64, 64), fps=10.0, clock=clock, duration=0.6),
    "image": lambda folder, clock: ImageSource(write_picture(folder / "picture.png"), clock=clock),
    "video": lambda folder, _: VideoSource(Clip().write(folder / "clip.mp4")),
    "realtime": lambda folder, clock: RealtimeSource(VideoSource(Clip().write(folder / "clip.mp4")), clock),
    "loop": lambda folder, clock: RealtimeSource(VideoSource(Clip().write(folder / "clip.mp4")), clock, loop=True),
    "camera": lambda folder, clock: camera_showing(Clip().write(folder / "clip.mp4"), clock),
}

ABSENT: dict[str, Make] = {
    "image": lambda folder, clock: ImageSource(folder / "absent.png", clock=clock),
    "video": lambda folder, _: VideoSource(folder / "absent.mp4"),
    "realtime": lambda folder, clock: RealtimeSource(VideoSource(folder / "absent.mp4"), clock),
    "camera": lambda folder, clock: camera_showing(folder / "absent.mp4", clock),
    "camera by index": lambda _, clock: CameraSource("63", clock=clock),
    "camera by name": lambda _, clock: CameraSource("no such camera", clock=clock),
    "server": lambda *_: VideoSource("http://127.0.0.1:9/absent.mp4"),
}


def camera_showing(clip: Path, clock: Clock) -> CameraSource:
    """A camera source whose device is a clip."""
    plugged_in = CameraInfo(0, "Clip camera", str(clip), cv2.CAP_V4L2)
    return CameraSource(
        "0",
        size=(64, 48),
        fps=10,
        clock=clock,
        open_capture=lambda camera, _: cv2.VideoCapture(camera.path),
        cameras=lambda: [plugged_in],
    )


@pytest.fixture(params=PRESENT)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    return PRESENT[request.param](tmp_path, FakeClock())


@pytest.fixture(params=["demo", "image", "realtime", "loop", "camera"])
def live_source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    """All but a video read in file order, which starts over when it is opened again."""
    return PRESENT[request.param](tmp_path, FakeClock())


@pytest.fixture(params=["demo", "video", "realtime"])
def ending_source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    return PRESENT[request.param](tmp_path, FakeClock())


@pytest.fixture(params=ABSENT)
def absent_source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    return ABSENT[request.param](tmp_path, FakeClock())


def read(source: Source, count: int) -> list[Frame]:
    """That many frames."""
    frames = [source.read() for _ in range(count)]
    assert None not in frames
    return [frame for frame in frames if frame is not None]


def test_frames_are_rgb_and_read_only(source: Source) -> None:
    source.open()
    for frame in read(source, 5):
        assert frame.pixels.dtype == np.uint8
        assert frame.pixels.shape == (frame.height, frame.width, 3)
        assert frame.pixels.flags.c_contiguous
        assert not frame.pixels.flags.writeable
    source.close()


def test_frames_keep_their_pixels_while_others_are_read(source: Source) -> None:
    source.open()
    frames = [(frame, frame.pixels.copy()) for frame in read(source, 5)]
    source.close()
    assert all(np.array_equal(frame.pixels, kept) for frame, kept in frames)


def test_index_and_time_never_go_back(source: Source) -> None:
    source.open()
    frames = read(source, 6)
    source.close()
    assert frames[0].index == 0
    assert all(a.index < b.index for a, b in itertools.pairwise(frames))
    assert all(a.captured_at <= b.captured_at for a, b in itertools.pairwise(frames))


def test_it_can_be_opened_again(source: Source) -> None:
    for _ in range(3):
        source.open()
        assert len(read(source, 2)) == 2
        source.close()


def test_opening_twice_starts_over(source: Source) -> None:
    source.open()
    source.open()
    assert len(read(source, 2)) == 2
    source.close()


def test_index_and_time_never_go_back_across_opening(live_source: Source) -> None:
    frames: list[Frame] = []
    for _ in range(3):
        live_source.open()
        frames += read(live_source, 3)
        live_source.close()
    assert all(a.index < b.index for a, b in itertools.pairwise(frames))
    assert all(a.captured_at <= b.captured_at for a, b in itertools.pairwise(frames))


def test_the_end_is_for_ever(ending_source: Source) -> None:
    ending_source.open()
    count = len(list(iter(ending_source.read, None)))
    assert count == 6
    assert [ending_source.read() for _ in range(3)] == [None] * 3
    ending_source.close()


def test_close_is_allowed_at_any_time(source: Source) -> None:
    source.close()
    source.open()
    source.close()
    source.close()


def test_reading_what_is_closed_is_refused(source: Source) -> None:
    with pytest.raises(SourceError, match="not open"):
        source.read()
    source.open()
    source.close()
    with pytest.raises(SourceError, match="not open"):
        source.read()


def test_what_is_not_there_is_refused_in_one_line(absent_source: Source) -> None:
    for _ in range(2):
        with pytest.raises(SourceError) as refusal:
            absent_source.open()
        assert "\n" not in str(refusal.value)
        assert len(str(refusal.value)) > 15
        absent_source.close()


def test_a_name_is_one_line(source: Source) -> None:
    assert source.name
    source.open()
    assert source.name
    assert source.name.isprintable()
    source.close()


def test_nothing_is_left_open(source: Source) -> None:
    me = psutil.Process()

    def use() -> tuple[int, int, int]:
        source.open()
        read(source, 3)
        source.close()
        return me.num_fds() if psutil.POSIX else me.num_handles(), me.num_threads(), threading.active_count()

    use()  # OpenCV and FFmpeg start their helper threads once, at first use.
    assert use() == use()


def test_nothing_is_left_open_after_a_failure(absent_source: Source) -> None:
    me = psutil.Process()

    def use() -> tuple[int, int]:
        with pytest.raises(SourceError):
            absent_source.open()
        absent_source.close()
        return me.num_fds() if psutil.POSIX else me.num_handles(), me.num_threads()

    use()
    assert use() == use()


def test_a_camera_that_gives_nothing_more_is_lost(tmp_path: Path) -> None:
    camera = PRESENT["camera"](tmp_path, FakeClock())
    camera.open()
    read(camera, 6)
    with pytest.raises(SourceLost, match="Clip camera"):
        camera.read()
    camera.close()
