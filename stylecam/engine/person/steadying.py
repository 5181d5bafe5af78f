"""A mask that rests where the picture does, and keeps up with what moves."""

from __future__ import annotations

import math

import cv2
import numpy as np

from stylecam.engine.glance import Field, likeness
from stylecam.engine.person.finder import Mask
from stylecam.frame import Pixels

_RESTS = 2.5
"""How fast a mask approaches what is found in a picture at rest: by 1/e in 0.4 s, so that edges do not flicker."""

_MOVING, _FOLLOWS = 12.0, 50.0
"""By how much faster where things move, and for a whole change: half of that is there in 0.02 s."""

_STILL, _MOVES = 3.0, 9.0
"""Levels, on average around, below which a place stands still, and above which it moves."""

_LASTS = 0.2
"""Seconds in which motion dies away: what is left of a change shall not stay behind as a trail."""


def approach(before: Mask, found: Mask, moving: Field | float, passed: float) -> Mask:
    """A mask `passed` seconds later, on its way to what is found.

    What is missing, e, fades by de/dt = -(r + m (s + f e)) e, with m from 0 at rest to 1 in motion: large changes go
    fast, small ones are taken for noise. It is solved exactly, so many short steps are as good as a long one.
    """
    missing = found - before
    fast, rate = _FOLLOWS * np.abs(missing) * moving, _RESTS + _MOVING * np.asarray(moving)
    left = rate / ((rate + fast) * np.exp(rate * max(0.0, passed)) - fast)
    return np.asarray(found - missing * left, dtype=np.float32)


class Steadied:
    """Follows the masks of one stream of pictures."""

    def __init__(self) -> None:
        self._mask: Mask | None = None
        self._small: Pixels = np.empty((0, 0, 3), np.uint8)
        self._moving: Field = np.empty((0, 0), np.float32)
        self._at = 0.0

    def restart(self) -> None:
        """Take the next mask as it is."""
        self._mask = None

    def follow(self, found: Mask, small: Pixels, at: float) -> Mask:
        """What is shown of a mask (h, w) found at `at` seconds in a small picture (h, w, 3)."""
        passed, self._at = at - self._at, at
        before, self._mask, self._small, small_before = self._mask, found, small, self._small
        if before is None or before.shape != found.shape or passed < 0:
            self._moving = np.zeros_like(found)
        else:
            self._moving = np.maximum(
                self._moving * np.float32(math.exp(-passed / _LASTS)), _motion(small_before, small)
            )
            self._mask = approach(before, found, self._moving, passed)
        return np.array(self._mask)


def _motion(before: Pixels, now: Pixels) -> Field:
    """0 where a small picture stands still, 1 where it moves."""
    greys = [cv2.cvtColor(small, cv2.COLOR_RGB2GRAY) for small in (before, now)]
    return np.asarray(1 - likeness(greys[0], greys[1], _STILL, _MOVES), dtype=np.float32)
