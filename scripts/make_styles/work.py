"""One picture to be made: what it is called and who paints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from scripts.make_styles.brush import to_bytes
from scripts.make_styles.core import Picture
from stylecam.frame import Pixels

SIDE = 512
"""Width and height of a shipped picture."""

Painter = Callable[[np.random.Generator, int], Picture]
"""Paints a picture of the given side."""


@dataclass(frozen=True)
class Work:
    """A picture of the collection.

    Attributes:
        id: its file's stem.
        name: its title.
        technique: what it imitates.
        category: what people filter by.
        paint: the function that makes it.
        seed: the start of its random numbers.
    """

    id: str
    name: str
    technique: str
    category: str
    paint: Painter
    seed: int = 1

    def make(self, side: int = SIDE) -> Pixels:
        """The finished picture, side x side RGB: painted at twice the size and scaled down for clean edges."""
        large = self.paint(np.random.default_rng(self.seed), side * 2)
        return to_bytes(np.asarray(cv2.resize(large, (side, side), interpolation=cv2.INTER_AREA), dtype=np.float32))
