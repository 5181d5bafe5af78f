from __future__ import annotations

import importlib
import importlib.util
import sys

import numpy as np
import pytest

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.look import Size
from stylecam.sinks.virtual_camera import VirtualCameraSink, connect
from tests.sinks.cameras import Watched


class Connector:
    """Keeps the cameras it opens."""

    def __init__(self) -> None:
        self.opened: list[Watched] = []

    def __call__(self, device: str | None, size: Size, fps: float) -> Watched:
        self.opened.append(Watched(device, size, fps))
        return self.opened[-1]


def painted(size: Size, colour: tuple[int, int, int] = (250, 120, 10)) -> Frame:
    return Frame(np.full((size[1], size[0], 3), colour, np.uint8), 0, 0.0)


def test_it_opens_the_device_it_was_given_with_its_size_and_rate() -> None:
    connector = Connector()
    sink = VirtualCameraSink("/dev/video7", (640, 480), 25.0, connector)
    assert connector.opened == []
    sink.open()
    (camera,) = connector.opened
    assert (camera.device, camera.size, camera.fps) == ("/dev/video7", (640, 480), 25.0)
    sink.close()
    assert not camera.is_open


def test_left_alone_it_shows_720p_at_30() -> None:
    connector = Connector()
    sink = VirtualCameraSink(connect=connector)
    sink.open()
    sink.close()
    assert (connector.opened[0].device, connector.opened[0].size, connector.opened[0].fps) == (None, (1280, 720), 30.0)


def test_every_frame_gets_the_cameras_size_and_keeps_its_shape_and_colour() -> None:
    connector = Connector()
    sink = VirtualCameraSink(size=(1280, 720), connect=connector)
    sink.open()
    for size in ((640, 360), (480, 480), (1920, 1080)):
        sink.write(painted(size))
    sink.close()
    wide, square, large = connector.opened[0].shown
    for whole in (wide, large):
        assert np.all(whole == (250, 120, 10))
    assert np.all(square[:, 280:1000] == (250, 120, 10))
    assert not square[:, :280].any()
    assert not square[:, 1000:].any()


def test_a_frame_to_one_that_is_not_open_is_an_error() -> None:
    with pytest.raises(SinkError, match="not open"):
        VirtualCameraSink(connect=Connector()).write(painted((64, 48)))


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
