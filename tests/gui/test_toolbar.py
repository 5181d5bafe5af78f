from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.actions import Actions
from stylecam.gui.toolbar import Tool, ToolBar


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_button_does_what_its_action_does_and_says_its_key(qtbot: QtBot, window: QWidget) -> None:
    actions = Actions(window)
    actions.group("&Picture")
    heard: list[bool] = []
    mirror = actions.add_switch("&Mirror", Qt.Key.Key_M, heard.append)
    bar = ToolBar([[Tool(mirror, "mirror", "Mirror", "Flips the picture left to right")]])
    qtbot.addWidget(bar)
    button = bar.buttons[mirror]
    assert button.toolTip() == "Mirror (M)\nFlips the picture left to right"
    assert button.accessibleName() == "Mirror"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [True]
    assert button.isChecked()


def test_names_give_way_where_there_is_no_room(qtbot: QtBot, window: QWidget) -> None:
    actions = Actions(window)
    actions.group("Output")
    still = actions.add("A still with a long name", Qt.Key.Key_S, lambda: None)
    bar = ToolBar([[Tool(still, "still", "A still with a long name", "Saves the picture")], []])
    qtbot.addWidget(bar)
    bar.resize(600, 40)
    bar.show()
    assert bar.buttons[still].toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    bar.resize(60, 40)
    qtbot.waitUntil(lambda: bar.buttons[still].toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly)


def test_a_held_key_triggers_only_actions_that_step(window: QWidget) -> None:
    actions = Actions(window)
    actions.group("Style")
    assert not actions.add("Random", Qt.Key.Key_R, lambda: None).autoRepeat()
    assert actions.add_stepping("Stronger", Qt.Key.Key_Up, lambda: None).autoRepeat()
