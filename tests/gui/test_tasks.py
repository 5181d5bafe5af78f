from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from stylecam.gui.tasks import TaskBar, first_words

TEXT = "Painting the tiles"


@pytest.fixture
def bar(qtbot: QtBot) -> TaskBar:
    made = TaskBar(TEXT)
    qtbot.addWidget(made)
    made.resize(400, made.sizeHint().height())
    made.show_progress(12, 75)
    return made


def is_whole(label: QLabel) -> bool:
    return label.fontMetrics().horizontalAdvance(label.text()) <= label.contentsRect().width()


def test_it_tells_how_many_of_how_many(bar: TaskBar) -> None:
    assert bar.isVisible()
    assert (bar.label.text(), bar.numbers.text()) == (TEXT, "12 / 75")
    assert (bar.bar.value(), bar.bar.maximum()) == (12, 75)


def test_it_leaves_when_all_is_done(bar: TaskBar) -> None:
    bar.show_progress(75, 75)
    assert not bar.isVisible()


def test_of_what_is_not_known_no_number_is_told(bar: TaskBar) -> None:
    bar.show_progress(0, 0)
    assert bar.isVisible()
    assert bar.numbers.text() == ""
    assert bar.toolTip() == TEXT


def test_it_can_be_cancelled(qtbot: QtBot, bar: TaskBar) -> None:
    with qtbot.waitSignal(bar.cancelled):
        QTest.mouseClick(bar.cancel_button, Qt.MouseButton.LeftButton)
    assert bar.cancel_button.toolTip() == bar.cancel_button.accessibleName() == "Cancel"


def test_a_narrow_line_drops_whole_words_and_never_a_number(bar: TaskBar) -> None:
    said = set()
    for width in range(400, 60, -10):
        bar.resize(width, bar.height())
        said.add(bar.label.text())
        assert is_whole(bar.label)
        assert is_whole(bar.numbers)
    assert said == {TEXT, "Painting the …", "Painting …", ""}
    assert bar.toolTip() == f"{TEXT}   12 / 75"


def test_longer_numbers_and_larger_letters_leave_the_words_less_room(qtbot: QtBot, bar: TaskBar) -> None:
    bar.resize(bar.label.fontMetrics().horizontalAdvance(TEXT) + 120, bar.height())
    assert bar.label.text() == TEXT
    bar.show_progress(100_012, 750_000)
    qtbot.waitUntil(lambda: bar.label.text() != TEXT and is_whole(bar.label) and is_whole(bar.numbers))
    fewer = bar.label.text()
    bar.label.setFont(QFont(bar.font().family(), 2 * bar.font().pointSize()))
    qtbot.waitUntil(lambda: len(bar.label.text()) < len(fewer) and is_whole(bar.label))


def test_writing_without_spaces_breaks_after_any_letter(bar: TaskBar) -> None:
    letters, text = bar.label.fontMetrics(), "正在绘制缩略图"
    short = first_words(text, letters, letters.horizontalAdvance(text) - 1)
    assert short.startswith("正在")
    assert short.endswith("…")
    assert letters.horizontalAdvance(short) < letters.horizontalAdvance(text)
