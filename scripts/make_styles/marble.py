"""Marbled paper: drops of ink that push each other aside, then combs drawn through them."""

from __future__ import annotations

import numpy as np

from scripts.make_styles.brush import light
from scripts.make_styles.core import Field, Picture, grid, over, palette
from scripts.make_styles.noise import fbm, grain


def psychedelic_marble(rng: np.random.Generator, n: int) -> Picture:
    """A bath of magenta, orange, turquoise and violet inks, combed into feathers and whirled."""
    x, y = grid(n)
    for cx, cy, radius, turn in (
        (0.3, 0.32, 0.2, 2.6),
        (0.74, 0.66, 0.22, -2.8),
        (0.78, 0.2, 0.12, 2.2),
        (0.2, 0.8, 0.14, -2.4),
    ):
        x, y = _whirl(x, y, cx, cy, radius, turn)
    for i in range(16):
        x = x + 0.06 * 0.35 ** (np.abs(y - (i + 0.5) / 16) * 40) * (-1) ** i
    for i in range(5):
        y = y + 0.16 * 0.4 ** (np.abs(x - (i + 0.5) / 5) * 14) * (-1) ** i
    x = x + 0.02 * np.sin(y * 15)
    inks = palette("120a2e f4e9d8 e8157a ff7a1a ffd21f 12b5a8 1546c8 7a1fb0 f4e9d8 0c0620")
    drops = [(*rng.random(2), rng.uniform(0.02, 0.075), rng.integers(len(inks))) for _ in range(300)]
    ink = _drops(x, y, drops)
    picture = inks[ink]
    picture = picture + 0.10 * (fbm(rng, n, 90, 3)[..., None] - 0.5)
    picture = over(picture.astype(np.float32), "fff8ea", 0.12 * (grain(rng, n, 1.2) > 1.9).astype(np.float32))
    return light(picture, 0.10 * grain(rng, n, 1.4) + 0.05 * ink.astype(np.float32), 0.35, 0.1)


def _whirl(x: Field, y: Field, cx: float, cy: float, radius: float, turn: float) -> tuple[Field, Field]:
    """Coordinates turned about a centre, most at the centre."""
    dx, dy = x - cx, y - cy
    a = turn * np.exp(-((dx * dx + dy * dy) / radius**2))
    return cx + dx * np.cos(a) - dy * np.sin(a), cy + dx * np.sin(a) + dy * np.cos(a)


def _drops(x: Field, y: Field, drops: list[tuple[float, float, float, int]]) -> np.ndarray:
    """Which ink lies at each point after the drops fell in order (Lu, Jaffer et al., "Mathematical marbling", 2012).

    A drop of radius r pushes what lay at distance d to sqrt(d2 + r2); read backwards, from the last drop to the first.
    """
    x, y = np.array(x, np.float32), np.array(y, np.float32)
    ink = np.full(x.shape, -1)
    for cx, cy, radius, colour in reversed(drops):
        dx, dy = x - np.float32(cx), y - np.float32(cy)
        square = dx * dx + dy * dy
        inside = (square < radius**2) & (ink < 0)
        ink[inside] = colour
        shrink = np.sqrt(np.clip(1 - radius**2 / np.maximum(square, 1e-9), 0, 1)).astype(np.float32)
        x, y = np.float32(cx) + dx * shrink, np.float32(cy) + dy * shrink
    return np.asarray(np.maximum(ink, 0))
