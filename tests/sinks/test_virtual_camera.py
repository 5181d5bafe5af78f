from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from stylecam.errors import SinkError
from stylecam.frame import Card, Frame, Pixels
from stylecam.look import Size
from stylecam.pipeline.slots import Latest
from stylecam.sinks.steady import PATIENCE
from stylecam.sinks.virtual_camera import CameraForm, VirtualCameraSink, connect
from tests.pipeline.parts import Flow, eventually, running
from tests.pipeline.whole import pipeline_of
from tests.sinks.cameras import Watched
from tests.sinks.hand_clock import HandClock

ORANGE = (250, 120, 10)
GREY = (90, 90, 90)


class Studio:
    """A sink, the camera that it opened last, and its clock."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.opened: list[Watched] = []
        self._sinks: list[VirtualCameraSink] = []

    def sink(self, form: CameraForm | None = None, device: str | None = None) -> VirtualCameraSink:
        self._sinks.append(VirtualCameraSink(device, form or CameraForm(), self._connect, self.clock))
        return self._sinks[-1]

    def close(self) -> None:
        for sink in self._sinks:
            sink.close()

    def after(self, seconds: float) -> Pixels:
        """What the camera shows then."""
        self.clock.advance(seconds)
        return self.opened[-1].shown[-1]

    def _connect(self, device: str | None, size: Size, fps: float) -> Watched:
        self.opened.append(Watched(device, size, fps))
        return self.opened[-1]


@pytest.fixture
def studio() -> Iterator[Studio]:
    studio = Studio()
    yield studio
    studio.close()


def pixels_of(size: Size, colour: tuple[int, int, int] = ORANGE) -> Pixels:
    return np.full((size[1], size[0], 3), colour, np.uint8)


def painted(size: Size, colour: tuple[int, int, int] = ORANGE) -> Frame:
    return Frame(pixels_of(size, colour), 0, 0.0)


def is_plain(pixels: Pixels, colour: tuple[int, int, int]) -> bool:
    return bool(np.all(pixels == colour))


def test_it_opens_the_device_it_was_given_with_its_size_and_rate(studio: Studio) -> None:
    sink = studio.sink(CameraForm((640, 480), 25.0), "/dev/video7")
    assert studio.opened == []
    sink.open()
    (camera,) = studio.opened
    assert (camera.device, camera.size, camera.fps) == ("/dev/video7", (640, 480), 25.0)
    sink.close()
    assert not camera.is_open


def test_left_alone_it_shows_720p_at_30(studio: Studio) -> None:
    studio.sink().open()
    assert (studio.opened[0].device, studio.opened[0].size, studio.opened[0].fps) == (None, (1280, 720), 30.0)


def test_once_open_its_name_says_which_camera_it_is(studio: Studio) -> None:
    sink = studio.sink(device="/dev/video7")
    assert sink.name == "virtual camera"
    sink.open()
    assert sink.name == "virtual camera: /dev/video7"


def test_the_pipeline_tells_that_name() -> None:
    with running(pipeline_of(Flow())) as pipeline:
        camera = pipeline.attach(VirtualCameraSink("/dev/video7", connect=Watched), Latest())
        eventually(lambda: camera.status.written)
        assert camera.status.name == "virtual camera: /dev/video7"


def test_every_frame_gets_the_cameras_size_and_keeps_its_shape_and_colour(studio: Studio) -> None:
    sink = studio.sink()
    sink.open()
    for size in ((640, 360), (1920, 1080), (1280, 720)):
        sink.write(painted(size))
        assert is_plain(studio.after(0.1), ORANGE)
    sink.write(painted((480, 480)))
    square = studio.after(0.1)
    assert is_plain(square[:, 280:1000], ORANGE)
    assert not square[:, :280].any()
    assert not square[:, 1000:].any()


def test_cropped_a_frame_of_another_shape_fills_the_picture(studio: Studio) -> None:
    sink = studio.sink(CameraForm(fit="crop"))
    sink.open()
    for size in ((480, 480), (300, 900), (900, 100)):
        sink.write(painted(size))
        assert is_plain(studio.after(0.1), ORANGE)


def test_it_sends_its_rate_whether_frames_come_or_not(studio: Studio) -> None:
    sink = studio.sink(CameraForm((64, 36), 25.0))
    sink.open()
    studio.clock.advance(0.001)
    for _ in range(10):
        sink.write(painted((64, 36)))
        studio.clock.advance(0.1)
    studio.clock.advance(9.0)
    assert len(studio.opened[0].shown) == 251


def test_while_there_is_no_picture_it_shows_a_card_with_words(studio: Studio) -> None:
    sink = studio.sink()
    sink.open()
    first = studio.after(0)
    assert len(np.unique(first.reshape(-1, 3), axis=0)) > 2
    sink.write(painted((1280, 720)))
    assert is_plain(studio.after(0.1), ORANGE)
    assert np.array_equal(studio.after(PATIENCE), first)


def test_the_card_can_be_the_users_own(studio: Studio) -> None:
    sink = studio.sink(CameraForm((640, 360), card=pixels_of((1280, 720), GREY)))
    sink.open()
    assert is_plain(studio.after(0), GREY)


def test_what_the_pipeline_says_is_shown_until_a_picture_comes(studio: Studio) -> None:
    sink = studio.sink(CameraForm((64, 36)))
    sink.open()
    sink.write(Card(pixels_of((64, 36), GREY), 0, 0.0))
    assert is_plain(studio.after(0.1), GREY)
    assert is_plain(studio.after(10 * PATIENCE), GREY)
    sink.write(painted((64, 36)))
    assert is_plain(studio.after(0.1), ORANGE)


def test_the_users_own_card_is_shown_in_place_of_what_the_pipeline_says(studio: Studio) -> None:
    sink = studio.sink(CameraForm((64, 36), card=pixels_of((64, 36), GREY)))
    sink.open()
    sink.write(painted((64, 36)))
    sink.write(Card(pixels_of((64, 36), (1, 2, 3)), 0, 0.0))
    assert is_plain(studio.after(0.1), GREY)


def test_what_the_pipeline_says_is_not_cropped(studio: Studio) -> None:
    sink = studio.sink(CameraForm((64, 36), fit="crop"))
    sink.open()
    sink.write(Card(pixels_of((36, 36), GREY), 0, 0.0))
    shown = studio.after(0.1)
    assert is_plain(shown[:, 14:50], GREY)
    assert not shown[:, :14].any()


def test_a_camera_that_takes_no_more_ends_it(studio: Studio) -> None:
    sink = studio.sink()
    sink.open()
    studio.clock.advance(0)
    studio.opened[0].trouble = SinkError("the device is gone")
    studio.clock.advance_alone(1)

    def ended() -> bool:
        try:
            sink.write(painted((64, 48)))
        except SinkError as error:
            return str(error) == "the device is gone"
        return False

    eventually(ended)
    sink.close()
    assert not studio.opened[0].is_open


def test_a_frame_to_one_that_is_not_open_is_an_error(studio: Studio) -> None:
    with pytest.raises(SinkError, match="not open"):
        studio.sink().write(painted((64, 48)))


def test_without_pyvirtualcam_one_line_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvirtualcam", None)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SinkError, match=r"pyvirtualcam cannot be loaded .*stylecam doctor") as raised:
        connect(None, (1280, 720), 30.0)
    assert "\n" not in str(raised.value)


@pytest.mark.skipif(importlib.util.find_spec("pyvirtualcam") is None, reason="pyvirtualcam is not installed")
def test_a_camera_that_pyvirtualcam_cannot_open_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    importlib.import_module("pyvirtualcam")  # before the platform is said to be another
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SinkError, match=r"cannot be opened: .*nonesuch") as raised:
        connect("nonesuch", (1280, 720), 30.0)
    assert "\n" not in str(raised.value)
