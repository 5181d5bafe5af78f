"""A painter that tells whether a style was computed."""

from __future__ import annotations

from torch import Tensor

from stylecam.models.painter import ContentStats, Painter
from stylecam.models.regions import Region


class CountingPainter:
    """The real painter, and how often it looked at a style."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter
        self.multiple, self.least, self.style_size = painter.multiple, painter.least, painter.style_size
        self.device, self.dtype = painter.device, painter.dtype
        self.looks = 0

    def style(self, picture: Tensor) -> Tensor:
        self.looks += 1
        return self._painter.style(picture)

    def paint(
        self,
        picture: Tensor,
        style: Tensor,
        strength: float,
        stats: ContentStats | None,
        region: Region | None = None,
    ) -> tuple[Tensor, ContentStats]:
        return self._painter.paint(picture, style, strength, stats, region)
