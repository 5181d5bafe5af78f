"""The window as a whole: its parts, its sizes, its dialogs."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.rendering import RenderDialog
from stylecam.gui.services import Camera
from stylecam.styles import WeightedStyle
from tests.gui.acts import CTRL, press
from tests.gui.parts import COLOURS
from tests.gui.studio import Studio
from tests.pipeline.parts import eventually


def test_full_screen_is_the_picture_alone(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_F11)
    qtbot.waitUntil(studio.window.isFullScreen)
    around = (studio.window.panel, studio.window.menuBar(), studio.window.tool_bar, studio.parts.status_line)
    assert all(part.isHidden() for part in around)
    press(studio, Qt.Key.Key_Right)
    qtbot.waitUntil(studio.shows(COLOURS["green"]))
    press(studio, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not studio.window.isFullScreen())
    assert not any(part.isHidden() for part in around)


def test_the_panel_makes_room(studio: Studio) -> None:
    press(studio, Qt.Key.Key_B, CTRL)
    assert studio.window.panel.isHidden()
    press(studio, Qt.Key.Key_2, CTRL)
    assert studio.window.panel.isVisible()
    assert studio.window.panel.tab == "mixer"


def test_f1_shows_the_keys(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_F1)
    (sheet,) = studio.window.findChildren(QDialog)
    assert sheet.isVisible()
    sheet.close()
    qtbot.waitUntil(lambda: studio.window.findChildren(QDialog) == [])


def test_diagnostics_go_to_the_clipboard(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "all is well")


def test_the_window_is_gone_while_what_it_began_is_finished(qtbot: QtBot, studio: Studio) -> None:
    began = threading.Event()

    def list_slowly() -> list[Camera]:
        began.set()
        eventually(studio.window.isHidden)
        return []

    studio.list_cameras = list_slowly
    studio.window.show_tab("devices")
    qtbot.waitUntil(began.is_set)
    studio.window.close()
    assert studio.window.isHidden()


def test_ctrl_q_closes_the_window(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_Q, CTRL)
    qtbot.waitUntil(studio.window.isHidden)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(640, 480), (1280, 800), (3840, 2160)])
def test_everything_has_room_at_every_size(qtbot: QtBot, studio: Studio, size: tuple[int, int], scale: float) -> None:
    studio.window.enlarge_text(round((scale - 1) * 4))
    studio.window.resize(*size)
    qtbot.waitUntil(lambda: studio.window.width() == size[0])
    panel = studio.window.panel
    assert panel.geometry().right() < size[0]
    assert studio.window.strength.mapTo(panel, QPoint(0, studio.window.strength.height())).y() <= panel.height()
    assert studio.parts.gallery.grid.viewport().height() > 40
    assert studio.parts.stage.width() >= size[0] / 2 - 1


def test_the_status_line_says_how_it_goes(qtbot: QtBot, studio: Studio) -> None:
    measures = studio.parts.status_line.measures
    qtbot.waitUntil(lambda: all(part in measures.text() for part in ("160×90", "fps", "ms")))


def test_every_button_and_field_has_a_name_for_those_who_cannot_see_it(studio: Studio) -> None:
    focusable = [
        child
        for child in studio.window.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(studio.window)
    ]
    assert len(focusable) > 12
    nameless = [child for child in focusable if not (child.accessibleName() or getattr(child, "text", str)())]
    assert nameless == []


def test_a_preset_brings_everything_back(qtbot: QtBot, studio: Studio) -> None:
    desk = studio.parts.desk
    desk.set_mix([WeightedStyle(studio.styles[0], 0.5), WeightedStyle(studio.styles[2], 0.5)])
    desk.set_strength(0.5)
    desk.set_keep_color("luminance")
    wanted = desk.look
    studio.looks.save("Dusk", wanted)
    desk.use_look(studio.look)
    studio.parts.looks.refresh("Dusk")
    studio.parts.looks.load()
    assert desk.look == wanted
    qtbot.waitUntil(studio.shows((170, 120, 170)))


def test_ctrl_e_asks_what_to_repaint(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_E, CTRL)
    (dialog,) = studio.window.findChildren(RenderDialog)
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: studio.window.findChildren(RenderDialog) == [])
