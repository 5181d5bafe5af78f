"""How one style of the gallery is painted."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stylecam.gui import theme
from stylecam.gui.gallery.model import CHOSEN, FAVOURITE, NUMBER, PAINTED, PICTURE, SHARE
from stylecam.gui.scale import PERCENT

Index = QModelIndex | QPersistentModelIndex

MARGIN = 4
"""Pixels around a picture, where its ring is painted."""
_INSET = 5
"""Pixels between the picture's edge and what is written on it."""
_RING = 2
_KEYS = 9
_SHADE = 200
"""Opacity, of 255, of the ground of what is written on a picture: 4.5:1 on any picture."""
_MOST_SCALED = 256
"""Scaled pictures that are kept: some screens full."""


@dataclass(frozen=True)
class _Place:
    """Where a tile's picture is, and how large what is written on it is."""

    picture: QRect
    small: QFont

    def badge(self, width: int | None = None) -> QSize:
        edge = QFontMetrics(self.small).height() + 2
        return QSize(max(edge, width or 0), edge)


class TileDelegate(QStyledItemDelegate):
    """A rounded picture with its name below: the camera's picture in the style, and the style itself under the pointer
    or the keyboard. A ring marks what is chosen, a lighter one the pointer, the text's colour the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._cell = QSize(100, 120)
        self._pixmaps: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()

    @property
    def cell(self) -> QSize:
        return self._cell

    def fit_cell(self, width: int, text_height: int) -> None:
        """Make tiles of this width: a square picture and one line of text."""
        self._cell = QSize(width, width + text_height + 4)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._cell

    def star_place(self, cell: QRect, font: QFont) -> QRect:
        """Where a click gives or takes the star."""
        place = self._place(cell, font)
        edge = place.badge().height() + _INSET
        return QRect(place.picture.right() + 1 - edge - _INSET, place.picture.top() + _INSET, edge, edge)

    def scaled(self, image: QImage, side: int) -> QPixmap:
        """The image as a square of that side; kept, as to scale it costs more than all else of a tile."""
        key = (image.cacheKey(), side)
        if key not in self._pixmaps:
            smooth = Qt.TransformationMode.SmoothTransformation
            small = image.scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._pixmaps[key] = QPixmap.fromImage(small)
        self._pixmaps.move_to_end(key)
        while len(self._pixmaps) > _MOST_SCALED:
            self._pixmaps.popitem(last=False)
        return self._pixmaps[key]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = theme.scheme_of(option.widget)
        place = self._place(option.rect, option.font)
        pointed = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        self._paint_picture(painter, place.picture, index, scheme, itself=pointed or focused)
        _paint_ring(painter, place.picture, index, scheme, pointed, focused)
        _paint_marks(painter, place, index, scheme)
        if index.data(FAVOURITE) or pointed or focused:
            _paint_star(painter, QRectF(self.star_place(option.rect, option.font)), scheme, bool(index.data(FAVOURITE)))
        painter.setFont(option.font)
        _paint_name(painter, self._name_place(place.picture, option.rect), index, scheme)
        painter.restore()

    def _place(self, cell: QRect, font: QFont) -> _Place:
        side = self._cell.width() - 2 * MARGIN
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.8)
        return _Place(QRect(cell.topLeft() + QPoint(MARGIN, MARGIN), QSize(side, side)), small)

    def _name_place(self, picture: QRect, cell: QRect) -> QRect:
        top = picture.bottom() + 1 + _RING
        return QRect(picture.left(), top, picture.width(), cell.top() + self._cell.height() - top)

    def _paint_picture(
        self, painter: QPainter, place: QRect, index: Index, scheme: theme.Scheme, *, itself: bool
    ) -> None:
        kinds = (PICTURE, PAINTED) if itself else (PAINTED, PICTURE)
        image: QImage | None = next((found for kind in kinds if (found := index.data(kind)) is not None), None)
        brush = QBrush(scheme.surface)
        if image is not None:
            density = painter.device().devicePixelRatio()
            brush = QBrush(self.scaled(image, round(place.width() * density)))
            brush.setTransform(QTransform.fromTranslate(place.x(), place.y()).scale(1 / density, 1 / density))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawRoundedRect(QRectF(place), theme.RADIUS, theme.RADIUS)


def _paint_ring(
    painter: QPainter, place: QRect, index: Index, scheme: theme.Scheme, pointed: bool, focused: bool
) -> None:
    chosen = bool(index.data(CHOSEN))
    colour = scheme.text if focused else scheme.accent if chosen else scheme.muted if pointed else None
    if colour is None:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if chosen:
        # A line of the panel's colour between ring and picture keeps the ring visible on any picture.
        painter.setPen(QPen(scheme.panel, 2 * _RING + 1))
        painter.drawRoundedRect(QRectF(place), theme.RADIUS, theme.RADIUS)
    painter.setPen(QPen(colour, _RING))
    outer = _RING if chosen else 0
    ring = QRectF(place).adjusted(-outer, -outer, outer, outer)
    painter.drawRoundedRect(ring, theme.RADIUS + outer, theme.RADIUS + outer)


def _paint_marks(painter: QPainter, place: _Place, index: Index, scheme: theme.Scheme) -> None:
    """The key in the top left corner, the share of a mix in the bottom left one."""
    painter.setFont(place.small)
    picture = place.picture
    if index.data(NUMBER) <= _KEYS:
        key = QRectF(QPoint(picture.left() + _INSET, picture.top() + _INSET), place.badge())
        _paint_badge(painter, key, str(index.data(NUMBER)), _shaded(scheme.stage), scheme.text)
    share: float | None = index.data(SHARE)
    if share is not None:
        text = PERCENT.write(share)
        size = place.badge(painter.fontMetrics().horizontalAdvance(text) + 2 * _INSET)
        chip = QRectF(QPoint(picture.left() + _INSET, picture.bottom() + 1 - _INSET - size.height()), size)
        _paint_badge(painter, chip, text, scheme.accent, scheme.on_accent)


def _paint_badge(painter: QPainter, place: QRectF, text: str, ground: QColor, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(place, theme.RADIUS / 2, theme.RADIUS / 2)
    painter.setPen(colour)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _paint_star(painter: QPainter, place: QRectF, scheme: theme.Scheme, filled: bool) -> None:
    _paint_badge(painter, place, "", _shaded(scheme.stage), scheme.text)
    painter.setPen(QPen(scheme.warning if filled else scheme.text, 1.2))
    painter.setBrush(QBrush(scheme.warning) if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(_star(place.center() + QPointF(0, 0.5), 0.36 * place.width()))


def _star(centre: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath()
    for corner in range(10):
        angle = math.radians(36 * corner - 90)
        reach = radius if corner % 2 == 0 else 0.45 * radius
        point = centre + QPointF(math.cos(angle), math.sin(angle)) * reach
        if corner == 0:
            path.moveTo(point)
        else:
            path.lineTo(point)
    path.closeSubpath()
    return path


def _shaded(colour: QColor) -> QColor:
    shade = QColor(colour)
    shade.setAlpha(_SHADE)
    return shade


def _paint_name(painter: QPainter, place: QRect, index: Index, scheme: theme.Scheme) -> None:
    painter.setPen(scheme.text if index.data(CHOSEN) else scheme.muted)
    name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, name)
