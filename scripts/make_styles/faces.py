"""A human head seen from the front, as a relief to be lit."""

from __future__ import annotations

import numpy as np

from scripts.make_styles.core import Field, grid, smoothstep
from scripts.make_styles.noise import blur


def _bump(u: Field, v: Field, cx: float, cy: float, sx: float, sy: float) -> Field:
    return np.asarray(np.exp(-(((u - cx) / sx) ** 2) - ((v - cy) / sy) ** 2), dtype=np.float32)


def head_relief(n: int, cx: float, cy: float, size: float, turn: float = 0.0) -> tuple[Field, Field]:
    """Height (in parts of the side, 0 outside) and mask of a face `size` from middle to chin.

    `turn` moves the features sideways over the ball of the head, as turning it does; about -0.4..0.4.
    """
    x, y = grid(n)
    u0, v = (x - cx) / size, (y - cy) / size
    half = 0.76 - 0.2 * smoothstep(0.15, 1.0, v)
    inside = 1 - (u0 / half) ** 2 - np.where(v < 0, v / 1.08, v) ** 2
    ball = np.sqrt(np.clip(inside, 0, 1))
    u = (u0 - turn * ball) / np.sqrt(1 - 0.5 * turn * turn)
    z = 0.62 * ball
    z = z + 0.23 * np.exp(-((u / (0.085 + 0.05 * smoothstep(0.0, 0.25, v))) ** 2)) * smoothstep(
        -0.2, 0.24, v
    ) * smoothstep(0.33, 0.25, v)
    for side in (-1, 1):
        z = z - 0.15 * _bump(u, v, side * 0.29, -0.1, 0.19, 0.1)
        z = z + 0.085 * _bump(u, v, side * 0.29, -0.085, 0.11, 0.055)
        z = z + 0.07 * _bump(u, v, side * 0.3, -0.27, 0.22, 0.07)
        z = z + 0.06 * _bump(u, v, side * 0.42, 0.14, 0.17, 0.16)
        z = z + 0.07 * _bump(u, v, side * 0.1, 0.27, 0.06, 0.05)
        z = z - 0.05 * _bump(u, v, side * 0.36, 0.46, 0.12, 0.2)
    z = z + 0.09 * _bump(u, v, 0, 0.455, 0.19, 0.04) + 0.1 * _bump(u, v, 0, 0.565, 0.16, 0.05)
    z = z - 0.09 * _bump(u, v, 0, 0.508, 0.22, 0.018) - 0.05 * _bump(u, v, 0, 0.38, 0.035, 0.05)
    z = z - 0.05 * _bump(u, v, 0, 0.67, 0.2, 0.04) + 0.08 * _bump(u, v, 0, 0.82, 0.18, 0.12)
    mask = smoothstep(0, 0.02, inside.astype(np.float32))
    return np.asarray(z * mask * size, dtype=np.float32), mask


def head_ink(n: int, cx: float, cy: float, size: float, turn: float = 0.0) -> Field:
    """The dark of brows, lids, pupils, nostrils and the mouth's line, 0..1, to go with `head_relief`."""
    x, y = grid(n)
    u0, v = (x - cx) / size, (y - cy) / size
    half = 0.76 - 0.2 * smoothstep(0.15, 1.0, v)
    ball = np.sqrt(np.clip(1 - (u0 / half) ** 2 - np.where(v < 0, v / 1.08, v) ** 2, 0, 1))
    u = (u0 - turn * ball) / np.sqrt(1 - 0.5 * turn * turn)
    dark = np.zeros((n, n), np.float32)
    for side in (-1, 1):
        e = (u - side * 0.29) * side
        lid = -0.1 - 0.075 * (1 - (e / 0.16) ** 2)
        dark = np.maximum(dark, 0.95 * np.exp(-(((v - lid) / 0.016) ** 2)) * (np.abs(e) < 0.165))
        lower = -0.1 + 0.045 * (1 - (e / 0.16) ** 2)
        dark = np.maximum(dark, 0.5 * np.exp(-(((v - lower) / 0.01) ** 2)) * (np.abs(e) < 0.15))
        within = (v > lid) & (v < lower)
        dark = np.maximum(dark, smoothstep(0.066, 0.056, np.hypot(e, v + 0.115)) * within)
        dark = dark * (1 - smoothstep(0.022, 0.014, np.hypot(e + 0.024 * side, v + 0.135)) * within)
        brow = -0.27 - 0.07 * np.cos((e - 0.05) * 6) + 0.06
        dark = np.maximum(
            dark, 0.85 * np.exp(-(((v - brow) / (0.03 - 0.05 * e.clip(-0.2, 0.3) * 0.6)) ** 2)) * (np.abs(e) < 0.21)
        )
        dark = np.maximum(dark, 0.8 * _bump(u, v, side * 0.07, 0.315, 0.035, 0.015))
    line = 0.508 + 0.012 * np.cos(u * 28)
    dark = np.maximum(dark, 0.9 * np.exp(-(((v - line) / 0.012) ** 2)) * (np.abs(u) < 0.22))
    return np.asarray(dark, dtype=np.float32)


def lit_tone(height: Field, azimuth: float = -2.4, elevation: float = 0.6, soft: float = 0.003) -> Field:
    """Lambert's shade, 0..1, of a height in parts of the side, lit from `azimuth` (radians, y downwards)."""
    n = height.shape[0]
    gy, gx = np.gradient(blur(height, soft * n) * n)
    norm = 1 / np.sqrt(gx * gx + gy * gy + 1)
    flatwise = np.cos(elevation)
    towards = (np.cos(azimuth) * flatwise, np.sin(azimuth) * flatwise, np.sin(elevation))
    return np.asarray(np.clip((-gx * towards[0] - gy * towards[1] + towards[2]) * norm, 0, 1), dtype=np.float32)
