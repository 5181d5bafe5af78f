"""A guitar player taken apart."""

from __future__ import annotations

import numpy as np

from scripts.make_styles.brush import Brush, Easel
from scripts.make_styles.core import Picture, grid, over, ramp, saturate, smoothstep
from scripts.make_styles.faces import head_ink, head_relief, lit_tone
from scripts.make_styles.flow import scatter
from scripts.make_styles.noise import bend, fbm, grain, stretch
from scripts.make_styles.pieces import seams
from scripts.make_styles.shapes import disc, draw_lines, draw_polygons, spline


def cubist_guitarist(rng: np.random.Generator, n: int) -> Picture:
    """Face, guitar, bottle and newspaper in facets that disagree about where they stand."""
    x, y = grid(n)
    scene = _player(rng, n)
    facets = np.zeros((n, n), np.int64)
    cuts = 15
    tilts = rng.choice([0.25, 0.9, 1.35, 1.75, 2.3, 2.85], cuts) + rng.normal(0, 0.1, cuts)
    for i, (a, (px, py)) in enumerate(zip(tilts, rng.uniform(0.08, 0.92, (cuts, 2)), strict=True)):
        reach = rng.uniform(0.25, 1.1)
        local = np.hypot(x - px, y - py) < reach
        facets += ((np.cos(a) * (x - px) + np.sin(a) * (y - py) > 0) & local).astype(np.int64) << i
    _, facet = np.unique(facets, return_inverse=True)
    facet = facet.reshape(n, n)
    count = int(facet.max()) + 1
    shift = rng.normal(0, 0.022, (count, 2))[facet]
    zoom, turn = rng.normal(0, 0.09, count)[facet], rng.normal(0, 0.1, count)[facet]
    dx = (x - 0.5) * zoom - (y - 0.5) * turn + shift[..., 0]
    dy = (y - 0.5) * zoom + (x - 0.5) * turn + shift[..., 1]
    broken = bend(scene, dx.astype(np.float32), dy.astype(np.float32))
    a = rng.uniform(0, 2 * np.pi, count)[facet]
    slope = np.cos(a) * x + np.sin(a) * y
    size = np.bincount(facet.ravel())
    mean = np.bincount(facet.ravel(), slope.ravel()) / size
    spread = np.sqrt(np.maximum(np.bincount(facet.ravel(), slope.ravel() ** 2) / size - mean**2, 1e-9))
    ramped = np.clip(0.5 + (slope - mean[facet]) / (3.4 * spread[facet]), 0, 1)
    tint = ramp(
        rng.random(count).astype(np.float32)[None], "1f2a2f 4a5a5a 8a8a78 c8b488 e8d8b0 a8682a 6a3a1c 3a4a52 d89a3a"
    )[0][facet]
    picture = over(broken, tint, np.asarray(0.3 * (rng.random(count) < 0.5)[facet], np.float32))
    picture = saturate(np.asarray(picture * (0.5 + 0.95 * ramped)[..., None], np.float32), 1.55)
    away = seams(facet)
    picture = over(picture, "f4e8c8", 0.45 * smoothstep(0.006, 0.002, away) * (ramped > 0.55))
    angle = np.asarray(a + np.pi / 2, np.float32)
    easel = Easel(np.clip(picture, 0, 1))
    easel.paint(rng, picture, angle, Brush(0.014, 0.026, 7, 0.03, 0.02, 0.05, 0.3, 0.7), scatter(rng, 6500))
    easel.paint(
        rng,
        picture,
        angle,
        Brush(0.006, 0.012, 4, 0.05, 0.025, 0.05, 0.2, 0.9),
        scatter(rng, 12000, smoothstep(0.3, 0.7, fbm(rng, n, 6, 3))),
    )
    ink = smoothstep(0.0024, 0.001, away) * smoothstep(0.25, 0.5, fbm(rng, n, 7, 3))
    painted = over(easel.lit(0.8, 0.15, 0.08 * grain(rng, n, 1.8)), picture, np.full((n, n), 0.3, np.float32))
    return over(painted, "14100e", 0.9 * ink)


