"""Autumn with the palette knife, lilies with the brush."""

from __future__ import annotations

import numpy as np

from scripts.make_styles.brush import Brush, Easel
from scripts.make_styles.core import Picture, flat, grid, over, ramp, smoothstep
from scripts.make_styles.flow import drift, scatter
from scripts.make_styles.noise import fbm, grain
from scripts.make_styles.shapes import disc, polygon


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
    for cx, foot, width in (
        (0.42, 0.58, 0.007), (0.585, 0.585, 0.008), (0.36, 0.61, 0.012), (0.655, 0.62, 0.013),
        (0.26, 0.68, 0.022), (0.76, 0.7, 0.024), (0.1, 0.82, 0.038), (0.92, 0.84, 0.042),
    ):  # fmt: skip
        _birch(rng, easel, cx, foot, width)
    crown = smoothstep(0.42, 0.3, y) * 0.9
    easel.paint(
        rng,
        scene,
        drift(rng, n, 0.7, 2.5, 8),
        small,
        scatter(rng, 2400, crown * smoothstep(0.35, 0.6, fbm(rng, n, 6, 3))),
    )
    _walker(rng, easel, n)
    return easel.lit(1.25, 0.35, 0.03 * grain(rng, n, 1.5))


def _birch(rng: np.random.Generator, easel: Easel, cx: float, foot: float, width: float) -> None:
    """A trunk in short slabs across, white to violet, and its darker reflection on the road."""
    rows = int(0.9 / width / 0.42)
    y = np.linspace(-0.03, foot, rows) + rng.normal(0, 0.003, rows)
    x = cx + 0.012 * np.sin(y * 9 + cx * 20)
    slab = np.stack(
        [
            np.stack([x + t * width, y + t * width * rng.normal(0.25, 0.35, rows)], -1)
            for t in np.linspace(-0.5, 0.5, 4)
        ],
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


def _walker(rng: np.random.Generator, easel: Easel, n: int) -> None:
    """Two people under a red umbrella, far down the road, and their reflection."""
    x, y = grid(n)
    coat = np.array([(-0.006, 0.6), (0.006, 0.6), (0.012, 0.64), (0.006, 0.675), (-0.008, 0.675), (-0.012, 0.64)])
    coats = [coat + np.array([cx, 0]) for cx in (0.487, 0.513)]
    people = np.maximum(polygon(n, coats[0]), polygon(n, coats[1]))
    heads = np.maximum(disc(n, 0.487, 0.594, 0.006), disc(n, 0.513, 0.594, 0.006))
    dome = smoothstep(1.02, 0.98, np.hypot((x - 0.5) / 0.046, (y - 0.588) / 0.034)) * (y < 0.588)
    for mask, code in (
        (people, "16142e"),
        (np.roll(people[::-1], n * 35 // 100, axis=0), "4a1c30"),
        (heads, "e8b890"),
        (dome, "d8142a"),
    ):
        easel.paint(
            rng,
            flat(n, code),
            drift(rng, n, 0.3, 0.6),
            Brush(0.006, 0.012, 4, 0.06, 0.03, 0.05, 0.2, 1.0),
            scatter(rng, 60000, mask),
        )


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
        (0.22, 0.22, 0.11), (0.72, 0.15, 0.09), (0.85, 0.34, 0.12), (0.4, 0.45, 0.15),
        (0.12, 0.58, 0.13), (0.73, 0.62, 0.18), (0.3, 0.82, 0.22), (0.92, 0.9, 0.16),
    ]  # fmt: skip
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
