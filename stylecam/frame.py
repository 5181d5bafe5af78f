"""The one value that flows through the pipeline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
"""RGB, uint8, height x width x 3, C-contiguous."""

F = TypeVar("F", bound="Frame")


@dataclass(frozen=True, eq=False)
class Frame:
    """One picture and when it was taken.

    Attributes:
        pixels: RGB uint8, height x width x 3, C-contiguous. Made read-only here: a frame is shared by threads.
        index: position in its source, from 0; a live source's dropped frames leave gaps.
        captured_at: seconds on the source's clock, never decreasing. For a live source this is the
            monotonic clock (so `clock.now() - captured_at` is a latency); for a file read in order, media time.
        content: what a painted frame was painted from, of the same size, cropped and mirrored alike; None while
            nothing has been painted.

    Raises:
        ValueError: the pixels are not of that form.
    """

    pixels: Pixels
    index: int
    captured_at: float
    content: Pixels | None = None

    def __post_init__(self) -> None:
        p = self.pixels
        if p.dtype != np.uint8 or p.ndim != 3 or p.shape[2] != 3 or 0 in p.shape:
            raise ValueError(f"a frame is height x width x 3 uint8, not {p.shape} {p.dtype}")
        if not p.flags.c_contiguous:
            raise ValueError("a frame's pixels are C-contiguous")
        p.flags.writeable = False

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)."""
        return self.width, self.height

    def with_pixels(self: F, pixels: Pixels) -> F:
        """The same moment in other pixels."""
        return replace(self, pixels=pixels)


@dataclass(frozen=True, eq=False)
class Card(Frame):
    """A notice drawn by stylecam itself ("camera lost"): shown as it is, never stylized."""
