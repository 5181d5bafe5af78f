"""Directions over a picture, and paths that follow them."""

from __future__ import annotations

import cv2
import numpy as np

from scripts.make_styles.core import Field, Points, grid
from scripts.make_styles.noise import blur, fbm


def contours(field: Field, sigma: float) -> Field:
    """The angle along the field's lines of equal value, agreed on over `sigma` of the side by the structure tensor."""
    n = field.shape[0]
    gx = cv2.Sobel(field, cv2.CV_32F, 1, 0, ksize=3)
    gy = cv2.Sobel(field, cv2.CV_32F, 0, 1, ksize=3)
    xx, yy, xy = (blur(np.asarray(p, np.float32), sigma * n) for p in (gx * gx, gy * gy, gx * gy))
    return np.asarray(0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2, dtype=np.float32)


def drift(rng: np.random.Generator, n: int, heading: float, turn: float, cells: float = 3) -> Field:
    """Angles about `heading`, wandering by up to `turn` radians."""
    return np.asarray(heading + (fbm(rng, n, cells, 3) - 0.5) * 2 * turn, dtype=np.float32)


def swirls(n: int, whirls: np.ndarray, base: Field) -> Field:
    """`base` angles taken over near each whirl, a row (x, y, radius, spin), by the turn around it."""
    x, y = grid(n)
    u, v = np.cos(base), np.sin(base)
    for cx, cy, radius, spin in whirls:
        dx, dy = x - cx, y - cy
        distance = np.sqrt(dx * dx + dy * dy) + 1e-6
        pull = 2.6 * np.exp(-((distance / radius) ** 2))
        u = u - spin * pull * dy / distance
        v = v + spin * pull * dx / distance
    return np.asarray(np.arctan2(v, u), dtype=np.float32)


def sample(field: Field, points: Points) -> np.ndarray:
    """The field's (or picture's) nearest values at points of any leading shape."""
    n = field.shape[0]
    at = np.clip((points * n).astype(np.int32), 0, n - 1)
    return np.asarray(field[at[..., 1], at[..., 0]])


def trace(angle: Field, starts: Points, steps: int, length: float) -> Points:
    """Paths of `steps` points from each start along the angles, `length` (of the side) long: N x steps x 2.

    Angles are taken modulo half a turn, so that paths do not jump back where a field of contours flips its sign.
    """
    at = starts.astype(np.float32)
    path = [at]
    previous: np.ndarray | None = None
    for _ in range(steps - 1):
        a = sample(angle, at)
        heading = np.stack([np.cos(a), np.sin(a)], axis=-1)
        if previous is not None:
            heading = heading * np.where((heading * previous).sum(-1, keepdims=True) < 0, -1, 1)
        at = (at + heading * (length / (steps - 1))).astype(np.float32)
        path.append(at)
        previous = heading
    return np.stack(path, axis=1)


def scatter(rng: np.random.Generator, count: int, density: Field | None = None, margin: float = 0.03) -> Points:
    """`count` points spread evenly (a jittered lattice) over picture and margin, kept with `density` as chance."""
    side = int(np.ceil(np.sqrt(count)))
    axis = np.arange(side, dtype=np.float32)
    cells = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    points = (cells + rng.random(cells.shape)) / side * (1 + 2 * margin) - margin
    points = points[rng.permutation(len(points))].astype(np.float32)
    if density is None:
        return points
    return np.asarray(points[rng.random(len(points)) < sample(density, points)])
