"""Who stands before a learned background.

A shadow makes a background darker and leaves its colour; so does, over the whole picture, a camera's exposure. So what
counts is how far a colour is from the line through black and the background's own, and only what a shadow could not do
to the brightness (Horprasert, Harwood & Davis, "A Statistical Approach for Real-time Robust Background Subtraction and
Shadow Detection", 1999), measured in the noise of the place.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.engine.geometry import size_of
from stylecam.engine.glance import Field
from stylecam.engine.person.edges import shrunk, with_edges_of, without_specks
from stylecam.engine.person.finder import Mask
from stylecam.engine.person.light import Colours, gains_between
from stylecam.engine.person.plate import AGAIN, Plate
from stylecam.engine.person.steadying import Steadied
from stylecam.errors import EngineError
from stylecam.frame import Pixels

_QUIET = 2.0
"""Levels of noise that are always there: what a camera's compression does, and light that is not quite the same."""

_LIKE, _UNLIKE = 3.0, 7.0
"""Times the noise up to which a place is background, and from which it is a person."""

_SHADE, _GLOW = 0.22, 0.10
"""Shares by which a background may be darker in a shadow, and brighter in a reflection, than it was."""

_DARK = 30.0
"""Levels below which a colour's direction means little."""

_ROUND = (3, 3)

_ADAPTS = 15.0
"""Seconds in which the background follows the room's light, where nobody is."""

_NEAR = 17
"""Side of the square around whatever may be a person in which the background stays as it was learned."""

_NOBODY = 0.05

_COVERED, _PATIENCE = 0.85, 2.0
"""Share of the picture that is no background, and seconds of that, after which it is another background."""


class PlateFinder:
    """Compares one stream of pictures with a learned background; for one thread.

    Only what is surely background is learned on, never a person, however long one sits still.
    """

    def __init__(self, plate: Plate) -> None:
        self._plate = plate
        self._mean = plate.mean.copy()
        self._steadied = Steadied()
        self._at: float | None = None
        self._seen_at: float | None = None

    def restart(self) -> None:
        """Forget what was seen, but for the background as it was learned."""
        self._mean, self._at, self._seen_at = self._plate.mean.copy(), None, None
        self._steadied.restart()

    def find(self, pixels: Pixels, at: float) -> Mask:
        """Where pixels (H, W, 3) seen at `at` seconds are not the background.

        Raises:
            EngineError: they are of another shape than what it was learned from, or have not shown it for a while.
        """
        if not self._plate.fits(size_of(pixels)):
            learned, seen = ("x".join(map(str, size)) for size in (self._plate.size, size_of(pixels)))
            raise EngineError(f"the background was learned at {learned}, and the picture is {seen}; {AGAIN}")
        small = shrunk(pixels, size_of(self._mean))
        now = small.astype(np.float32)
        gains = gains_between(self._mean, now)
        found = without_specks(foreground(now, self._mean * gains, self._plate.noise))
        self._check_seen(found, at)
        self._adapt(now / gains, found, at)
        return self._steadied.follow(with_edges_of(small, found), small, at)

    def _check_seen(self, found: Mask, at: float) -> None:
        if self._seen_at is None or found.mean() < _COVERED:
            self._seen_at = at
        elif at - self._seen_at > _PATIENCE:
            raise EngineError(f"hardly any of the learned background is seen; if the camera was moved, {AGAIN}")

    def _adapt(self, now: Colours, found: Mask, at: float) -> None:
        passed, self._at = at - (at if self._at is None else self._at), at
        empty = cv2.dilate(found, np.ones((_NEAR, _NEAR), np.uint8)) < _NOBODY
        share = np.float32(1 - math.exp(-max(0.0, passed) / _ADAPTS))
        self._mean += share * empty[..., None] * (now - self._mean)


def foreground(now: Colours, background: Colours, noise: Field) -> Mask:
    """How likely each place (h, w) is not the background, which is already as bright as the picture.

    Args:
        now: (h, w, 3).
        background: (h, w, 3).
        noise: (h, w), in levels.
    """
    length2 = _dot(background, background)
    brightness = (_dot(now, background) + 3 * _DARK**2) / (length2 + 3 * _DARK**2)
    off = np.asarray(cv2.blur(now - brightness[..., None] * background, _ROUND))
    length = np.sqrt(length2 / 3)
    change = np.asarray(cv2.blur((brightness - 1) * length, _ROUND))
    beyond = np.maximum(0, np.maximum(-change - _SHADE * length, change - _GLOW * length))
    distance = np.sqrt((_dot(off, off) / 3 + beyond * beyond) / (noise * noise + _QUIET * _QUIET))
    return np.asarray(np.clip((distance - _LIKE) / (_UNLIKE - _LIKE), 0, 1), dtype=np.float32)


def _dot(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.transform(one * other, np.ones((1, 3), np.float32)))
