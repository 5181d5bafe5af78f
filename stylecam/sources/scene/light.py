"""Light on a height field: direction, shadow, hollows, and the way from light to screen values."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.frame import Pixels
from stylecam.sources.scene.noise import Field, smoothstep

Colors = npt.NDArray[np.floating[Any]]
"""Height x width x 3, or broadcastable to it: linear light."""


def normals(z: Field, unit: float) -> tuple[Field, Field, Field]:
    """The surface's unit normal (x, y, z) of a height field with `unit` pixels to its unit of length."""
    dx = np.asarray(cv2.Sobel(z, cv2.CV_32F, 1, 0, ksize=3, scale=unit / 8), np.float32)
    dy = np.asarray(cv2.Sobel(z, cv2.CV_32F, 0, 1, ksize=3, scale=unit / 8), np.float32)
    length = np.sqrt(dx * dx + dy * dy + 1)
    return -dx / length, -dy / length, np.asarray(1 / length, np.float32)


def blur(field: Field, sigma: float) -> Field:
    """A Gaussian blur, `sigma` in pixels."""
    return np.asarray(cv2.GaussianBlur(field, (0, 0), max(sigma, 0.1)), np.float32)


def openness(z: Field, unit: float, reach: float, depth: float) -> Field:
    """How much sky a point sees, 0 to 1: hollows of about `reach` that are `depth` deep go dark."""
    return np.asarray(np.exp(np.minimum(z - blur(z, reach * unit), 0) / depth), np.float32)


def cast(z: Field, unit: float, towards: tuple[float, float, float], reach: float, soft: float) -> Field:
    """1 where a light in the direction `towards` is seen, 0 in the shadow it casts; `soft` in units of height."""
    worst = np.full(z.shape, -1.0, np.float32)
    for step in np.linspace(reach / 14, reach, 14):
        dx, dy, rise = (step * c for c in towards)
        move = np.array([[1, 0, dx * unit], [0, 1, dy * unit]])
        ahead = cv2.warpAffine(z, move, z.shape[::-1], None, cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                               cv2.BORDER_REPLICATE)  # fmt: skip
        np.maximum(worst, ahead - z - rise, out=worst)
    return 1 - smoothstep(-soft, soft, worst)


def mix(below: Colors, above: Colors, amount: Field) -> Colors:
    """`above` laid on `below` as far as `amount`, 0 to 1, says."""
    return np.asarray(below + (above - below) * amount[..., None], np.float32)


def linear(color: tuple[int, int, int]) -> Colors:
    """Linear light of a screen color."""
    return np.asarray((np.asarray(color, np.float32) / 255) ** 2.2, np.float32)


def screen(light: Colors, alpha: Field) -> Pixels:
    """Premultiplied RGBA of linear light: highlights roll off instead of clipping."""
    x = np.maximum(light, 0)
    # A shoulder above 0.6, a straight line below.
    x = np.where(x < 0.6, x, 0.6 + 0.4 * (1 - np.exp(-(x - 0.6) / 0.4)))
    rgb = x ** (1 / 2.2) * (255 * alpha[..., None])
    return np.asarray(np.dstack([rgb, 255 * alpha]) + 0.5, np.uint8)
