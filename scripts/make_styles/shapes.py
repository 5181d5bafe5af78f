"""Outlines: soft masks, silhouettes and curves that several pictures use."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from scripts.make_styles.core import Field, Points, grid, smoothstep
from scripts.make_styles.noise import fbm

_SHIFT = 4


def disc(n: int, cx: float, cy: float, radius: float, soft: float = 0.002) -> Field:
    """1 inside a circle, 0 outside."""
    x, y = grid(n)
    return smoothstep(radius + soft, radius - soft, np.hypot(x - cx, y - cy))


def splashes(rng: np.random.Generator, n: int, count: int, size: float) -> Field:
    """Round drops flung anywhere, most of them far smaller than the largest."""
    drops = zip(rng.random((count, 2)), rng.gamma(1.2, size, count) + size / 3, strict=True)
    return np.asarray(np.max([disc(n, float(x), float(y), float(r)) for (x, y), r in drops], axis=0), dtype=np.float32)


def below(n: int, line: np.ndarray, soft: float = 0.002) -> Field:
    """1 under a skyline given as one height (y) per column."""
    _, y = grid(n)
    return smoothstep(-soft, soft, y - np.asarray(line, dtype=np.float32)[None, :])


def ridge(rng: np.random.Generator, n: int, level: float, relief: float, cells: float = 3, octaves: int = 5) -> Field:
    """A mountain skyline: one y per column, within about `relief` of `level`."""
    rough = fbm(rng, n, (cells, 1), octaves)[n // 2]
    return np.asarray(level + (0.5 - rough) * 2 * relief, dtype=np.float32)


def polygon(n: int, corners: npt.ArrayLike) -> Field:
    """1 inside the polygon (x, y corners in parts of the side)."""
    return draw_polygons(n, [np.asarray(corners, dtype=np.float32)])


def draw_polygons(n: int, outlines: Sequence[Points]) -> Field:
    """1 inside any of the polygons."""
    mask = np.zeros((n, n), dtype=np.uint8)
    for outline in outlines:
        cv2.fillPoly(mask, [fixed(outline, n)], 255, cv2.LINE_AA, _SHIFT)
    return np.asarray(mask, dtype=np.float32) / 255


def draw_lines(n: int, lines: Sequence[Points], width: float, closed: bool = False) -> Field:
    """1 on the polylines, `width` of the side wide."""
    mask = np.zeros((n, n), dtype=np.uint8)
    for line in lines:
        cv2.polylines(mask, [fixed(line, n)], closed, 255, max(1, round(width * n)), cv2.LINE_AA, _SHIFT)
    return np.asarray(mask, dtype=np.float32) / 255


def fixed(points: npt.ArrayLike, n: int) -> np.ndarray:
    """Points in cv2's fixed-point pixels."""
    return np.round((np.asarray(points) * n - 0.5) * (1 << _SHIFT)).astype(np.int32)


def spline(corners: npt.ArrayLike, samples: int = 24, closed: bool = False) -> Points:
    """A Catmull-Rom curve through the corners."""
    p = np.asarray(corners, dtype=np.float64)
    p = np.concatenate([p[-1:], p, p[:2]]) if closed else np.concatenate([p[:1], p, p[-1:]])
    t = np.linspace(0, 1, samples, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True):
        cubic = 2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
        pieces.append(cubic / 2)
    return np.concatenate([*pieces, p[-2:-1]]).astype(np.float32)


def swelling(line: Points, width: float) -> Points:
    """The outline of a line that is `width` wide in its middle and pointed at both ends: a polygon."""
    half = _normals(line) * (np.sin(np.linspace(0, np.pi, len(line)))[:, None] * width / 2)
    return np.concatenate([line + half, (line - half)[::-1]]).astype(np.float32)


def _normals(line: Points) -> Points:
    tangent = np.gradient(line, axis=0)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=-1)
    return np.asarray(normal / (np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-6), dtype=np.float32)


def tapered(line: Points, start: float, end: float) -> Points:
    """The outline of a line whose width goes from `start` to `end`: a polygon."""
    half = _normals(line) * (np.linspace(start, end, len(line))[:, None] / 2)
    return np.concatenate([line + half, (line - half)[::-1]]).astype(np.float32)


def tree(
    rng: np.random.Generator, foot: tuple[float, float], height: float, depth: int = 7, spread: float = 0.45
) -> list[Points]:
    """A bare tree as branch outlines (polygons), growing up from its foot."""
    outlines: list[Points] = []

    def grow(x: float, y: float, angle: float, length: float, width: float, level: int) -> None:
        bow = rng.normal(0, 0.14)
        middle = (x + np.cos(angle + bow) * length / 2, y + np.sin(angle + bow) * length / 2)
        end = (x + np.cos(angle) * length, y + np.sin(angle) * length)
        outlines.append(tapered(spline([(x, y), middle, end], 6), width, width * 0.68))
        if level:
            for side in (-1, 1) if rng.random() < 0.75 else (-1, 0.1, 1):
                turn = side * spread * rng.uniform(0.6, 1.3)
                shrink = rng.uniform(0.66, 0.86)
                grow(*end, angle + turn - 0.06 * np.cos(angle), length * shrink, width * 0.68, level - 1)

    grow(*foot, -np.pi / 2 + rng.normal(0, 0.06), height * 0.25, height * 0.075, depth)
    return outlines
