"""Colour set free, paint set free: a fauvist harbour, thrown enamel."""

from __future__ import annotations

import numpy as np

from scripts.make_styles.brush import Brush, Easel
from scripts.make_styles.core import Field, Picture, flat, grid, over, ramp, smoothstep
from scripts.make_styles.flow import drift, scatter
from scripts.make_styles.noise import fbm, grain
from scripts.make_styles.shapes import below, disc, draw_polygons, polygon, ridge, spline


def fauve_harbour(rng: np.random.Generator, n: int) -> Picture:
    """Boats under a red hill at noon: colours straight from the tube, bare canvas between them."""
    _, y = grid(n)
    patches = fbm(rng, n, (5, 6), 2)
    scene = ramp(patches, "ff8fb0 ffb27a ffe06a 7ad8c8 58b8f0 ffa0c8")
    for level, relief, codes in ((0.34, 0.1, "e8203a ff5a2a c81a6a"), (0.43, 0.06, "1a8a5a 4ac84a 0a5aa8 ffd21f")):
        scene = over(scene, ramp(fbm(rng, n, 5, 2), codes), below(n, ridge(rng, n, level, relief, 2, 2)))
    outlines = []
    for i, (code, roof) in enumerate(
        zip(
            ("ffd21f", "f4f0e0", "ff7a9a", "58b8f0", "ff9a2a", "f0e0ff", "9ad84a"),
            ("e8203a", "1a4ac8", "d8401a", "7a1a8a", "c81a4a", "0a7a6a", "e8203a"),
            strict=True,
        )
    ):
        left, top = 0.02 + i * 0.142, 0.37 + 0.05 * np.sin(i * 2.4)
        wall = [(left, 0.53), (left, top), (left + 0.125, top), (left + 0.125, 0.53)]
        gable = [(left - 0.01, top), (left + 0.062, top - 0.075), (left + 0.135, top)]
        scene = over(over(scene, code, polygon(n, wall)), roof, polygon(n, gable))
        for k in range(2):
            door = [
                (left + 0.025 + k * 0.05, 0.5),
                (left + 0.025 + k * 0.05, top + 0.03),
                (left + 0.05 + k * 0.05, top + 0.03),
                (left + 0.05 + k * 0.05, 0.5),
            ]
            scene = over(scene, "14328a", polygon(n, door))
            outlines.append(np.array(door, np.float32))
        outlines += [np.array(wall, np.float32), np.array(gable, np.float32)]
    sea = np.asarray(fbm(rng, n, (4, 18), 3), np.float32)
    scene = over(
        scene,
        ramp(sea, "0a3ac8 1a8ae8 1ac8b8 ffb83a ff5a8a f4f0e0", (0.1, 0.3, 0.48, 0.62, 0.75, 0.9)),
        smoothstep(0.528, 0.532, y),
    )
    for cx, cy, size, hull, sail in (
        (0.24, 0.7, 0.2, "d8142a", "ffd21f"),
        (0.72, 0.66, 0.16, "0a7a4a", "ff7a2a"),
        (0.56, 0.9, 0.26, "5a1a9a", "f8f0e0"),
    ):
        boat = spline(
            [
                (cx - size, cy - size * 0.18),
                (cx - size * 0.7, cy + size * 0.12),
                (cx + size * 0.6, cy + size * 0.12),
                (cx + size, cy - size * 0.22),
                (cx, cy - size * 0.08),
            ],
            6,
            True,
        )
        sheet = spline(
            [(cx + 0.01, cy - size * 1.5), (cx + size * 0.75, cy - size * 0.32), (cx + 0.01, cy - size * 0.22)], 2, True
        )
        mirror = (boat - (0, cy + size * 0.12)) * (1, -1.1) + (0, cy + size * 0.12)
        scene = over(scene, "1a1a6a", draw_polygons(n, [mirror.astype(np.float32)]) * (np.sin(y * 260) > -0.2))
        scene = over(over(scene, hull, draw_polygons(n, [boat])), sail, draw_polygons(n, [sheet]))
        mast = np.array([(cx, cy - size * 0.1), (cx, cy - size * 1.6)], np.float32)
        outlines += [boat, sheet, mast]
    sun = disc(n, 0.8, 0.13, 0.075)
    scene = over(scene, "fff04a", sun)
    easel = Easel(over(flat(n, "efe3c8"), "ffffff", 0.3 * fbm(rng, n, 40, 2)))
    heading = np.where(y > 0.53, drift(rng, n, 0.05, 0.3, 4), drift(rng, n, 0.8, 1.5, 4)).astype(np.float32)
    easel.paint(rng, scene, heading, Brush(0.034, 0.06, 12, 0.03, 0.05, 0.06, 0.3, 0.7), scatter(rng, 1100))
    easel.paint(rng, scene, heading, Brush(0.02, 0.036, 9, 0.03, 0.06, 0.06, 0.3, 0.8), scatter(rng, 2700))
    _contour(rng, easel, outlines)
    return easel.lit(0.9, 0.2, 0.1 * grain(rng, n, 2.0))


