"""Which part of the camera's whole picture is seen where on the stage."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from stylecam.gui.regions.strokes import Point
from stylecam.look import Size


@dataclass(frozen=True)
class View:
    """From the camera's whole picture to the stage, and back.

    Attributes:
        place: the picture's on the stage, in the stage's pixels.
        part: what is shown of the whole picture, in shares of it.
        mirror: whether it is flipped left to right.
    """

    place: QRectF
    part: QRectF
    mirror: bool

    @property
    def to_stage(self) -> QTransform:
        """From shares of the whole picture to the stage's pixels."""
        part = QTransform.fromTranslate(-self.part.left(), -self.part.top())
        part *= QTransform.fromScale(1 / self.part.width(), 1 / self.part.height())
        if self.mirror:
            part *= QTransform(-1, 0, 0, 1, 1, 0)
        part *= QTransform.fromScale(self.place.width(), self.place.height())
        return part * QTransform.fromTranslate(self.place.left(), self.place.top())

    def share_at(self, point: QPointF) -> Point:
        """The place on the whole picture that is seen at a point of the stage; beside the picture it is beside it."""
        share = self.to_stage.inverted()[0].map(point)
        return share.x(), share.y()

    def pixels(self, height: float) -> float:
        """How high on the stage is what is that share of the whole picture's height."""
        return height / self.part.height() * self.place.height()


def view_of(place: QRectF, shown: Size, source: Size, mirror: bool) -> View:
    """The view of a picture of size `source` that is cut to the shape of `shown`, equally at both ends."""
    scale = max(shown[0] / source[0], shown[1] / source[1])
    width, height = (min(1.0, side / (scale * whole)) for side, whole in zip(shown, source, strict=True))
    return View(place, QRectF((1 - width) / 2, (1 - height) / 2, width, height), mirror)
