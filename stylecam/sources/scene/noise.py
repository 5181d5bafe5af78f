"""Smooth random fields: the raw stuff of clouds, skin, plaster and wool."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Field = npt.NDArray[np.floating[Any]]
"""Height x width, float32 unless said otherwise."""


def smoothstep(low: float | Field, high: float | Field, x: Field) -> Field:
    """0 below `low`, 1 above `high`, a cubic between; `low` may be the larger one."""
    s = np.clip((x - low) / (high - low), 0, 1)
    return np.asarray(s * s * (3 - 2 * s), np.float32)


def noise(rng: np.random.Generator, shape: tuple[int, int], cell: tuple[float, float], wrap: bool = False) -> Field:
    """Value noise of mean 0 and about unit deviation.

    Args:
        shape: (height, width) in pixels.
        cell: (width, height) of a feature in pixels.
        wrap: whether the right edge continues at the left.
    """
    h, w = shape
    columns, rows = max(1, round(w / cell[0])), max(1, round(h / cell[1]))
    grid = rng.standard_normal((rows + 4, columns + 4), dtype=np.float32)
    if wrap:
        grid[:, columns:] = grid[:, :4]
    # The cubic halves the variance on average: the factor restores it.
    x = (np.arange(w, dtype=np.float32) + 0.5) * (columns / w) + 1
    y = (np.arange(h, dtype=np.float32) + 0.5) * (rows / h) + 1
    map_x, map_y = np.meshgrid(x, y)
    return np.asarray(cv2.remap(grid, map_x, map_y, cv2.INTER_CUBIC) * 1.45, np.float32)


def fbm(
    rng: np.random.Generator, shape: tuple[int, int], cell: tuple[float, float], octaves: int, wrap: bool = False
) -> Field:
    """Noise summed over octaves, each half as large and half as strong; about unit deviation.

    Takes nothing from `rng` but its children, so that what is drawn from it stays the same at any resolution.
    """
    total = np.zeros(shape, np.float32)
    norm = 0.0
    # A generator for each octave: how many there are room for must not change what is drawn next.
    for octave, child in enumerate(rng.spawn(octaves)):
        scale = 0.5**octave
        if min(cell) * scale < 1:
            break
        total += scale * noise(child, shape, (cell[0] * scale, cell[1] * scale), wrap)
        norm += scale * scale
    return np.asarray(total / max(norm, 1e-6) ** 0.5, np.float32)