def _contour(rng: np.random.Generator, easel: Easel, outlines: list[np.ndarray]) -> None:
    """Ultramarine outlines, in strokes a hand long."""
    for outline in outlines:
        closed = np.concatenate([outline, outline[:1]])
        at = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=-1))])
        for start in np.arange(0, at[-1] - 0.01, 0.05):
            t = np.linspace(start, min(start + 0.056, at[-1]), 6)
            path = np.stack([np.interp(t, at, closed[:, 0]), np.interp(t, at, closed[:, 1])], -1) + rng.normal(
                0, 0.0012, (6, 2)
            )
            easel.stroke(
                rng,
                path[None].astype(np.float32),
                np.array([[0.06, 0.08, 0.42]]),
                Brush(0.0085, 0, 4, 0.03, 0.03, 0.05, 0.2, 0.9),
            )


def thrown_paint(rng: np.random.Generator, n: int) -> Picture:
    """Paint poured and flung on raw canvas: black, white, rust, teal and one yellow, in skeins."""
    ground = ramp(fbm(rng, n, 10, 5), "b09a78 c9b48c d8c6a0")
    easel = Easel(over(ground, "8a8f88", 0.5 * smoothstep(0.5, 0.8, fbm(rng, n, 4, 4))))
    for code, skeins, width in (
        ("4f6f73", 16, 0.006), ("f2ece0", 20, 0.006), ("121214", 24, 0.0075), ("a8381c", 14, 0.006),
        ("f6f1e6", 16, 0.0036), ("e8b41f", 9, 0.0045), ("121214", 22, 0.003), ("2f8a92", 9, 0.004),
        ("faf6ee", 10, 0.0025), ("c2451f", 5, 0.003),
    ):  # fmt: skip
        _pour(rng, easel, code, skeins, width)
    return easel.lit(0.9, 0.5, 0.035 * _weave(n) + 0.03 * grain(rng, n, 1.2))


def _pour(rng: np.random.Generator, easel: Easel, code: str, skeins: int, width: float) -> None:
    """Skeins of one paint: looping lines that thicken where the hand slows, and drops beside them."""
    ink = flat(1, code)[0]
    for _ in range(skeins):
        turn = np.cumsum(rng.normal(0, 0.12, 260)) + rng.uniform(0, 6.3) + np.linspace(0, rng.normal(0, 9), 260)
        speed = 0.004 + 0.012 * np.abs(np.sin(np.cumsum(rng.normal(0, 0.12, 260))))
        path = rng.random(2) + np.cumsum(np.stack([np.cos(turn), np.sin(turn)], -1) * speed[:, None], axis=0)
        for i in range(0, 252, 6):
            thick = width * float(np.clip(0.009 / speed[i], 0.45, 1.9))
            easel.stroke(
                rng, path[None, i : i + 8].astype(np.float32), ink, Brush(thick, 0, 2, 0.0, 0.0, 0.02, 0.0, 0.9)
            )
    drops = rng.random((skeins * 14, 2))
    specks = np.stack([drops, drops + rng.normal(0, 0.003, drops.shape)], axis=1)
    for part, size in zip(np.array_split(specks, 4), (0.3, 0.6, 1.0, 1.7), strict=True):
        easel.stroke(
            rng,
            part.astype(np.float32),
            np.repeat(ink, len(part), axis=0),
            Brush(width * size, 0, 1, 0.0, 0.0, 0.02, 0.0, 1.0),
        )


def _weave(n: int) -> Field:
    """Threads of a coarse canvas."""
    x, y = grid(n)
    return np.asarray(
        np.sin(x * 900) * (np.sin(y * 450) > 0) + np.sin(y * 900) * (np.sin(x * 450) > 0), dtype=np.float32
    )
