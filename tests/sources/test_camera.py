"""The camera source on OpenCV's real capture, with a clip in place of the device."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import pytest

from stylecam.errors import SourceLost
from stylecam.pipeline.trace import Recorder
from stylecam.sources.camera import MJPG, CameraSource, Capture, CaptureFormat, OpenCapture
from stylecam.sources.cameras import CameraInfo
from tests.sources.clips import FOUR_CORNERS, Clip, four_corners
from tests.sources.fake_clock import FakeClock


class Desk:
    """Where cameras are plugged in and out. Each device is a clip."""

    def __init__(self) -> None:
        self.cameras: list[CameraInfo] = []
        self.asked: list[tuple[str, list[int]]] = []

    def plug_in(self, index: int, name: str, clip: Path, backend: int = cv2.CAP_V4L2) -> None:
        self.cameras.append(CameraInfo(index, name, str(clip), backend))

    def open(self, camera: CameraInfo, wishes: Sequence[int]) -> Capture:
        self.asked.append((camera.name, list(wishes)))
        return cv2.VideoCapture(camera.path)

    def camera(self, spec: str, open_capture: OpenCapture | None = None) -> CameraSource:
        return CameraSource(spec, (64, 48), 30.0, FakeClock(), open_capture or self.open, lambda: self.cameras)


class Wishes:
    """A capture that notes what it is asked for."""

    def __init__(self, clip: Path) -> None:
        self._capture = cv2.VideoCapture(str(clip))
        self.read, self.get = self._capture.read, self._capture.get
        self.isOpened, self.release = self._capture.isOpened, self._capture.release
        self.heard: list[tuple[int, float]] = []

    def set(self, prop: int, value: float, /) -> bool:
        self.heard.append((prop, value))
        return False


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return Clip(picture=four_corners((64, 48))).write(tmp_path / "clip.mp4")


def test_colors_are_rgb_and_frames_are_stamped_on_arrival(desk: Desk, clip: Path) -> None:
    desk.plug_in(0, "Desk camera", clip)
    camera = desk.camera("0")
    camera.open()
    frame = camera.read()
    camera.close()
    assert frame is not None
    assert frame.pixels[5, 5] == pytest.approx(FOUR_CORNERS["top left"], abs=12)
    assert frame.pixels[40, 5] == pytest.approx(FOUR_CORNERS["bottom left"], abs=12)
    assert frame.captured_at == 100.0


def test_what_the_driver_takes_and_what_the_conversion_takes_is_traced(desk: Desk, clip: Path) -> None:
    desk.plug_in(0, "Desk camera", clip)
    recorder = Recorder(FakeClock())
    camera = CameraSource("0", open_capture=desk.open, cameras=lambda: desk.cameras, tracer=recorder)
    camera.open()
    for _ in range(2):
        camera.read()
    camera.close()
    told = [(span.name, span.frame) for span in recorder.spans()]
    assert told == [("capture", 0), ("convert", 0), ("capture", 1), ("convert", 1)]


def test_it_tells_its_name_and_what_it_got(desk: Desk, clip: Path) -> None:
    desk.plug_in(0, "Desk camera", clip)
    camera = desk.camera("0")
    assert camera.name == "camera 0"
    camera.open()
    assert camera.name == "Desk camera"
    assert camera.got == CaptureFormat(size=(64, 48), fps=10.0, codec="h264")
    camera.close()


def test_format_size_rate_and_a_short_queue_are_asked_for(desk: Desk, clip: Path) -> None:
    desk.plug_in(0, "Desk camera", clip)
    capture = Wishes(clip)
    camera = desk.camera("0", lambda *_: capture)
    camera.open()
    camera.close()
    assert capture.heard == [
        (cv2.CAP_PROP_FOURCC, MJPG),
        (cv2.CAP_PROP_FRAME_WIDTH, 64),
        (cv2.CAP_PROP_FRAME_HEIGHT, 48),
        (cv2.CAP_PROP_FPS, 30),
        (cv2.CAP_PROP_BUFFERSIZE, 1),
    ]


def test_directshow_hears_wishes_at_opening(desk: Desk, clip: Path) -> None:
    desk.plug_in(0, "Desk camera", clip, cv2.CAP_DSHOW)
    camera = desk.camera("0")
    camera.open()
    camera.close()
    assert desk.asked[0][1][:2] == [cv2.CAP_PROP_FOURCC, MJPG]


def test_a_camera_that_is_not_there_is_lost(desk: Desk) -> None:
    with pytest.raises(SourceLost, match="Desk camera is not plugged in; 'stylecam doctor'"):
        desk.camera("Desk camera").open()
    with pytest.raises(SourceLost, match="camera 63 is not there"):
        CameraSource("63", cameras=lambda: []).open()


def test_a_camera_that_is_there_and_does_not_open_is_busy(desk: Desk, tmp_path: Path) -> None:
    desk.plug_in(0, "Desk camera", tmp_path / "no device")
    with pytest.raises(SourceLost, match="Desk camera cannot be opened; is it in use by another program"):
        desk.camera("0").open()


def test_an_unplugged_camera_is_waited_for_wherever_it_comes_back(desk: Desk, clip: Path) -> None:
    """Its index may be another camera's meanwhile: that one is not taken."""
    desk.plug_in(0, "Desk camera", clip)
    camera = desk.camera("0")
    camera.open()
    first = camera.read()
    camera.close()

    desk.cameras.clear()
    desk.plug_in(0, "Another camera", clip)
    with pytest.raises(SourceLost, match="Desk camera is not plugged in"):
        camera.open()

    desk.plug_in(2, "Desk camera", clip)
    camera.open()
    again = camera.read()
    camera.close()
    assert camera.name == "Desk camera"
    assert first is not None
    assert again is not None
    assert again.index == first.index + 1
