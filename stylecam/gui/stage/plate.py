"""What every writing on the picture has in common: light letters on a dark, translucent plate.

The picture below may be of any colour, so these colours are the same in the light and the dark scheme.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from stylecam.gui import theme

PLATE = QColor(14, 15, 18, 200)
INK = QColor(255, 255, 255)
SECOND_INK = QColor(208, 212, 222)
HAIRLINE = QColor(255, 255, 255, 70)
SHADE = QColor(14, 15, 18, 130)
"""Over the whole picture, while something else matters."""

MARGIN = 1.5 * theme.GAP
"""From a plate to the picture's edge."""
PADDING = theme.GAP
"""From the letters to the plate's edge."""

_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_UNBOUNDED = 1e5


def paint_plate(painter: QPainter, place: QRectF) -> None:
    """The plate alone."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PLATE)
    radius = min(theme.RADIUS, place.height() / 2)
    painter.drawRoundedRect(place, radius, radius)


def chip_place(metrics: QFontMetricsF, text: str, most: float = math.inf) -> QRectF:
    """As large as a text on a plate needs, at the origin; at most that wide, and then of several lines."""
    room = QRectF(0, 0, min(most - 2 * PADDING, _UNBOUNDED), _UNBOUNDED)
    words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text)
    return QRectF(0, 0, math.ceil(words.width()) + 2 * PADDING, words.height() + PADDING)


def paint_chip(painter: QPainter, place: QRectF, text: str) -> None:
    """A text on a plate."""
    paint_plate(painter, place)
    painter.setPen(INK)
    painter.drawText(place.adjusted(PADDING, 0, -PADDING, 0), _CENTRED, text)
