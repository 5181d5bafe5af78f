"""A painter that says how long the network takes, for measurements."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch
from torch import Tensor

from stylecam.models.painter import ContentStats, Painter
from stylecam.models.regions import Region


class TimedPainter:
    """Passes everything on to another painter and reports the seconds of each `paint`, the device's work included.

    Args:
        painter: the one that paints.
        report: called with the seconds after each picture, in the painter's own thread.
    """

    def __init__(self, painter: Painter, report: Callable[[float], None]) -> None:
        self._painter, self._report = painter, report
        self.multiple, self.least, self.style_size = painter.multiple, painter.least, painter.style_size
        self.device, self.dtype = painter.device, painter.dtype

    def style(self, picture: Tensor) -> Tensor:
        return self._painter.style(picture)

    def paint(
        self,
        picture: Tensor,
        style: Tensor,
        strength: float,
        stats: ContentStats | None,
        region: Region | None = None,
    ) -> tuple[Tensor, ContentStats]:
        began = time.perf_counter()
        painted = self._painter.paint(picture, style, strength, stats, region)
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)
        self._report(time.perf_counter() - began)
        return painted
