"""What a round brush has painted: strokes, and the mask that they make together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from stylecam.look import Size

Point = tuple[float, float]
"""A place on a picture, in shares of its width from the left and of its height from the top."""

GreyMask = npt.NDArray[np.uint8]
"""(h, w): 255 is in the region, 0 is not."""


@dataclass(frozen=True)
class Stroke:
    """One pull of the brush.

    Attributes:
        points: where it went; at least one.
        radius: of the brush, as share of the picture's height.
        erases: whether it takes away.
    """

    points: tuple[Point, ...]
    radius: float
    erases: bool = False


class Drawing:
    """Strokes over a ground, drawn as they come.

    Args:
        size: (width, height) of the mask in pixels.
        ground: what was there before, of that size; None for nothing.
    """

    def __init__(self, size: Size, ground: GreyMask | None = None) -> None:
        self._ground = image_of_mask(np.zeros(size[::-1], np.uint8) if ground is None else ground)
        self._strokes: list[Stroke] = []
        self.image = self._ground.copy()

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """All of them, in order."""
        return tuple(self._strokes)

    @property
    def touched(self) -> bool:
        """Whether there is a stroke."""
        return bool(self._strokes)

    @property
    def mask(self) -> GreyMask:
        """All that is painted, in memory of its own."""
        return mask_of_image(self.image)

    def begin(self, at: Point, radius: float, erases: bool) -> None:
        """Set the brush down."""
        self._strokes.append(Stroke((at,), radius, erases))
        _draw(self.image, self._strokes[-1], 0)

    def go_on(self, to: Point) -> None:
        """Pull it on; it was set down before."""
        stroke = self._strokes[-1] = replace(self._strokes[-1], points=(*self._strokes[-1].points, to))
        _draw(self.image, stroke, len(stroke.points) - 1)

    def undo(self) -> None:
        """Take the last stroke back; without one nothing changes."""
        self._strokes = self._strokes[:-1]
        self._redraw()

    def clear(self) -> None:
        """Take everything away, the ground too: a stroke of a brush that is larger than the picture."""
        across = math.hypot(self.image.width(), self.image.height()) / self.image.height()
        self.begin((0.5, 0.5), across, erases=True)

    def _redraw(self) -> None:
        self.image = self._ground.copy()
        for stroke in self._strokes:
            for place in range(len(stroke.points)):
                _draw(self.image, stroke, place)


def mask_of(strokes: Sequence[Stroke], size: Size, ground: GreyMask | None = None) -> GreyMask:
    """What strokes make together, over a ground of the same size."""
    drawing = Drawing(size, ground)
    for stroke in strokes:
        drawing.begin(stroke.points[0], stroke.radius, stroke.erases)
        for point in stroke.points[1:]:
            drawing.go_on(point)
    return drawing.mask


def image_of_mask(mask: GreyMask) -> QImage:
    """The mask as an image, which outlives it."""
    height, width = mask.shape
    whole = np.ascontiguousarray(mask)
    return QImage(whole.data, width, height, width, QImage.Format.Format_Grayscale8).copy()


def mask_of_image(image: QImage) -> GreyMask:
    """An image's grey, in memory of its own."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return np.array(lines[:, : grey.width()])


def _draw(image: QImage, stroke: Stroke, place: int) -> None:
    """The stroke's way to one of its points, from the one before."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = Qt.GlobalColor.black if stroke.erases else Qt.GlobalColor.white
    width = 2 * stroke.radius * image.height()
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    before, there = (
        QPointF(x * image.width(), y * image.height())
        for x, y in (stroke.points[max(0, place - 1)], stroke.points[place])
    )
    if before == there:
        painter.drawPoint(there)
    else:
        painter.drawLine(before, there)
    painter.end()
