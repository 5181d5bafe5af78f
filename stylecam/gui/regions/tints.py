"""The colours that regions are told apart by while they are painted."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

TINTS = tuple(map(QColor, ("#ff5fa2", "#3fd0ff", "#ffd23f", "#6fe07a", "#c58bff", "#ff9a4d")))
"""Round and round; they are seen on any picture, whatever the theme."""

AT_WORK, BESIDE = 0.55, 0.3
"""How dense the tint is of the region that is painted, and of the others."""


def tint_of(place: int) -> QColor:
    """That of the region at this place of the list."""
    return QColor(TINTS[place % len(TINTS)])


def tinted(mask: QImage, colour: QColor) -> QImage:
    """An image of one colour, as dense as the mask, a grey one, is light; empty for an empty one."""
    if mask.isNull():
        return QImage()
    image = QImage(mask.size(), QImage.Format.Format_ARGB32)
    image.fill(colour)
    image.setAlphaChannel(mask)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
