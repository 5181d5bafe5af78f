"""From coarse to fine: the sizes that a still is painted at, and pictures between them. Sizes are (width, height)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.frame import Pixels
from stylecam.look import Size
from stylecam.slow.encoder import LEAST

COARSEST = 128
"""Pixels that the longest side of the coarsest picture has at least where nobody said how many scales there are."""


@dataclass(frozen=True)
class Scale:
    """One of the sizes, and how many steps are taken at it."""

    size: Size
    steps: int


def scales_of(size: Size, count: int | None, steps: int) -> tuple[Scale, ...]:
    """From the coarsest to `size`, each twice as large as the last with half as many steps.

    Args:
        count: how many; None for as many as leave the coarsest `COARSEST` pixels long.
        steps: at the coarsest.
    """
    halvings = count - 1 if count is not None else max(0, (max(size) // COARSEST).bit_length() - 1)
    return tuple(
        Scale(with_longest(size, max(size) / 2**halving), max(1, steps >> (halvings - halving)))
        for halving in range(halvings, -1, -1)
    )


def with_longest(size: Size, longest: float) -> Size:
    """A size of the same shape with another longest side; no side falls under what the encoder takes."""
    width, height = (max(LEAST, round(side * longest / max(size))) for side in size)
    return width, height


def work_until(scales: tuple[Scale, ...]) -> Iterator[float]:
    """The share of all work, 0 to 1, that is done after each step: a step costs as much as it has pixels."""
    whole = sum(scale.steps * scale.size[0] * scale.size[1] for scale in scales)
    done = 0
    for scale in scales:
        for _ in range(scale.steps):
            done += scale.size[0] * scale.size[1]
            yield done / whole


def to_tensor(pixels: npt.NDArray[np.uint8]) -> Tensor:
    """Pixels (H, W, 3), or grey ones (H, W), as (1, C, H, W) in [0, 1], on the CPU."""
    height, width = pixels.shape[:2]
    values = torch.tensor(pixels.reshape(height, width, -1), dtype=torch.float32)
    return values.permute(2, 0, 1)[None] / 255


def to_pixels(picture: Tensor) -> Pixels:
    """The reverse, for (1, 3, H, W) on any device."""
    values = (picture[0].detach().permute(1, 2, 0).clamp(0, 1) * 255).round()
    return np.ascontiguousarray(values.to("cpu", torch.uint8).numpy())


def resized(picture: Tensor, size: Size) -> Tensor:
    """A picture (1, C, H, W) at a size, in [0, 1], on the CPU, where resampling is the same for all devices."""
    picture = picture.detach().cpu()
    if (picture.shape[3], picture.shape[2]) != size:
        picture = F.interpolate(picture, size=(size[1], size[0]), mode="bicubic", antialias=True)
    return picture.clamp(0, 1)
