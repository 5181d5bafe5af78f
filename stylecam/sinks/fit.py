"""Frames of any size into a file of one size."""

from __future__ import annotations

import cv2
import numpy as np

from stylecam.errors import SinkError
from stylecam.frame import Pixels


def even_size(width: int, height: int) -> tuple[int, int]:
    """The size without its last odd column and row: 4:2:0 colour is stored for blocks of two by two pixels."""
    return width - width % 2, height - height % 2


def video_size(width: int, height: int) -> tuple[int, int]:
    """`even_size` of a picture that a video can hold.

    Raises:
        SinkError: it is under two pixels wide or high.
    """
    size = even_size(width, height)
    if 0 in size:
        raise SinkError("a frame under two pixels wide or high cannot be a video's; make it larger")
    return size


def within(size: tuple[int, int], bound: tuple[int, int]) -> tuple[int, int]:
    """The (width, height) of a picture scaled down into `bound`, its shape kept; one that fits stays as it is."""
    scale = min(1.0, bound[0] / size[0], bound[1] / size[1])
    width, height = (max(min(2, side), round(side * scale)) for side in size)
    return width, height


def fitted(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """RGB pixels of exactly `size` (width, height), both even.

    A picture that is larger by an odd last column or row is cropped; any other is scaled to fit, its shape kept,
    and centred on black.
    """
    height, width = pixels.shape[:2]
    if (width, height) == size:
        return pixels
    if even_size(width, height) == size:
        return np.ascontiguousarray(pixels[: size[1], : size[0]])
    scale = min(size[0] / width, size[1] / height)
    inner = max(1, round(width * scale)), max(1, round(height * scale))
    # Area averaging when shrinking, or fine brush strokes alias.
    scaled = cv2.resize(pixels, inner, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    canvas = np.zeros((size[1], size[0], 3), np.uint8)
    left, top = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
    canvas[top : top + inner[1], left : left + inner[0]] = scaled
    return canvas


def filled(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """RGB pixels of exactly `size` (width, height): scaled to cover it, and what lies over its edges cut off."""
    height, width = pixels.shape[:2]
    if (width, height) == size:
        return pixels
    scale = max(size[0] / width, size[1] / height)
    # Cut first: what is not seen need not be scaled.
    inner = max(1, min(width, round(size[0] / scale))), max(1, min(height, round(size[1] / scale)))
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    seen = pixels[top : top + inner[1], left : left + inner[0]]
    scaled = cv2.resize(seen, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    return np.ascontiguousarray(scaled, np.uint8)
