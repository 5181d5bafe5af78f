"""Can an average of statistics stand for this picture? Not where nothing is in it, nor where far more is than before.

Under given statistics each layer multiplies what it sees by one over the deviation that it is told. Of a black picture
that is next to nothing, and rounding grows to strokes from layer to layer; of one that a fade has just begun to show,
a hundredth of what is there a moment later.
"""

from __future__ import annotations

import math

from stylecam.engine.scene import Signature

FLAT = 1.0
"""Levels by which a picture's cells differ that count as nothing."""

DEEPENS = 1.5
"""How many times as much, or as little, may be in a picture as in those that the average is of."""


class Contrast:
    """Follows how much there is in the pictures of one stream."""

    def __init__(self) -> None:
        self._average = 0.0

    def is_like_before(self, now: Signature, exposure: float, passed: float, time_constant: float) -> bool:
        """Whether there is about as much in a picture as in those before it; if not, what is averaged begins with it.

        Args:
            now: the picture from afar.
            exposure: what it is multiplied by before it is painted.
            passed: seconds since the one before.
            time_constant: of the averages, in seconds.
        """
        seen = exposure * float(now.std(axis=(0, 1)).mean())
        if seen < FLAT or not self._average / DEEPENS < seen < self._average * DEEPENS:
            self._average = seen
            return False
        weight = 1 - math.exp(-max(0.0, passed) / time_constant) if time_constant > 0 else 1.0
        self._average += weight * (seen - self._average)
        return True
