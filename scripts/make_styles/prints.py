"""Prints from carved blocks: a woodblock wave, a linocut."""

from __future__ import annotations

import numpy as np

from scripts.make_styles.brush import light
from scripts.make_styles.core import Field, Picture, Points, flat, glaze, grid, over, ramp, smoothstep
from scripts.make_styles.flow import sample, scatter, trace
from scripts.make_styles.noise import blur, fbm, grain, tremble
from scripts.make_styles.shapes import below, disc, draw_lines, draw_polygons, ridge, spline, tapered, tree


def woodgrain(rng: np.random.Generator, n: int) -> Field:
    """Fine wavering lines across, 0..1."""
    _, y = grid(n)
    lines = np.sin((y * 70 + 5 * fbm(rng, n, (1.5, 6), 3)) * 2 * np.pi)
    return np.asarray(0.5 + 0.3 * lines + 0.4 * (fbm(rng, n, (4, 160), 2) - 0.5), dtype=np.float32)


def great_wave(rng: np.random.Generator, n: int) -> Picture:
    """A claw of a wave over a far mountain, in Prussian blues on buff paper."""
    _, y = grid(n)
    sky = ramp(y, "3f5a78 a8aa98 ecdcb4 f0d8a0 e0b078", (0, 0.22, 0.45, 0.6, 0.75))
    picture = over(sky, "f6ecd0", smoothstep(0.52, 0.62, fbm(rng, n, (3, 9), 4)) * smoothstep(0.55, 0.3, y))
    picture = over(picture, ramp(y, "c8321e e0603a e8a070", (0.4, 0.52, 0.6)), disc(n, 0.5, 0.52, 0.085))
    mountain = [(0.55, 0.78), (0.68, 0.66), (0.735, 0.575), (0.755, 0.57), (0.775, 0.578), (0.83, 0.665), (0.97, 0.78)]
    picture = over(
        picture, ramp(y, "f2ead2 f2ead2 35507a 6f87a0", (0, 0.62, 0.635, 0.75)), draw_polygons(n, [spline(mountain, 8)])
    )
    picture = _swell(rng, n, picture, 0.75, 0.07, 0.9)
    outer = spline([
        (-0.3, 1.05), (-0.04, 0.52), (0.07, 0.31), (0.21, 0.155), (0.39, 0.09), (0.56, 0.115), (0.67, 0.21),
        (0.7, 0.31),
    ], 20)  # fmt: skip
    inner = spline([
        (0.32, 1.05), (0.295, 0.92), (0.285, 0.78), (0.31, 0.6), (0.38, 0.44), (0.48, 0.345), (0.58, 0.32),
        (0.66, 0.345),
    ], 20)  # fmt: skip
    picture = _wave_body(n, picture, outer, inner)
    picture = _swell(rng, n, picture, 0.885, 0.06, 1.7)
    picture = _claws(rng, n, picture, outer[46:], 0.065, 64)
    picture = _claws(rng, n, picture, outer[18:54], 0.04, 26)
    drops = [(rng.uniform(0.42, 0.98), rng.uniform(0.03, 0.6)) for _ in range(170)]
    spray = np.max([disc(n, cx, cy, rng.uniform(0.0022, 0.0058)) for cx, cy in drops if cy < 0.85 * cx + 0.1], axis=0)
    picture = over(picture, "fbf5e2", spray)
    picture = _seal(n, picture)
    wood = woodgrain(rng, n)
    picture = picture * (0.86 + 0.26 * wood + 0.05 * grain(rng, n, 1.6))[..., None]
    picture = tremble(rng, picture.astype(np.float32), 0.0016, 60)
    return light(np.clip(picture, 0, 1), 0.12 * wood + 0.1 * grain(rng, n, 1.3), 0.45, 0.0)


def _wave_body(n: int, picture: Picture, outer: Points, inner: Points) -> Picture:
    """Stripes from the back of the wave to its hollow, each a curve between the two."""
    stripes = 17
    t = np.linspace(0, 1, stripes + 1)[:, None, None]
    bow = np.sin(np.linspace(0, np.pi, len(outer)))[None, :, None] * np.array([0.06, 0.05]) * np.sin(t * np.pi)
    curves = outer[None] * (1 - t) + inner[None] * t + bow
    blues = ("0f2450", "1c3f7a", "123061", "2f62a0", "e9dfc2", "173a70", "5f93bd", "0f2a58")
    picture = over(picture, "0f2450", draw_polygons(n, [np.concatenate([outer, inner[::-1]])]))
    for i in range(stripes):
        band = np.concatenate([curves[i], curves[i + 1][::-1]]).astype(np.float32)
        picture = over(picture, blues[(i * 3) % len(blues)], draw_polygons(n, [band]))
    return over(picture, "0a1836", draw_lines(n, list(curves.astype(np.float32)), 0.0028))


