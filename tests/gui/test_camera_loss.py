"""A camera that is unplugged while it is shown, and one that is plugged in while the window is open."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.cards import draw_card
from stylecam.errors import SourceLost
from stylecam.frame import Card, Frame
from stylecam.gui.services import Camera
from stylecam.pipeline.capture import MakeSource
from stylecam.pipeline.status import State
from tests.gui.parts import COLOURS, HalvesSource
from tests.gui.studio import Studio

CAMERA = "Desk camera"
LOST = "Desk camera was unplugged"
LONG = 30_000
"""Milliseconds: the pause before a camera is tried again doubles, and cameras are listed every two seconds."""
LEFT = Qt.MouseButton.LeftButton


class Cable(threading.Event):
    """Set while the camera is plugged in."""

    def check(self) -> None:
        if not self.is_set():
            raise SourceLost(LOST)


class CabledCamera(HalvesSource):
    """Can be unplugged and plugged in again."""

    def __init__(self, spec: str, cable: Cable) -> None:
        super().__init__(spec)
        self._cable = cable

    def open(self) -> None:
        self._cable.check()

    def read(self) -> Frame | None:
        self._cable.check()
        return super().read()


@pytest.fixture
def cable() -> Cable:
    cable = Cable()
    cable.set()
    return cable


@pytest.fixture
def make_source(cable: Cable) -> MakeSource:
    return lambda spec: CabledCamera(spec, cable) if spec == CAMERA else HalvesSource(spec)


@pytest.fixture
def filmed(qtbot: QtBot, studio: Studio) -> Studio:
    """Shows the camera, with the page of devices open."""
    studio.window.show_tab("devices")
    studio.parts.desk.switch_source(CAMERA)
    qtbot.waitUntil(lambda: studio.parts.devices.source_line.text() == "Running, 160 × 90")
    qtbot.waitUntil(lambda: studio.parts.status_line.source.text() == CAMERA)
    return studio


def pull_out(qtbot: QtBot, studio: Studio, cable: Cable) -> None:
    """Unplug the camera and wait until the window says so."""
    cable.clear()
    qtbot.waitUntil(studio.parts.messages.trouble.isVisible)


def test_a_card_takes_the_place_of_the_picture(qtbot: QtBot, filmed: Studio, cable: Cable) -> None:
    pull_out(qtbot, filmed, cable)
    stage = filmed.parts.stage
    card = draw_card((160, 90), "Camera lost", f"{LOST} - trying again …")
    qtbot.waitUntil(lambda: isinstance(stage.newest, Card))
    assert stage.newest is not None
    assert np.array_equal(stage.newest.pixels, card)
    qtbot.waitUntil(filmed.shows(tuple(card[45, 1].tolist()), across=0.01))


def test_message_status_line_and_devices_say_what_is_wrong(qtbot: QtBot, filmed: Studio, cable: Cable) -> None:
    parts = filmed.parts
    pull_out(qtbot, filmed, cable)
    assert parts.messages.trouble.label.text() == LOST
    assert parts.messages.trouble.property("mood") == "warning"
    assert parts.status_line.source.text() == "Desk camera   ·   lost"
    assert parts.devices.source_line.text() == LOST
    assert parts.devices.source_dot.property("mood") == "warning"


def test_it_is_painted_again_when_it_is_back(qtbot: QtBot, filmed: Studio, cable: Cable) -> None:
    parts = filmed.parts
    pull_out(qtbot, filmed, cable)
    cable.set()
    qtbot.waitUntil(filmed.shows(COLOURS["red"]), timeout=LONG)
    qtbot.waitUntil(lambda: not parts.messages.trouble.isVisible())
    qtbot.waitUntil(lambda: parts.status_line.source.text() == CAMERA)
    assert parts.devices.source_line.text() == "Running, 160 × 90"
    assert parts.devices.source_dot.property("mood") == "good"


def test_the_keys_go_on_working_while_it_is_away(qtbot: QtBot, filmed: Studio, cable: Cable) -> None:
    pull_out(qtbot, filmed, cable)
    QTest.keyClick(filmed.window.focusWidget(), Qt.Key.Key_2)
    assert filmed.window.windowTitle() == "Green"
    cable.set()
    qtbot.waitUntil(filmed.shows(COLOURS["green"]), timeout=LONG)


def test_another_source_is_shown_at_once(qtbot: QtBot, filmed: Studio, cable: Cable) -> None:
    pull_out(qtbot, filmed, cable)
    filmed.parts.desk.switch_source("demo")
    qtbot.waitUntil(filmed.shows(COLOURS["red"]))
    qtbot.waitUntil(lambda: not filmed.parts.messages.trouble.isVisible())


def test_a_recording_goes_on_over_the_gap(qtbot: QtBot, filmed: Studio, cable: Cable) -> None:
    filmed.parts.outputs.recorder.set_on(True)
    pull_out(qtbot, filmed, cable)
    (recording,) = filmed.parts.outputs.recorder.attachments
    at_the_gap = recording.status.written
    cable.set()
    qtbot.waitUntil(lambda: recording.status.written > at_the_gap + 5, timeout=LONG)
    assert recording.status.state is State.RUNNING


def test_a_new_camera_is_listed_and_can_be_picked(qtbot: QtBot, filmed: Studio) -> None:
    picker = filmed.parts.devices.source
    qtbot.waitUntil(lambda: picker.findText(CAMERA) >= 0)
    filmed.cameras.append(Camera("Phone"))
    qtbot.waitUntil(lambda: picker.findText("Phone") >= 0, timeout=LONG)
    assert picker.currentText() == CAMERA
    picker.showPopup()
    view = picker.view()
    row = view.visualRect(view.model().index(picker.findText("Phone"), 0))
    QTest.mouseClick(view.viewport(), LEFT, pos=row.center())
    qtbot.waitUntil(lambda: filmed.pipeline.status().source.name == "Phone")
    qtbot.waitUntil(lambda: picker.currentText() == "Phone")


def test_a_camera_that_left_is_no_longer_offered_as_if_it_were_there(qtbot: QtBot, filmed: Studio) -> None:
    picker = filmed.parts.devices.source
    qtbot.waitUntil(lambda: picker.findText(CAMERA) >= 0)
    filmed.cameras.clear()
    qtbot.waitUntil(lambda: picker.currentText() == "Desk camera (not plugged in)", timeout=LONG)
