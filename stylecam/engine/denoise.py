"""Takes a sensor's noise out of what stands still, before the network makes strokes of it.

Averaging statistics steadies what is global. Noise is local: each grain of it moves a stroke, and the wall behind a
person boils. So each pixel is a recursive average in time, which stops where the picture changes by more than noise
does: what moves is as it is, without a trail.
"""

from __future__ import annotations

import math

import torch.nn.functional as F
from torch import Tensor

_STILL, _MOVES = 3 / 255, 9 / 255
"""Mean change below which a place stands still, and above which it moves. A webcam's noise makes 1 to 3/255; with more
allowed, contours that move slowly are dulled."""

_CELL = 4
"""Pixels, each way, over which change is averaged, and then over neighbouring cells: noise averages out, an edge that
moves does not. A sixteenth of the pixels is also a fraction of the work."""


def blended(before: Tensor, now: Tensor, weight: float) -> Tensor:
    """`before` moved towards `now`: by `weight` where nothing moves, all the way where something does.

    Args:
        before, now: pictures (N, 3, H, W) in [0, 1], float32.
        weight: 0 to 1.
    """
    difference = now - before
    change = F.avg_pool2d(difference.abs(), _CELL, ceil_mode=True).mean(1, keepdim=True)
    change = F.avg_pool2d(change, 3, 1, 1, count_include_pad=False)
    moves = change.sub_(_STILL).div_(_MOVES - _STILL).clamp_(0, 1)
    weights = F.interpolate(moves.mul_(1 - weight).add_(weight), size=before.shape[-2:], mode="bilinear")
    return before.addcmul(difference, weights)


class Denoiser:
    """Holds the average of a stream of pictures."""

    def __init__(self) -> None:
        self._average: Tensor | None = None

    def restart(self, picture: Tensor) -> Tensor:
        """Begin with this picture (N, 3, H, W), which is given back as it is."""
        self._average = picture.float()
        return picture

    def follow(self, picture: Tensor, passed: float, time_constant: float) -> Tensor:
        """The average after this picture, of the same size as those before and `passed` seconds after the last."""
        if self._average is None or time_constant <= 0:
            return self.restart(picture)
        weight = 1 - math.exp(-max(0.0, passed) / time_constant)
        self._average = blended(self._average, picture.float(), weight)
        return self._average.to(picture.dtype)
