"""A real V4L2 camera, unplugged by its driver while the window shows it: vivid, the kernel's test camera."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from stylecam.cards import draw_card
from stylecam.cli.desktop import cameras
from stylecam.frame import Card
from stylecam.pipeline.capture import MakeSource
from stylecam.pipeline.status import State
from stylecam.source_spec import SourceSpec
from stylecam.sources.factory import SourceFactory
from tests.gui.parts import COLOURS, HalvesSource
from tests.gui.studio import Studio
from tests.sources.vivid import DEVICE, device_name, may_be_unplugged, plug_in, unplug

LONG = 300_000
"""Milliseconds: an emulated machine is slow, and the pause before a camera is tried again doubles."""

pytestmark = [
    pytest.mark.device,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(not may_be_unplugged(), reason="only the vivid camera can be unplugged, and only by root"),
]


@pytest.fixture
def make_source() -> MakeSource:
    """Cameras as the program opens them."""
    open_camera = SourceFactory()
    return lambda spec: HalvesSource(spec) if spec == "demo" else open_camera(spec)


@pytest.fixture
def filmed(qtbot: QtBot, studio: Studio) -> Iterator[Studio]:
    """Shows the camera, asked for by its name, in its smallest format, with the page of devices open."""
    smallest = min(next(camera for camera in cameras() if camera.name == device_name()).modes, key=lambda m: m.size)
    studio.list_cameras = cameras
    studio.window.show_tab("devices")
    studio.parts.desk.switch_source(str(SourceSpec(device_name(), smallest.size, smallest.fps)))
    width, height = smallest.size
    qtbot.waitUntil(lambda: studio.parts.devices.source_line.text() == f"Running, {width} × {height}", timeout=LONG)
    yield studio
    if not DEVICE.exists():
        plug_in()


def test_an_unplugged_camera_is_told_and_is_painted_again_once_it_is_back(qtbot: QtBot, filmed: Studio) -> None:
    parts, name = filmed.parts, device_name()
    picker, stage, trouble = parts.devices.source, parts.stage, parts.messages.trouble
    qtbot.waitUntil(filmed.shows(COLOURS["red"]), timeout=LONG)
    qtbot.waitUntil(lambda: picker.findText(name) >= 0, timeout=LONG)
    assert picker.currentText() == name
    assert stage.newest is not None
    size = stage.newest.size

    unplug()
    qtbot.waitUntil(trouble.isVisible, timeout=LONG)
    assert trouble.label.text().startswith(name)
    assert parts.status_line.source.text() == f"{name}   ·   lost"
    qtbot.waitUntil(lambda: isinstance(stage.newest, Card), timeout=LONG)
    qtbot.waitUntil(lambda: picker.currentText() == f"{name} (not plugged in)", timeout=LONG)
    assert picker.findText(name) < 0
    qtbot.waitUntil(lambda: "is not plugged in" in trouble.label.text(), timeout=LONG)
    assert stage.newest is not None
    card = stage.newest.pixels
    # Why it went, or, once it has been tried again, why it does not come.
    reasons = (
        f"{name} gives no picture any more; is it unplugged?",
        f"{name} is not plugged in; 'stylecam doctor' lists the cameras there are",
    )
    cards = [draw_card(size, "Camera lost", f"{reason} - trying again …") for reason in reasons]
    assert any(np.array_equal(card, drawn) for drawn in cards)
    qtbot.waitUntil(filmed.shows(tuple(card[size[1] // 2, 1].tolist()), across=0.01), timeout=LONG)

    plug_in()
    qtbot.waitUntil(filmed.shows(COLOURS["red"]), timeout=LONG)
    qtbot.waitUntil(lambda: picker.findText(name) >= 0, timeout=LONG)
    qtbot.waitUntil(lambda: not trouble.isVisible(), timeout=LONG)
    assert picker.currentText() == name
    assert picker.findText(f"{name} (not plugged in)") < 0
    qtbot.waitUntil(lambda: parts.status_line.source.text() == name, timeout=LONG)
    status = filmed.pipeline.status()
    assert status.source.state is State.RUNNING
    assert stage.newest is not None
    assert stage.newest.size == size
    painted = status.frames_out
    qtbot.waitUntil(lambda: filmed.pipeline.status().frames_out > painted + 5, timeout=LONG)
