"""A background learned from a few seconds in which nobody is there."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.engine.geometry import size_of
from stylecam.engine.person.edges import mask_size, shrunk
from stylecam.engine.person.light import gains_between
from stylecam.engine.person.plate import Plate, PlateError
from stylecam.frame import Pixels
from stylecam.look import Size

SECONDS = 3.0
"""For how long it is looked at where nobody says."""

_LEAST, _MOST = 8, 30
"""Pictures that are looked at, evenly spread."""

_SPREAD = 1.4826
"""From a median of absolute deviations to a standard deviation, if they are a normal distribution's."""

_MOVED, _TIMES = 14.0, 6.0
"""A place has changed if it is by so many levels and so many times its noise unlike its median."""

_PASSER = 0.006
_RESTLESS, _LOUD = 0.2, 12.0
"""Shares of the picture: changed in one picture by whoever passes; with a noise of so many levels, as of a camera in
motion or of somebody who sits there."""


class PlateLearner:
    """Takes pictures of one stream until it has seen enough.

    Args:
        seconds: how long to look.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._smalls: list[Pixels] = []
        self._size: Size = (0, 0)
        self._begun = self._last = 0.0

    @property
    def finished(self) -> bool:
        """Whether enough has been seen."""
        return len(self._smalls) >= _LEAST and self._last - self._begun >= self._seconds

    def add(self, pixels: Pixels, at: float) -> None:
        """Look at pixels (H, W, 3) seen at `at` seconds; those of another size than before begin anew."""
        if size_of(pixels) != self._size or at < self._last:
            self._smalls, self._size, self._begun = [], size_of(pixels), at
        self._last = at
        if not self._smalls or at - self._begun >= len(self._smalls) * self._seconds / _MOST:
            self._smalls.append(shrunk(pixels, mask_size(*self._size)))

    def plate(self) -> Plate:
        """What was learned.

        Raises:
            PlateError: too little was seen, or the room was not empty and still.
        """
        if len(self._smalls) < _LEAST:
            raise PlateError(f"the background was seen {len(self._smalls)} times, too few; let the camera run longer")
        seen = np.stack(self._smalls).astype(np.float32)
        middle = _median(seen)
        for small in seen:  # The camera's automatic exposure may still be settling.
            small /= gains_between(middle, small)
        mean = _median(seen)
        away = np.abs(seen - mean).mean(axis=3)
        noise = _SPREAD * _median(away)
        _check_empty(away, noise)
        return Plate(mean, np.asarray(cv2.blur(noise, (3, 3)), np.float32), self._size)


def _median(seen: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Of the first axis; `numpy.median` takes five times as long, and frames are waiting."""
    return np.asarray(np.sort(seen, axis=0)[len(seen) // 2])


def _check_empty(away: npt.NDArray[np.float32], noise: npt.NDArray[np.float32]) -> None:
    """Make sure that nobody was there.

    Args:
        away: (n, h, w), how far each picture is from the median.
        noise: (h, w).

    Raises:
        PlateError: somebody was.
    """
    if float((noise > _LOUD).mean()) > _RESTLESS:
        raise PlateError(
            "the background did not stand still; fix the camera, leave the picture, and let it be learned again"
        )
    allowed = np.maximum(_MOVED, _TIMES * noise)
    if max(float((cv2.blur(each, (3, 3)) > allowed).mean()) for each in away) > _PASSER:
        raise PlateError("somebody moved through the background; leave the picture, and let it be learned again")
