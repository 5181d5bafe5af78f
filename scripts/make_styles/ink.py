"""Ink and chalk on paper: brush painting, charcoal, engraving."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from scripts.make_styles.brush import Brush, Easel, light
from scripts.make_styles.core import Field, Picture, Points, flat, glaze, grid, luma, over, ramp, smoothstep
from scripts.make_styles.faces import head_ink, head_relief, lit_tone
from scripts.make_styles.flow import drift, scatter
from scripts.make_styles.noise import blur, fbm, grain, stretch, tremble
from scripts.make_styles.shapes import below, disc, draw_lines, draw_polygons, ridge, splashes, spline, tapered

_SUMI = "0b0b0d"


def rice_paper(rng: np.random.Generator, n: int, codes: str = "e2d6bc efe6d0 f7f1e2") -> Picture:
    """Warm paper with long fibres in it."""
    paper = ramp(fbm(rng, n, 12, 5), codes)
    fibres = []
    for start, turn in zip(rng.random((420, 2)), rng.uniform(0, 6.3, 420), strict=True):
        a = turn + np.cumsum(rng.normal(0, 0.35, 7))
        fibres.append((start + np.cumsum(np.stack([np.cos(a), np.sin(a)], -1), axis=0) * 0.008).astype(np.float32))
    paper = over(paper, "b39b70", 0.35 * draw_lines(n, fibres[:210], 0.001))
    return over(paper, "fffdf4", 0.5 * draw_lines(n, fibres[210:], 0.001))


def wet(rng: np.random.Generator, n: int, mask: Field, bleed: float) -> Field:
    """A wash of ink: its edge creeps into the paper and dries darker than its middle."""
    crept = tremble(rng, mask, bleed, 40)
    soft = blur(crept, bleed * n * 0.5)
    rim = np.clip(soft - blur(soft, bleed * n * 2.0), 0, 1)
    return np.asarray(np.clip(soft * (0.62 + 0.3 * fbm(rng, n, 6, 5)) + 0.9 * rim, 0, 1), dtype=np.float32)


def sumi_bamboo(rng: np.random.Generator, n: int) -> Picture:
    """Bamboo in wind before misty peaks and a red sun: black ink, flying white, splashes."""
    _, y = grid(n)
    paper = rice_paper(rng, n)
    picture = over(paper, "c9281c", 0.92 * wet(rng, n, disc(n, 0.66, 0.27, 0.14), 0.004))
    for level, relief, dark in ((0.42, 0.17, 0.35), (0.55, 0.14, 0.5), (0.72, 0.1, 0.62), (0.87, 0.06, 0.85)):
        line = ridge(rng, n, level, relief, 3, 6)
        fade = np.exp(-np.clip(y - line[None], 0, 1) / 0.1).astype(np.float32)
        texture = smoothstep(0.25, 0.75, fbm(rng, n, (30, 14), 4))
        picture = glaze(picture, "1d2126", dark * below(n, line, 0.004) * fade * (0.55 + 0.6 * texture))
    easel = Easel(picture)
    for foot, top, width, ink in (
        (0.13, 0.2, 0.05, 0.12),
        (0.3, 0.36, 0.034, 0.3),
        (0.86, 0.8, 0.042, 0.16),
        (0.73, 0.66, 0.022, 0.45),
    ):
        _stalk(rng, easel, foot, top, width, ink)
    leaves: list[tuple[Points, float]] = []
    for _ in range(62):
        root = rng.uniform((-0.02, 0.0), (1.02, 0.95))
        if abs(root[0] - 0.52) < 0.17 and root[1] > 0.1:
            continue
        ink = rng.choice([0.05, 0.12, 0.3, 0.5])
        for _ in range(rng.integers(3, 6)):
            a, reach = rng.uniform(0.35, 1.5) * rng.choice([1, 1, 1.6]), rng.uniform(0.07, 0.17)
            t = np.linspace(0, 1, 8)[:, None]
            bow = rng.normal(0, 0.25)
            step = np.concatenate([np.cos(a + bow * t), np.sin(a + bow * t)], -1) * reach / 8
            leaves.append(((root + np.cumsum(step, axis=0)).astype(np.float32), float(ink)))
    picture = easel.picture
    streak = smoothstep(0.25, 0.6, fbm(rng, n, (130, 18), 3))
    for ink in sorted({ink for _, ink in leaves}, reverse=True):
        blades = draw_polygons(n, [_blade(leaf) for leaf, own in leaves if own == ink])
        shade = np.clip(ink + 0.16 * (1 - streak), 0, 1)[..., None] + np.array([0.0, 0.005, 0.015])
        picture = over(picture, shade.astype(np.float32), wet(rng, n, blades, 0.0022) ** 0.4 * (0.72 + 0.28 * streak))
    picture = over(picture, _SUMI, splashes(rng, n, 130, 0.0017) * 0.85)
    dry = smoothstep(0.9, 2.0, grain(rng, n, 1.4))
    picture = over(picture, paper, 0.5 * dry * (1 - luma(picture)))
    picture = _red_seal(n, picture)
    return light(picture, 0.1 * grain(rng, n, 1.6), 0.5, 0.0)


def _blade(line: Points) -> Points:
    """A bamboo leaf along a line: quickly wide, long in its point."""
    tangent = np.gradient(line, axis=0)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=-1) / (
        np.linalg.norm(tangent, axis=-1, keepdims=True) + 1e-6
    )
    half = normal * np.array([0.002, 0.007, 0.0115, 0.0125, 0.011, 0.008, 0.0045, 0.0003])[:, None]
    return np.concatenate([line + half, (line - half)[::-1]]).astype(np.float32)


def _stalk(rng: np.random.Generator, easel: Easel, foot: float, top: float, width: float, ink: float) -> None:
    """One culm from below the picture to above it, a stroke per joint, its edges darker."""
    joints = np.linspace(1.08, -0.1, 8) + rng.normal(0, 0.015, 8)
    for low, high in pairwise(joints):
        x0, x1 = (foot + (top - foot) * (1.05 - v) for v in (low, high))
        path = np.stack([np.linspace(x0, x1, 9), np.linspace(low - 0.008, high + 0.008, 9)], axis=-1)[None]
        easel.stroke(rng, path.astype(np.float32), np.full((1, 3), ink), Brush(width, 0, 26, 0.03, 0.0, 0.16, 0.2, 0.2))
        cuff = np.stack(
            [
                np.linspace(x1 - width * 0.62, x1 + width * 0.62, 6),
                high - 0.006 * np.array([1.6, 0, -0.6, -0.6, 0, 1.6]),
            ],
            -1,
        )
        easel.stroke(
            rng,
            cuff[None].astype(np.float32),
            np.full((1, 3), ink * 0.4),
            Brush(0.008, 0, 4, 0.02, 0.0, 0.05, 0.3, 0.2),
        )


def _red_seal(n: int, picture: Picture) -> Picture:
    x, y = grid(n)
    box = (np.abs(x - 0.925) < 0.03) & (np.abs(y - 0.925) < 0.03)
    marks = (np.sin(x * 420) * np.cos(y * 330) > 0.3) & (np.abs(x - 0.925) < 0.024) & (np.abs(y - 0.925) < 0.024)
    return over(picture, "b81f1a", np.asarray(box & ~marks, np.float32))


def charcoal_head(rng: np.random.Generator, n: int) -> Picture:
    """A head turned to the light: charcoal, sanguine and white chalk on blue paper."""
    x, y = grid(n)
    height, mask = head_relief(n, 0.5, 0.5, 0.38, 0.16)
    tone = stretch(lit_tone(height, -2.5, 0.85, 0.003)) ** 0.9
    hair = np.maximum(disc(n, 0.5, 0.36, 0.35, 0.03) * smoothstep(0.33, 0.15, y + 0.3 * (x - 0.5)), 0)
    strands = fbm(rng, n, (26, 5), 3)
    tone = np.where(mask > 0.5, tone, 0.28 + 0.3 * smoothstep(0.2, 0.8, x) + 0.2 * (fbm(rng, n, 3, 3) - 0.5))
    tone = tone * (1 - 0.75 * hair * (0.6 + 0.6 * strands)) * (1 - 0.85 * head_ink(n, 0.5, 0.5, 0.38, 0.16))
    neck = draw_polygons(
        n, [spline([(0.38, 0.76), (0.37, 0.9), (0.12, 1.05), (0.95, 1.05), (0.68, 0.92), (0.66, 0.76)], 8)]
    ) * (1 - mask)
    tone = np.where(neck > 0.5, 0.75 - 0.7 * smoothstep(0.35, 0.62, x), tone).astype(np.float32)
    paper = ramp(fbm(rng, n, 20, 5), "66788a 7c8f9f 93a5b2")
    easel = Easel(_rubbed(rng, n, paper, tone, np.maximum(mask, neck)))
    form = np.asarray(np.arctan2(*np.gradient(blur(height, n * 0.012))) + np.pi / 2, np.float32)
    swing = np.where(mask > 0.5, form, drift(rng, n, 2.1, 0.3)).astype(np.float32)
    hatch = drift(rng, n, -0.85, 0.15)
    falling = np.asarray(np.arctan2(y - 0.1, x - 0.5) + 0.5 * (strands - 0.5), np.float32)
    shade = np.clip(0.62 - tone, 0, 1)
    stick = Brush(0.0026, 0.04, 1, 0.06, 0.0, 0.0, 0.3)
    red, coal, chalk = flat(n, "a8442a"), flat(n, "171412"), flat(n, "fbf4e6")
    easel.paint(rng, red, swing, stick, scatter(rng, 6500, np.clip(0.9 - tone, 0, 1) * np.maximum(mask, neck)))
    easel.paint(rng, coal, hatch, stick, scatter(rng, 7500, shade))
    easel.paint(rng, coal, swing, stick, scatter(rng, 6000, np.clip(shade - 0.25, 0, 1) * 1.5))
    easel.paint(
        rng,
        coal,
        falling,
        Brush(0.004, 0.075, 2, 0.1, 0.0, 0.1, 0.4),
        scatter(rng, 2600, hair * (0.35 + 0.65 * strands)),
    )
    easel.paint(
        rng,
        chalk,
        swing,
        Brush(0.0024, 0.022, 1, 0.04, 0.0, 0.0),
        scatter(rng, 9000, np.clip(tone - 0.72, 0, 1) * 2.4 * np.maximum(mask, neck)),
    )
    features = head_ink(n, 0.5, 0.5, 0.38, 0.16)
    easel.paint(
        rng,
        coal,
        drift(rng, n, 0.0, 0.5, 9),
        Brush(0.0026, 0.01, 1, 0.02, 0.0, 0.0, 0.1),
        scatter(rng, 60000, features),
    )
    tooth = smoothstep(-0.4, 1.1, grain(rng, n, 1.7))
    picture = over(easel.picture, paper, 0.55 * tooth)
    return light(picture, 0.1 * grain(rng, n, 1.7), 0.5, 0.0)


def _rubbed(rng: np.random.Generator, n: int, paper: Picture, tone: Field, flesh: Field) -> Picture:
    """Chalks rubbed in with the thumb under the drawing: dark by tone, warm in the flesh, white in the lights."""
    soft = blur(tone, n * 0.004)
    picture = glaze(paper, "2a2626", np.clip(0.85 - 1.25 * soft, 0, 0.85) * (0.8 + 0.3 * fbm(rng, n, 9, 4)))
    picture = over(picture, "b8603e", 0.7 * flesh * np.clip(1 - np.abs(soft - 0.45) * 2.4, 0, 1))
    return over(picture, "f6ead6", 0.8 * flesh * smoothstep(0.6, 0.95, soft))


def alchemist_sun(rng: np.random.Generator, n: int) -> Picture:
    """Sol with a face and flames over the sea, cut in copper: every tone a swelling line."""
    x, y = grid(n)
    radius, around = np.hypot(x - 0.5, y - 0.42), np.arctan2(y - 0.42, x - 0.5)
    height, _ = head_relief(n, 0.5, 0.42, 0.235)
    plate = disc(n, 0.5, 0.42, 0.225)
    height = height + 0.1 * np.sqrt(np.clip(1 - (radius / 0.225) ** 2, 0, 1)).astype(np.float32)
    tone = lit_tone(height, -2.4, 0.7, 0.003) * (1 - 0.9 * head_ink(n, 0.5, 0.42, 0.235))
    flames = []
    for i in range(32):
        a = i * np.pi / 16
        straight = i % 2 == 0
        t = np.linspace(0, 1, 14)
        r = 0.232 + t * (0.2 if straight else 0.15)
        sway = a + (0 if straight else 0.09) * np.sin(t * 7)
        flames.append(
            tapered(np.stack([0.5 + np.cos(sway) * r, 0.42 + np.sin(sway) * r], -1).astype(np.float32), 0.042, 0.002)
        )
    blaze = draw_polygons(n, flames) * (1 - plate)
    sea_line = 0.8 + 0.008 * np.sin(np.linspace(0, 40, n))
    sea = below(n, sea_line) * (1 - np.maximum(blaze, plate))
    clouds = fbm(rng, n, (4, 6), 5)
    sky = 0.2 + 0.5 * smoothstep(0.2, 0.5, radius) * smoothstep(0.4, 0.7, clouds) + 0.55 * smoothstep(0.62, 0.3, radius)
    value = np.where(blaze > 0.5, 0.55 + 0.4 * np.cos(around * 64), sky)
    value = np.where(
        sea > 0.5, 0.5 + 0.42 * np.sin(np.clip(y - 0.75, 0, 1) ** 0.7 * 150 + 1.4 * np.sin(x * 21 + y * 30)), value
    )
    value = np.asarray(np.where(plate > 0.5, tone, value), np.float32)
    across = np.where(sea > 0.5, y * 150 + 0.7 * np.sin(x * 22 + y * 60), radius * 150)
    across = np.where(blaze > 0.5, around * 90, across)
    across = np.where(plate > 0.5, (y + 0.55 * height + 0.06 * (x - 0.5) ** 2) * 165, across)
    second = np.where(plate > 0.5, (x - 0.4 * height) * 130, np.where(sea > 0.5, x * 60 + y * 120, around * 60))
    ink = np.maximum(_cut(across, 1.02 - value), _cut(second, 0.55 - value) * 0.95)
    rims = [np.stack([0.5 + np.cos(a) * 0.225, 0.42 + np.sin(a) * 0.225], -1) for a in [np.linspace(0, 2 * np.pi, 120)]]
    lines = np.maximum(
        draw_lines(n, flames, 0.0032, closed=True) * (1 - plate),
        draw_lines(n, [r.astype(np.float32) for r in rims], 0.005),
    )
    edge = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y))
    inside = edge > 0.041
    frame = np.maximum(smoothstep(0.003, 0.002, np.abs(edge - 0.03)), smoothstep(0.0016, 0.0008, np.abs(edge - 0.04)))
    ink = np.where(inside, np.maximum(ink, lines), frame).astype(np.float32)
    ink = tremble(rng, ink, 0.0009, 90) * (0.8 + 0.2 * smoothstep(0.2, 0.4, fbm(rng, n, 90, 3)))
    paper = ramp(fbm(rng, n, 6, 6), "d8bf8c e8d4a6 f2e4c0")
    paper = glaze(paper, "f0a030", 0.55 * np.maximum(blaze, plate) * inside * (0.6 + 0.5 * fbm(rng, n, 5, 4)))
    paper = glaze(paper, "4a9a94", 0.5 * sea * inside * (0.5 + 0.6 * fbm(rng, n, 5, 4)))
    picture = over(paper, "24130c", ink)
    return light(picture, 0.09 * grain(rng, n, 1.5) + 0.12 * ink, 0.4, 0.0)


def _cut(phase: np.ndarray, dark: Field) -> Field:
    """Parallel lines, one per unit of phase, as wide as the tone is dark (0..1)."""
    away = np.abs(phase - np.round(phase)) * 2
    return smoothstep(0.16, -0.16, np.asarray(away - np.clip(dark, 0.0, 0.95), np.float32)) * (dark > 0.03)
