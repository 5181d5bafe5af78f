"""Pictures of dots: pointillist oil."""

from __future__ import annotations

import cv2
import numpy as np

from scripts.make_styles.brush import light, to_bytes
from scripts.make_styles.core import Picture, flat, grid, over, ramp, saturate, smoothstep
from scripts.make_styles.flow import sample, scatter
from scripts.make_styles.noise import fbm, grain
from scripts.make_styles.shapes import below, disc, draw_polygons, fixed, polygon, ridge, spline


def pointillist_river(rng: np.random.Generator, n: int) -> Picture:
    """A Sunday by the river: sails, poplars, parasols and long violet shadows, in dots of unmixed colour."""
    scene = _river_bank(rng, n)
    canvas = np.ascontiguousarray(
        to_bytes(np.concatenate([flat(n, "d9cfe0"), np.full((n, n, 1), 0.2, np.float32)], -1))
    )
    for count, radius, spread in ((9000, 0.0068, 0.16), (11000, 0.0052, 0.3), (7000, 0.0042, 0.42)):
        at = scatter(rng, count)
        inks = saturate(sample(scene, at)[None], 1.5)[0]
        # Divisionism: a dot leans to one pure neighbour of its colour, now and then to the opposite one.
        pure = ramp(rng.random((1, len(at))).astype(np.float32), "ff5a4a ffb02a ffe84a 5ac85a 3aa0e8 6a4ae0 e85ac8")[0]
        inks = inks + (pure - 0.5) * spread * rng.uniform(0.4, 1.6, (len(at), 1))
        flip = rng.random(len(at)) < 0.07
        inks[flip] = 2 * inks[flip].mean(axis=-1, keepdims=True) - inks[flip]
        rows = np.clip(np.concatenate([inks, rng.uniform(0.5, 1, (len(at), 1))], -1) * 255, 0, 255).tolist()
        for point, ink, r in zip(fixed(at, n).tolist(), rows, rng.uniform(0.75, 1.25, len(at)), strict=True):
            cv2.circle(canvas, point, max(16, round(radius * r * n * 16)), tuple(ink), -1, cv2.LINE_AA, 4)
    picture, height = canvas[..., :3].astype(np.float32) / 255, canvas[..., 3].astype(np.float32) / 255
    return light(picture, height + 0.06 * grain(rng, n, 1.5), 0.2, 0.05)


def _river_bank(rng: np.random.Generator, n: int) -> Picture:
    x, y = grid(n)
    scene = ramp(y + 0.06 * fbm(rng, n, 4, 3), "7fb4e8 b4d4f0 f4e4d0 ffe8b0", (0, 0.15, 0.33, 0.42))
    scene = over(scene, ramp(fbm(rng, n, (8, 4), 3), "3a7a6a 6aa07a a8b88a"), below(n, ridge(rng, n, 0.37, 0.04, 5, 3)))
    water = ramp(
        np.asarray(y + 0.05 * fbm(rng, n, (3, 30), 3), np.float32),
        "9ac4e0 5a9ad8 3a78c8 6ab0d8",
        (0.4, 0.5, 0.62, 0.75),
    )
    scene = over(scene, water, smoothstep(0.405, 0.41, y))
    for cx, foot, size in ((0.3, 0.46, 0.13), (0.52, 0.44, 0.08), (0.68, 0.5, 0.17)):
        sail = [(cx, foot), (cx, foot - size), (cx + size * 0.5, foot - 0.01)]
        jib = [(cx - 0.01, foot - 0.01), (cx - 0.01, foot - size * 0.85), (cx - size * 0.3, foot - 0.01)]
        scene = over(scene, "f6f0ff", 0.7 * polygon(n, [(a, 2 * foot - b + 0.01) for a, b in sail]))
        scene = over(scene, "ffffff", polygon(n, sail))
        scene = over(scene, "ffd0a0", polygon(n, jib))
        scene = over(
            scene,
            "5a2a3a",
            polygon(
                n,
                [
                    (cx - size * 0.35, foot),
                    (cx + size * 0.55, foot),
                    (cx + size * 0.4, foot + 0.02),
                    (cx - size * 0.25, foot + 0.02),
                ],
            ),
        )
    line = 0.56 + 0.3 * np.linspace(1, 0, n) ** 2.2 * 0.9 + 0.14 * np.linspace(0, 1, n)
    grass = ramp(np.asarray(fbm(rng, n, (5, 12), 4) + 0.5 * (y - 0.8), np.float32), "5a9a2a 8fc03a c8d84a f0e46a")
    scene = over(scene, grass, below(n, line))
    shade = np.maximum(disc(n, 0.2, 0.98, 0.2, 0.02), disc(n, 0.62, 0.93, 0.13, 0.03)) * smoothstep(
        0.45, 0.65, fbm(rng, n, (4, 12), 3) + 0.3
    )
    scene = over(scene, "2a4a8a", 0.8 * shade * below(n, line))
    for cx, top, width in ((0.06, 0.05, 0.13), (0.2, 0.16, 0.09), (0.95, 0.02, 0.13), (0.83, 0.2, 0.07)):
        crown = spline(
            [
                (cx, top),
                (cx + width, 0.3),
                (cx + width * 0.9, 0.55),
                (cx, 0.62),
                (cx - width, 0.52),
                (cx - width * 0.9, 0.3),
            ],
            8,
            True,
        )
        leaf = ramp(
            np.asarray(fbm(rng, n, 14, 3) * 0.75 + (x - cx) / width * 0.25, np.float32),
            "e0d84a 8ab83a 2f7a4a 1a4a6a 2a2a6a",
        )
        scene = over(
            scene,
            "4a2a4a",
            polygon(n, [(cx - 0.012, 0.55), (cx + 0.012, 0.55), (cx + 0.018, 0.82), (cx - 0.018, 0.82)]),
        )
        scene = over(scene, leaf, draw_polygons(n, [crown]) * smoothstep(0.2, 0.3, fbm(rng, n, 22, 3)))
    for cx, foot, s, dress, shade_code in (
        (0.4, 0.9, 0.2, "d8283a", "ffb0c0"),
        (0.52, 0.86, 0.15, "2a2a6a", "ffe070"),
        (0.76, 0.95, 0.24, "7a3ab0", "ff9050"),
        (0.27, 0.8, 0.1, "f4f0e0", "6ad0c0"),
    ):
        scene = over(
            scene,
            "1a2a5a",
            0.75
            * polygon(
                n,
                [
                    (cx, foot),
                    (cx + s * 0.1, foot + 0.01),
                    (cx + s * 0.9, foot + s * 0.2),
                    (cx + s * 0.75, foot + s * 0.22),
                ],
            ),
        )
        gown = spline(
            [
                (cx, foot - s * 0.75),
                (cx + s * 0.1, foot - s * 0.5),
                (cx + s * 0.1, foot - s * 0.35),
                (cx + s * 0.26, foot),
                (cx - s * 0.18, foot),
                (cx - s * 0.08, foot - s * 0.4),
                (cx - s * 0.1, foot - s * 0.6),
            ],
            6,
            True,
        )
        scene = over(scene, dress, draw_polygons(n, [gown]))
        scene = over(scene, "f0b890", disc(n, cx, foot - s * 0.82, s * 0.07))
        dome = disc(n, cx + s * 0.05, foot - s * 0.88, s * 0.34) * (y < foot - s * 0.88)
        ribs = np.asarray(np.cos((x - cx) / s * 14), np.float32) * 0.5 + 0.5
        scene = over(scene, over(flat(n, shade_code), "ffffff", 0.45 * ribs), dome)
    return scene
