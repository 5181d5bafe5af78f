"""How one style of the gallery is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stylecam.gui import theme

NUMBER = Qt.ItemDataRole.UserRole + 1
"""Model role: place in the gallery, from 1."""
CHOSEN = Qt.ItemDataRole.UserRole + 2
"""Model role: whether the picture is painted in this style."""

MARGIN = 4
"""Pixels around a picture, where its ring is painted."""
_RING = 2
_KEYS = 9


class TileDelegate(QStyledItemDelegate):
    """A rounded picture with its name below; a ring marks the chosen one, a lighter one the pointer or the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._cell = QSize(100, 120)

    @property
    def cell(self) -> QSize:
        return self._cell

    def fit_cell(self, width: int, text_height: int) -> None:
        """Make tiles of this width: a square picture and one line of text."""
        self._cell = QSize(width, width + text_height + 2)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self._cell

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = QRect(option.rect.topLeft(), self._cell)
        side = cell.width() - 2 * MARGIN
        place = QRect(cell.topLeft() + QPoint(MARGIN, MARGIN), QSize(side, side))
        chosen = bool(index.data(CHOSEN))
        state: QStyle.StateFlag = option.state
        _paint_picture(painter, place, index)
        _paint_ring(painter, place, chosen, state)
        if index.data(NUMBER) <= _KEYS:
            _paint_key(painter, place, str(index.data(NUMBER)))
        below = QRect(place.left(), place.bottom() + 1, side, cell.bottom() - place.bottom())
        _paint_name(painter, below, str(index.data()), chosen)
        painter.restore()


def _paint_picture(painter: QPainter, place: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
    icon: QIcon | None = index.data(Qt.ItemDataRole.DecorationRole)
    brush = QBrush(theme.SURFACE)
    if icon is not None:
        density = painter.device().devicePixelRatio()
        pixmap = icon.pixmap(place.size(), density)
        scale = place.width() / pixmap.width()
        pixmap.setDevicePixelRatio(1.0)
        brush = QBrush(pixmap)
        brush.setTransform(QTransform.fromTranslate(place.x(), place.y()).scale(scale, scale))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(QRectF(place), theme.RADIUS, theme.RADIUS)


def _paint_ring(painter: QPainter, place: QRect, chosen: bool, state: QStyle.StateFlag) -> None:
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    colour = theme.TEXT if focused else theme.ACCENT if chosen else theme.MUTED if hovered else None
    if colour is None:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if chosen:
        # A dark line between ring and picture keeps the ring visible on any picture.
        painter.setPen(QPen(theme.PANEL, 2 * _RING + 1))
        painter.drawRoundedRect(QRectF(place), theme.RADIUS, theme.RADIUS)
    painter.setPen(QPen(colour, _RING))
    outer = _RING if chosen else 0
    ring = QRectF(place).adjusted(-outer, -outer, outer, outer)
    painter.drawRoundedRect(ring, theme.RADIUS + outer, theme.RADIUS + outer)


def _paint_key(painter: QPainter, place: QRect, key: str) -> None:
    font = painter.font()
    font.setPointSizeF(font.pointSizeF() * 0.8)
    painter.setFont(font)
    edge = painter.fontMetrics().height() + 2
    badge = QRectF(place.left() + 6, place.top() + 6, edge, edge)
    shade = QColor(theme.STAGE)
    shade.setAlpha(170)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawRoundedRect(badge, 4, 4)
    painter.setPen(theme.TEXT)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, key)
    font.setPointSizeF(font.pointSizeF() / 0.8)
    painter.setFont(font)


def _paint_name(painter: QPainter, place: QRect, name: str, chosen: bool) -> None:
    painter.setPen(theme.TEXT if chosen else theme.MUTED)
    fitting = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, fitting)
