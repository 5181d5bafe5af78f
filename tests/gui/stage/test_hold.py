from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.stage import OriginalOnHold
from tests.gui.stage.parts import AFTER, BEFORE, Theatre, painted

SPACE = Qt.Key.Key_Space


class House:
    """A window with a stage, a line to type in and a button."""

    def __init__(self, qtbot: QtBot) -> None:
        self.theatre = Theatre(qtbot)
        self.stage = self.theatre.show(painted())
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.line, self.button = QLineEdit(), QPushButton("Record")
        layout = QVBoxLayout(self.window)
        for widget in (self.stage, self.line, self.button):
            layout.addWidget(widget)
        self.heard: list[bool] = []
        self.hold = OriginalOnHold(self.window)
        self.hold.held.connect(self.heard.append)
        self.hold.held.connect(self.stage.set_original)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.stage.setFocus()

    def press(self, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyPress(self.window.windowHandle(), SPACE, modifier)

    def release(self) -> None:
        QTest.keyRelease(self.window.windowHandle(), SPACE)

    def repeat(self, kind: QEvent.Type) -> None:
        event = QKeyEvent(kind, SPACE, Qt.KeyboardModifier.NoModifier, " ", True)
        QApplication.sendEvent(self.stage, event)


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[House]:
    house = House(qtbot)
    yield house
    house.release()


def test_the_original_is_shown_as_long_as_the_key_is_down(house: House) -> None:
    house.press()
    assert house.theatre.colour(0.5) == BEFORE
    house.release()
    assert house.theatre.colour(0.5) == AFTER
    assert house.heard == [True, False]


def test_a_held_key_that_repeats_is_one_hold(house: House) -> None:
    house.press()
    for _ in range(3):
        house.repeat(QEvent.Type.KeyRelease)
        house.repeat(QEvent.Type.KeyPress)
    assert house.heard == [True]
    house.release()
    assert house.heard == [True, False]


def test_a_repeat_alone_holds_nothing(house: House) -> None:
    house.repeat(QEvent.Type.KeyPress)
    assert house.heard == []


def test_with_control_it_is_another_key(house: House) -> None:
    house.press(Qt.KeyboardModifier.ControlModifier)
    assert house.heard == []


def test_a_space_typed_into_a_line_is_typed(house: House) -> None:
    house.line.setFocus()
    house.press()
    house.release()
    assert house.line.text() == " "
    assert house.heard == []


def test_a_space_on_a_button_presses_it(house: House, qtbot: QtBot) -> None:
    house.button.setFocus()
    with qtbot.waitSignal(house.button.clicked):
        house.press()
        house.release()
    assert house.heard == []


@pytest.mark.parametrize("elsewhere", ["line", "button"])
def test_the_hold_ends_with_the_key_wherever_the_focus_has_gone(house: House, elsewhere: str) -> None:
    house.press()
    getattr(house, elsewhere).setFocus()
    assert house.heard == [True]
    house.release()
    assert house.heard == [True, False]


def test_the_hold_ends_with_the_key_while_a_menu_is_open(house: House, qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Save still")
    house.press()
    menu.popup(house.window.mapToGlobal(QPoint(10, 10)))
    house.release()
    assert house.heard == [True, False]


@pytest.mark.parametrize("modal", [True, False])
def test_a_dialog_ends_the_hold(house: House, qtbot: QtBot, modal: bool) -> None:
    house.press()
    dialog = QDialog(house.window)
    qtbot.addWidget(dialog)
    dialog.setModal(modal)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: house.heard == [True, False])
    assert house.theatre.colour(0.5) == AFTER


def test_a_window_put_away_ends_the_hold(house: House, qtbot: QtBot) -> None:
    house.press()
    house.window.hide()
    qtbot.waitUntil(lambda: house.heard == [True, False])


def test_after_a_hold_keys_of_other_windows_are_let_be(house: House, qtbot: QtBot) -> None:
    house.press()
    house.release()
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    QTest.keyClick(other, SPACE)
    assert other.text() == " "
    assert house.heard == [True, False]
