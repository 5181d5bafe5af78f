"""Takes a sensor's noise out of what stands still, before the network makes strokes of it.

Averaging statistics steadies what is global. Noise is local: each grain of it moves a stroke, and the wall behind a
person boils. So each pixel is a recursive average in time, which stops where the picture changes by more than noise
does: what moves is as it is, without a trail.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from stylecam.engine.glance import Field, Grey, enlarged, likeness

_STILL, _MOVES = 2.0, 7.0
"""Levels of grey, on average around, below which a place stands still, and above which it moves. A webcam's noise
leaves 1 to 2 of a small picture; with more allowed, contours that move slowly are dulled."""


class Denoiser:
    """Holds the average of a stream of pictures."""

    def __init__(self) -> None:
        self._average: Tensor | None = None
        self._small: Field = np.empty((0, 0), np.float32)

    def restart(self, small: Grey, picture: Tensor) -> Tensor:
        """Begin with this picture (N, 3, H, W), which is given back as it is."""
        self._average, self._small = picture.float(), small.astype(np.float32)
        return picture

    def follow(self, small: Grey, picture: Tensor, passed: float, time_constant: float) -> Tensor:
        """The average after this picture, which is seen `passed` seconds after the last.

        Args:
            small: the picture at a glance.
            picture: (1, 3, H, W); one of another size than those before begins anew.
            time_constant: in seconds; 0 for no average.
        """
        average = self._average
        alike = average is not None and average.shape == picture.shape and self._small.shape == small.shape
        if average is None or not alike or time_constant <= 0:
            return self.restart(small, picture)
        weight = np.float32(1 - math.exp(-max(0.0, passed) / time_constant))
        now = small.astype(np.float32)
        weights = 1 - (1 - weight) * likeness(self._small, now, _STILL, _MOVES)
        self._small += weights * (now - self._small)
        # In place: new memory for a whole picture costs as much as what is computed in it.
        change = torch.sub(picture.float(), average)
        self._average = change.mul_(enlarged(weights, picture)).add_(average)
        return self._average.to(picture.dtype)
