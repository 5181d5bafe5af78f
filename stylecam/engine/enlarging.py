"""A small painting made as large as what it was painted from, with the edges of that.

A guided filter (He & Sun, "Fast Guided Filter", 2015) explains the painting by the camera's picture, and wipes out the
strokes, which the camera has not seen. Here it explains only what is new in the larger picture, its finest detail; the
painting itself is enlarged as it is. So strokes stay, and where the painting follows the camera's light and dark its
contours become as fine as the camera's.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.frame import Pixels

_LONGEST = 160
"""About as many samples of a side tell how the painting follows the camera; with more, strokes are taken for it."""

_AROUND = (5, 5)
"""Samples, in which that is told."""

_NOISE = 64.0
"""Variance, in grey levels squared, below which the camera's picture counts as flat."""

_MOST_SLOPE = 2.0
"""The most that the camera's detail is enlarged by, or turned round."""

_GRAIN = 3
"""Levels of grey that the camera's detail is made smaller by: a sensor's noise, which nothing has averaged out of it,
would make the painting's contours tremble."""

_ONE = 256
"""What stands for a slope of 1 where slopes are whole numbers."""


def with_edges_of(content: Pixels, seen: Pixels, painting: Pixels) -> Pixels:
    """The painting in the content's size.

    Args:
        content: (H, W, 3).
        seen: the content in the painting's size.
        painting: (h, w, 3), not larger than the content.
    """
    size = content.shape[1], content.shape[0]
    coarse = cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY)
    # Whole numbers all the way: at the output's size every pass counts.
    lost = cv2.subtract(cv2.cvtColor(content, cv2.COLOR_RGB2GRAY), cv2.resize(coarse, size), dtype=cv2.CV_16S)
    lost -= np.clip(lost, -_GRAIN, _GRAIN)
    slopes = cv2.resize(np.rint(_ONE * _slopes(painting, coarse)).astype(np.int16), size)
    detail = cv2.multiply(slopes, cv2.merge([lost] * 3), scale=1 / _ONE, dtype=cv2.CV_16S)
    return np.asarray(cv2.add(cv2.resize(painting, size), detail, dtype=cv2.CV_8U), dtype=np.uint8)


def _slopes(painting: Pixels, grey: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """By how many levels each colour of the painting rises with one of grey around each place, from a sample."""
    step = max(1, round(max(grey.shape) / _LONGEST))
    colours = painting[::step, ::step].astype(np.float32)
    guide = grey[::step, ::step].astype(np.float32)
    mean = cv2.blur(guide, _AROUND)
    variance = cv2.blur(guide * guide, _AROUND) - mean * mean
    together = cv2.blur(colours * guide[..., None], _AROUND) - cv2.blur(colours, _AROUND) * mean[..., None]
    return np.clip(together / (variance + _NOISE)[..., None], -_MOST_SLOPE, _MOST_SLOPE).astype(np.float32)
