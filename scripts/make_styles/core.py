"""The ground every picture stands on: its types, coordinates, colours and the laying of one picture over another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Field = npt.NDArray[np.floating[Any]]
"""One value per pixel, n x n."""

Picture = npt.NDArray[np.floating[Any]]
"""RGB, 0..1, n x n x 3."""

Points = npt.NDArray[np.floating[Any]]
"""Positions as (x, y) rows, in parts of the picture's side, y downwards."""


def grid(n: int) -> tuple[Field, Field]:
    """x and y of every pixel's centre in parts of the side, y downwards."""
    axis = (np.arange(n, dtype=np.float32) + 0.5) / n
    x, y = np.meshgrid(axis, axis)
    return x, y


def smoothstep(low: float, high: float, value: Field) -> Field:
    """0 at `low`, 1 at `high`, smooth between; `low` may be the greater."""
    t = np.clip((value - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), dtype=np.float32)


def colour(code: str) -> npt.NDArray[np.float32]:
    """`rrggbb` as RGB 0..1."""
    return np.array([int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)], dtype=np.float32)


def palette(codes: str) -> npt.NDArray[np.float32]:
    """Colours written as `rrggbb rrggbb ...`, one per row."""
    return np.stack([colour(code) for code in codes.split()])


def flat(n: int, code: str) -> Picture:
    """A picture of one colour."""
    return np.ascontiguousarray(np.broadcast_to(colour(code), (n, n, 3)))


def ramp(value: Field, codes: str, stops: Sequence[float] | None = None) -> Picture:
    """A colour per value: the palette's colours at `stops` (evenly from 0 to 1 by default), linear between."""
    colours = palette(codes)
    at = np.linspace(0, 1, len(colours)) if stops is None else np.asarray(stops)
    return np.stack([np.interp(value, at, colours[:, c]) for c in range(3)], axis=-1).astype(np.float32)


def over(base: Picture, layer: Picture | str, mask: Field) -> Picture:
    """`layer` (a picture or a colour) laid over `base` where `mask` is 1."""
    top = colour(layer) if isinstance(layer, str) else layer
    return np.asarray(base + (top - base) * np.clip(mask, 0, 1)[..., None], dtype=np.float32)


def glaze(base: Picture, layer: Picture | str, mask: Field) -> Picture:
    """`layer` multiplied into `base` where `mask` is 1, as transparent ink or paint does."""
    ink = colour(layer) if isinstance(layer, str) else layer
    return np.asarray(base * (1 + (ink - 1) * np.clip(mask, 0, 1)[..., None]), dtype=np.float32)


def glow(base: Picture, layer: Picture | str, mask: Field) -> Picture:
    """`layer` added to `base` as light: 1 - (1 - base)(1 - layer mask)."""
    light = colour(layer) if isinstance(layer, str) else layer
    return np.asarray(1 - (1 - base) * (1 - light * np.maximum(mask, 0)[..., None]), dtype=np.float32)


def saturate(picture: Picture, amount: float) -> Picture:
    """Colours away from (above 1) or towards (below 1) their grey."""
    grey = luma(picture)[..., None]
    return np.asarray(np.clip(grey + (picture - grey) * amount, 0, 1), dtype=np.float32)


def luma(picture: Picture) -> Field:
    """Rec. 601 luma."""
    return np.asarray(picture @ np.array([0.299, 0.587, 0.114], dtype=np.float32), dtype=np.float32)
