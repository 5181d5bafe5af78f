"""Oil of four tempers: palette knife, water lilies, a fauvist harbour, thrown paint."""

from __future__ import annotations

import numpy as np

from scripts.make_styles.brush import Brush, Easel
from scripts.make_styles.core import Field, Picture, flat, grid, over, ramp, smoothstep
from scripts.make_styles.flow import drift, scatter
from scripts.make_styles.noise import fbm, grain
from scripts.make_styles.shapes import below, disc, draw_lines, draw_polygons, polygon, ridge, spline


def autumn_avenue(rng: np.random.Generator, n: int) -> Picture:
    """A wet avenue of birches in October, in slabs of the palette knife."""
    x, y = grid(n)
    away = np.hypot((x - 0.5) * 1.1, y - 0.5)
    leaves = ramp(
        np.asarray(fbm(rng, n, 7, 4) * 0.75 + 0.5 - away * 0.75, np.float32),
        "3a1220 7a1a1a c2331a e8621a f59a1f ffd24a fff2b0",
    )
    ground = np.asarray(0.75 * fbm(rng, n, (4, 16), 3) + 0.5 - np.abs(x - 0.5) * 1.2, np.float32)
    wet = ramp(ground, "221a33 4a2340 8a2f2a d8681f f2a83a ffe9a8")
    scene = over(leaves, wet, smoothstep(0.555, 0.57, y))
    scene = over(scene, "fff4cf", np.exp(-(((x - 0.5) / 0.07) ** 2) - ((y - 0.5) / 0.12) ** 2).astype(np.float32))
    easel = Easel(scene)
    knife = Brush(0.04, 0.055, 16, 0.06, 0.045, 0.03, 0.12, 0.85)
    easel.paint(rng, scene, drift(rng, n, 0.7, 1.5, 6), knife, scatter(rng, 2200))
    small = Brush(0.022, 0.032, 10, 0.08, 0.06, 0.03, 0.12, 0.95)
    easel.paint(rng, scene, drift(rng, n, 0.7, 2.2, 8), small, scatter(rng, 4200, (y < 0.58) * 1.0))
    easel.paint(
        rng,
        scene,
        drift(rng, n, 0.0, 0.25, 5),
        Brush(0.018, 0.06, 10, 0.08, 0.06, 0.03, 0.2),
        scatter(rng, 3400, (y > 0.56) * 1.0),
    )
    for cx, foot, width in ((0.42, 0.58, 0.008), (0.585, 0.585, 0.009), (0.36, 0.61, 0.014), (0.655, 0.62, 0.015),
                            (0.26, 0.68, 0.026), (0.76, 0.7, 0.028), (0.1, 0.82, 0.046), (0.92, 0.84, 0.05)):  # fmt: skip
        _birch(rng, easel, cx, foot, width)
    crown = smoothstep(0.42, 0.3, y) * 0.9
    easel.paint(
        rng,
        scene,
        drift(rng, n, 0.7, 2.5, 8),
        small,
        scatter(rng, 2400, crown * smoothstep(0.35, 0.6, fbm(rng, n, 6, 3))),
    )
    _walker(rng, easel)
    return easel.lit(1.25, 0.35, 0.03 * grain(rng, n, 1.5))


