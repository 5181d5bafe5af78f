from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from stylecam.frame import Frame
from stylecam.gui.gallery.label import PAPER, museum_label
from stylecam.gui.stage.inset import inset_place, paint_inset
from stylecam.styles import Work
from tests.gui.parts import rgb
from tests.gui.stage.parts import AFTER, Theatre, colour_at, dense, flat, painted

COLOURS = [(200, 0, 0), (200, 200, 0), (0, 200, 200), (200, 0, 200)]


def pictures(count: int, width: int = 90, height: int = 60) -> list[QImage]:
    images = []
    for colour in COLOURS[:count]:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor(*colour))
        images.append(image)
    return images


def shown(qtbot: QtBot, count: int) -> tuple[Theatre, QRectF]:
    theatre = Theatre(qtbot, (800, 450))
    theatre.show(painted())
    theatre.stage.show_styles(pictures(count))
    theatre.stage.set_inset(True)
    return theatre, inset_place(QRectF(0, 0, 800, 450), pictures(count))


@pytest.mark.parametrize("size", [(300, 10), (10, 300), (64, 64)])
@pytest.mark.parametrize("room", [(640, 360), (360, 640), (1600, 300)])
def test_one_style_keeps_its_aspect_and_is_small(size: tuple[int, int], room: tuple[int, int]) -> None:
    place = QRectF(30, 40, *room)
    tile = inset_place(place, pictures(1, *size))
    assert tile.width() / tile.height() == pytest.approx(size[0] / size[1])
    assert tile.width() <= 0.22 * place.width()
    assert tile.height() <= 0.35 * place.height()
    assert place.contains(tile)
    assert tile.center().x() > place.center().x()
    assert tile.center().y() > place.center().y()


def test_no_style_takes_no_place() -> None:
    assert inset_place(QRectF(0, 0, 100, 100), []).isEmpty()


@pytest.mark.parametrize(
    ("count", "quarters"), [(1, [0, 0, 0, 0]), (2, [0, 1, 0, 1]), (3, [0, 1, 0, 2]), (4, [0, 1, 2, 3])]
)
def test_the_styles_of_a_mix_share_the_tile(qtbot: QtBot, count: int, quarters: list[int]) -> None:
    theatre, tile = shown(qtbot, count)
    at = [
        tile.topLeft() + QPointF(tile.width() * across, tile.height() * down)
        for down in (0.25, 0.75)
        for across in (0.25, 0.75)
    ]
    assert [colour_at(theatre.stage, point) for point in at] == [COLOURS[n] for n in quarters]


def test_the_tile_has_round_corners_and_an_edge(qtbot: QtBot) -> None:
    theatre, tile = shown(qtbot, 1)
    assert colour_at(theatre.stage, tile.topLeft()) == AFTER
    red, green, _ = colour_at(theatre.stage, QPointF(tile.center().x(), tile.top()))
    assert red > green > 0


def test_it_is_sharp_on_dense_screens(qtbot: QtBot) -> None:
    theatre, tile = shown(qtbot, 4)
    image = dense(theatre.stage, 2)
    across = [rgb(image.pixelColor(round(tile.center().x() * 2) + x, round(tile.top() * 2 + 30))) for x in (-3, 3)]
    assert across == COLOURS[:2]


def test_it_follows_the_mix(qtbot: QtBot) -> None:
    theatre, tile = shown(qtbot, 1)
    theatre.stage.show_styles(pictures(2)[1:])
    assert colour_at(theatre.stage, tile.center()) == COLOURS[1]
    theatre.stage.show_styles([QImage(), *pictures(4), *pictures(4)])
    assert colour_at(theatre.stage, tile.center() - QPointF(40, 30)) == COLOURS[0]
    theatre.stage.show_styles([])
    assert colour_at(theatre.stage, tile.center()) == AFTER


def test_it_lies_on_painted_pictures_only_and_when_wanted(qtbot: QtBot) -> None:
    theatre, tile = shown(qtbot, 1)
    theatre.stage.set_original(True)
    assert colour_at(theatre.stage, tile.center()) != COLOURS[0]
    theatre.stage.set_original(False)
    assert colour_at(theatre.stage, tile.center()) == COLOURS[0]
    theatre.show(Frame(flat((9, 9, 9)), 1, 0.0))
    assert colour_at(theatre.stage, tile.center()) == (9, 9, 9)
    theatre.show(painted())
    theatre.stage.set_inset(False)
    assert colour_at(theatre.stage, tile.center()) == AFTER


def test_of_a_label_nothing_is_cut_off(qtbot: QtBot) -> None:
    assert qtbot
    colours = ("#c80000", "#00c800", "#0000c8")
    label = museum_label("The Great Wave", "Katsushika Hokusai", Work("1831", "", colours), 256)
    screen = QImage(120, 120, QImage.Format.Format_RGB32)
    painter = QPainter(screen)
    paint_inset(painter, QRectF(0, 0, 120, 120), [label, label])
    painter.end()
    assert [screen.pixelColor(x, 6).name() for x in (10, 30, 50, 70, 90, 110)] == [*colours, *colours]
    assert screen.pixelColor(30, 110) == PAPER
