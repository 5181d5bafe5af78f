"""Cloth: wax-resist batik, silk embroidery."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from scripts.make_styles.brush import Brush, Easel, light
from scripts.make_styles.core import Field, Picture, Points, flat, glaze, grid, over, ramp, smoothstep
from scripts.make_styles.flow import scatter
from scripts.make_styles.noise import blur, fbm, grain, tremble
from scripts.make_styles.pieces import seams, voronoi
from scripts.make_styles.shapes import spline


def batik_mandala(rng: np.random.Generator, n: int) -> Picture:
    """A lotus mandala in indigo, rust and cream; the wax has cracked and let the dye in."""
    x, y = grid(n)
    x, y = x + 0.004 * (fbm(rng, n, 14, 3) - 0.5), y + 0.004 * (fbm(rng, n, 14, 3) - 0.5)
    r, a = np.hypot(x - 0.5, y - 0.5), np.arctan2(y - 0.5, x - 0.5)
    cream, rust, ochre, blue, night = "f3e6c4", "a83a18", "d8902a", "1f4a8a", "101c48"
    picture = flat(n, night)
    scales = np.asarray(_scales(x, y, 17), np.float32)
    picture = over(picture, blue, smoothstep(0.35, 0.3, scales))
    picture = over(picture, cream, smoothstep(0.05, 0.02, np.abs(scales - 0.4)))
    picture = over(picture, ochre, smoothstep(0.12, 0.08, scales))
    for reach, inner, count, turn, fill, heart in (
        (0.64, 0.44, 24, 0.0, night, rust), (0.49, 0.3, 16, 0.5, rust, ochre), (0.4, 0.2, 16, 0.0, cream, blue),
        (0.3, 0.12, 8, 0.5, ochre, rust), (0.215, 0.06, 8, 0.0, blue, cream), (0.12, 0.0, 8, 0.5, rust, ochre),
    ):  # fmt: skip
        petal = _petals(r, a, reach, inner, count, turn)
        picture = over(picture, cream, smoothstep(-0.004, 0.0, petal))
        picture = over(picture, night, smoothstep(0.005, 0.007, petal))
        picture = over(picture, fill, smoothstep(0.010, 0.012, petal))
        core = _petals(r, a, inner + (reach - inner) * 0.8, inner, count, turn) - 0.016
        picture = over(picture, heart, smoothstep(0.0, 0.002, core))
        veins = np.abs(np.sin(((a / (2 * np.pi) * count + turn) % 1 - 0.5) * 34)) > 0.82
        picture = over(picture, cream, smoothstep(0.004, 0.006, core) * veins * smoothstep(reach, inner, r))
        picture = over(picture, cream, _beads(r, a, reach + 0.012, count * 2, 0.0062))
    for radius, count, code in ((0.05, 12, cream), (0.075, 16, ochre), (0.435, 96, ochre), (0.655, 110, cream)):
        picture = over(picture, code, _beads(r, a, radius, count, 0.0075))
    picture = over(picture, cream, smoothstep(0.036, 0.032, r))
    picture = over(picture, night, smoothstep(0.02, 0.017, r))
    picture = _crackle(rng, n, picture)
    blot = 0.75 + 0.4 * fbm(rng, n, 6, 5)
    picture = np.asarray(picture * blot[..., None], np.float32)
    weave = np.asarray(np.sin(x * 1400) * np.sin(y * 1400), np.float32)
    return light(np.clip(picture, 0, 1), 0.16 * weave + 0.06 * grain(rng, n, 1.6), 0.4, 0.05)


def _petals(r: Field, a: Field, reach: float, inner: float, count: int, turn: float) -> Field:
    """Distance inside the outline of a ring of pointed petals, below 0 outside."""
    across = np.abs((a / (2 * np.pi) * count + turn) % 1 - 0.5) * 2
    t = np.clip((r - inner) / (reach - inner), 0, 1)
    half = np.clip(np.sin(np.pi * t**0.75), 0, 1) ** 0.8 * 0.96
    width = np.pi * np.maximum(r, 0.01) / count
    return np.asarray(np.where((r > inner) & (r < reach), (half - across) * width, -0.1), dtype=np.float32)


def _beads(r: Field, a: Field, radius: float, count: int, size: float) -> Field:
    along = ((a / (2 * np.pi) * count) % 1 - 0.5) * 2 * np.pi * radius / count
    return smoothstep(size, size * 0.75, np.hypot(along, r - radius).astype(np.float32))


def _scales(x: Field, y: Field, count: int) -> np.ndarray:
    """Overlapping fish scales: distance to the scale's middle, 0..1."""
    row = np.floor(y * count * 1.6)
    u = (x * count + 0.5 * (row % 2)) % 1 - 0.5
    v = (y * count * 1.6) % 1 - 0.5
    return np.asarray(np.hypot(u, v * 0.8), dtype=np.float32)


