from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylecam.gui.gallery.chips import Chip, ChipRow
from stylecam.gui.gallery.shelves import ALL, FAVOURITES, RECENT, Shelf

PRINT, MODERN = Shelf("category", "Print"), Shelf("category", "Modern")


@pytest.fixture
def row(qtbot: QtBot) -> ChipRow:
    made = ChipRow()
    qtbot.addWidget(made)
    made.show_shelves([ALL, FAVOURITES, RECENT, PRINT, MODERN])
    made.resize(300, 40)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def chips(row: ChipRow) -> list[Chip]:
    return [chip for chip in row.findChildren(Chip) if not chip.isHidden()]


def test_the_first_is_picked_and_only_one_at_a_time(qtbot: QtBot, row: ChipRow) -> None:
    assert row.shelf == ALL
    with qtbot.waitSignal(row.picked) as picked:
        chips(row)[3].click()
    assert picked.args == [PRINT]
    assert [chip.text() for chip in chips(row) if chip.isChecked()] == ["Print"]


def test_a_click_on_the_picked_one_changes_nothing(qtbot: QtBot, row: ChipRow) -> None:
    with qtbot.assertNotEmitted(row.picked):
        chips(row)[0].click()
    assert row.shelf == ALL


def test_the_arrow_keys_pick_the_next(qtbot: QtBot, row: ChipRow) -> None:
    chips(row)[0].setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(row.picked) as picked:
        QTest.keyClick(chips(row)[0], Qt.Key.Key_Right)
    assert picked.args == [FAVOURITES]


def test_the_picked_one_stays_when_others_come_and_the_first_follows_when_it_goes(qtbot: QtBot, row: ChipRow) -> None:
    row.pick(PRINT)
    with qtbot.assertNotEmitted(row.picked):
        row.show_shelves([ALL, FAVOURITES, RECENT, MODERN, PRINT])
    assert row.shelf == PRINT
    with qtbot.waitSignal(row.picked) as picked:
        row.show_shelves([ALL, FAVOURITES, RECENT, MODERN])
    assert picked.args == [ALL]


@pytest.mark.parametrize("width", [100, 200, 300, 600])
def test_every_chip_can_be_reached_and_read_at_any_width(row: ChipRow, width: int) -> None:
    row.resize(width, row.height())
    QApplication.processEvents()
    inner = row.widget()
    for chip in chips(row):
        assert inner is not None
        assert inner.rect().contains(chip.geometry())
        assert chip.width() >= min(chip.sizeHint().width(), width - row.verticalScrollBar().sizeHint().width())
    places = [chip.geometry() for chip in chips(row)]
    assert not any(one.intersects(other) for n, one in enumerate(places) for other in places[n + 1 :])
    row.pick(MODERN)
    shown = row.viewport().rect().translated(0, row.verticalScrollBar().value())
    assert shown.contains(chips(row)[-1].geometry().center())
