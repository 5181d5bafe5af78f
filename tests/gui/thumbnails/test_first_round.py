"""Every tile is painted once, in which order, and what ends or repeats that."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from stylecam.gui.gallery.pictures import SIDE
from stylecam.styles import Style
from tests.gui.parts import rgb
from tests.gui.thumbnails.parts import DARK, LIGHT, Gallery, grey


def test_a_tile_shows_the_middle_of_the_content_as_it_was_painted(gallery: Gallery, styles: list[Style]) -> None:
    content = grey(20)
    content[:, 35:125] = (10, 60, 110)
    gallery.live.set_styles(styles)
    gallery.live.set_content(content)
    gallery.answer()
    assert gallery.painter.contents[0].shape == (SIDE, SIDE, 3)
    [(style, picture)] = gallery.painted
    assert style == styles[0]
    assert (picture.width(), picture.height()) == (SIDE, SIDE)
    assert rgb(picture.pixelColor(2, 2)) == rgb(picture.pixelColor(SIDE - 3, SIDE - 3)) == (110, 160, 210)


def test_the_visible_are_painted_first_and_each_once(gallery: Gallery, styles: list[Style]) -> None:
    red, green, blue = styles
    gallery.live.set_styles([blue], [red, green])
    assert gallery.painter.asked == []  # There is nothing to paint yet.
    gallery.live.set_content(grey(DARK))
    assert gallery.first_round() == [blue, red, green]
    assert gallery.progress == [(1, 3), (2, 3), (3, 3)]


def test_who_scrolls_in_the_first_round_sees_those_tiles_next(gallery: Gallery, styles: list[Style]) -> None:
    red, green, blue = styles
    gallery.live.set_styles([red], [green, blue])
    gallery.live.set_content(grey(DARK))
    gallery.live.set_styles([blue], [red, green])
    assert gallery.first_round() == [red, blue, green]


def test_a_new_style_is_painted_before_another_is_repainted(gallery: Gallery, styles: list[Style]) -> None:
    red, green, blue = styles
    gallery.live.set_styles([red, green])
    gallery.live.set_content(grey(DARK))
    gallery.first_round()
    gallery.live.set_styles([red, green], [blue])
    gallery.live.set_content(grey(LIGHT))
    gallery.pause_over()
    assert gallery.answer() is blue
    assert gallery.progress[-1] == (3, 3)


def test_a_style_that_went_while_it_was_painted_is_not_shown(gallery: Gallery, styles: list[Style]) -> None:
    red, green, _ = styles
    gallery.live.set_styles([red, green])
    gallery.live.set_content(grey(DARK))
    gallery.live.set_styles([green])
    gallery.painter.answer()
    assert gallery.first_round() == [green]
    assert gallery.painter.asked == [red, green]
    assert [style for style, _ in gallery.painted] == [green]


def test_nothing_is_begun_while_nobody_looks(gallery: Gallery, styles: list[Style], qtbot: QtBot) -> None:
    gallery.live.set_active(False)
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    assert gallery.painter.asked == []
    gallery.live.set_active(True)
    gallery.answer()
    gallery.asked()
    gallery.live.set_active(False)
    gallery.answer()  # What was begun is shown.
    qtbot.waitUntil(lambda: not gallery.timer.isActive())
    assert gallery.painter.waiting == 0
    gallery.live.set_active(True)
    assert len(gallery.first_round()) == 1


def test_a_style_that_cannot_be_painted_says_so_once_and_the_others_go_on(
    gallery: Gallery, styles: list[Style]
) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.painter.fail("red.png: damaged")
    assert gallery.first_round() == styles[1:]
    gallery.live.set_content(grey(LIGHT))
    gallery.pause_over()
    assert gallery.answer() is styles[1]
    assert gallery.failed == [(styles[0], "red.png: damaged")]
    assert gallery.progress == [(1, 3), (2, 3), (3, 3)]


def test_another_source_is_painted_in_every_style_once_its_content_comes(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.first_round()
    gallery.live.restart()
    gallery.pause_over()
    assert gallery.painter.waiting == 0
    gallery.live.set_content(grey(DARK))
    assert gallery.first_round() == styles


def test_another_scene_is_painted_in_every_style(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.first_round()
    gallery.live.set_content(grey(200))
    gallery.pause_over()
    assert gallery.first_round() == styles


def test_what_was_painted_of_the_scene_before_is_not_shown(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.live.restart()
    gallery.live.set_content(grey(LIGHT))
    gallery.painter.answer()
    assert gallery.first_round() == styles
    assert len(gallery.painted) == 3


def test_closed_it_asks_for_nothing_and_closes_the_painter_once(
    gallery: Gallery, styles: list[Style], qtbot: QtBot
) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.live.close()
    gallery.live.close()
    gallery.live.set_content(grey(LIGHT))
    gallery.live.set_active(True)
    arrived: list[int] = []
    QTimer.singleShot(0, lambda: arrived.append(1))  # Behind the cancelled answer in the window's queue.
    qtbot.waitUntil(lambda: arrived == [1])
    assert (gallery.painter.closed, len(gallery.painter.asked), gallery.painted) == (1, 1, [])


def test_a_cancelled_round_leaves_the_rest_until_the_next(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    first = gallery.answer()
    second = gallery.asked()
    gallery.live.cancel()
    assert gallery.progress[-1] == (3, 3)
    gallery.answer()
    gallery.pause_over()
    assert gallery.painter.asked == [first, second]
    gallery.live.restart()
    gallery.live.set_content(grey(DARK))
    assert gallery.first_round() == styles