def _crackle(rng: np.random.Generator, n: int, picture: Picture) -> Picture:
    """Dark veins where the wax broke, in two sizes, and dye seeping out of them."""
    for count, width, strength in ((140, 0.0016, 0.85), (1500, 0.0009, 0.6)):
        labels = voronoi(n, scatter(rng, count))
        vein = tremble(rng, smoothstep(width, width * 0.4, seams(labels)), 0.012, 14)
        vein = vein * smoothstep(0.35, 0.6, fbm(rng, n, 5, 3))
        picture = glaze(picture, "0f1a44", strength * np.clip(vein + 0.7 * blur(vein, n * 0.0025), 0, 1))
    return picture


def folk_embroidery(rng: np.random.Generator, n: int) -> Picture:
    """Two birds in a flowering bush, mirrored, in satin stitch on black linen."""
    x, y = grid(n)
    weave = np.asarray(np.sin(x * 700) * np.sin(y * 700), np.float32)
    ground = ramp(0.5 + 0.25 * weave + 0.25 * (fbm(rng, n, 30, 3) - 0.5), "0a0a10 16161f 24242f")
    easel = Easel(ground)
    seed = Brush(0.004, 0.012, 2, 0.05, 0.03, 0.05, 0.1, 0.8)
    easel.paint(
        rng,
        ramp(fbm(rng, n, 6, 2), "3a1a4a 1a2a5a 14404a"),
        np.asarray(np.round(x * 40) * 1.9, np.float32),
        seed,
        scatter(rng, 3000),
    )
    for outline, angle, codes in _folk_shapes():
        for flip in (False, True):
            shape = outline * (-1, 1) + (1, 0) if flip else outline
            _satin(rng, easel, shape.astype(np.float32), np.pi - angle if flip else angle, codes)
    return easel.lit(1.0, 0.4, 0.1 * weave)


def _satin(rng: np.random.Generator, easel: Easel, outline: Points, angle: float, codes: str) -> None:
    """Fill an outline with parallel threads from edge to edge, shaded from the first colour to the last."""
    middle = outline.mean(axis=0)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    flat_outline = (outline - middle) @ turn.T
    ends = np.concatenate([flat_outline, flat_outline[:1]])
    threads, tints = [], []
    rows = np.arange(flat_outline[:, 1].min(), flat_outline[:, 1].max(), 0.0042)
    for row in rows:
        (x0, y0), (x1, y1) = ends[:-1].T, ends[1:].T
        cross = (y0 <= row) != (y1 <= row)
        hits = np.sort(x0[cross] + (row - y0[cross]) / (y1[cross] - y0[cross]) * (x1[cross] - x0[cross]))
        for left, right in zip(hits[::2], hits[1::2], strict=False):
            cuts = np.append(np.arange(left - rng.uniform(0, 0.05) * (right - left > 0.06), right, 0.055), right)
            for a, b in pairwise(cuts):
                t = np.linspace(max(a, left) - 0.002, b + 0.002, 5)
                threads.append(np.stack([t, row + 0.0008 * np.sin(np.linspace(0, np.pi, 5))], -1))
                tints.append(
                    (row - rows[0]) / max(rows[-1] - rows[0], 1e-6) * 0.6
                    + (a - flat_outline[:, 0].min()) / np.ptp(flat_outline[:, 0]) * 0.4
                )
    if threads:
        paths = np.stack(threads) @ turn + middle
        inks = ramp(np.array([tints], np.float32), codes)[0]
        easel.stroke(rng, paths.astype(np.float32), inks, Brush(0.0052, 0, 3, 0.035, 0.015, 0.06, 0.05, 1.0))