def _player(rng: np.random.Generator, n: int) -> Picture:
    """The whole, before it was broken."""
    x, y = grid(n)
    scene = ramp(np.asarray(fbm(rng, n, 3, 3), np.float32), "2a3438 5a6a68 9a947c c8b48a e0cfa4")
    coat = spline([(0.3, 0.42), (0.12, 0.6), (0.08, 1.05), (0.95, 1.05), (0.88, 0.62), (0.66, 0.42)], 8, True)
    scene = over(scene, ramp(fbm(rng, n, 4, 2), "1c2a3a 2f4a5a 16202a"), draw_polygons(n, [coat]))
    height, face = head_relief(n, 0.47, 0.24, 0.2, 0.2)
    skin = ramp(stretch(lit_tone(height, -2.4, 0.7)), "3a1c10 8a4a24 d09a5a f4dca8")
    scene = over(scene, skin, face)
    scene = over(scene, "120c0a", head_ink(n, 0.47, 0.24, 0.2, 0.2) * face)
    scene = over(scene, "1a1210", disc(n, 0.46, 0.13, 0.15, 0.01) * smoothstep(0.15, 0.1, y + 0.3 * np.abs(x - 0.46)))
    body = spline(
        [
            (0.36, 0.6),
            (0.46, 0.56),
            (0.54, 0.63),
            (0.64, 0.6),
            (0.76, 0.7),
            (0.74, 0.86),
            (0.58, 0.92),
            (0.47, 0.84),
            (0.38, 0.87),
            (0.27, 0.79),
            (0.27, 0.67),
        ],
        8,
        True,
    )
    grainy = ramp(
        np.asarray(0.5 + 0.35 * np.sin(y * 130 + 6 * fbm(rng, n, 3, 2)) + 0.3 * (x - 0.5), np.float32),
        "6a3010 b8641c e09a3a f4c46a",
    )
    scene = over(over(scene, "1a0f0a", draw_lines(n, [body], 0.016, True)), grainy, draw_polygons(n, [body]))
    scene = over(over(scene, "f0d08a", disc(n, 0.5, 0.73, 0.068)), "140c0a", disc(n, 0.5, 0.73, 0.058))
    neck = np.array([(0.42, 0.7), (0.06, 0.42), (0.085, 0.39), (0.46, 0.66)], np.float32)
    scene = over(scene, "3a1c10", draw_polygons(n, [neck]))
    strings = [
        np.array([(0.066 + 0.004 * k, 0.418 - 0.005 * k), (0.66 + 0.006 * k, 0.86 - 0.012 * k)], np.float32)
        for k in range(5)
    ]
    scene = over(scene, "f8f0d8", draw_lines(n, strings, 0.0022))
    paper = np.array([(0.7, 0.56), (0.98, 0.5), (1.0, 0.8), (0.76, 0.84)], np.float32)
    print_lines = (np.sin(y * 420 - x * 60) > 0.1) & (np.sin(x * 333 + np.floor(y * 67) * 3) > -0.5)
    scene = over(
        scene, over(ramp(y, "efe4c4 e0d0a8"), "2a2622", print_lines.astype(np.float32)), draw_polygons(n, [paper])
    )
    bottle = spline(
        [
            (0.82, 0.14),
            (0.87, 0.14),
            (0.875, 0.27),
            (0.92, 0.34),
            (0.92, 0.6),
            (0.78, 0.6),
            (0.78, 0.34),
            (0.815, 0.27),
        ],
        5,
        True,
    )
    scene = over(scene, ramp(x, "0f3a2a 3a8a5a c8e0a0 1a4a34", (0.77, 0.83, 0.86, 0.93)), draw_polygons(n, [bottle]))
    scene = over(
        scene,
        "c8341c",
        draw_polygons(n, [np.array([(0.79, 0.42), (0.91, 0.42), (0.91, 0.52), (0.79, 0.52)], np.float32)]),
    )
    return over(
        scene,
        ramp(np.asarray(fbm(rng, n, 5, 2), np.float32), "d09a5a f0cc94"),
        draw_polygons(n, [spline([(0.62, 0.66), (0.7, 0.64), (0.6, 0.75), (0.53, 0.78), (0.52, 0.74)], 6, True)]),
    )
