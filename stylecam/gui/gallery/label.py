"""What is shown for a painting that is not here: a label as museums have them, under the painting's colours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from stylecam.styles import Work

PAPER, INK, SECOND_INK = QColor("#f4f1ea"), QColor("#1d1d1f"), QColor("#5a584f")
"""The same in the light and the dark scheme, as a picture's are."""

_MARK = "museum-label"
"""Under this word an image says that it is a label."""

_COLOURS = 0.27
"""Of the height, for the painting's colours."""
_MARGIN = 0.06
_TITLES = (0.13, 0.12, 0.11, 0.1, 0.09, 0.08)
_OTHERS = (0.1, 0.09, 0.08)
"""Of the side, sizes of letters: legible in a small tile, and smaller where the text is long."""
_TOP = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_BOTTOM = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap


def museum_label(title: str, artist: str, work: Work, side: int) -> QImage:
    """The label of a painting, `side` pixels square. Any thread may draw one."""
    image = QImage(side, side, QImage.Format.Format_RGB888)
    image.setText(_MARK, _MARK)
    image.fill(PAPER)
    painter = QPainter(image)
    _paint_colours(painter, QRectF(0, 0, side, _COLOURS * side), work.palette)
    margin = _MARGIN * side
    room = QRectF(0, _COLOURS * side, side, (1 - _COLOURS) * side).adjusted(margin, margin / 2, -margin, -margin)
    rest = "\n".join(filter(None, (artist, work.year)))
    font = _fitting(rest, QFont(), [size * side for size in _OTHERS], room.adjusted(0, 0, 0, -room.height() / 2))
    painter.setFont(font)
    painter.setPen(SECOND_INK)
    painter.drawText(room, _BOTTOM, rest)
    room.setHeight(room.height() - _size_of(rest, font, room).height())
    bold = QFont()
    bold.setBold(True)
    painter.setFont(_fitting(title, bold, [size * side for size in _TITLES], room))
    painter.setPen(INK)
    painter.drawText(room, _TOP, title)
    painter.end()
    return image


def is_label(image: QImage) -> bool:
    """Whether it is one, of which nothing may be cut off."""
    return bool(image.text(_MARK))


def _paint_colours(painter: QPainter, place: QRectF, palette: tuple[str, ...]) -> None:
    """In stripes beside each other, without gaps."""
    for number, colour in enumerate(palette):
        left, right = (round(place.width() * edge / len(palette)) for edge in (number, number + 1))
        painter.fillRect(QRectF(left, place.top(), right - left, place.height()), QColor(colour))


def _fitting(text: str, base: QFont, sizes: Sequence[float], room: QRectF) -> QFont:
    """The font in the first of the sizes in which the text fits the room, or in the last."""
    font = QFont(base)
    for size in sizes:
        font.setPixelSize(max(1, round(size)))
        taken = _size_of(text, font, room)
        if taken.width() <= room.width() and taken.height() <= room.height():
            break
    return font


def _size_of(text: str, font: QFont, room: QRectF) -> QRectF:
    """What the text takes of the room, or what it would take of more."""
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, room.width(), 0), _TOP, text)
