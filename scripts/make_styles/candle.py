"""Chiaroscuro: solid things lit by one flame, painted in oil."""

from __future__ import annotations

import numpy as np

from scripts.make_styles.brush import Brush, Easel, light
from scripts.make_styles.core import Field, Picture, flat, glow, grid, over, ramp, saturate, smoothstep
from scripts.make_styles.flow import contours, scatter
from scripts.make_styles.noise import bend, blur, fbm, grain
from scripts.make_styles.pieces import seams, voronoi
from scripts.make_styles.shapes import draw_polygons, spline

_DARK = -9.0


class Table:
    """Solid things side by side in the dark, seen straight on: depth towards us, their own colour and gloss."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.depth = np.full((n, n), _DARK, np.float32)
        self.colour = flat(n, "140c08")

    def put(self, depth: np.ndarray, colours: Picture) -> None:
        """Whatever is nearer than what is there."""
        nearer = depth > self.depth
        self.depth = np.where(nearer, depth, self.depth).astype(np.float32)
        self.colour = np.where(nearer[..., None], colours, self.colour).astype(np.float32)

    def ball(self, cx: float, cy: float, r: float, colours: Picture, squash: float = 1.0, z: float = 0.0) -> None:
        """An ellipsoid, `squash` times as tall as wide."""
        x, y = grid(self.n)
        inside = r * r - (x - cx) ** 2 - ((y - cy) / squash) ** 2
        self.put(np.where(inside > 0, np.sqrt(np.maximum(inside, 0)) + z, _DARK), colours)

    def turned(self, cx: float, top: float, foot: float, radii: list[float], colours: Picture, z: float = 0.0) -> None:
        """A body of revolution on an upright axis, its radii from top to foot."""
        x, y = grid(self.n)
        profile = spline([(i, r) for i, r in enumerate(radii)], 12)
        r = np.interp((y - top) / (foot - top) * (len(radii) - 1), profile[:, 0], profile[:, 1], left=0, right=0)
        inside = r * r - (x - cx) ** 2
        self.put(np.where((inside > 0) & (r > 0), np.sqrt(np.maximum(inside, 0)) + z, _DARK), colours)


def candle_still_life(rng: np.random.Generator, n: int) -> Picture:
    """Jug, pears, apples, grapes and a lemon about a candle, out of a brown dark."""
    x, y = grid(n)
    table = _set_table(rng, n)
    lx, ly, lz = 0.335, 0.15, 0.62
    soft = blur(table.depth, n * 0.0025)
    gy, gx = np.gradient(np.where(table.depth > _DARK / 2, soft, 0) * n)
    to = np.stack([lx - x, ly - y, lz - np.maximum(table.depth, -0.3)])
    reach = np.sqrt((to**2).sum(0))
    facing = (-gx * to[0] - gy * to[1] + to[2]) / np.sqrt(gx**2 + gy**2 + 1) / reach
    shade = np.clip(facing, 0, 1) * np.clip(0.62 / (0.12 + reach**2), 0, 1.7) * _unshadowed(table.depth, to, n)
    gloss = np.clip(facing, 0, 1) ** 24 * (table.depth > _DARK / 2)
    glowing = (
        table.colour * np.array([1.0, 0.82, 0.55]) * (0.06 + 1.35 * shade)[..., None] + 0.5 * (gloss * shade)[..., None]
    )
    wall = ramp(
        np.exp(-(((x - lx) / 0.3) ** 2) - ((y - ly) / 0.28) ** 2) + 0.25 * (fbm(rng, n, 4, 5) - 0.4),
        "0a0605 1f0f08 4a2510 8a4c1c c8843a",
    )
    scene = np.where((table.depth > _DARK / 2)[..., None], glowing, wall).astype(np.float32)
    flame = spline(
        [
            (lx, ly - 0.085),
            (lx + 0.018, ly - 0.03),
            (lx + 0.012, ly + 0.005),
            (lx - 0.012, ly + 0.005),
            (lx - 0.018, ly - 0.03),
        ],
        8,
        True,
    )
    scene = glow(
        scene, "ff9a3a", np.exp(-((np.hypot((x - lx) * 1.1, y - ly + 0.02) / 0.09) ** 1.2)).astype(np.float32) * 0.8
    )
    scene = over(
        scene, ramp(y, "ffb84a fff8d8 fff0b0", (ly - 0.08, ly - 0.03, ly)), blur(draw_polygons(n, [flame]), n * 0.002)
    )
    form = contours(
        blur(np.where(table.depth > _DARK / 2, table.depth, fbm(rng, n, 3, 2) * 0.3).astype(np.float32), n * 0.006),
        0.01,
    )
    easel = Easel(np.clip(scene, 0, 1))
    easel.paint(rng, scene, form, Brush(0.016, 0.05, 9, 0.015, 0.012, 0.035, 0.5, 0.6), scatter(rng, 5200))
    easel.paint(
        rng,
        scene,
        form,
        Brush(0.008, 0.025, 6, 0.02, 0.012, 0.04, 0.5, 0.7),
        scatter(rng, 13000, 0.25 + 0.75 * (table.depth > _DARK / 2)),
    )
    easel.paint(
        rng,
        np.clip(scene * 1.15, 0, 1),
        form,
        Brush(0.005, 0.012, 4, 0.02, 0.01, 0.04, 0.3, 1.0),
        scatter(rng, 16000, smoothstep(0.35, 0.7, scene.max(axis=-1))),
    )
    picture = over(easel.picture, scene, np.full((n, n), 0.25, np.float32))
    cracks = smoothstep(0.0012, 0.0003, seams(voronoi(n, scatter(rng, 2600)))) * (0.35 + 0.65 * fbm(rng, n, 5, 3))
    picture = over(picture, "080403", 0.4 * cracks)
    return light(saturate(picture, 1.15), 0.7 * easel.thickness - 0.25 * cracks + 0.06 * grain(rng, n, 2), 0.6, 0.12)


def _set_table(rng: np.random.Generator, n: int) -> Table:
    x, y = grid(n)
    table = Table(n)
    cloth = np.asarray(
        0.5 * (y - 0.74) + 0.03 * np.sin(x * 22 + 5 * fbm(rng, n, 3, 2)) * smoothstep(0.76, 0.9, y), np.float32
    )
    pattern = ramp(fbm(rng, n, 9, 4), "7a1c14 a82a1c c8442a")
    fringe = np.sin(x * 70) * np.sin(y * 70 + 2 * np.sin(x * 9)) > 0.6
    table.put(np.where(y > 0.73, cloth - 0.05, _DARK), over(pattern, "d8a040", np.asarray(fringe, np.float32) * 0.8))
    mottled = fbm(rng, n, 16, 4)
    table.turned(
        0.68,
        0.22,
        0.78,
        [0.06, 0.045, 0.04, 0.075, 0.125, 0.14, 0.125, 0.085, 0.09],
        ramp(mottled, "8a8f98 b8bcc0 e0dcd0"),
    )
    table.turned(0.335, 0.175, 0.6, [0.022, 0.024, 0.023, 0.023], ramp(mottled, "f4e4c0 fff4dc"))
    table.turned(0.335, 0.58, 0.8, [0.05, 0.02, 0.03, 0.016, 0.03, 0.085], ramp(mottled, "a8741a e8b84a ffe08a"))
    apple = ramp(
        np.asarray(0.5 * mottled + 0.9 * fbm(rng, n, (30, 4), 2) - 0.2, np.float32), "e8c83a e8642a c81f1a 8a0f14"
    )
    for cx, cy, r in ((0.5, 0.74, 0.082), (0.84, 0.79, 0.088), (0.2, 0.79, 0.08)):
        table.ball(cx, cy, r, apple, 0.92, 0.05)
    table.turned(0.105, 0.5, 0.82, [0.01, 0.04, 0.05, 0.085, 0.098, 0.07], ramp(mottled, "8a8a1f c8b83a f0e07a"), 0.03)
    table.ball(0.62, 0.86, 0.075, ramp(mottled, "e8b81a ffe04a fff08a"), 0.78, 0.12)
    for _ in range(44):
        cx = rng.normal(0.37, 0.075)
        cy = 0.86 + rng.normal(0, 0.035) - 0.4 * abs(cx - 0.37)
        table.ball(
            cx, cy, rng.uniform(0.022, 0.029), ramp(mottled, "1c0f3a 3a1a5a 6a3a8a"), 1.05, 0.1 + 0.08 * rng.random()
        )
    return table


def _unshadowed(depth: Field, to: np.ndarray, n: int) -> Field:
    """1 where nothing stands between a point and the candle, soft, by steps along the way there."""
    x, y = grid(n)
    blocked = np.zeros((n, n), np.float32)
    for t in np.linspace(0.06, 0.8, 18):
        at_x, at_y = (x + to[0] * t) - x, (y + to[1] * t) - y
        there = bend(depth, at_x.astype(np.float32), at_y.astype(np.float32))
        blocked += np.clip((there - (np.maximum(depth, -0.3) + to[2] * t) - 0.012) * 12, 0, 0.3)
    return np.asarray(1 - 0.8 * np.clip(blur(blocked, n * 0.004), 0, 1), dtype=np.float32)
