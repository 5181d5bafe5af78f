"""Thick oil laid in strokes that follow a flow: night sky, sunflowers."""

from __future__ import annotations

import numpy as np

from scripts.make_styles.brush import Brush, Easel
from scripts.make_styles.core import Field, Picture, flat, grid, over, ramp, smoothstep
from scripts.make_styles.flow import contours, drift, scatter, swirls
from scripts.make_styles.noise import fbm, grain
from scripts.make_styles.shapes import below, disc, draw_polygons, ridge, spline

_STARS = (
    (0.13, 0.1, 0.035), (0.33, 0.07, 0.028), (0.08, 0.36, 0.03), (0.5, 0.13, 0.036), (0.66, 0.06, 0.026),
    (0.3, 0.46, 0.03), (0.62, 0.42, 0.03), (0.92, 0.43, 0.034), (0.97, 0.05, 0.025), (0.77, 0.5, 0.024),
)  # fmt: skip


def starry_swirl(rng: np.random.Generator, n: int) -> Picture:
    """Wind made visible over a sleeping valley: whirls, haloed stars, a crescent, a cypress."""
    x, y = grid(n)
    whirls = np.array(
        [(0.4, 0.28, 0.15, 2.6), (0.62, 0.25, 0.1, -2.4), (0.83, 0.17, 0.13, 1.8), (0.17, 0.24, 0.09, 1.6)]
        + [(cx, cy, r * 1.9, 2.0) for cx, cy, r in _STARS]
    )
    wind = drift(rng, n, 0.12, 0.5, 3)
    angle = swirls(n, whirls, wind)
    bands = fbm(rng, n, 5, 3)
    turn = np.sin(np.hypot(x - 0.4, y - 0.28) * 75 - 2 * np.arctan2(y - 0.28, x - 0.4)) * 0.5 + 0.5
    tone = np.clip(0.62 * bands + 0.5 * turn * np.exp(-(((x - 0.45) / 0.25) ** 2) - ((y - 0.27) / 0.14) ** 2), 0, 1)
    scene = ramp(tone, "0d1b4c 16308c 2451b4 3f7ccb 7fb2dc cfe3e0")
    scene = _lights(scene, n)
    far, near = ridge(rng, n, 0.62, 0.06, 2, 3), ridge(rng, n, 0.72, 0.05, 2, 3)
    scene = over(scene, ramp(fbm(rng, n, 8, 3), "1a2f73 2c4f9e 4a7bb5 83a7b8"), below(n, far))
    fields = ramp(fbm(rng, n, (4, 14), 3), "12303d 1d5148 3c7a4a 8c9f3d c9b84a")
    land = below(n, near)
    scene = over(scene, fields, land)
    angle = np.where(below(n, far) > 0.5, contours(fbm(rng, n, (2, 4), 2) + 3 * y, 0.02), angle)
    houses, windows = _village(rng, n)
    scene = over(scene, ramp(fbm(rng, n, 20, 2), "1d2240 3a3f66 6a6480 8f5d4a"), houses)
    scene = over(scene, "ffd24a", windows)
    cypress = _cypress(n)
    dark = ramp(fbm(rng, n, (14, 4), 3), "07130f 0f2a1c 1e4227 4a5a22 7d6a2a")
    easel = Easel(over(scene, "0a1433", np.full((n, n), 0.4, np.float32)))
    easel.paint(rng, scene, angle, Brush(0.03, 0.13, 8, 0.03), scatter(rng, 1600))
    easel.paint(rng, scene, angle, Brush(0.013, 0.08, 6, 0.035, 0.025), scatter(rng, 6000))
    easel.paint(rng, scene, angle, Brush(0.008, 0.045, 4, 0.05, 0.03), scatter(rng, 6000, 0.2 + 0.8 * land))
    easel.paint(
        rng, scene, np.where(houses > 0, 1.4, angle), Brush(0.006, 0.02, 3, 0.04, 0.02), scatter(rng, 16000, houses)
    )
    easel.paint(rng, scene, angle, Brush(0.006, 0.01, 2, 0.02, 0.02), scatter(rng, 30000, windows))
    _star_dabs(rng, easel)
    easel.paint(rng, scene, angle, Brush(0.008, 0.035, 3, 0.02, 0.02), scatter(rng, 20000, _crescent(n)))
    upward = drift(rng, n, -np.pi / 2, 0.9, 7)
    easel.paint(rng, dark, upward, Brush(0.012, 0.07, 5, 0.05), scatter(rng, 9000, cypress))
    return easel.lit(1.0, 0.3, 0.05 * grain(rng, n, 1.6))


