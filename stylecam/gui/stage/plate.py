"""What every writing on the picture has in common: light letters on a dark, translucent plate.

The picture below may be of any colour, so these colours are the same in the light and the dark scheme.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from stylecam.gui import theme

PLATE = QColor(14, 15, 18, 184)
INK = QColor(255, 255, 255)
SECOND_INK = QColor(208, 212, 222)
HAIRLINE = QColor(255, 255, 255, 70)
SHADE = QColor(14, 15, 18, 130)
"""Over the whole picture, while something else matters."""

MARGIN = 1.5 * theme.GAP
"""From a plate to the picture's edge."""
PADDING = theme.GAP
"""From the letters to the plate's edge."""


def paint_plate(painter: QPainter, place: QRectF) -> None:
    """The plate alone."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PLATE)
    radius = min(theme.RADIUS, place.height() / 2)
    painter.drawRoundedRect(place, radius, radius)


def chip_place(metrics: QFontMetricsF, text: str) -> QRectF:
    """As large as one line of text on a plate needs, at the origin."""
    return QRectF(QPointF(), metrics.size(0, text)).adjusted(0, 0, 2 * PADDING, PADDING)


def paint_chip(painter: QPainter, place: QRectF, text: str) -> None:
    """One line of text on a plate, shortened where it does not fit."""
    paint_plate(painter, place)
    painter.setPen(INK)
    fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(place.width() - PADDING))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, fitting)
