"""Takes a camera's quick changes of exposure out of the picture before the network sees it.

A network that measures each frame anew does not see a change of gain: normalisation cancels it. A moving average of
statistics does not, so that automatic exposure and flickering lamps would make the whole picture pulse.
"""

from __future__ import annotations

import math

import numpy as np

from stylecam.engine.scene import Signature

_DARKEST, _BRIGHTEST = 16, 240
"""Outside of these a cell may be clipped, and says little about gain."""


def gain_between(before: Signature, now: Signature) -> float:
    """How many times as bright `now` is as `before`.

    The median over the picture's cells: what moves in less than half of it does not count. 1 where too little of
    the picture is neither black nor white.
    """
    usable = (np.minimum(before, now) > _DARKEST) & (np.maximum(before, now) < _BRIGHTEST)
    if np.count_nonzero(usable) < before.size // 10:
        return 1.0
    return float(np.median(now[usable] / before[usable]))


class Exposure:
    """Follows the gain from frame to frame: a quick change is undone, a lasting one let through in time."""

    def __init__(self) -> None:
        self._excess = 0.0

    def restart(self) -> float:
        """Take the exposure as it is now for the right one; gives 1, which changes nothing."""
        self._excess = 0.0
        return 1.0

    def correction(self, gain: float, passed: float, time_constant: float) -> float:
        """What to multiply a picture by that is `gain` times as bright as the one `passed` seconds before it."""
        self._excess += math.log(gain)
        factor = math.exp(-self._excess)
        self._excess *= math.exp(-max(0.0, passed) / time_constant)
        return factor