def _birch(rng: np.random.Generator, easel: Easel, cx: float, foot: float, width: float) -> None:
    """A trunk in short slabs across, white to violet, and its darker reflection on the road."""
    rows = int(0.9 / width / 0.55)
    y = np.linspace(-0.03, foot, rows) + rng.normal(0, 0.003, rows)
    x = cx + 0.012 * np.sin(y * 9 + cx * 20)
    slab = np.stack(
        [np.stack([x + t * width, y + t * width * rng.normal(0.1, 0.2, rows)], -1) for t in np.linspace(-0.5, 0.5, 4)],
        axis=1,
    )
    inks = ramp(
        rng.random((1, rows)).astype(np.float32),
        "1c1626 6a5f86 b9b2cc f3ead8 fffaf0 e8d2b0",
        (0, 0.12, 0.3, 0.5, 0.8, 1),
    )[0]
    easel.stroke(rng, slab.astype(np.float32), inks, Brush(width * 0.75, 0, 7, 0.03, 0.02, 0.05, 0.1, 0.95))
    mirrored = slab[rows // 2 :] * (1, -0.75) + (0, foot * 1.75)
    easel.stroke(
        rng,
        mirrored.astype(np.float32),
        inks[rows // 2 :] * 0.55 + np.array([0.16, 0.08, 0.06]),
        Brush(width * 0.6, 0, 6, 0.05, 0.03, 0.05, 0.3, 0.6),
    )


def _walker(rng: np.random.Generator, easel: Easel) -> None:
    """Two people under a red umbrella, far down the road."""
    for dx, code in ((-0.013, "1a1a3a"), (0.013, "5a1430")):
        path = spline([(0.5 + dx, 0.585), (0.5 + dx, 0.62), (0.5 + dx * 1.3, 0.665)], 4)[None]
        easel.stroke(rng, path, np.stack([flat(1, code)[0, 0]]), Brush(0.022, 0, 7, 0.01, 0.01, 0.05, 0.1, 0.9))
    dome = spline([(0.455, 0.59), (0.475, 0.567), (0.5, 0.56), (0.525, 0.567), (0.545, 0.59)], 4)[None]
    easel.stroke(rng, dome, np.stack([flat(1, "d8142a")[0, 0]]), Brush(0.022, 0, 8, 0.01, 0.01, 0.06, 0.1, 1.0))


def water_lilies(rng: np.random.Generator, n: int) -> Picture:
    """A lily pond at evening: willow and cloud upside down, pads floating between them."""
    x, y = grid(n)
    depth = np.asarray(0.6 * fbm(rng, n, (3, 5), 4) + 0.5 * y - 0.1, np.float32)
    scene = ramp(depth, "1f3a5a 2f5f7a 5a86a8 9a98c8 d8b0d0 f4d0c8")
    willow = smoothstep(0.45, 0.75, fbm(rng, n, (9, 1.5), 4) + 0.25 * np.abs(x - 0.5) - 0.2 * y)
    scene = over(scene, ramp(fbm(rng, n, (30, 4), 3), "12382f 1f5a40 4a8a4a 9ab45a"), willow * 0.85)
    easel = Easel(scene)
    level, fall = drift(rng, n, 0.0, 0.45, 5), drift(rng, n, np.pi / 2, 0.3, 5)
    easel.paint(rng, scene, level, Brush(0.02, 0.08, 8, 0.05, 0.04, 0.08, 0.5), scatter(rng, 3000))
    easel.paint(rng, scene, fall, Brush(0.012, 0.09, 6, 0.05, 0.03, 0.08, 0.5), scatter(rng, 4200, willow))
    easel.paint(rng, scene, level, Brush(0.008, 0.04, 4, 0.09, 0.05, 0.08, 0.5), scatter(rng, 5200, 1 - 0.6 * willow))
    pads = np.zeros((n, n), np.float32)
    rafts = [
        (0.22, 0.22, 0.11),
        (0.72, 0.15, 0.09),
        (0.85, 0.34, 0.12),
        (0.4, 0.45, 0.15),
        (0.12, 0.58, 0.13),
        (0.73, 0.62, 0.18),
        (0.3, 0.82, 0.22),
        (0.92, 0.9, 0.16),
    ]
    blooms = []
    for cx, cy, reach in rafts:
        for _ in range(9):
            px, py = cx + rng.normal(0, reach * 0.6), cy + rng.normal(0, reach * 0.17)
            size = (0.016 + 0.045 * py) * rng.uniform(0.7, 1.2)
            pads = np.maximum(pads, smoothstep(1.05, 0.95, np.hypot((x - px) / size, (y - py) / (size * 0.36))))
            if rng.random() < 0.3:
                blooms.append((px, py - size * 0.2, size * 0.62))
    leaf = ramp(np.asarray(fbm(rng, n, 12, 3) * 0.7 + 0.3 * (1 - y), np.float32), "14402f 2a7a4a 6ab05a b8d88a e8e4b0")
    easel.paint(rng, leaf, level, Brush(0.008, 0.03, 5, 0.07, 0.04, 0.1, 0.4, 0.9), scatter(rng, 16000, pads))
    for px, py, size in sorted(blooms, key=lambda b: b[1]):
        _lily(rng, easel, px, py, size)
    return easel.lit(0.6, 0.15, 0.08 * grain(rng, n, 1.8))


def _lily(rng: np.random.Generator, easel: Easel, cx: float, cy: float, size: float) -> None:
    """A flower of three fans of petals, dark pink at the back, white in front."""
    for spread, reach, codes in (
        (1.35, 1.1, "c23a7a e86a9a"),
        (1.2, 0.85, "f49ab8 ffd0dc"),
        (0.9, 0.6, "fff0f0 ffffff"),
    ):
        a = np.linspace(-spread, spread, 8) + rng.normal(0, 0.08, 8) - np.pi / 2
        t = np.linspace(0.1, 1, 5)
        path = np.stack(
            [cx + np.cos(a)[:, None] * t * size * reach, cy + np.sin(a)[:, None] * t * size * reach * 0.8], -1
        )
        easel.stroke(
            rng,
            path.astype(np.float32),
            ramp(rng.random((1, 8)).astype(np.float32), codes)[0],
            Brush(size * 0.3, 0, 5, 0.03, 0.02, 0.05, 0.2, 1.0),
        )
    heart = np.array([[[cx - size * 0.15, cy], [cx, cy - size * 0.1], [cx + size * 0.15, cy]]], np.float32)
    easel.stroke(rng, heart, np.array([[1.0, 0.78, 0.15]]), Brush(size * 0.22, 0, 4, 0.02, 0.02, 0.05, 0.1, 1.0))


def fauve_harbour(rng: np.random.Generator, n: int) -> Picture:
    """Boats under a red hill at noon: colours straight from the tube, bare canvas between them."""
    x, y = grid(n)
    patches = fbm(rng, n, (5, 6), 2)
    scene = ramp(patches, "ff8fb0 ffb27a ffe06a 7ad8c8 58b8f0 ffa0c8")
    for level, relief, codes in ((0.34, 0.1, "e8203a ff5a2a c81a6a"), (0.43, 0.06, "1a8a5a 4ac84a 0a5aa8 ffd21f")):
        scene = over(scene, ramp(fbm(rng, n, 5, 2), codes), below(n, ridge(rng, n, level, relief, 2, 2)))
    outlines = []
    for i, (code, roof) in enumerate(
        zip(
            "ffd21f f4f0e0 ff7a9a 58b8f0 ff9a2a f0e0ff 9ad84a".split(),
            "e8203a 1a4ac8 d8401a 7a1a8a c81a4a 0a7a6a e8203a".split(),
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
    _contour(rng, easel, n, outlines)
    return easel.lit(0.9, 0.2, 0.1 * grain(rng, n, 2.0))


def _contour(rng: np.random.Generator, easel: Easel, n: int, outlines: list[np.ndarray]) -> None:
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
    for code, skeins, width in (("4f6f73", 16, 0.006), ("f2ece0", 20, 0.006), ("121214", 24, 0.0075), ("a8381c", 12, 0.005), ("f6f1e6", 16, 0.0036),
                                ("e8b41f", 9, 0.0045), ("121214", 22, 0.003), ("2f8a92", 9, 0.004), ("faf6ee", 10, 0.0025)):  # fmt: skip
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
