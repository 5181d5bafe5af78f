from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylecam.gui.gallery.tile import TileDelegate
from stylecam.styles import WeightedStyle
from tests.gui.gallery.conftest import Room

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def click(room: Room, at: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(room.grid.viewport(), LEFT, modifiers, at)


def star_of(room: Room, number: int) -> QPoint:
    delegate = room.grid.itemDelegate()
    assert isinstance(delegate, TileDelegate)
    return delegate.star_place(room.tile(room.gallery.shown[number]), room.grid.font()).center()


@pytest.mark.parametrize(("width", "columns"), [(232, 2), (330, 3), (460, 4)])
def test_columns_follow_the_width(open_room: Callable[..., Room], width: int, columns: int) -> None:
    room = open_room(width=width)
    top = room.tile(room.gallery.shown[0]).top()
    assert len([style for style in room.gallery.shown if room.tile(style).top() == top]) == columns


def test_a_click_chooses_and_leaves_the_keys_to_the_window(qtbot: QtBot, room: Room) -> None:
    style = room.gallery.shown[4]
    with qtbot.waitSignal(room.gallery.chosen) as chosen:
        click(room, room.tile(style).center())
    assert chosen.args == [style]
    assert not room.grid.hasFocus()


def test_a_click_with_control_mixes(qtbot: QtBot, room: Room) -> None:
    style = room.gallery.shown[1]
    with qtbot.assertNotEmitted(room.gallery.chosen), qtbot.waitSignal(room.gallery.mixed) as mixed:
        click(room, room.tile(style).center(), CONTROL)
    assert mixed.args == [style]


def test_a_click_on_the_star_gives_it_and_does_not_choose(qtbot: QtBot, room: Room) -> None:
    style = room.gallery.shown[2]
    with qtbot.assertNotEmitted(room.gallery.chosen):
        click(room, star_of(room, 2))
    assert room.collection.is_favourite(style)
    click(room, star_of(room, 2))
    assert not room.collection.is_favourite(style)


def test_a_star_that_is_pressed_and_left_is_not_given(room: Room) -> None:
    viewport = room.grid.viewport()
    QTest.mousePress(viewport, LEFT, pos=star_of(room, 2))
    QTest.mouseRelease(viewport, LEFT, pos=star_of(room, 3))
    assert room.collection.favourites == ()


def test_the_arrow_keys_walk_the_grid_and_choose(qtbot: QtBot, room: Room) -> None:
    shown = room.gallery.shown
    room.gallery.show_mix([WeightedStyle(shown[0])])
    for key, place in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 4), (Qt.Key.Key_End, 11), (Qt.Key.Key_Home, 0)):
        with qtbot.waitSignal(room.gallery.chosen) as chosen:
            QTest.keyClick(room.grid, key)
        assert chosen.args == [shown[place]]


def test_keys_work_on_the_current_style(qtbot: QtBot, room: Room) -> None:
    style = room.gallery.shown[3]
    room.gallery.show_mix([WeightedStyle(style)])
    with qtbot.waitSignal(room.gallery.chosen) as chosen:
        QTest.keyClick(room.grid, Qt.Key.Key_Return)
    with qtbot.waitSignal(room.gallery.mixed) as mixed:
        QTest.keyClick(room.grid, Qt.Key.Key_Return, CONTROL)
    assert chosen.args == mixed.args == [style]
    QTest.keyClick(room.grid, Qt.Key.Key_F)
    assert room.collection.favourites == (style.id,)


def test_keys_of_the_window_pass_through(room: Room) -> None:
    room.grid.setFocus(Qt.FocusReason.TabFocusReason)
    room.gallery.show_mix([WeightedStyle(room.gallery.shown[0])])
    heard: list[int] = []
    room.gallery.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    for key in (Qt.Key.Key_R, Qt.Key.Key_5, Qt.Key.Key_S):
        QTest.keyClick(room.grid, key)
    assert heard == [Qt.Key.Key_R, Qt.Key.Key_5, Qt.Key.Key_S]


def test_the_menu_key_asks_for_the_current_styles_menu(qtbot: QtBot, room: Room) -> None:
    style = room.gallery.shown[1]
    room.gallery.show_mix([WeightedStyle(style)])
    with qtbot.waitSignal(room.grid.menu_asked) as asked:
        QApplication.sendEvent(
            room.grid.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        )
    assert asked.args[0] == style
    assert room.tile(style).contains(room.grid.viewport().mapFromGlobal(asked.args[1]))


def test_what_joins_a_mix_is_brought_into_view_and_the_rest_leaves_it(open_room: Callable[..., Room]) -> None:
    room = open_room(60)
    shown = room.gallery.shown
    view = room.grid.viewport().rect()
    room.gallery.show_mix([WeightedStyle(shown[57])])
    assert view.contains(room.tile(shown[57]))
    room.gallery.show_mix([WeightedStyle(shown[57]), WeightedStyle(shown[2])])
    assert view.contains(room.tile(shown[2]))
    room.gallery.show_mix([WeightedStyle(shown[57], 2.0), WeightedStyle(shown[2])])
    assert view.contains(room.tile(shown[2]))


def test_what_is_in_view_follows_the_scrolling(qtbot: QtBot, open_room: Callable[..., Room]) -> None:
    room = open_room(200)
    qtbot.waitUntil(lambda: room.gallery.shown[0] in room.gallery.visible_styles())
    assert room.gallery.shown[150] not in room.gallery.visible_styles()
    with qtbot.waitSignal(room.gallery.looked_at):
        room.grid.scrollTo(room.grid.model().index(150, 0))
    visible = room.gallery.visible_styles()
    assert room.gallery.shown[150] in visible
    assert room.gallery.shown[0] not in visible
    on_screen = [style for style in room.gallery.shown if room.grid.viewport().rect().intersects(room.tile(style))]
    assert set(on_screen) <= set(visible)


def test_tiles_grow_with_the_letters(room: Room) -> None:
    before = room.tile(room.gallery.shown[0])
    font = room.gallery.font()
    font.setPointSizeF(2 * font.pointSizeF())
    room.grid.setFont(font)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    after = room.grid.gridSize()
    assert after.width() > before.width()
    assert after.height() - after.width() > room.grid.fontMetrics().height()