def _flower(cx: float, cy: float, size: float, petals: int, codes: str, heart: str) -> list[tuple[Points, float, str]]:
    shapes: list[tuple[Points, float, str]] = []
    for ring, (reach, shade) in enumerate(((1.0, codes), (0.62, heart))):
        for i in range(petals):
            a = (i + 0.5 * ring) * 2 * np.pi / petals
            along, side = np.array([np.cos(a), np.sin(a)]), np.array([-np.sin(a), np.cos(a)])
            w = 2.2 / petals
            corners = [
                along * reach * p * size + side * reach * q * w * size
                for p, q in ((0.2, 0.0), (0.5, 0.75), (0.88, 0.7), (1.0, 0.0), (0.88, -0.7), (0.5, -0.75))
            ]
            shapes.append((spline(np.array(corners) + np.array([cx, cy]), 5, True), a, shade))
    shapes.append((_round(cx, cy, size * 0.24), 0.7, "ffd83a f08a1a"))
    return shapes


def _round(cx: float, cy: float, radius: float) -> Points:
    a = np.linspace(0, 2 * np.pi, 16)[:-1]
    return np.stack([cx + np.cos(a) * radius, cy + np.sin(a) * radius], -1)


def _leaf(
    x: float, y: float, angle: float, size: float, codes: str = "1f7a3a 8ad04a"
) -> list[tuple[Points, float, str]]:
    """A leaf in two halves, whose stitches slant from the rib."""
    along, side = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    halves = []
    for s in (-1, 1):
        corners = [
            along * p * size + side * s * q * size + (x, y) for p, q in ((0, 0), (0.3, 0.24), (0.65, 0.22), (1, 0))
        ]
        halves.append((spline(corners, 6), angle + s * 0.8, codes))
    return halves


