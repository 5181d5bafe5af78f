"""A style by itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from stylecam.gui import theme
from stylecam.gui.mixer.corner import Corner
from stylecam.gui.mixer.paint import filled

WIDEST = 240
_TALL = 0.62
"""Of its width."""
_ABOVE = theme.GAP + 4
"""Pixels above the picture: several styles leave less, as they need the height."""


class Portrait(QWidget):
    """The picture of the one style that is not mixed, uncut, and its name."""

    def __init__(self) -> None:
        super().__init__()
        self._corner: Corner | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_style(self, corner: Corner | None) -> None:
        """Show it; None hides this."""
        self._corner = corner
        self.setVisible(corner is not None)
        if corner is not None:
            self.setAccessibleName(corner.style.name)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _ABOVE + round(min(width, WIDEST) * _TALL) + self._name_room

    def sizeHint(self) -> QSize:
        return QSize(WIDEST, self.heightForWidth(WIDEST))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._corner is None:
            return
        scheme, wide = theme.scheme_of(self), min(self.width(), WIDEST)
        room = QRectF((self.width() - wide) / 2, _ABOVE, wide, wide * _TALL).adjusted(1, 1, -1, -1)
        place = _fitted(self._corner.picture, room)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(scheme.line, 1))
        painter.setBrush(filled(place, self._corner.picture, painter.device().devicePixelRatio(), scheme))
        painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
        painter.setPen(scheme.text)
        below = QRectF(0, room.bottom() + 1, self.width(), self._name_room)
        name = painter.fontMetrics().elidedText(self._corner.style.name, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)
        painter.end()

    @property
    def _name_room(self) -> int:
        return self.fontMetrics().height() + theme.GAP


def _fitted(picture: QImage | None, room: QRectF) -> QRectF:
    """The picture's place in the middle of the room, all of it."""
    if picture is None or picture.isNull():
        return room
    size = picture.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(room.topLeft(), size)
    place.moveCenter(room.center())
    return place
