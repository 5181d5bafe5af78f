"""Layers laid together to one picture, in the size that is shown."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from stylecam.engine.geometry import size_of
from stylecam.engine.glance import Field
from stylecam.engine.layers import Layer
from stylecam.frame import Pixels

_LONGEST = 240
"""Pixels of the longer side of the picture that is blurred; enlarged, nobody sees the difference."""

_SIGMA = 5.0
"""Of those, the standard deviation of the blur: what is written on a wall cannot be read, and a room stays a room."""

_LITTLE = 1e-3


def composed(painting: Pixels, content: Pixels, layers: Sequence[Layer]) -> Pixels:
    """The painting, with those layers over it that stay the camera's, blurred or not.

    Args:
        painting: (H, W, 3).
        content: the camera's picture, of the same size.
        layers: all that are seen.
    """
    original, soft = (_share(layers, treatment) for treatment in ("original", "blur"))
    if soft is not None:
        rest = 1 - soft if original is None else 1 - soft - original
        painting = _mixed(painting, blurred(content, soft), rest, soft)
    return painting if original is None else _mixed(painting, content, 1 - original, original)


def _mixed(one: Pixels, other: Pixels, share: Field, share_too: Field) -> Pixels:
    return np.asarray(cv2.blendLinear(one, other, share, share_too), dtype=np.uint8)


def blurred(content: Pixels, share: Field) -> Pixels:
    """A picture (H, W, 3) blurred by what is in a layer: what stands before it does not shine into it."""
    size = size_of(content)
    scale = min(1.0, _LONGEST / max(size))
    small = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    colours = cv2.resize(content, small, interpolation=cv2.INTER_AREA).astype(np.float32)
    weights = cv2.resize(share, small, interpolation=cv2.INTER_AREA) + np.float32(_LITTLE)
    around = cv2.GaussianBlur(colours * weights[..., None], (0, 0), _SIGMA)
    soft = around / cv2.GaussianBlur(weights, (0, 0), _SIGMA)[..., None]
    return np.asarray(np.rint(cv2.resize(soft, size)), dtype=np.uint8)


def _share(layers: Sequence[Layer], treatment: str) -> Field | None:
    """How much of each pixel is treated so; None where nothing is."""
    found = [layer.weight for layer in layers if layer.treatment == treatment]
    return sum(found[1:], found[0]) if found else None
