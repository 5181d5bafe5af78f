"""The line between before and after: where it is, and how it is painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from stylecam.gui.stage.plate import INK, MARGIN, chip_place

REACH = 14.0
"""Pixels beside the line in which it can be taken hold of."""
_HANDLE = REACH
"""The handle's radius: all of it can be taken hold of."""
_SHADOW = QColor(0, 0, 0, 90)
_HANDLE_FILL = QColor(14, 15, 18, 235)


def line_at(place: QRectF, share: float) -> float:
    """The line's x, for its share of the picture's width."""
    return place.left() + share * place.width()


def share_at(place: QRectF, x: float) -> float:
    """The share of the picture's width that an x stands for, 0 to 1."""
    return min(1.0, max(0.0, (x - place.left()) / place.width())) if place.width() else 0.5


def is_near(place: QRectF, share: float, point: QPointF) -> bool:
    """Whether one would take hold of the line by pressing there."""
    return place.top() <= point.y() <= place.bottom() and abs(point.x() - line_at(place, share)) <= REACH


def handle_place(place: QRectF, x: float, taken: list[QRectF]) -> QRectF:
    """The middle of the line, or another place on it where nothing else lies."""
    side = 2 * (_HANDLE + 2)
    middles = [QPointF(x, place.top() + share * place.height()) for share in (0.5, 0.6, 0.4, 0.7, 0.3)]
    ways = [QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side) for middle in middles]
    free = [way for way in ways if not any(other.intersects(way) for other in taken)]
    return (free or ways)[0]


def paint_line(painter: QPainter, place: QRectF, x: float) -> None:
    """A thin line, light with dark edges."""
    # On whole pixels: to smooth the edges of so long a line takes longer than the rest of it.
    for colour, width in ((_SHADOW, 4), (INK, 2)):
        painter.fillRect(QRect(round(x) - width // 2, round(place.top()), width, round(place.height())), colour)


def paint_handle(painter: QPainter, place: QRectF, ring: QColor | None) -> None:
    """A round handle; `ring` around it says that keys move it."""
    middle = place.center()
    painter.setPen(QPen(ring or INK, 3 if ring else 2))
    painter.setBrush(_HANDLE_FILL)
    painter.drawEllipse(middle, _HANDLE, _HANDLE)
    painter.setPen(QPen(INK, 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    for side in (-1, 1):
        tip, foot = side * _HANDLE * 0.6, side * _HANDLE * 0.28
        corners = [middle + QPointF(foot, -4), middle + QPointF(tip, 0), middle + QPointF(foot, 4)]
        painter.drawPolyline(QPolygonF(corners))


def label_places(
    place: QRectF, x: float, metrics: QFontMetricsF, words: tuple[str, str], taken: list[QRectF]
) -> list[tuple[str, QRectF, float]]:
    """What is left and right of the line, beside its upper end: word, place and opacity.

    A label fades as its side becomes narrow, and gives way where its place is taken.
    """
    shown = []
    for word, side, room in ((words[0], -1, x - place.left()), (words[1], 1, place.right() - x)):
        chip = chip_place(metrics, word)
        left = x - MARGIN - chip.width() if side < 0 else x + MARGIN
        chip.moveTopLeft(QPointF(left, place.top() + MARGIN))
        needed = chip.width() + 2 * MARGIN
        if room > needed and not any(chip.intersects(other) for other in taken):
            shown.append((word, chip, min(1.0, (room - needed) / MARGIN)))
    return shown
