"""What leaves the window."""

from __future__ import annotations

from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.acts import CTRL, press
from tests.gui.parts import COLOURS
from tests.gui.studio import Studio


def test_s_saves_a_still(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_S)
    qtbot.waitUntil(studio.parts.messages.news.isVisible)
    (still,) = studio.kept.iterdir()
    assert still.name == "stylecam 2026-11-20 14.03.07 red.png"
    assert studio.parts.messages.news.label.text().endswith(str(still))
    with Image.open(still) as saved:
        assert saved.getpixel((5, 5)) == COLOURS["red"]


def test_ctrl_r_records_until_it_is_pressed_again(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_R, CTRL)
    record = studio.window.named_actions["record"]
    assert record.isChecked()
    qtbot.waitUntil(lambda: bool(studio.pipeline.status().sinks) and studio.pipeline.status().sinks[0].written > 3)
    press(studio, Qt.Key.Key_R, CTRL)
    assert not record.isChecked()
    qtbot.waitUntil(studio.parts.messages.news.isVisible)
    (recording,) = studio.kept.iterdir()
    assert recording.suffix == ".mkv"
    assert recording.stat().st_size > 0
    assert studio.pipeline.status().sinks == ()


def test_a_virtual_camera_that_cannot_be_says_what_to_run(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_V)
    qtbot.waitUntil(studio.parts.messages.news.isVisible)
    assert "sudo apt install" in studio.parts.messages.news.label.text()
    assert not studio.window.named_actions["virtual-camera"].isChecked()


def test_a_recording_is_finished_when_the_window_is_closed(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: bool(studio.pipeline.status().sinks) and studio.pipeline.status().sinks[0].written > 3)
    studio.window.close()
    studio.pipeline.stop()
    assert [path.suffix for path in studio.kept.iterdir()] == [".mkv"]
