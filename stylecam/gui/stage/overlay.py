"""Writing on the stage: measures, the hint, the notice, what happens when something is dropped."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from stylecam.gui import theme
from stylecam.gui.stage.plate import INK, MARGIN, PADDING, PLATE, SECOND_INK, SHADE, chip_place, paint_chip, paint_plate

_LEADING = 1.25
"""From line to line, in heights of a line."""
_MOST = 0.6
"""Of the picture's width and height: more the measures do not cover."""
_COUNTDOWN = 0.3
"""Of the picture's shorter side."""


def lines_font(place: QRectF, font: QFont, lines: Sequence[str]) -> QFont:
    """The font with digits of one width, so that changing numbers stand still; smaller where the picture is small."""
    same = QFont(font)
    same.setFeature(QFont.Tag("tnum"), 1)
    plate = lines_place(place, QFontMetricsF(same), lines)
    if not plate.isEmpty():
        share = min(1.0, _MOST * place.width() / plate.width(), _MOST * place.height() / plate.height())
        same.setPointSizeF(max(1.0, same.pointSizeF() * share))
    return same


def lines_place(place: QRectF, metrics: QFontMetricsF, lines: Sequence[str]) -> QRectF:
    """The plate in the picture's upper left corner; empty without lines.

    Its width goes in steps, so that it does not twitch with every number.
    """
    if not lines:
        return QRectF()
    step = metrics.height()
    width = math.ceil(_width(metrics, lines) / step) * step + 2 * PADDING
    height = step * (1 + (len(lines) - 1) * _LEADING) + 1.5 * PADDING
    return QRectF(place.topLeft() + QPointF(MARGIN, MARGIN), QSizeF(width, height))


def _width(metrics: QFontMetricsF, lines: Sequence[str]) -> float:
    """Of the names' column and the values' column, or of the longest line without columns."""
    parts = [text.partition("\t") for text in lines]
    names = max((metrics.horizontalAdvance(name) for name, tab, _ in parts if tab), default=0.0)
    values = max(metrics.horizontalAdvance(value) for _, _, value in parts)
    plain = max((metrics.horizontalAdvance(text) for text, tab, _ in parts if not tab), default=0.0)
    between = metrics.height() if names else 0.0
    return max(names + between + values, plain)


def paint_lines(painter: QPainter, plate: QRectF, lines: Sequence[str]) -> None:
    """Lines of text; where a line has a tab, a name on the left and its value on the right."""
    paint_plate(painter, plate)
    height = QFontMetricsF(painter.font()).height()
    line = QRectF(plate.adjusted(PADDING, 0.75 * PADDING, -PADDING, 0))
    line.setHeight(height)
    middle = Qt.AlignmentFlag.AlignVCenter
    for text in lines:
        name, tab, value = text.partition("\t")
        painter.setPen(SECOND_INK if tab else INK)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(INK)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, value)
        line.translate(0, height * _LEADING)


def hint_place(place: QRectF, metrics: QFontMetricsF, text: str, beside: QRectF) -> QRectF:
    """The middle of the picture's lower edge, and not below what lies in its corner."""
    taken = MARGIN if beside.isEmpty() else beside.width() + 2 * MARGIN
    chip = chip_place(metrics, text, place.width() - 2 * taken)
    chip.moveCenter(place.center())
    chip.moveBottom(place.bottom() - MARGIN)
    return chip


def badge_place(place: QRectF, metrics: QFontMetricsF, text: str) -> QRectF:
    """The picture's upper right corner, for one word."""
    chip = chip_place(metrics, text)
    chip.moveTopRight(place.topRight() + QPointF(-MARGIN, MARGIN))
    return chip


def paint_notice(painter: QPainter, room: QRect, text: str, scheme: theme.Scheme) -> None:
    """In the middle of the empty stage."""
    painter.setPen(scheme.muted)
    inner = room.adjusted(theme.GAP, theme.GAP, -theme.GAP, -theme.GAP)
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def countdown_place(place: QRectF) -> QRectF:
    """The picture's lower left corner, beside whoever poses; large enough to be read from across the room."""
    side = math.floor(min(place.width(), place.height()) * _COUNTDOWN)
    disc = QRectF(0, 0, side, side)
    disc.moveBottomLeft(place.bottomLeft() + QPointF(MARGIN, -MARGIN))
    return disc


def paint_countdown(painter: QPainter, disc: QRectF, seconds: int) -> None:
    """A number on a round plate."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PLATE)
    painter.drawEllipse(disc)
    font = painter.font()
    font.setPixelSize(max(1, round(disc.height() / 2)))
    painter.setFont(font)
    painter.setPen(INK)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(seconds))


def paint_frame(painter: QPainter, room: QRectF, scheme: theme.Scheme, width: float) -> None:
    """Just within the room's edge: this is what keys, or what is dropped, will go to."""
    painter.setPen(QPen(scheme.accent, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = 1.5 * width
    painter.drawRoundedRect(room.adjusted(inset, inset, -inset, -inset), theme.RADIUS, theme.RADIUS)


def paint_drop_hint(painter: QPainter, room: QRectF, text: str, scheme: theme.Scheme) -> None:
    """A frame around the whole stage, and what would happen, in its middle."""
    painter.fillRect(room, SHADE)
    paint_frame(painter, room, scheme, 4)
    chip = chip_place(QFontMetricsF(painter.font()), text, room.width() - 4 * MARGIN)
    chip.moveCenter(room.center())
    paint_chip(painter, chip, text)
