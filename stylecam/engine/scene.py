"""Is this still the same scene? A moving average over a cut would paint the new picture with the old one's light."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.frame import Pixels

Signature = npt.NDArray[np.float32]
"""A picture at 32 x 18, RGB, 0 to 255."""

CUT = 34.0
"""Mean difference of two signatures above which they are different scenes. People moving before a camera stay
under 15; cuts between unlike shots, and a light switched on, lie above 40."""


def signature(pixels: Pixels) -> Signature:
    """What a picture looks like from afar."""
    # Every fourth row and column is enough for the average of an area, and a sixteenth of the work.
    step = 4 if min(pixels.shape[:2]) >= 288 else 1
    small = cv2.resize(np.ascontiguousarray(pixels[::step, ::step]), (32, 18), interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.float32)


def is_cut(before: Signature, now: Signature) -> bool:
    """Whether two pictures, one after the other, show different scenes."""
    return float(np.abs(before - now).mean()) > CUT
