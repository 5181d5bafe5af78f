from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.gui import theme
from stylecam.gui.gallery import Gallery
from stylecam.gui.tile import CHOSEN
from stylecam.styles import Style


def many(count: int) -> list[Style]:
    return [Style(f"s{n}", f"Style {n}", "A. Painter", Path(f"s{n}.png")) for n in range(count)]


def show(qtbot: QtBot, styles: list[Style], width: int = 320) -> Gallery:
    gallery = Gallery(styles)
    qtbot.addWidget(gallery)
    gallery.resize(width, 400)
    gallery.show()
    qtbot.waitExposed(gallery)
    return gallery


def chosen_of(gallery: Gallery) -> list[bool]:
    model = gallery.model()
    return [bool(model.index(row, 0).data(CHOSEN)) for row in range(model.rowCount())]


@pytest.mark.parametrize(("width", "columns"), [(210, 2), (320, 3), (440, 4)])
def test_columns_follow_the_width(qtbot: QtBot, width: int, columns: int) -> None:
    gallery = show(qtbot, many(12), width)
    model = gallery.model()
    top = gallery.visualRect(model.index(0, 0)).top()
    row = [n for n in range(12) if gallery.visualRect(model.index(n, 0)).top() == top]
    assert len(row) == columns


def test_exactly_the_styles_of_the_look_are_marked_and_in_view(qtbot: QtBot) -> None:
    styles = many(30)
    gallery = show(qtbot, styles)
    gallery.show_chosen([styles[27], styles[3]])
    assert [n for n, on in enumerate(chosen_of(gallery)) if on] == [3, 27]
    assert gallery.viewport().rect().contains(gallery.visualRect(gallery.model().index(27, 0)).center())
    gallery.show_chosen([styles[0]])
    assert [n for n, on in enumerate(chosen_of(gallery)) if on] == [0]


def test_to_be_told_the_look_is_not_to_choose(qtbot: QtBot) -> None:
    styles = many(5)
    gallery = show(qtbot, styles)
    with qtbot.assertNotEmitted(gallery.chosen):
        gallery.show_chosen([styles[2]])
        gallery.setFocus()


def test_the_arrow_keys_walk_the_grid_and_choose(qtbot: QtBot) -> None:
    styles = many(9)
    gallery = show(qtbot, styles)
    gallery.show_chosen([styles[0]])
    with qtbot.waitSignal(gallery.chosen) as right:
        QTest.keyClick(gallery, Qt.Key.Key_Right)
    assert right.args == [styles[1]]
    with qtbot.waitSignal(gallery.chosen) as down:
        QTest.keyClick(gallery, Qt.Key.Key_Down)
    assert down.args == [styles[4]]


def test_a_picture_shows_as_soon_as_it_is_there(qtbot: QtBot) -> None:
    styles = many(3)
    gallery = show(qtbot, styles)
    middle = gallery.visualRect(gallery.model().index(1, 0)).center()
    assert gallery.viewport().grab().toImage().pixelColor(middle) == theme.SURFACE
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(theme.GOOD)
    gallery.show_picture(styles[1], picture)
    assert gallery.viewport().grab().toImage().pixelColor(middle) == theme.GOOD


def test_a_style_without_a_picture_says_why(qtbot: QtBot) -> None:
    styles = many(2)
    gallery = show(qtbot, styles)
    gallery.show_trouble(styles[1], "s1.png: no such file")
    model = gallery.model()
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "s1.png: no such file"
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Style 0\nA. Painter"


def test_a_screen_reader_hears_what_is_chosen(qtbot: QtBot) -> None:
    styles = many(2)
    gallery = show(qtbot, styles)
    gallery.show_chosen([styles[1]])
    model = gallery.model()
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Style 1, chosen"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Style 0"
