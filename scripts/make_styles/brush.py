"""Brushes of many bristles: strokes that carry colour and thickness, and the light on them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from scripts.make_styles.core import Field, Picture, Points
from scripts.make_styles.flow import sample, trace
from scripts.make_styles.noise import blur

_SHIFT = 4  # Fractional bits of cv2's coordinates.


@dataclass(frozen=True)
class Brush:
    """How a stroke looks; sizes in parts of the picture's side.

    Attributes:
        width, length: of the stroke.
        bristles: parallel lines that make it up.
        shade: spread of lightness between strokes.
        hue: spread of each colour channel between strokes.
        streak: spread of lightness between the bristles of one stroke.
        ragged: how far bristles start late and stop early, as a part of the length.
        body: thickness of the paint, 0..1.
    """

    width: float
    length: float
    bristles: int = 7
    shade: float = 0.06
    hue: float = 0.04
    streak: float = 0.07
    ragged: float = 0.3
    body: float = 0.8


class Easel:
    """A canvas that takes strokes: RGB and paint thickness, drawn 8 bit because that is what cv2 smooths."""

    def __init__(self, ground: Picture) -> None:
        n = ground.shape[0]
        thickness = np.full((n, n, 1), 0.25, dtype=np.float32)
        self._paint = np.ascontiguousarray(to_bytes(np.concatenate([ground, thickness], axis=-1)))

    @property
    def picture(self) -> Picture:
        """The colours so far."""
        return np.asarray(self._paint[..., :3], dtype=np.float32) / 255

    @property
    def thickness(self) -> Field:
        """How thick the paint lies, 0..1."""
        return np.asarray(self._paint[..., 3], dtype=np.float32) / 255

    def paint(self, rng: np.random.Generator, scene: Picture, angle: Field, brush: Brush, starts: Points) -> None:
        """One stroke from each start along the angles, its colour taken from the scene at its middle."""
        steps = int(np.clip(brush.length / max(brush.width, 0.004) * 2, 4, 14))
        paths = trace(angle, starts, steps, brush.length)
        self.stroke(rng, paths, sample(scene, paths[:, steps // 2]), brush)

    def stroke(self, rng: np.random.Generator, paths: Points, colours: np.ndarray, brush: Brush) -> None:
        """Strokes along given paths, N x steps x 2, in given colours, N x 3."""
        count, steps = paths.shape[:2]
        n = self._paint.shape[0]
        lines = _bristle_lines(paths, brush)
        inks = _bristle_inks(rng, colours, brush)
        first, last = _bristle_ends(rng, count, steps, brush)
        fixed = np.round((lines * n - 0.5) * (1 << _SHIFT)).astype(np.int32)
        thick = max(1, round(brush.width * n / brush.bristles * 1.7))
        # Neighbouring bristles overlap, so the order in which they lie is mixed per stroke.
        order = np.argsort(rng.random((count, brush.bristles)), axis=1)
        for i in range(count):
            for b in order[i]:
                line = fixed[i, b, first[i, b] : last[i, b]]
                cv2.polylines(self._paint, [line], False, inks[i][b], thick, cv2.LINE_AA, _SHIFT)

    def lit(self, strength: float = 1.0, gloss: float = 0.25, grain: Field | None = None) -> Picture:
        """The painting under a light from the upper left; `grain` is the ground's own relief."""
        height = self.thickness if grain is None else self.thickness + grain
        return light(self.picture, height, strength, gloss)


def light(picture: Picture, height: Field, strength: float = 1.0, gloss: float = 0.25) -> Picture:
    """A picture whose surface has this height (0..1), lit from the upper left with a little gloss."""
    n = picture.shape[0]
    soft = blur(height, n / 900)
    scale = strength * n / 512 * 1.6
    gx = np.asarray(cv2.Sobel(soft, cv2.CV_32F, 1, 0, ksize=3, scale=0.125), dtype=np.float32) * scale
    gy = np.asarray(cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3, scale=0.125), dtype=np.float32) * scale
    slope = np.clip((gx * 0.6 + gy * 0.8) * 2.0, -0.45, 0.45)
    shine = np.clip(slope - 0.18, 0, 1) * gloss * 2
    return np.asarray(np.clip(picture * (1 + slope)[..., None] + shine[..., None], 0, 1), dtype=np.float32)


def to_bytes(picture: Picture) -> npt.NDArray[np.uint8]:
    """0..1 to 0..255."""
    return np.asarray(np.clip(picture * 255, 0, 255).round(), dtype=np.uint8)


def _bristle_lines(paths: Points, brush: Brush) -> Points:
    """N x bristles x steps x 2: each path beside itself once per bristle."""
    tangent = np.gradient(paths, axis=1)
    normal = np.stack([-tangent[..., 1], tangent[..., 0]], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-6
    offsets = np.linspace(-0.5, 0.5, brush.bristles) * brush.width if brush.bristles > 1 else np.zeros(1)
    return np.asarray(paths[:, None] + normal[:, None] * offsets[None, :, None, None], dtype=np.float32)


def _bristle_inks(rng: np.random.Generator, colours: np.ndarray, brush: Brush) -> list[list[tuple[float, ...]]]:
    """RGB and thickness per stroke and bristle: paint is pushed up at a stroke's edges."""
    count, bristles = len(colours), brush.bristles
    own = colours + rng.normal(0, brush.hue, (count, 3)) + rng.normal(0, brush.shade, (count, 1))
    inks = own[:, None] + rng.normal(0, brush.streak, (count, bristles, 1))
    edge = np.abs(np.linspace(-1, 1, bristles)) if bristles > 1 else np.ones(1)
    body = brush.body * (0.5 + 0.3 * edge + rng.normal(0, 0.22, (count, bristles)))
    rgbh = np.concatenate([inks, body[..., None]], axis=-1)
    return [[tuple(ink) for ink in stroke] for stroke in (np.clip(rgbh, 0, 1) * 255).tolist()]


def _bristle_ends(rng: np.random.Generator, count: int, steps: int, brush: Brush) -> tuple[np.ndarray, np.ndarray]:
    """First and past-last point of every bristle, at least two points apart."""
    spare = brush.ragged * steps / 2
    shape = (count, brush.bristles)
    first = np.floor(rng.random(shape) * spare).astype(int)
    last = steps - np.floor(rng.random(shape) * spare).astype(int)
    return np.minimum(first, steps - 2), np.maximum(last, np.minimum(first, steps - 2) + 2)