def _lights(scene: Picture, n: int) -> Picture:
    """Stars and a crescent, each in rings of light."""
    x, y = grid(n)
    for cx, cy, radius in _STARS:
        distance = np.hypot(x - cx, y - cy) / radius
        ring = np.exp(-((distance / 1.9) ** 2)) * (0.62 + 0.38 * np.cos(distance * 5.2))
        scene = over(scene, "f3d765", np.asarray(ring * 0.9, np.float32))
        scene = over(scene, "fff6cf", smoothstep(0.62, 0.4, distance.astype(np.float32)))
    distance = np.hypot(x - 0.84, y - 0.17)
    halo = np.exp(-((distance / 0.13) ** 2)) * (0.7 + 0.3 * np.cos(distance * 130))
    scene = over(scene, "f2c23a", np.asarray(halo, np.float32))
    return over(scene, "fff1a8", _crescent(n))


def _crescent(n: int) -> Field:
    return np.clip(disc(n, 0.84, 0.17, 0.062, 0.004) - disc(n, 0.81, 0.155, 0.05, 0.004), 0, 1)


def _star_dabs(rng: np.random.Generator, easel: Easel) -> None:
    """Broken rings of thick short strokes about every star, pale at the heart."""
    for cx, cy, radius in _STARS:
        for reach, count, codes in ((1.75, 13, "d9a520 7fb2dc f3c74a"), (1.2, 12, "f0b92c ffe27a e8a020"),
                                    (0.65, 10, "ffe680 fff6c8 ffd84a"), (0.2, 5, "fffbe6 fff3b0")):  # fmt: skip
            around = (np.arange(count) + rng.random(count) * 0.6) / count * 2 * np.pi
            a = around[:, None] + np.linspace(0, 0.55, 5) / max(reach, 0.5)
            ring = np.stack([cx + np.cos(a) * radius * reach, cy + np.sin(a) * radius * reach], axis=-1)
            inks = ramp(rng.random((1, count)).astype(np.float32), codes)[0]
            easel.stroke(rng, ring.astype(np.float32), inks, Brush(radius * 0.24, 0, 3, 0.03, 0.02, 0.05, 0.2, 1.0))


def _village(rng: np.random.Generator, n: int) -> tuple[Field, Field]:
    """Houses about a steeple, and their lit windows."""
    walls, lamps = [], []
    for _ in range(26):
        cx, cy = rng.uniform(0.34, 0.99), rng.uniform(0.8, 0.9)
        w, h = rng.uniform(0.02, 0.036), rng.uniform(0.02, 0.034)
        roof = [(cx - w * 1.1, cy - h), (cx, cy - h * 2), (cx + w * 1.1, cy - h)]
        walls.append(np.array([(cx - w, cy), (cx - w, cy - h), *roof, (cx + w, cy - h), (cx + w, cy)], np.float32))
        if rng.random() < 0.75:
            lamps.append(
                np.array(
                    [(cx, cy - 0.005), (cx, cy - 0.018), (cx + 0.011, cy - 0.018), (cx + 0.011, cy - 0.005)], np.float32
                )
            )
    walls.append(np.array([(0.6, 0.86), (0.6, 0.77), (0.615, 0.64), (0.63, 0.77), (0.63, 0.86)], np.float32))
    return draw_polygons(n, walls), draw_polygons(n, lamps)


def _cypress(n: int) -> Field:
    """A flame of a tree at the left."""
    edge = [(0.06, 1.05), (0.07, 0.8), (0.1, 0.72), (0.1, 0.6), (0.14, 0.5), (0.135, 0.38), (0.17, 0.24), (0.19, 0.4),
            (0.21, 0.5), (0.205, 0.6), (0.25, 0.68), (0.25, 0.82), (0.3, 0.92), (0.31, 1.05)]  # fmt: skip
    return draw_polygons(n, [spline(edge, 10)])


def sunflowers(rng: np.random.Generator, n: int) -> Picture:
    """Sunflowers in a jug, near to each other and to us; butter, ochre and umber on turquoise."""
    x, y = grid(n)
    wall = ramp(fbm(rng, n, 4, 4), "4fa7a0 6fbfae 8fcfb4 b4dcb0 d8e3a6")
    table = ramp(fbm(rng, n, (3, 12), 4), "b5651d d08a2e e3a83f f0c65c")
    scene = over(wall, table, smoothstep(0.858, 0.862, y + 0.01 * np.sin(x * 5)))
    easel = Easel(scene)
    weave = drift(rng, n, 0.8, 1.2, 5)
    easel.paint(rng, scene, weave, Brush(0.035, 0.07, 8, 0.04, 0.03), scatter(rng, 1500))
    easel.paint(rng, scene, weave + np.pi / 2, Brush(0.016, 0.04, 6, 0.05, 0.03), scatter(rng, 2600))
    _leaves(rng, easel, n)
    _jug(rng, easel, n)
    heads = [
        (0.16, 0.2, 0.1), (0.85, 0.2, 0.1), (0.5, 0.13, 0.1), (0.11, 0.5, 0.095), (0.9, 0.52, 0.1),
        (0.32, 0.33, 0.12), (0.69, 0.34, 0.125), (0.29, 0.6, 0.115), (0.71, 0.63, 0.11), (0.5, 0.48, 0.14),
    ]  # fmt: skip
    for cx, cy, radius in heads:
        _sunflower(rng, easel, cx, cy, radius)
    return easel.lit(1.15, 0.3, 0.05 * grain(rng, n, 1.6))


