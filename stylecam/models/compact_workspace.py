"""The buffers that `compact_painter` works in."""

from __future__ import annotations

import torch

from stylecam.models.compact import EIGHTH, HALF, QUARTER
from stylecam.models.padded import Padded


class Workspace:
    """The buffers for one picture size; what is dead by then is written over."""

    def __init__(self, height: int, width: int, numbers: torch.dtype, device: torch.device) -> None:
        def padded(channels: int, scale: int) -> Padded:
            return Padded(channels, height // scale, width // scale, numbers, device)

        self.size = (height, width)
        self.input = padded(12, 2)
        self.half, self.half_too = padded(HALF, 2), padded(HALF, 2)
        self.quarter, self.quarter_too = padded(QUARTER, 4), padded(QUARTER, 4)
        self.eighth, self.eighth_too = padded(EIGHTH, 8), padded(EIGHTH, 8)
        shape = (1, 3, height, width)
        self.output = torch.empty(shape, device=device, memory_format=torch.channels_last)