def _swell(rng: np.random.Generator, n: int, picture: Picture, level: float, relief: float, pitch: float) -> Picture:
    """A nearer sea: ridges of stripes with a foam edge."""
    _, y = grid(n)
    x = np.linspace(0, 1, n)
    line = level + relief * np.sin(x * 6.5 * pitch + pitch * 3) * (0.6 + 0.5 * x) + 0.01 * np.sin(x * 31)
    depth = np.asarray(y - line[None], np.float32)
    bands = np.sin((depth * 34 * (1 + 0.35 * np.sin(x * 8 * pitch))[None]) * 2 * np.pi * 0.62)
    body = ramp(np.asarray(bands, np.float32), "0f2450 0f2450 2a5a98 6a9cc2 d9d6bc", (-1, -0.3, -0.1, 0.55, 0.9))
    body = over(body, "0a1836", smoothstep(0.2, 0.05, np.abs(np.asarray(bands, np.float32) + 0.2)) * 0.8)
    picture = over(picture, body, below(n, line))
    crest = np.stack([x[:: n // 64], line[:: n // 64]], axis=-1).astype(np.float32)
    return _claws(rng, n, picture, crest, 0.026, 40)


def _claws(rng: np.random.Generator, n: int, picture: Picture, edge: Points, size: float, count: int) -> Picture:
    """Fingers of foam that hook forward along a crest: pale shapes with a dark line about them."""
    shapes: list[Points] = []
    for i in np.sort(rng.integers(0, len(edge) - 1, count)):
        root, tangent = edge[i], edge[i + 1] - edge[i]
        heading = np.arctan2(tangent[1], tangent[0])
        for _ in range(3):
            reach, hook = size * rng.uniform(0.5, 1.1), rng.uniform(0.9, 1.9)
            a = heading + rng.uniform(-1.0, 0.2) + np.linspace(0, hook, 7)
            walk = np.cumsum(np.stack([np.cos(a), np.sin(a)], axis=-1) * reach / 7, axis=0)
            start = root + rng.normal(0, size * 0.22, 2)
            shapes.append(tapered((start + walk).astype(np.float32), reach * 0.42, reach * 0.05))
    dark = draw_polygons(n, shapes)
    rim = draw_lines(n, shapes, 0.0065, closed=True)
    picture = over(picture, "14284f", np.maximum(rim, dark))
    half = len(shapes) // 2
    for part, ink in ((shapes[:half], "d5dcc8"), (shapes[half:], "fbf4df")):
        picture = over(picture, "14284f", draw_lines(n, part, 0.005, closed=True))
        picture = over(picture, ink, draw_polygons(n, part))
    return picture


def _seal(n: int, picture: Picture) -> Picture:
    """A red cartouche."""
    x, y = grid(n)
    box = (np.abs(x - 0.93) < 0.028) & (np.abs(y - 0.13) < 0.07)
    marks = np.sin(x * 520) * np.sin(y * 260 + np.floor(x * 83)) > 0.25
    return over(
        picture,
        "b3261e",
        np.asarray(box & ~(marks & (np.abs(x - 0.93) < 0.021) & (np.abs(y - 0.13) < 0.062)), np.float32),
    )


def linocut_raven(rng: np.random.Generator, n: int) -> Picture:
    """A raven in a bare tree before a great sun; every light is a gouge in the block."""
    x, y = grid(n)
    radius, around = np.hypot(x - 0.56, y - 0.42), np.arctan2(y - 0.42, x - 0.56)
    far, near = ridge(rng, n, 0.72, 0.05, 3, 3), ridge(rng, n, 0.82, 0.04, 2, 2)
    land = below(n, far)
    sun = disc(n, 0.56, 0.42, 0.27)
    rays = 0.5 + 0.5 * np.cos(around * 18)
    tone = np.where(sun > 0.5, 0.95, 0.3 + 0.42 * rays * smoothstep(0.75, 0.28, radius))
    depth = np.where(below(n, near) > 0.5, (y - near[None]) * 5, (y - far[None]) * 8)
    tone = np.where(land > 0.5, np.clip(0.75 - depth * 0.7, 0.12, 0.9), tone)
    slope = np.gradient(far)[None] * n * 1.0 + 0.25 * np.sin(x * 12)
    angle = np.where(land > 0.5, slope + 0.1, around).astype(np.float32)
    angle = np.where(sun > 0.5, around + np.pi / 2, angle).astype(np.float32)
    block = np.zeros((n, n), np.float32)
    for count, width, length in ((2600, 0.0085, 0.055), (5200, 0.005, 0.035)):
        block = np.maximum(block, _gouges(rng, n, angle, np.asarray(tone, np.float32), count, width, length))
    limbs = tree(rng, (0.14, 1.02), 0.8, 7, 0.42)
    wood = np.maximum(draw_polygons(n, limbs), draw_polygons(n, [_bough(), _raven()]))
    halo = blur(wood, n * 0.003) > 0.04
    bark = _gouges(rng, n, np.full((n, n), -1.45, np.float32) + 0.5 * fbm(rng, n, 6, 2), 0.8 * wood, 1500, 0.0035, 0.04)
    feathers = _gouges(
        rng,
        n,
        np.asarray(0.75 + 0.5 * fbm(rng, n, 4, 2), np.float32),
        0.3 * draw_polygons(n, [_raven()]),
        2600,
        0.004,
        0.022,
    )
    block = np.where(wood > 0.5, np.maximum(bark * (x < 0.42), feathers), np.where(halo, 1.0, block)).astype(np.float32)
    block = np.maximum(block, disc(n, 0.622, 0.4, 0.0085)) * (1 - disc(n, 0.623, 0.4, 0.004))
    frame = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y)) + 0.006 * fbm(rng, n, 30, 2)
    ink: Field = (1 - block) * smoothstep(0.024, 0.028, frame)
    ink = tremble(rng, ink.astype(np.float32), 0.0016, 80)
    paper = ramp(fbm(rng, n, 30, 4), "e9dcc0 f6eedb fbf6ea")
    red = ramp(fbm(rng, n, 12, 4), "c8321a e0481f f07a2a")
    mottle = smoothstep(0.22, 0.36, fbm(rng, n, 140, 2) + 0.2 * fbm(rng, n, 10, 2))
    picture = glaze(paper, red, disc(n, 0.565, 0.425, 0.272) * (0.8 + 0.2 * mottle))
    picture = glaze(picture, ramp(y, "f0c890 f6d9a8 e8a878 d08a5a"), 0.75 * (1 - sun) * smoothstep(0.018, 0.024, frame))
    picture = over(picture, flat(n, "14110f"), ink * (0.75 + 0.25 * mottle))
    return light(picture, 0.35 * ink * mottle + 0.07 * grain(rng, n, 1.5), 0.55, 0.1)


def _gouges(
    rng: np.random.Generator, n: int, angle: Field, tone: Field, count: int, width: float, length: float
) -> Field:
    """Cuts of a gouge along the angles, more and wider where the tone is light."""
    starts = scatter(rng, count, np.clip(tone * 1.3, 0, 1))
    paths = trace(angle, starts, 6, length)
    swell = np.array([0.15, 0.8, 1.0, 0.85, 0.5, 0.05])
    widths = width * (0.35 + sample(tone, starts)) * rng.uniform(0.7, 1.2, len(starts))
    tangent = np.gradient(paths, axis=1)
    normal = np.stack([-tangent[..., 1], tangent[..., 0]], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-6
    half = normal * (swell[None, :, None] * widths[:, None, None] / 2)
    return draw_polygons(n, list(np.concatenate([paths + half, (paths - half)[:, ::-1]], axis=1)))


def _bough() -> Points:
    return tapered(
        spline([(0.2, 0.78), (0.36, 0.7), (0.52, 0.675), (0.68, 0.66), (0.85, 0.6), (0.95, 0.6)], 10), 0.05, 0.012
    )


def _raven() -> Points:
    """A raven perched, beak to the right."""
    return spline([
        (0.685, 0.41), (0.75, 0.425), (0.69, 0.44), (0.665, 0.46), (0.66, 0.53), (0.62, 0.6), (0.575, 0.645),
        (0.59, 0.68), (0.55, 0.68), (0.54, 0.65), (0.47, 0.69), (0.38, 0.755), (0.36, 0.74), (0.42, 0.66),
        (0.46, 0.56), (0.52, 0.46), (0.575, 0.395), (0.62, 0.37), (0.66, 0.38),
    ], 8, closed=True)  # fmt: skip
