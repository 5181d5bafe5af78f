"""A virtual camera that remembers what it was shown."""

from __future__ import annotations

import numpy as np

from stylecam.errors import SinkError
from stylecam.frame import Pixels
from stylecam.look import Size


class Watched:
    """As exact about what it is sent as pyvirtualcam: its size, RGB, 8 bits, and nothing once it is closed.

    Attributes:
        trouble: what sending raises.
    """

    def __init__(self, device: str | None, size: Size, fps: float) -> None:
        self.device, self.size, self.fps = device, size, fps
        self.name = f"virtual camera: {device}"
        self.shown: list[Pixels] = []
        self.is_open = True
        self.trouble: SinkError | None = None

    def send(self, pixels: Pixels) -> None:
        assert self.is_open
        assert pixels.shape == (self.size[1], self.size[0], 3)
        assert pixels.dtype == np.uint8
        if self.trouble is not None:
            raise self.trouble
        self.shown.append(pixels)

    def close(self) -> None:
        assert self.is_open
        self.is_open = False

    def colours(self) -> list[int]:
        """The first number of each picture it was shown."""
        return [int(pixels[0, 0, 0]) for pixels in self.shown]
