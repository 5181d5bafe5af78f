"""Tiles as they are seen: real pixels of a real grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylecam.gui import theme
from stylecam.gui.gallery.model import PICTURE
from stylecam.gui.gallery.tile import MARGIN, TileDelegate
from stylecam.styles import Style, WeightedStyle
from tests.gui.gallery.conftest import Room
from tests.gui.parts import rgb

PAINTED = (20, 160, 60)


@pytest.fixture
def room(qtbot: QtBot, open_room: Callable[..., Room]) -> Iterator[Room]:
    """Two styles whose pictures have been read, in the dark."""
    before = QApplication.palette()
    QApplication.setPalette(theme.palette_of(theme.DARK))
    opened = open_room(2)
    qtbot.waitUntil(lambda: all(isinstance(opened.role(style, PICTURE), QImage) for style in opened.gallery.shown))
    yield opened
    QApplication.setPalette(before)


def painted() -> QImage:
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(QColor(*PAINTED))
    return image


def seen(room: Room) -> QImage:
    return room.grid.viewport().grab().toImage()


def middle(room: Room, style: Style) -> tuple[int, int, int]:
    return rgb(seen(room).pixelColor(room.tile(style).center() - QPoint(0, 10)))


def own_colour(number: int) -> tuple[int, int, int]:
    return number, 90, 200 - number


def colours_in(room: Room, place: QRect) -> set[tuple[int, int, int]]:
    image = seen(room).copy(place)
    return {rgb(image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height())}


def test_the_style_itself_shows_until_the_cameras_picture_is_painted_in_it(room: Room) -> None:
    first = room.gallery.shown[0]
    assert middle(room, first) == own_colour(0)
    room.gallery.show_painted(first, painted())
    assert middle(room, first) == PAINTED
    room.gallery.show_painted(first, None)
    assert middle(room, first) == own_colour(0)


def test_under_the_pointer_the_style_itself_shows(qtbot: QtBot, room: Room) -> None:
    first, second = room.gallery.shown
    for style in (first, second):
        room.gallery.show_painted(style, painted())
    QTest.mouseMove(room.grid.viewport(), room.tile(second).center())
    qtbot.waitUntil(lambda: middle(room, second) == own_colour(1))
    assert middle(room, first) == PAINTED


def test_under_the_keyboard_the_style_itself_shows(room: Room) -> None:
    first, second = room.gallery.shown
    for style in (first, second):
        room.gallery.show_painted(style, painted())
    room.gallery.show_mix([WeightedStyle(second)])
    room.grid.setFocus(Qt.FocusReason.TabFocusReason)
    assert middle(room, second) == own_colour(1)
    assert middle(room, first) == PAINTED


def test_a_ring_and_the_share_of_a_mix_are_in_the_accents_colour(room: Room) -> None:
    first, second = room.gallery.shown
    accent = rgb(theme.DARK.accent)
    room.gallery.show_mix([WeightedStyle(first)])
    assert accent in colours_in(room, room.tile(first))
    assert accent not in colours_in(room, room.tile(second))
    cell = room.tile(first)
    corner = QRect(cell.left() + MARGIN + 6, cell.center().y(), cell.width() // 3, cell.width() // 3)
    assert accent not in colours_in(room, corner)
    room.gallery.show_mix([WeightedStyle(first), WeightedStyle(second)])
    assert accent in colours_in(room, corner)


def test_a_favourite_has_a_filled_star(room: Room) -> None:
    first = room.gallery.shown[0]
    delegate = room.grid.itemDelegate()
    assert isinstance(delegate, TileDelegate)
    star = delegate.star_place(room.tile(first), room.grid.font())
    before = colours_in(room, star)
    room.collection.toggle_favourite(first)
    assert rgb(theme.DARK.warning) in colours_in(room, star) - before


def test_a_change_of_the_scheme_shows_at_once(room: Room) -> None:
    room.gallery.show_mix([WeightedStyle(room.gallery.shown[0])])
    QApplication.setPalette(theme.palette_of(theme.LIGHT))
    colours = colours_in(room, room.tile(room.gallery.shown[0]))
    assert rgb(theme.LIGHT.accent) in colours
    assert rgb(theme.DARK.accent) not in colours


def test_what_is_written_on_a_picture_can_be_read_on_any_picture() -> None:
    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: QColor, other: QColor) -> float:
        low, high = sorted((luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)

    for scheme in (theme.DARK, theme.LIGHT):
        for below in (QColor("white"), QColor("black")):
            share = 200 / 255
            mixed = [
                round(over * share + under * (1 - share))
                for over, under in zip(rgb(scheme.stage), rgb(below), strict=True)
            ]
            assert contrast(QColor(*mixed), scheme.text) >= 4.5
        assert contrast(scheme.accent, scheme.on_accent) >= 4.5


def test_a_picture_is_scaled_once_for_a_size(room: Room) -> None:
    delegate = room.grid.itemDelegate()
    assert isinstance(delegate, TileDelegate)
    image = painted()
    once = delegate.scaled(image, 50)
    assert delegate.scaled(image, 50).cacheKey() == once.cacheKey()
    assert delegate.scaled(image, 60).width() == 60
    assert delegate.scaled(painted(), 50).cacheKey() != once.cacheKey()
