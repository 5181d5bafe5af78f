"""How a room's light, and a camera's exposure and white balance, have changed since a background was learned."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Colours = npt.NDArray[np.float32]
"""(h, w, 3), 0 to 255."""

Gains = npt.NDArray[np.float32]
"""(3,): what to multiply each colour by."""

_DARKEST, _BRIGHTEST = 12.0, 245.0
"""Outside of these a colour may be clipped, and says little about gain."""

_BIN, _BINS = 0.02, 50
"""Logarithms of gain that are told apart, and how many to each side: up to 2.7 times."""

_BELL = (1, 2, 3, 2, 1)

_STEP, _LEAST = 2, 100
"""Of how many pixels one is looked at, along each side, and how many of these are needed."""


def gains_between(before: Colours, now: Colours) -> Gains:
    """How many times as bright each colour of `now` is as in `before`, by the most frequent ratio.

    A background agrees on one ratio while a person's pixels do not, so that it may be less than half of the picture,
    which a median could not bear.
    """
    sample = np.s_[::_STEP, ::_STEP]
    planes = zip(cv2.split(before[sample]), cv2.split(now[sample]), strict=True)
    return np.array([_gain(*pair) for pair in planes], np.float32)


def _gain(before: npt.NDArray[Any], now: npt.NDArray[Any]) -> float:
    usable = (np.minimum(before, now) > _DARKEST) & (np.maximum(before, now) < _BRIGHTEST)
    if np.count_nonzero(usable) < _LEAST:
        return 1.0
    ratios = np.log(now[usable] / before[usable])
    counts = np.bincount(np.clip(ratios / _BIN + _BINS, 0, 2 * _BINS).astype(np.intp), minlength=2 * _BINS + 1)
    counts[[0, -1]] = 0  # Where all else ends up.
    peak = (int(np.convolve(counts, _BELL, mode="same").argmax()) + 0.5 - _BINS) * _BIN
    near = ratios[np.abs(ratios - peak) < 3 * _BIN]
    return float(np.exp(near.mean())) if near.size else 1.0
