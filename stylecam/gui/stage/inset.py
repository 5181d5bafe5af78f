"""The style's own picture, small, in a lower corner of the picture that is painted in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from stylecam.gui import theme
from stylecam.gui.gallery.label import PAPER, is_label
from stylecam.gui.stage.geometry import cells, cover
from stylecam.gui.stage.plate import HAIRLINE, MARGIN

_WIDTH, _HEIGHT = 0.2, 0.34
"""The most of the picture's width and height that it takes."""
MOST = 4
"""Pictures in it."""
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


def paint_inset(painter: QPainter, tile: QRectF, images: Sequence[QImage]) -> None:
    """The pictures in a rounded tile with a hairline around it."""
    density = painter.deviceTransform().m11()
    edge = QPainterPath()
    edge.addRoundedRect(tile.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
    painter.setClipPath(edge)
    for image, cell in zip(images, cells(tile, len(images), _GAP), strict=True):
        part, place = image.copy(cover(cell.size(), QSizeF(image.size())).toRect()), cell
        if is_label(image):
            painter.fillRect(cell, PAPER)
            whole = QSizeF(image.size()).scaled(cell.size(), Qt.AspectRatioMode.KeepAspectRatio)
            part, place = image, QRectF(cell.topLeft(), whole)
        pixels = (place.size() * density).toSize()
        small = part.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(place, small)
    painter.setClipping(False)
    painter.setPen(QPen(HAIRLINE, 1))
    painter.drawPath(edge)
