"""The style's own picture, small, in a lower corner of the picture that is painted in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPixmap

from stylecam.gui import theme
from stylecam.gui.stage.geometry import cells, cover
from stylecam.gui.stage.plate import HAIRLINE, MARGIN

_WIDTH, _HEIGHT = 0.2, 0.34
"""The most of the picture's width and height that it takes."""
_MOST = 4
_GAP = 1.0


def inset_place(place: QRectF, images: Sequence[QImage]) -> QRectF:
    """The lower right corner: one style keeps its aspect, several share a square; empty where there is none."""
    room = QSizeF(_WIDTH * place.width(), _HEIGHT * place.height())
    if not images:
        return QRectF()
    shape = QSizeF(images[0].size()) if len(images) == 1 else QSizeF(1, 1)
    tile = QRectF(QPointF(), shape.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    tile.moveBottomRight(place.bottomRight() - QPointF(MARGIN, MARGIN))
    return tile


class Inset:
    """Keeps the tile as it was painted last: scaling large pictures well takes longer than a frame."""

    def __init__(self) -> None:
        self._images: list[QImage] = []
        self._tile = QPixmap()

    def show(self, images: Sequence[QImage]) -> None:
        """One to four pictures; of more, the first four."""
        self._images = [image for image in images if not image.isNull()][:_MOST]
        self._tile = QPixmap()

    def place_in(self, place: QRectF) -> QRectF:
        """Where it lies on a picture."""
        return inset_place(place, self._images)

    def paint(self, painter: QPainter, tile: QRectF) -> None:
        """Paint it there; nothing into an empty place."""
        if tile.isEmpty():
            return
        density = painter.deviceTransform().m11()
        size = (tile.size() * density).toSize()
        if self._tile.size() != size or self._tile.devicePixelRatio() != density:
            self._tile = _tile_of(self._images, tile.size(), density)
        painter.drawPixmap(tile.topLeft(), self._tile)


def _tile_of(images: Sequence[QImage], size: QSizeF, density: float) -> QPixmap:
    """The pictures in a rounded tile with a hairline around it."""
    tile = QPixmap((size * density).toSize())
    tile.setDevicePixelRatio(density)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    edge = QPainterPath()
    edge.addRoundedRect(QRectF(QPointF(), size).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
    painter.setClipPath(edge)
    for image, cell in zip(images, cells(QRectF(QPointF(), size), len(images), _GAP), strict=True):
        part = image.copy(cover(cell.size(), QSizeF(image.size())).toRect())
        pixels = (cell.size() * density).toSize()
        small = part.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(cell, small)
    painter.setClipping(False)
    painter.setPen(QPen(HAIRLINE, 1))
    painter.drawPath(edge)
    painter.end()
    return tile
