"""Frames of any size into a file of one size."""

from __future__ import annotations

import cv2
import numpy as np

from stylecam.frame import Pixels


def even_size(width: int, height: int) -> tuple[int, int]:
    """The size without its last odd column and row: 4:2:0 colour is stored for blocks of two by two pixels."""
    return width - width % 2, height - height % 2


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