def _sunflower(rng: np.random.Generator, easel: Easel, cx: float, cy: float, radius: float) -> None:
    """One head: three rows of petals, a ring of umber, a seeded eye; seen a little from the side."""
    tilt, lean = rng.uniform(0.75, 1.0), rng.uniform(0, np.pi)
    axes = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])

    def ring(count: int, inner: float, outer: float, curl: float) -> np.ndarray:
        around = np.linspace(0, 2 * np.pi, count, endpoint=False) + rng.normal(0, 0.12, count)
        reach = rng.uniform(0.8, 1.15, count) * outer
        along = np.linspace(0, 1, 7)
        r = radius * (inner + (reach[:, None] - inner) * along)
        a = around[:, None] + curl * rng.normal(0, 1, (count, 1)) * along**2
        flat_ring = np.stack([np.cos(a) * r, np.sin(a) * r * tilt], axis=-1) @ axes
        return np.asarray(flat_ring + np.array([cx, cy]), dtype=np.float32)

    def inks(codes: str, count: int) -> np.ndarray:
        return np.asarray(ramp(rng.random((1, count)).astype(np.float32), codes)[0])

    petal = Brush(radius * 0.2, 0, 6, 0.05, 0.03, 0.08, 0.35, 0.95)
    for count, inner, outer, codes in ((30, 0.4, 1.55, "8a4b0c b8710f d8921a"), (34, 0.4, 1.4, "d08a10 eeb01c f7c52a"),
                                       (30, 0.4, 1.15, "f2b81e fbd43a fff08a")):  # fmt: skip
        easel.stroke(rng, ring(count, inner, outer, 0.2), inks(codes, count), petal)
    dab = Brush(radius * 0.09, 0, 4, 0.05, 0.03, 0.1, 0.2, 1.0)
    for count, inner, outer, codes in ((60, 0.3, 0.62, "3d1a08 6b3410 8f4c12"), (46, 0.1, 0.42, "2a1206 4f2a0c a4671a"),
                                       (26, 0.0, 0.2, "6d7a22 9aa03a 52591a")):  # fmt: skip
        easel.stroke(rng, ring(count, inner, outer, 0.5), inks(codes, count), dab)


def _leaves(rng: np.random.Generator, easel: Easel, n: int) -> None:
    """Stems and leaves behind the heads."""
    green = ramp(fbm(rng, n, 12, 3), "16351d 2a5a2a 4c7d31 86a23c b9b84a")
    x, y = grid(n)
    bunch = smoothstep(0.4, 0.33, np.hypot(x - 0.5, (y - 0.45) * 1.05))
    angle = np.asarray(np.arctan2(y - 0.8, x - 0.5) + 0.6 * (fbm(rng, n, 6, 2) - 0.5), np.float32)
    easel.paint(rng, green, angle, Brush(0.028, 0.12, 7, 0.06, 0.03), scatter(rng, 900, bunch))
    easel.paint(rng, green, angle, Brush(0.012, 0.07, 5, 0.08, 0.03), scatter(rng, 1500, bunch))


def _jug(rng: np.random.Generator, easel: Easel, n: int) -> None:
    """A glazed jug, yellow below and pale above, with a shadow on the table."""
    outline = spline(
        [(0.42, 0.66), (0.37, 0.76), (0.36, 0.85), (0.4, 0.94), (0.6, 0.94), (0.64, 0.85), (0.63, 0.76), (0.58, 0.66)]
    )
    mask = draw_polygons(n, [outline])
    shadow = draw_polygons(n, [outline * (1.15, 0.4) + (0.02, 0.57)])
    x, y = grid(n)
    side = np.clip((x - 0.35) / 0.3 + 0.12 * (fbm(rng, n, 8, 2) - 0.5), 0, 1)
    glaze = np.where(
        (y < 0.8)[..., None], ramp(side, "e8e2c0 fff8dc d8c890 94854f"), ramp(side, "d88c1e f6b934 b96a14 6a3508")
    )
    round_about = np.asarray(0.5 * (x - 0.5) * 3 * -1 + np.pi / 2, np.float32)
    easel.paint(rng, flat(n, "6b3a1a"), drift(rng, n, 0.1, 0.3), Brush(0.02, 0.06, 6), scatter(rng, 1200, shadow))
    easel.paint(
        rng, np.asarray(glaze, np.float32), round_about, Brush(0.016, 0.05, 6, 0.03, 0.02), scatter(rng, 5000, mask)
    )
