"""The demo's figure in its room, before a camera that stands still: with, without, and where exactly it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from scripts.empty_room import EmptyRoom, StillScene
from stylecam.engine.person.finder import Mask
from stylecam.frame import Pixels

RATE = 15
"""Pictures a second."""

Figure = npt.NDArray[np.float32]
"""(h, w, 4): RGB times alpha, and alpha, 0 to 1."""


class Studio:
    """What a webcam sees of the scene.

    Args:
        size: (width, height).
        noise: standard deviation of each colour, in levels; a third of it is in blotches.
    """

    def __init__(self, size: tuple[int, int], noise: float = 5.0) -> None:
        self._empty, self._scene = EmptyRoom(size), StillScene(size)
        self._size, self._noise = size, noise
        self._random = np.random.default_rng(7)

    def room(self, t: float, gain: float = 1.0) -> Pixels:
        """The empty room, at some exposure."""
        return self._seen(self._empty.frame(t).astype(np.float32), gain)

    def person(self, t: float, gain: float = 1.0, shade: float = 0.0) -> tuple[Pixels, Mask]:
        """The figure in the room, and its exact mask; its soft shadow on the room takes a share of the light."""
        figure = self.figure(t)
        alpha = figure[..., 3:]
        room = self._empty.frame(t).astype(np.float32) * (1 - shade * self._shadow(figure))
        return self._seen(255 * figure[..., :3] + room * (1 - alpha), gain), np.ascontiguousarray(alpha[..., 0])

    def figure(self, t: float) -> Figure:
        """The figure alone, at `t` seconds."""
        canvas = self._scene._canvas
        canvas.pixels[:] = 0
        self._scene._figure(t)
        return np.asarray(canvas.pixels / 255, np.float32)

    @contextmanager
    def noisier(self, noise: float) -> Iterator[Studio]:
        """The same with more noise, for a while."""
        before, self._noise = self._noise, noise
        try:
            yield self
        finally:
            self._noise = before

    def _shadow(self, figure: Figure) -> Figure:
        w, h = self._size
        moved = cv2.warpAffine(figure[..., 3], np.array([[1, 0, 0.08 * w], [0, 1, 0.04 * h]]), (w, h))
        return np.asarray(cv2.GaussianBlur(moved, (0, 0), 0.02 * w), np.float32)[..., None]

    def _seen(self, light: npt.NDArray[Any], gain: float) -> Pixels:
        w, h = self._size
        fine = self._random.standard_normal((h, w, 3), np.float32)
        blotches = cv2.resize(self._random.standard_normal((h // 4, w // 4, 3), np.float32), (w, h))
        return np.clip(gain * light + self._noise * (fine + 0.33 * blotches), 0, 255).astype(np.uint8)


def overlap(found: Mask, exact: Mask) -> float:
    """Intersection over union of two masks, which may be of different sizes."""
    h, w = exact.shape
    one, other = cv2.resize(found, (w, h)) > 0.5, exact > 0.5
    return float((one & other).sum() / (one | other).sum())


def moments(begin: float, seconds: float) -> Iterator[float]:
    """When pictures are taken."""
    yield from (begin + n / RATE for n in range(round(seconds * RATE)))
