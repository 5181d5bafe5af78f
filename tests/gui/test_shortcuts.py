"""The sheet says what the actions say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.actions import Actions
from stylecam.gui.shortcuts import Block, ShortcutSheet


@pytest.fixture
def actions(qtbot: QtBot) -> Actions:
    window = QWidget()
    qtbot.addWidget(window)
    made = Actions(window)
    made.group("&Style")
    made.add("&Random style", Qt.Key.Key_R, lambda: None)
    made.add("Nothing to press", None, lambda: None)
    return made


def texts_of(qtbot: QtBot, actions: Actions) -> list[str]:
    parent = QWidget()
    sheet = ShortcutSheet(actions.groups, Block("On the picture", [("Space", "The camera's own picture")]), parent)
    qtbot.addWidget(parent)
    return [label.text() for label in sheet.findChildren(QLabel)]


def test_every_key_is_listed_under_its_menu(qtbot: QtBot, actions: Actions) -> None:
    texts = texts_of(qtbot, actions)
    assert texts[:3] == ["Style", "R", "Random style"]
    assert "Nothing to press" not in texts
    assert texts[-3:] == ["On the picture", "Space", "The camera's own picture"]


def test_a_row_of_digits_is_one_line(qtbot: QtBot, actions: Actions) -> None:
    for digit in range(1, 10):
        actions.add(f"Style {digit}", str(digit), lambda: None)
    texts = texts_of(qtbot, actions)
    assert texts[3:5] == ["1 – 9", "The style at that place of the gallery"]
    assert "Style 2" not in texts
