"""A still that is painted slowly, from the window's side."""

from __future__ import annotations

import psutil
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from stylecam.gui.actions import plain
from stylecam.gui.slowly.dialog import SlowlyDialog
from tests.gui.acts import CTRL, press
from tests.gui.parts import LIGHT, rgb
from tests.gui.studio import Studio

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def begin(studio: Studio) -> int:
    """Start a painting by keys; its program's number."""
    press(studio, Qt.Key.Key_S, CTRL_SHIFT)
    (dialog,) = studio.window.findChildren(SlowlyDialog)
    # The camera's picture, not the painting.
    assert rgb(dialog.picture.image.pixelColor(5, 5)) == LIGHT
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert studio.parts.slowly.job is not None
    return studio.parts.slowly.job.pid


def answer(studio: Studio, text: str) -> None:
    (box,) = studio.window.findChildren(QMessageBox)
    next(button for button in box.findChildren(QPushButton) if button.text() == text).click()


def test_by_keys_it_begins_beside_the_live_picture(studio: Studio, qtbot: QtBot) -> None:
    begin(studio)
    easel = studio.parts.slowly.easel
    assert easel is not None
    assert easel.isVisible()
    assert easel.name.whole.endswith("red.png")
    with qtbot.waitSignal(studio.parts.stage.came):
        pass
    easel.cancel_button.click()
    qtbot.waitUntil(studio.parts.messages.news.isVisible)
    assert studio.parts.messages.news.label.text() == "Ended before there was anything to keep."


def test_the_picture_itself_offers_it(studio: Studio) -> None:
    stage = studio.parts.stage
    # Shown, the menu would wait for an answer.
    assert stage.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    assert [plain(action.text()) for action in stage.actions()] == ["Still", "Copy picture", "Paint this still slowly"]


def test_who_quits_is_asked_first(studio: Studio, qtbot: QtBot) -> None:
    pid = begin(studio)
    studio.window.quit()
    answer(studio, "Go on painting")
    qtbot.waitUntil(lambda: studio.window.findChildren(QMessageBox) == [])
    assert studio.window.isVisible()
    assert psutil.pid_exists(pid)
    studio.window.quit()
    with qtbot.waitSignal(studio.window.closed):
        answer(studio, "Close")
    assert not psutil.pid_exists(pid)


def test_a_window_that_is_closed_by_others_leaves_no_program(studio: Studio) -> None:
    pid = begin(studio)
    studio.window.close()
    assert not psutil.pid_exists(pid)
