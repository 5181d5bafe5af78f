"""Where things lie on the stage; in the widget's own (device-independent) pixels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt


def fit(picture: QSize, room: QRect) -> QRect:
    """The largest rectangle of the picture's aspect in the middle of the room."""
    size = picture.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(room.topLeft(), size)
    place.moveCenter(room.center())
    return place


def cover(place: QSizeF, picture: QSizeF) -> QRectF:
    """The largest part of the picture's middle that has the aspect of its place."""
    size = place.scaled(picture, Qt.AspectRatioMode.KeepAspectRatio)
    part = QRectF(QPointF(), size)
    part.moveCenter(QRectF(QPointF(), picture).center())
    return part


def cells(room: QRectF, count: int, gap: float) -> list[QRectF]:
    """The room divided among one to four: the whole, two halves, a half and two quarters, four quarters."""
    width, height = (room.width() - gap) / 2, (room.height() - gap) / 2
    xs, ys = (room.left(), room.right() - width), (room.top(), room.bottom() - height)
    halves = [QRectF(x, room.top(), width, room.height()) for x in xs]
    quarters = [QRectF(x, y, width, height) for y in ys for x in xs]
    return {1: [room], 2: halves, 3: [halves[0], quarters[1], quarters[3]]}.get(count, quarters)
