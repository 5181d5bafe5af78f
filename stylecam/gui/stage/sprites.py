"""Furniture that is painted once and laid on every frame: letters take longer to paint than to copy."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

_MOST = 32
"""Changing numbers make new ones all the time; the old ones are of no use."""


class Sprites:
    """Keeps pieces as they were painted last."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, QPixmap] = {}

    def paint(self, painter: QPainter, place: QRectF, what: Hashable, draw: Callable[[QPainter, QRectF], None]) -> None:
        """Lay a piece into its place; nothing into an empty one.

        Args:
            what: all that decides how it looks, beside its size, the font and the density of the screen.
            draw: paints it anew, into a place of that size.
        """
        if place.isEmpty():
            return
        density = painter.deviceTransform().m11()
        key = (what, place.width(), place.height(), painter.font().key(), density)
        if key not in self._kept:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = _painted(painter, place.size(), density, draw)
        painter.drawPixmap(place.topLeft(), self._kept[key])


def _painted(like: QPainter, size: QSizeF, density: float, draw: Callable[[QPainter, QRectF], None]) -> QPixmap:
    pixmap = QPixmap((size * density).toSize())
    pixmap.setDevicePixelRatio(density)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setFont(like.font())
    draw(painter, QRectF(QPointF(), size))
    painter.end()
    return pixmap
