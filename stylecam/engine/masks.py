"""Masks brought to the picture that is shown: cut and turned as that is, and enlarged with its edges."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from stylecam.engine.geometry import cover, size_of
from stylecam.engine.glance import Field
from stylecam.errors import EngineError
from stylecam.frame import Pixels
from stylecam.look import Size
from stylecam.pictures import load_picture

_ALIKE = 0.02
"""The share by which the shape of a mask's picture may differ from the camera's."""

_AROUND = (5, 5)
"""Places of a small mask in which it is told how the mask follows the picture's light and dark."""

_FLAT = 36.0
"""Variance in grey levels squared below which they tell nothing."""


class MaskError(EngineError):
    """A mask does not belong to the camera's picture."""

    exit_code = 2


class PictureMask:
    """The mask in a picture file: white is the region.

    Args:
        path: the file; read at once, which raises PictureError where it cannot be.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._grey = np.asarray(cv2.cvtColor(load_picture(path), cv2.COLOR_RGB2GRAY), dtype=np.uint8)
        self._laid: tuple[tuple[Size, Size, bool], Field] | None = None

    def over(self, source: Size, output: Size, mirror: bool) -> Field:
        """Over what is shown of a picture of size `source` in the size `output`: (H, W).

        Over one of another shape it is nowhere: that is another camera's.
        """
        asked = (source, output, mirror)
        if not self._fits(source):
            return np.zeros(output[::-1], np.float32)
        if self._laid is None or self._laid[0] != asked:
            whole = cv2.resize(self._grey, source, interpolation=cv2.INTER_AREA)
            shown = cover(np.asarray(whole, dtype=np.uint8), output)
            self._laid = asked, turned((shown / 255).astype(np.float32), mirror)
        return self._laid[1]

    def check(self, source: Size) -> None:
        """See that it is of the shape of a camera's pictures.

        Raises:
            MaskError: it is not.
        """
        if not self._fits(source):
            mine, its = ("x".join(map(str, size)) for size in (size_of(self._grey), source))
            what = f"a mask of {mine} does not fit a picture of {its}"
            raise MaskError(f"{self._path}: {what}; draw it over a still of that camera")

    def _fits(self, source: Size) -> bool:
        width, height = size_of(self._grey)
        return abs(width * source[1] / (height * source[0]) - 1) <= _ALIKE


def over(mask: Field, shown: Pixels, mirror: bool) -> Field:
    """A mask (h, w) of a camera's whole picture, over what is shown of it, (H, W, 3): (H, W)."""
    return enlarged(turned(cropped(mask, size_of(shown)), mirror), shown)


def cropped(mask: Field, output: Size) -> Field:
    """What `geometry.cover` leaves of a picture that is shown in a size, at the scale it has."""
    width, height = size_of(mask)
    scale = max(output[0] / width, output[1] / height)
    wide, high = (min(side, max(1, round(shown / scale))) for side, shown in zip((width, height), output, strict=True))
    left, top = (width - wide) // 2, (height - high) // 2
    return mask[top : top + high, left : left + wide]


def turned(mask: Field, mirror: bool) -> Field:
    """Left to right, or as it is."""
    return np.ascontiguousarray(mask[:, ::-1]) if mirror else mask


def enlarged(mask: Field, content: Pixels) -> Field:
    """A small mask (h, w) in the size of a picture (H, W, 3), with its edges.

    As in `enlarging.with_edges_of`: the mask is enlarged as it is, and to that comes the detail of the picture's grey
    that is lost in small, times the slope of the mask on that grey around.
    """
    size, small = size_of(content), size_of(mask)
    grey = cv2.cvtColor(content, cv2.COLOR_RGB2GRAY)
    coarse = cv2.resize(grey, small, interpolation=cv2.INTER_AREA).astype(np.float32)
    lost = grey - cv2.resize(coarse, size)
    mean, mean_mask = cv2.blur(coarse, _AROUND), cv2.blur(mask, _AROUND)
    variance = cv2.blur(coarse * coarse, _AROUND) - mean * mean
    slope = (cv2.blur(coarse * mask, _AROUND) - mean * mean_mask) / (variance + _FLAT)
    detailed = cv2.resize(mask, size) + cv2.resize(slope, size) * lost
    return np.asarray(np.clip(detailed, 0, 1), dtype=np.float32)
