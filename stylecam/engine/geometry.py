"""Sizes and crops, as pure functions. Sizes are (width, height)."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.frame import Pixels
from stylecam.look import Size


def network_size(output: Size, brush: float, least: int) -> Size:
    """The size the network sees: the output's divided by the brush, so that a stroke covers `brush` times as much."""
    width, height = (max(least, round(side / brush)) for side in output)
    return width, height


def output_size(source: Size, most: Size) -> Size:
    """The source's size; where it does not fit into `most`, upright or lying, an even one in its shape that does."""
    scale = min(max(most) / max(source), min(most) / min(source))
    return source if scale >= 1 else (_even(source[0] * scale), _even(source[1] * scale))


def smaller(one: Size, other: Size) -> Size:
    """The smaller of both widths, and of both heights."""
    return min(one[0], other[0]), min(one[1], other[1])


def size_of(pixels: npt.NDArray[Any]) -> Size:
    """(width, height) of (H, W, ...)."""
    return pixels.shape[1], pixels.shape[0]


def padded_size(size: Size, multiple: int) -> Size:
    """The next size up whose sides are multiples."""
    width, height = (-(-side // multiple) * multiple for side in size)
    return width, height


def cover(pixels: Pixels, size: Size) -> Pixels:
    """Pixels scaled to fill `size`, the overhang cut off equally at both ends; the same array where nothing changes."""
    height, width = pixels.shape[:2]
    if (width, height) == size:
        return pixels
    scale = max(size[0] / width, size[1] / height)
    crop_width, crop_height = (
        min(side, max(1, round(wanted / scale))) for side, wanted in zip((width, height), size, strict=True)
    )
    left, top = (width - crop_width) // 2, (height - crop_height) // 2
    return np.ascontiguousarray(scaled(pixels[top : top + crop_height, left : left + crop_width], size))


def scaled(pixels: Pixels, size: Size) -> Pixels:
    """Pixels resampled to `size`, the shape of things stretched if need be."""
    if size_of(pixels) == size:
        return pixels
    shrinking = size[0] < pixels.shape[1]
    resized = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if shrinking else cv2.INTER_CUBIC)
    return np.asarray(resized, dtype=np.uint8)


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
