"""Warping error: how much a painted clip flickers where the source merely moves.

The measure of Lai et al., "Learning Blind Video Temporal Consistency" (2018), section 4, with the test for occlusions
of Ruder et al., "Artistic Style Transfer for Videos" (2016), equations 5 and 6. The optical flow is OpenCV's DIS
(Kroeger et al., 2016) on the source clip, so that no contender chooses its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.frame import Pixels

Field = npt.NDArray[np.float32]
"""Displacements in pixels, right and down: height x width x 2."""


@dataclass(frozen=True)
class Motion:
    """From one frame to the one before it.

    Attributes:
        back: where each pixel was, relative to where it is.
        visible: height x width: whether it was seen there.
    """

    back: Field
    visible: npt.NDArray[np.bool_]


def motions(frames: Sequence[Pixels]) -> list[Motion]:
    """The motion of each frame but the first."""
    return [motion(before, now) for before, now in pairwise(frames)]


def motion(before: Pixels, now: Pixels) -> Motion:
    """The motion between two frames of one size."""
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    grey_before, grey_now = (cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in (before, now))
    still = np.zeros((*grey_now.shape, 2), np.float32)
    back, forth = (
        np.asarray(flow.calc(here, there, still.copy()), dtype=np.float32)
        for here, there in ((grey_now, grey_before), (grey_before, grey_now))
    )
    return Motion(back, _visible(back, forth))


def warped(picture: npt.NDArray[np.float32], back: Field) -> npt.NDArray[np.float32]:
    """A picture of the frame before (any number of channels), moved to where its pixels are now."""
    places = _grid(back) + back
    moved = cv2.remap(picture, places[..., 0], places[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, dtype=np.float32)


def warping_error(painted: Iterable[Pixels], motions: Sequence[Motion]) -> float:
    """The mean squared difference of each frame to the one before it, moved, over the pixels that both see.

    Args:
        painted: the clip's frames, colours of 0 to 255; they are compared on a scale of 0 to 1.
        motions: of the source, from its second frame on. Frames without a pixel in common, at a cut, do not count.
    """
    scaled = (np.asarray(frame / 255, dtype=np.float32) for frame in painted)
    errors = [
        float(((now - warped(before, step.back)) ** 2)[step.visible].mean())
        for (before, now), step in zip(pairwise(scaled), motions, strict=True)
        if step.visible.any()
    ]
    return sum(errors) / max(1, len(errors))


def _grid(field: Field) -> Field:
    rows, columns = np.indices(field.shape[:2])
    return np.stack([columns, rows], axis=-1).astype(np.float32)


def _visible(back: Field, forth: Field) -> npt.NDArray[np.bool_]:
    """Neither outside of the frame before, nor hidden there, nor at the edge of something that moves."""
    height, width = back.shape[:2]
    places = _grid(back) + back
    inside = (places >= 0).all(-1) & (places[..., 0] <= width - 1) & (places[..., 1] <= height - 1)
    there = warped(forth, back)
    lengths = _squared(back) + _squared(there)
    hidden = _squared(back + there) > 0.01 * lengths + 0.5
    slopes = sum(_squared(np.gradient(back, axis=axis)) for axis in (0, 1))
    edge = slopes > 0.01 * _squared(back) + 0.002
    return np.asarray(inside & ~hidden & ~edge, dtype=np.bool_)


def _squared(field: Field) -> npt.NDArray[np.float32]:
    return np.asarray((field**2).sum(-1), dtype=np.float32)
