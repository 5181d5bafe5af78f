from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from stylecam.gui.stage.sprites import Sprites
from tests.gui.parts import rgb

# Without an application there are no letters and no pixmaps.
pytestmark = pytest.mark.usefixtures("qapp")


class Easel:
    """Something to paint on, and how often the same piece was painted for it."""

    def __init__(self) -> None:
        self.sprites = Sprites()
        self.painted = 0
        self.font = QFont()

    def lay(self, what: str, place: QRectF, density: float = 1.0) -> QImage:
        canvas = QImage(200, 200, QImage.Format.Format_RGB32)
        canvas.setDevicePixelRatio(density)
        canvas.fill(QColor(0, 0, 0))
        painter = QPainter(canvas)
        painter.setFont(self.font)
        self.sprites.paint(painter, place, what, self._draw)
        painter.end()
        return canvas

    def _draw(self, painter: QPainter, place: QRectF) -> None:
        self.painted += 1
        painter.fillRect(place, QColor(0, 200, 0))


@pytest.fixture
def easel() -> Easel:
    return Easel()


def test_a_piece_is_painted_once_and_laid_where_it_belongs(easel: Easel) -> None:
    first = easel.lay("plate", QRectF(10, 10, 20, 20))
    second = easel.lay("plate", QRectF(100, 50, 20, 20))
    assert easel.painted == 1
    assert rgb(first.pixelColor(10, 10)) == rgb(second.pixelColor(119, 69)) == (0, 200, 0)
    assert rgb(second.pixelColor(10, 10)) == rgb(second.pixelColor(120, 69)) == (0, 0, 0)


def test_another_piece_size_font_or_screen_paints_anew(easel: Easel) -> None:
    place = QRectF(10, 10, 20, 20)
    easel.lay("plate", place)
    easel.lay("chip", place)
    easel.lay("plate", QRectF(10, 10, 21, 20))
    dense = easel.lay("plate", place, density=2.0)
    easel.font.setPointSize(40)
    easel.lay("plate", place)
    assert easel.painted == 5
    assert rgb(dense.pixelColor(59, 59)) == (0, 200, 0)
    assert rgb(dense.pixelColor(60, 60)) == (0, 0, 0)


def test_an_empty_place_stays_empty(easel: Easel) -> None:
    easel.lay("plate", QRectF())
    assert easel.painted == 0


def test_old_pieces_are_let_go(easel: Easel) -> None:
    for number in range(500):
        easel.lay(f"fps {number}", QRectF(0, 0, 20, 20))
    easel.lay("fps 0", QRectF(0, 0, 20, 20))
    assert easel.painted == 501