def _folk_shapes() -> list[tuple[Points, float, str]]:
    """The left half of the pattern: outlines, stitch angles and thread colours."""
    shapes: list[tuple[Points, float, str]] = []
    for stem in (
        [(0.5, 1.0), (0.44, 0.8), (0.3, 0.72), (0.14, 0.78)],
        [(0.49, 0.86), (0.47, 0.6), (0.34, 0.42), (0.16, 0.44)],
        [(0.495, 0.7), (0.46, 0.4), (0.38, 0.2), (0.22, 0.12)],
    ):
        line = spline(stem, 10)
        normal = np.gradient(line, axis=0)[:, ::-1] * (1, -1)
        normal = normal / (np.linalg.norm(normal, axis=1, keepdims=True) + 1e-6) * 0.006
        shapes.append((np.concatenate([line + normal, (line - normal)[::-1]]), 0.5, "2a8a3a 5ac05a"))
    for lx, ly, a, s in (
        (0.44, 0.8, 2.4, 0.1), (0.36, 0.74, 1.2, 0.11), (0.3, 0.72, 4.2, 0.09), (0.22, 0.745, 2.0, 0.09),
        (0.47, 0.62, 3.6, 0.1), (0.41, 0.51, 2.3, 0.09), (0.3, 0.42, 4.0, 0.1), (0.455, 0.4, 3.0, 0.09),
        (0.4, 0.24, 4.4, 0.1), (0.31, 0.155, 1.9, 0.1), (0.13, 0.62, 0.6, 0.1), (0.06, 0.28, 1.2, 0.11),
        (0.05, 0.95, 5.4, 0.13), (0.26, 0.95, 5.0, 0.12), (0.36, 0.92, 4.3, 0.1), (0.2, 0.27, 0.4, 0.11),
        (0.4, 0.3, 3.6, 0.08), (0.03, 0.66, 1.1, 0.12), (0.25, 0.66, 0.2, 0.1), (0.5, 0.36, 4.2, 0.09),
    ):  # fmt: skip
        shapes += _leaf(lx, ly, a, s)
    shapes += _flower(0.5, 0.55, 0.125, 10, "b8123a ff5a7a", "ff9ab0 ffe0e0") + _flower(
        0.5, 0.2, 0.1, 9, "e85a14 ffb03a", "ffe08a fff4d0"
    )
    shapes += _flower(0.13, 0.84, 0.115, 8, "1a4ac8 6ab8ff", "bfe4ff ffffff") + _flower(
        0.14, 0.12, 0.11, 8, "c81a6a ff8ac0", "ffd0e4 ffffff"
    )
    shapes += _flower(0.5, 0.86, 0.095, 8, "7a2ac0 c89aff", "f0d8ff ffffff") + _flower(
        0.03, 0.5, 0.08, 7, "e8341a ff9a4a", "ffe48a fff4d0"
    )
    shapes += _flower(0.31, 0.9, 0.05, 6, "ffc21a fff08a", "e8341a ff7a4a") + _flower(
        0.36, 0.06, 0.05, 6, "2ab8b0 a0f0e0", "ffe48a ffffff"
    )
    for bx, by, size, codes in (
        (0.06, 0.4, 0.016, "e81a3a ff8aa0"), (0.24, 0.25, 0.018, "ffc21a fff08a"),
        (0.44, 0.09, 0.016, "ff7a2a ffc07a"), (0.25, 0.19, 0.014, "e85ac8 ffb0e8"),
        (0.08, 0.73, 0.016, "7a2ac0 c89aff"), (0.41, 0.68, 0.018, "e81a3a ff8aa0"),
        (0.235, 0.82, 0.016, "ffc21a fff08a"), (0.03, 0.22, 0.016, "2ab8b0 a0f0e0"),
        (0.43, 0.97, 0.018, "e81a3a ff8aa0"), (0.34, 0.64, 0.013, "ffc21a fff08a"),
        (0.14, 0.34, 0.015, "ff7a2a ffc07a"), (0.38, 0.14, 0.012, "7a2ac0 c89aff"),
    ):  # fmt: skip
        shapes.append((_round(bx, by, size), 0.7, codes))
    body = [
        (0.375, 0.385),
        (0.345, 0.34),
        (0.29, 0.35),
        (0.2, 0.45),
        (0.15, 0.58),
        (0.2, 0.6),
        (0.3, 0.56),
        (0.365, 0.48),
    ]
    shapes.append((spline(body, 8, True), 2.2, "0f5ab8 1aa0d8 4ae0d0"))
    for i, codes in enumerate(("e81a3a ff7a3a", "ffb81a fff07a", "7a2ac0 e07aff")):
        wing = [
            (0.31 - 0.02 * i, 0.43 + 0.022 * i),
            (0.25 - 0.01 * i, 0.43 + 0.03 * i),
            (0.155 + 0.02 * i, 0.53 + 0.02 * i),
            (0.27, 0.49 + 0.025 * i),
        ]
        shapes.append((spline(wing, 6, True), 0.4, codes))
        tail = [
            (0.19, 0.56),
            (0.12 - 0.02 * i, 0.6 + 0.02 * i),
            (0.04 + 0.045 * i, 0.69 + 0.02 * i),
            (0.12 + 0.02 * i, 0.66),
            (0.21, 0.585),
        ]
        shapes.append((spline(tail, 6, True), 2.0 + 0.3 * i, codes))
    shapes.append((np.array([(0.375, 0.375), (0.43, 0.395), (0.372, 0.41)]), 0.3, "ffb81a ff7a1a"))
    shapes.append((_round(0.342, 0.378, 0.016), 0.0, "ffffff ffffff"))
    shapes.append((_round(0.345, 0.378, 0.008), 0.0, "08080c 101018"))
    return shapes
