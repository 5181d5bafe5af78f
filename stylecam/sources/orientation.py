"""Which way up a video is shown: the display matrix of its container, applied to pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from stylecam.frame import Pixels


@dataclass(frozen=True)
class Orientation:
    """One of the eight ways to lay a picture: transposed first, then mirrored.

    Attributes:
        transpose: rows become columns.
        mirror_x: left and right are exchanged.
        mirror_y: top and bottom are exchanged.
    """

    transpose: bool = False
    mirror_x: bool = False
    mirror_y: bool = False

    def apply(self, pixels: Pixels) -> Pixels:
        """The pixels as they are meant to be seen; the same array where nothing is to do."""
        if self.transpose:
            pixels = _rgb(cv2.transpose(pixels))
        if self.mirror_x or self.mirror_y:
            pixels = _rgb(cv2.flip(pixels, -1 if self.mirror_x and self.mirror_y else int(self.mirror_x)))
        return pixels


def orientation_of(matrix: Sequence[int]) -> Orientation:
    """The quarter turn and mirroring of a display matrix `(a, b, u, c, d, v, x, y, w)`.

    A pixel at (p, q) is shown at `(a p + c q + x, b p + d q + y)` (ISO/IEC 14496-12, 8.3.2; libavutil/display.h).
    Shears and other angles are taken as the nearest quarter turn.
    """
    a, b, _, c, d = matrix[:5]
    if abs(b) > abs(a):
        return Orientation(transpose=True, mirror_x=c < 0, mirror_y=b < 0)
    return Orientation(mirror_x=a < 0, mirror_y=d < 0)


def _rgb(array: object) -> Pixels:
    return np.asarray(array, dtype=np.uint8)
