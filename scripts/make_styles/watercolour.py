"""Transparent colour on paper: a lake in watercolour."""

from __future__ import annotations

import cv2
import numpy as np

from scripts.make_styles.brush import light
from scripts.make_styles.core import Field, Picture, Points, glaze, grid, over, ramp, smoothstep
from scripts.make_styles.noise import blur, fbm, grain, tremble
from scripts.make_styles.shapes import below, disc, draw_polygons, ridge, splashes


def wash(rng: np.random.Generator, picture: Picture, colours: Picture, mask: Field, strength: float = 1.0) -> Picture:
    """A wash of watercolour: uneven, settled in the paper's pits, dark where its edge dried, bloomed where it ran."""
    n = picture.shape[0]
    crept = tremble(rng, tremble(rng, mask, 0.009, 9), 0.004, 45)
    rim = np.clip(crept - blur(crept, 0.006 * n), 0, 1) * 2.0
    pool = 0.35 + 0.75 * fbm(rng, n, 5, 5)
    bloom = fbm(rng, n, 3, 6)
    back = smoothstep(0.05, 0.0, np.abs(bloom - 0.62)) * 0.35 - smoothstep(0.62, 0.75, bloom) * 0.3
    settled = 0.12 * np.clip(grain(rng, n, 1.7), -2, 2)
    return glaze(picture, colours, np.asarray(strength * crept * (pool + rim + back + settled), np.float32))


def watercolour_lake(rng: np.random.Generator, n: int) -> Picture:
    """First light on a mountain lake: rose and lemon sky, ultramarine ridges, firs and their reflection."""
    x, y = grid(n)
    tooth = grain(rng, n, 2.2)
    picture = ramp(fbm(rng, n, 5, 4), "f8f3e6 fffdf6")
    whole = np.ones((n, n), np.float32)
    sky = ramp(
        np.asarray(y * 1.8 + 0.3 * (fbm(rng, n, 3, 4) - 0.5), np.float32),
        "4a7ac0 8a8ad0 f08a9a ffb870 ffe890",
        (0, 0.25, 0.5, 0.75, 0.95),
    )
    picture = wash(rng, picture, sky, whole * smoothstep(0.62, 0.55, y))
    picture = wash(
        rng,
        picture,
        ramp(x, "d86a8a 6a6ab8"),
        smoothstep(0.5, 0.62, fbm(rng, n, (3, 8), 4)) * smoothstep(0.42, 0.1, y),
        0.7,
    )
    picture = over(picture, "fff6d0", 0.95 * disc(n, 0.63, 0.36, 0.055, 0.006))
    for level, relief, codes, strength in (
        (0.4, 0.17, "8a90d8 d8a0c0", 0.7),
        (0.46, 0.13, "4a68b8 8a88c8", 0.85),
        (0.52, 0.08, "2a5a8a 3a8a9a", 0.95),
    ):
        line = ridge(rng, n, level, relief, 3, 5)
        tint = ramp(np.clip((y - line[None]) * 5, 0, 1).astype(np.float32), codes)
        picture = wash(rng, picture, tint, below(n, line, 0.003) * smoothstep(0.63, 0.6, y), strength)
        crag = (
            smoothstep(0.5, 0.58, fbm(rng, n, (18, 9), 4))
            * below(n, line + 0.01)
            * smoothstep(0.16, 0.02, y - line[None])
        )
        picture = wash(rng, picture, ramp(y, "2a3a7a 2a5a7a"), crag, 0.6)
    shore = int(0.6 * n)
    upside = cv2.flip(picture[2 * shore - n : shore], 0)
    lake = np.concatenate([picture[:shore], upside]) if 2 * shore >= n else picture
    ripple = 0.012 * (fbm(rng, n, (4, 60), 2) - 0.5) * smoothstep(0.58, 0.7, y)
    axis = np.arange(n, dtype=np.float32)
    gx, gy = np.meshgrid(axis, axis)
    picture = np.asarray(
        cv2.remap(lake, gx + ripple * n, gy + ripple * n, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101),
        np.float32,
    )
    picture = wash(rng, picture, ramp(y, "6ac0d0 2a6aa8", (0.6, 1)), smoothstep(0.598, 0.602, y), 0.55)
    strokes = smoothstep(0.6, 0.66, fbm(rng, n, (4, 70), 2)) * smoothstep(0.62, 0.75, y)
    picture = wash(rng, picture, ramp(y, "2a6a8a 1a3a7a"), strokes, 0.6)
    picture = _firs(rng, n, picture)
    bank = below(n, 0.9 + 0.05 * np.sin(np.linspace(-1, 5, n)) + 0.05 * np.abs(np.linspace(-1, 1, n)) * -1.4)
    picture = wash(rng, picture, ramp(fbm(rng, n, 8, 3), "3a4a1a 8a6a1a d8a02a"), bank)
    for _ in range(5):
        drop = splashes(rng, n, 14, 0.0022)
        picture = wash(
            rng, picture, ramp(x, str(rng.choice(["d8506a 4a60b8", "2a6a8a ffb040", "6a4a9a 3a8a6a"]))), drop, 0.8
        )
    return light(picture, 0.16 * tooth, 0.5, 0.0)


def _firs(rng: np.random.Generator, n: int, picture: Picture) -> Picture:
    """Firs on the two shores and, paler and shaken, in the water."""
    for count, foot, tall, codes in ((26, 0.61, 0.1, "1a4a5a 2a6a5a"), (9, 0.78, 0.36, "0f2f3a 1f4a2f")):
        shapes: list[Points] = []
        for _ in range(count):
            cx = rng.choice([rng.uniform(-0.02, 0.3), rng.uniform(0.74, 1.02)])
            base, height = foot + rng.normal(0, 0.01) + 0.08 * abs(cx - 0.5), tall * rng.uniform(0.6, 1.15)
            tiers = np.linspace(0, 1, 13)
            reach = height * 0.24 * tiers**0.85 * np.where(np.arange(13) % 2, 1.0, 0.5) * rng.uniform(0.8, 1.2, 13)
            edge = base - height * (1 - tiers)
            shapes.append(
                np.stack(
                    [np.concatenate([cx - reach, (cx + reach)[::-1]]), np.concatenate([edge, edge[::-1]])], -1
                ).astype(np.float32)
            )
        mirror = [((s - (0, s[:, 1].max())) * (1, -0.7) + (0, s[:, 1].max())).astype(np.float32) for s in shapes]
        y = grid(n)[1]
        tint = ramp(np.asarray(fbm(rng, n, 10, 3), np.float32), codes)
        picture = wash(rng, picture, tint, tremble(rng, draw_polygons(n, mirror), 0.006, 30) * (y > 0.6), 0.45)
        picture = wash(rng, picture, tint, draw_polygons(n, shapes), 1.0)
    return picture
