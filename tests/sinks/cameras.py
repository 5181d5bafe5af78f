"""A virtual camera that remembers what it was shown."""

from __future__ import annotations

import numpy as np

from stylecam.frame import Pixels
from stylecam.look import Size


class Watched:
    """As exact about what it is sent as pyvirtualcam: its size, RGB, 8 bits, and nothing once it is closed."""

    def __init__(self, device: str | None, size: Size, fps: float) -> None:
        self.device, self.size, self.fps = device, size, fps
        self.shown: list[Pixels] = []
        self.is_open = True

    def send(self, frame: Pixels) -> None:
        assert self.is_open
        assert frame.shape == (self.size[1], self.size[0], 3)
        assert frame.dtype == np.uint8
        self.shown.append(frame.copy())

    def close(self) -> None:
        assert self.is_open
        self.is_open = False
