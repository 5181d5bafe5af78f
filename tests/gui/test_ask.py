from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.ask import AskDialog, Verdict


def judge(text: str) -> Verdict:
    if text == "taken":
        return Verdict("Replace", "There is one already.")
    return Verdict("Save", allowed=text != "")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(parent: QWidget) -> AskDialog:
    made = AskDialog("Save", "&Name", "Stormy", judge, parent)
    made.open()
    return made


def test_the_proposal_is_selected_and_can_be_taken_at_once(qtbot: QtBot, dialog: AskDialog) -> None:
    assert dialog.line.selectedText() == "Stormy"
    with qtbot.waitSignal(dialog.answered) as answer:
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert answer.args == ["Stormy"]


def test_the_button_says_what_will_happen(dialog: AskDialog) -> None:
    assert (dialog.take_button.text(), dialog.note.text()) == ("Save", "")
    dialog.line.setText("taken")
    assert (dialog.take_button.text(), dialog.note.text()) == ("Replace", "There is one already.")


def test_what_is_not_allowed_is_not_taken(qtbot: QtBot, dialog: AskDialog) -> None:
    dialog.line.clear()
    with qtbot.assertNotEmitted(dialog.answered):
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_escape_answers_nothing_and_leaves_nothing(qtbot: QtBot, parent: QWidget, dialog: AskDialog) -> None:
    with qtbot.assertNotEmitted(dialog.answered):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: parent.findChildren(AskDialog) == [])
