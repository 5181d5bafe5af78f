"""The styles of a mix as a row of small pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stylecam.gui import theme
from stylecam.gui.choices import title_of
from stylecam.gui.mixer.paint import paint_tile
from stylecam.gui.mixer.shares import shares_of
from stylecam.look import Look
from stylecam.styles import Style, WeightedStyle

SIDE = 52
"""Pixels."""


class Swatches(QWidget):
    """As in the mixer: each in a ring that is the more coloured the more of the style there is.

    Args:
        picture_of: a style's picture; None while there is none.
    """

    def __init__(self, picture_of: Callable[[Style], QImage | None]) -> None:
        super().__init__()
        self._picture_of = picture_of
        self._mix: tuple[WeightedStyle, ...] = ()
        self.setFixedHeight(SIDE)

    def show_mix(self, mix: Sequence[WeightedStyle]) -> None:
        """Show these."""
        self._mix = tuple(mix)
        names = title_of(Look(self._mix)) if mix else ""
        self.setAccessibleName(names)
        self.setToolTip(names)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(len(self._mix) * (SIDE + theme.GAP), SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, scheme = QPainter(self), theme.scheme_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shares = shares_of([part.weight for part in self._mix])
        for place, (part, share) in enumerate(zip(self._mix, shares, strict=True)):
            room = QRectF(place * (SIDE + theme.GAP), 0, SIDE, SIDE).adjusted(3, 3, -3, -3)
            paint_tile(painter, room, self._picture_of(part.style), share, scheme)
        painter.end()
