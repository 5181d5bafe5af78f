"""From what a user writes to a source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stylecam.errors import SourceError
from stylecam.frame import Frame
from stylecam.pipeline.ports import Source
from stylecam.sources import factory
from stylecam.sources.camera import CameraSource
from stylecam.sources.cameras import CameraInfo
from stylecam.sources.demo import DemoSource
from stylecam.sources.factory import SourceFactory, UnknownSource, make_source
from stylecam.sources.image import ImageSource
from stylecam.sources.realtime import RealtimeSource
from tests.sources.clips import Clip, number_of, write_picture
from tests.sources.fake_clock import FakeClock

CAMERA = CameraInfo(0, "Integrated Camera", "/dev/video0", 200)


@pytest.fixture
def make() -> SourceFactory:
    return SourceFactory(size=(96, 64), fps=10.0, clock=FakeClock(), cameras=lambda: [CAMERA])


@pytest.mark.parametrize(
    ("spec", "kind", "name"),
    [
        ("demo", DemoSource, "demo"),
        ("0", CameraSource, "camera 0"),
        ("7", CameraSource, "camera 7"),
        ("/dev/video0", CameraSource, "/dev/video0"),
        ("integrated", CameraSource, "integrated"),
        ("rtsp://me:secret@camera.local/live", RealtimeSource, "rtsp://camera.local/live"),
        ("http://camera.local/clip.mp4", RealtimeSource, "http://camera.local/clip.mp4"),
    ],
)
def test_what_is_written_says_what_it_is(make: SourceFactory, spec: str, kind: type, name: str) -> None:
    source = make(spec)
    assert isinstance(source, kind)
    assert source.name == name


def test_a_file_is_a_picture_or_a_video(make: SourceFactory, tmp_path: Path) -> None:
    assert isinstance(make(str(write_picture(tmp_path / "picture.PNG"))), ImageSource)
    assert isinstance(make(str(Clip().write(tmp_path / "clip.mp4"))), RealtimeSource)


def test_a_file_named_like_a_camera_is_a_file(
    make: SourceFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_picture(tmp_path / "picture.png").rename(tmp_path / "integrated")
    monkeypatch.chdir(tmp_path)
    assert isinstance(make("integrated"), RealtimeSource)


def two_frames(source: Source) -> tuple[Frame, Frame]:
    source.open()
    first, second = source.read(), source.read()
    source.close()
    assert first is not None
    assert second is not None
    return first, second


def test_the_demo_has_the_size_and_rate_that_are_asked_for(make: SourceFactory) -> None:
    first, second = two_frames(make("demo"))
    assert first.size == (96, 64)
    assert second.captured_at - first.captured_at == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("spec", "size", "step"), [("demo@128x72", (128, 72), 0.1), ("demo@128x72@20", (128, 72), 0.05)]
)
def test_a_format_goes_before_what_is_asked_for_otherwise(
    make: SourceFactory, spec: str, size: tuple[int, int], step: float
) -> None:
    first, second = two_frames(make(spec))
    assert first.size == size
    assert second.captured_at - first.captured_at == pytest.approx(step)


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        ("0@640x480@15", "camera 0"),
        ("/dev/video0@640x480", "/dev/video0"),
        ("/dev/video7@640x480@15", "/dev/video7"),
        ("integrated@1280x720@30", "integrated"),
        ("Integrated Camera@1280x720", "Integrated Camera"),
    ],
)
def test_a_camera_keeps_its_own_name(make: SourceFactory, spec: str, name: str) -> None:
    source = make(spec)
    assert isinstance(source, CameraSource)
    assert source.name == name


def test_a_camera_is_asked_for_its_format(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, object, object]] = []

    class Asked(CameraSource):
        def __init__(
            self, spec: str, size: tuple[int, int] | None = None, fps: float | None = None, *rest: Any, **more: Any
        ) -> None:
            asked.append((spec, size, fps))
            super().__init__(spec, size, fps, *rest, **more)

    monkeypatch.setattr(factory, "CameraSource", Asked)
    make = SourceFactory(size=(96, 64), fps=10.0, cameras=lambda: [CAMERA])
    for spec in ("0", "0@640x480", "integrated@640x480@15"):
        make(spec)
    assert asked == [("0", (96, 64), 10.0), ("0", (640, 480), 10.0), ("integrated", (640, 480), 15.0)]


def test_what_is_called_so_as_it_stands_goes_before_a_format(
    make: SourceFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = CameraInfo(3, "Odd@640x480", "/dev/video3", 200)
    assert SourceFactory(cameras=lambda: [CAMERA, odd])("odd@640x480").name == "odd@640x480"
    assert SourceFactory(cameras=lambda: [CAMERA, odd])("odd@640x480@320x240").name == "odd@640x480"
    Clip().write(tmp_path / "clip.mp4").rename(tmp_path / "demo@640x480")
    monkeypatch.chdir(tmp_path)
    assert isinstance(make("demo@640x480"), RealtimeSource)
    assert isinstance(make("rtsp://me:secret@640x480"), RealtimeSource)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("0@1280", "'0@1280': a format is written 0@1280x720 or 0@1280x720@30"),
        ("0@1280x720@", "a format is written 0@1280x720 or"),
        ("demo@large", "a format is written demo@1280x720 or"),
        ("integrated@0x0", "a format is written integrated@1280x720 or"),
        ("toaster@1280x720", "'toaster' is no camera, file or address"),
        ("mum@home", "'mum@home' is no camera, file or address"),
    ],
)
def test_a_wrong_format_is_refused_with_the_mend(make: SourceFactory, spec: str, message: str) -> None:
    with pytest.raises(UnknownSource, match=message) as refusal:
        make(spec)
    assert "\n" not in str(refusal.value)


def test_a_video_has_its_own_format(make: SourceFactory, tmp_path: Path) -> None:
    path = Clip().write(tmp_path / "clip.mp4")
    with pytest.raises(UnknownSource, match=r"clip\.mp4: has a size of its own"):
        make(f"{path}@640x480")


def test_a_video_is_played_over_and_over(make: SourceFactory, tmp_path: Path) -> None:
    source = make(str(Clip(frames=2).write(tmp_path / "clip.mp4")))
    source.open()
    frames = [source.read() for _ in range(5)]
    source.close()
    assert [number_of(frame.pixels) for frame in frames if frame] == [0, 1, 0, 1, 0]


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("-1", "there is no camera -1"),
        ("toaster", "'toaster' is no camera, file or address"),
        (" ", "no source is named"),
        ("clips/holiday.mp4", r"clips/holiday\.mp4: no such file"),
        (".", "is a folder"),
    ],
)
def test_what_means_nothing_is_refused_with_the_mend(make: SourceFactory, spec: str, message: str) -> None:
    with pytest.raises(UnknownSource, match=message) as refusal:
        make(spec)
    assert "\n" not in str(refusal.value)
    assert refusal.value.exit_code == 2


def test_a_name_that_fits_several_cameras_is_refused() -> None:
    other = CameraInfo(2, "Phone Camera", "/dev/video2", 200)
    with pytest.raises(SourceError, match="fits several cameras"):
        SourceFactory(cameras=lambda: [CAMERA, other])("camera")


def test_a_camera_that_was_there_once_is_waited_for() -> None:
    """While it is unplugged its name is in no list, and a second source must be made for it all the same."""
    cameras = [CAMERA]
    make = SourceFactory(cameras=lambda: cameras)
    make("integrated")
    cameras.clear()
    assert isinstance(make("integrated"), CameraSource)
    with pytest.raises(UnknownSource):
        SourceFactory(cameras=lambda: cameras)("integrated")


def test_one_source_can_be_made_without_a_factory() -> None:
    assert isinstance(make_source("demo", clock=FakeClock()), DemoSource)
