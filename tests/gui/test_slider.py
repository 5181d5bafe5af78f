from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.scale import Scale, Unit
from stylecam.gui.slider import LabelledSlider
from tests.gui.pointer import move_pointer

LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def labelled(qtbot: QtBot) -> Iterator[LabelledSlider]:
    """0 to 2 in steps of 0.05, in a window that has the shortcuts 5 and Up."""
    made = LabelledSlider("Smoothing", Scale(0, 2, steps=40, default=0.5), Unit(" s"), "Longer is steadier")
    window = QWidget()
    QVBoxLayout(window).addWidget(made)
    for key in ("5", "Up", "Return", "Escape"):
        action = QAction(key, window, shortcut=QKeySequence(key))
        window.addAction(action)
    qtbot.addWidget(window)
    window.resize(300, 80)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    # The first widget is given the focus with the window.
    made.slider.clearFocus()
    yield made
    window.close()


def pressed_in(labelled: LabelledSlider) -> list[str]:
    """The window's shortcuts from now on."""
    seen: list[str] = []
    for action in labelled.window().actions():
        action.triggered.connect(partial(seen.append, action.text()))
    return seen


def turn_wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_it_says_where_it_is_while_it_is_dragged(labelled: LabelledSlider) -> None:
    moves: list[float] = []
    labelled.moved.connect(moves.append)
    slider = labelled.slider
    QTest.mousePress(slider, LEFT_BUTTON, pos=slider.rect().center())
    move_pointer(slider, QPoint(slider.width() * 3 // 4, 5))
    assert moves[0] == pytest.approx(1.0, abs=0.1)
    assert moves[-1] == pytest.approx(1.5, abs=0.1)
    assert labelled.field.text() == f"{moves[-1]:.2f} s"


def test_to_show_a_value_is_not_to_move(qtbot: QtBot, labelled: LabelledSlider) -> None:
    with qtbot.assertNotEmitted(labelled.moved):
        labelled.set_value(1.23)
    assert labelled.field.text() == "1.23 s"


def test_it_is_named_and_read_out(labelled: LabelledSlider) -> None:
    labelled.set_value(1.5)
    assert labelled.slider.accessibleName() == labelled.field.accessibleName() == "Smoothing"
    assert labelled.slider.accessibleDescription() == "1.50 s"
    assert labelled.slider.toolTip() == "Longer is steadier"
    assert labelled.reset.accessibleName() == labelled.reset.toolTip() == "Reset Smoothing"


@pytest.mark.parametrize("double_click", [True, False])
def test_a_number_is_typed_after_a_double_click_or_enter(
    qtbot: QtBot, labelled: LabelledSlider, double_click: bool
) -> None:
    field = labelled.field
    if double_click:
        QTest.mouseDClick(field, LEFT_BUTTON)
    else:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "1.37")
    with qtbot.waitSignal(labelled.moved) as move:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert move.args == [1.37]
    assert field.text() == "1.37 s"
    # Whoever came by Tab goes on by Tab; after a double click the keys are the window's again.
    assert field.hasFocus() != double_click


@pytest.mark.parametrize("typed", ["soon", "7", "-1", ""])
def test_what_is_no_value_leaves_the_old_one(qtbot: QtBot, labelled: LabelledSlider, typed: str) -> None:
    QTest.mouseDClick(labelled.field, LEFT_BUTTON)
    labelled.field.setText(typed)
    with qtbot.assertNotEmitted(labelled.moved):
        QTest.keyClick(labelled.field, Qt.Key.Key_Return)
    assert labelled.field.text() == "0.50 s"


def test_escape_leaves_the_old_value(qtbot: QtBot, labelled: LabelledSlider) -> None:
    QTest.mouseDClick(labelled.field, LEFT_BUTTON)
    QTest.keyClicks(labelled.field, "1.5")
    with qtbot.assertNotEmitted(labelled.moved):
        QTest.keyClick(labelled.field, Qt.Key.Key_Escape)
    assert labelled.field.text() == "0.50 s"


def test_a_number_is_taken_when_the_focus_goes_elsewhere(qtbot: QtBot, labelled: LabelledSlider) -> None:
    QTest.mouseDClick(labelled.field, LEFT_BUTTON)
    QTest.keyClicks(labelled.field, "1.5")
    with qtbot.waitSignal(labelled.moved) as move:
        labelled.slider.setFocus()
    assert move.args == [1.5]


def test_what_is_typed_is_not_overwritten_by_a_change_from_elsewhere(labelled: LabelledSlider) -> None:
    QTest.mouseDClick(labelled.field, LEFT_BUTTON)
    QTest.keyClicks(labelled.field, "1.5")
    labelled.set_value(0.7)
    assert labelled.field.text() == "1.5"
    QTest.keyClick(labelled.field, Qt.Key.Key_Escape)
    assert labelled.field.text() == "0.70 s"


def test_keys_are_the_windows_unless_a_number_is_typed(qtbot: QtBot, labelled: LabelledSlider) -> None:
    seen = pressed_in(labelled)
    field = labelled.field
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(field, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: seen == ["5"])
    for key in (Qt.Key.Key_Return, Qt.Key.Key_5, Qt.Key.Key_Escape):
        QTest.keyClick(field, key)
    assert seen == ["5"]


def test_the_reset_is_there_when_the_value_is_another_and_brings_the_default(
    qtbot: QtBot, labelled: LabelledSlider
) -> None:
    assert not labelled.reset.isEnabled()
    labelled.set_value(1.5)
    labelled.reset.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(labelled.moved) as move:
        QTest.keyClick(labelled.reset, Qt.Key.Key_Space)
    assert move.args == [0.5]
    assert not labelled.reset.isEnabled()
    assert labelled.slider.hasFocus()


def test_a_double_click_on_the_slider_brings_the_default(labelled: LabelledSlider) -> None:
    moves: list[float] = []
    labelled.moved.connect(moves.append)
    at = QPoint(labelled.slider.width() - 20, 5)
    QTest.mouseClick(labelled.slider, LEFT_BUTTON, pos=at)
    QTest.mouseDClick(labelled.slider, LEFT_BUTTON, pos=at)
    move_pointer(labelled.slider, QPoint(20, 5))
    assert moves[-1] == 0.5


def test_the_wheel_turns_it_only_while_it_has_the_focus(labelled: LabelledSlider) -> None:
    before = labelled.slider.value()
    turn_wheel(labelled.slider)
    assert labelled.slider.value() == before
    labelled.slider.setFocus(Qt.FocusReason.TabFocusReason)
    turn_wheel(labelled.slider)
    assert labelled.slider.value() > before


def test_with_the_focus_it_keeps_its_keys_and_a_click_does_not_take_it(labelled: LabelledSlider) -> None:
    seen = pressed_in(labelled)
    slider = labelled.slider
    QTest.mouseClick(slider, LEFT_BUTTON, pos=slider.rect().center())
    assert not slider.hasFocus()
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    labelled.set_value(1.0)
    QTest.keyClick(slider, Qt.Key.Key_Up)
    assert slider.value() == 21
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert slider.value() == 25
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert slider.value() == 0
    assert seen == []
