"""A street of neon signs in the rain."""

from __future__ import annotations

import numpy as np

from scripts.make_styles.core import Picture, glow, grid, over, ramp, smoothstep
from scripts.make_styles.noise import bend, blur, fbm, grain
from scripts.make_styles.shapes import disc, draw_lines, draw_polygons, polygon, spline


def neon_street(rng: np.random.Generator, n: int) -> Picture:
    """A street of signs after midnight, in the rain: magenta and cyan above, the same again in the road."""
    _, y = grid(n)
    horizon, middle = 0.56, 0.5
    sky = ramp(
        np.asarray(y / horizon + 0.25 * (fbm(rng, n, 4, 5) - 0.5), np.float32), "060318 140838 3a0f6a 8a1f8a ff4aa0"
    )
    street = _facades(rng, n, sky, middle, horizon)
    tubes = np.zeros((n, n, 3), np.float32)
    for lines, code, width in _signs(rng):
        tubes = np.maximum(tubes, over(np.zeros((n, n, 3), np.float32), code, draw_lines(n, lines, width)))
    core = smoothstep(0.25, 0.8, blur(tubes.max(axis=-1), n * 0.0012))
    lit = street
    for sigma, power in ((0.004, 0.9), (0.015, 1.0), (0.05, 1.3), (0.12, 1.0)):
        lit = glow(lit, np.clip(blur(tubes, sigma * n) * power, 0, 1), np.ones((n, n), np.float32))
    lit = over(lit, np.clip(tubes * 0.5 + 0.6, 0, 1).astype(np.float32), core * 0.9)
    lit = _wet_road(rng, n, lit, horizon)
    lit = _umbrellas(n, lit)
    rain = [
        np.array([(px, py), (px - 0.006, py + length)], np.float32)
        for px, py, length in zip(rng.random(420), rng.random(420), rng.uniform(0.02, 0.06, 420), strict=True)
    ]
    lit = glow(lit, "a8c8ff", 0.32 * draw_lines(n, rain, 0.001))
    picture = lit + 0.035 * grain(rng, n, 1.0)[..., None]
    scan = 0.93 + 0.07 * np.sin(y * 512 * np.pi / 1.5)
    split = np.stack(
        [np.roll(picture[..., 0], n // 400, 1), picture[..., 1], np.roll(picture[..., 2], -n // 400, 1)], -1
    )
    return np.asarray(np.clip(split * scan[..., None], 0, 1), np.float32)


def _facades(rng: np.random.Generator, n: int, sky: Picture, middle: float, horizon: float) -> Picture:
    """House fronts on both sides, read off walls that run away from us."""
    x, y = grid(n)
    side = np.sign(x - middle)
    away = 0.16 / np.maximum(np.abs(x - middle), 0.02)  # How far along the street a column looks.
    block = np.floor(away * 2.2).astype(int) + (side > 0) * 40
    tall = (0.9 + 1.5 * rng.random(100))[block]
    up = (horizon - y) * away * 3.6
    wall = (up < tall) & (np.abs(x - middle) > 0.035)
    column, row = np.floor(away * 16), np.floor(up * 11)
    seed = (np.sin(column * 12.9 + row * 78.2 + side * 37.7) * 43758.5) % 1
    window = (np.abs((away * 16) % 1 - 0.5) < 0.32) & (np.abs((up * 11) % 1 - 0.5) < 0.3)
    glass = ramp(
        seed.astype(np.float32),
        "0a0a24 10143a 141a4a ff9a4a 2ad8e8 ff4ab8 ffe08a 3a2a8a",
        (0, 0.3, 0.52, 0.56, 0.72, 0.82, 0.9, 1),
    )
    front = ramp(
        np.asarray(0.5 * fbm(rng, n, 20, 3) + 0.5 * np.clip(1 - up / 2, 0, 1), np.float32),
        "0a0620 1a0f3a 341a5a 5a2470",
    )
    front = over(front, glass, np.asarray(window, np.float32))
    front = over(front, "050314", np.asarray(np.abs((away * 2.2) % 1 - 0.5) > 0.47, np.float32))
    front = over(front, "8a2a8a", np.clip((away - 1.2) / 4, 0, 0.75).astype(np.float32))
    return over(sky, front, np.asarray(wall & (y < horizon + 0.12 / away), np.float32))


def _signs(rng: np.random.Generator) -> list[tuple[list[np.ndarray], str, float]]:
    """Neon tubes: framed boards of strokes on both sides, an arrow, a palm, rings."""
    inks = ["ff2a8a", "2af0ff", "ffe02a", "8a4aff", "4aff9a", "ff6a2a", "ff2ad8"]
    signs: list[tuple[list[np.ndarray], str, float]] = []
    boards = [
        (0.03, 0.1, 0.08, 0.34), (0.15, 0.26, 0.06, 0.22), (0.245, 0.36, 0.045, 0.14), (0.33, 0.43, 0.028, 0.085),
        (0.9, 0.06, 0.08, 0.3), (0.79, 0.2, 0.065, 0.26), (0.71, 0.34, 0.045, 0.15), (0.645, 0.42, 0.028, 0.09),
        (0.375, 0.48, 0.02, 0.05), (0.605, 0.47, 0.02, 0.05),
    ]  # fmt: skip
    for i, (left, top, w, h) in enumerate(boards):
        frame = np.array([(left, top), (left + w, top), (left + w, top + h), (left, top + h), (left, top)], np.float32)
        signs.append(([frame], inks[i % 7], 0.0055 * (w / 0.08) ** 0.5))
        rows = max(2, round(h / w))
        strokes = []
        for k in range(rows):
            box = np.array([left + w * 0.22, top + h * (k + 0.2) / rows]), np.array([w * 0.56, h / rows * 0.62])
            for _ in range(3):
                corners = rng.choice([0.0, 0.5, 1.0], (3, 2))
                strokes.append((box[0] + corners * box[1]).astype(np.float32))
        signs.append((strokes, inks[(i + 3) % 7], 0.005 * (w / 0.08) ** 0.5))
    a = np.linspace(0, 2 * np.pi, 60)
    signs += [
        ([np.stack([0.5 + np.cos(a) * r, 0.2 + np.sin(a) * r], -1).astype(np.float32)], code, 0.005)
        for r, code in ((0.085, "ff2a8a"), (0.065, "2af0ff"))
    ]
    signs.append(
        (
            [np.array([(0.44, 0.215 + 0.014 * k), (0.56, 0.215 + 0.014 * k)], np.float32) for k in range(4)],
            "ffe02a",
            0.004,
        )
    )
    wires = [np.array([(0.0, 0.07), (0.5, 0.13), (1.0, 0.03)]), np.array([(0.0, 0.42), (0.5, 0.4), (1.0, 0.44)])]
    signs.append(([spline(w, 20) for w in wires], "5a2a9a", 0.002))
    return signs


def _wet_road(rng: np.random.Generator, n: int, lit: Picture, horizon: float) -> Picture:
    """The road throws everything back, broken by ripples and dragged downwards."""
    x, y = grid(n)
    below = np.maximum(y - horizon, 0)
    puddle = fbm(rng, n, (4, 14), 4)
    ripple = 0.05 * (fbm(rng, n, (10, 70), 3) - 0.5) * np.clip(below * 6, 0, 1)
    mirror = bend(lit, ripple.astype(np.float32), (-2.05 * below + ripple).astype(np.float32))
    mirror = 0.6 * mirror + 0.5 * np.asarray(blur(bend(lit, 0.6 * ripple, -1.8 * below + 0.08 * puddle), n * 0.012))
    road = mirror * (0.45 + 0.75 * smoothstep(0.3, 0.6, puddle))[..., None] + np.array([0.02, 0.01, 0.06])
    lanes = np.asarray(np.abs((x - 0.5) / np.maximum(below, 0.01)) < 0.05, np.float32) * (
        (0.12 / np.maximum(below, 0.01) * 4) % 1 < 0.55
    )
    road = over(road.astype(np.float32), "fff0c8", 0.35 * lanes)
    return over(lit, road, smoothstep(horizon - 0.001, horizon + 0.002, y))


def _umbrellas(n: int, lit: Picture) -> Picture:
    """Walkers under umbrellas against the light."""
    rim = np.zeros((n, n), np.float32)
    dark = np.zeros((n, n), np.float32)
    for cx, foot, s in ((0.43, 0.9, 0.3), (0.585, 0.76, 0.17), (0.52, 0.66, 0.085)):
        coat = [
            (cx - s * 0.1, foot - s * 0.62),
            (cx + s * 0.1, foot - s * 0.62),
            (cx + s * 0.14, foot - s * 0.25),
            (cx + s * 0.06, foot),
            (cx, foot - s * 0.2),
            (cx - s * 0.05, foot),
            (cx - s * 0.14, foot - s * 0.25),
        ]
        dome = spline(
            [
                (cx - s * 0.36, foot - s * 0.72),
                (cx - s * 0.22, foot - s * 0.92),
                (cx, foot - s),
                (cx + s * 0.22, foot - s * 0.92),
                (cx + s * 0.36, foot - s * 0.72),
            ],
            8,
        )
        shapes = np.maximum(
            np.maximum(polygon(n, coat), draw_polygons(n, [dome])), disc(n, cx, foot - s * 0.67, s * 0.07)
        )
        dark = np.maximum(dark, shapes)
        rim = np.maximum(rim, draw_lines(n, [dome], 0.0035))
    lit = over(lit, "05030f", dark)
    return glow(lit, "ff6ac8", 0.8 * rim + 0.5 * blur(rim, n * 0.004))
