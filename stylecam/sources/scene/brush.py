"""A board to paint a layer on, in scene units, and the strokes that foliage, hair and grass are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.frame import Pixels
from stylecam.sources.scene.noise import Field
from stylecam.sources.scene.sprite import Sprite

Points = npt.NDArray[np.float64]
"""... x 2: x and y in scene units."""
Rgb = tuple[float, float, float] | npt.NDArray[np.floating[Any]]
"""A color from 0 to 255 a channel."""
FINE = 4
"""Bits of a pixel's fraction in drawing calls."""
SHADES = 1024
"""Steps of a color ramp: more than 8 bits can tell apart."""


class Board:
    """A transparent layer from (left, top) to (right, bottom) in scene units, to be painted on.

    Attributes:
        pixels: RGBA, premultiplied: opaque colors drawn with soft edges keep it so.
        x, y: where each pixel's centre lies, in scene units.
    """

    def __init__(self, left: float, top: float, right: float, bottom: float, unit: float) -> None:
        self.origin = (left, top)
        self.unit = unit
        w, h = round((right - left) * unit), round((bottom - top) * unit)
        self.shape = (h, w)
        self.pixels: Pixels = np.zeros((h, w, 4), np.uint8)

    @property
    def x(self) -> Field:
        return np.asarray((np.arange(self.shape[1], dtype=np.float32) + 0.5) / self.unit + self.origin[0])[None, :]

    @property
    def y(self) -> Field:
        return np.asarray((np.arange(self.shape[0], dtype=np.float32) + 0.5) / self.unit + self.origin[1])[:, None]

    def sprite(self) -> Sprite:
        """The layer as it is now."""
        return Sprite(self.pixels, self.origin, self.unit)

    def fill(self, rgb: npt.NDArray[np.floating[Any]], alpha: Field | float = 1.0) -> None:
        """Lay a field of colors (0 to 255) over everything, as far as `alpha` (0 to 1) says."""
        a = np.broadcast_to(np.asarray(alpha, np.float32), self.shape)
        rows, columns = np.flatnonzero(a.any(axis=1)), np.flatnonzero(a.any(axis=0))
        if not len(rows):
            return
        part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        a, below = a[part][..., None], self.pixels[part]
        above = np.broadcast_to(np.asarray(rgb, np.float32), (*self.shape, 3))[part]
        below[..., :3] = np.clip(below[..., :3] * (1 - a) + np.clip(above, 0, 255) * a + 0.5, 0, 255)
        below[..., 3:] = below[..., 3:] * (1 - a) + 255 * a + 0.5

    def fixed(self, points: Points) -> npt.NDArray[np.int32]:
        """Scene units as the drawing calls want them."""
        pixels = (np.asarray(points) - self.origin) * self.unit - 0.5
        return np.round(pixels * (1 << FINE)).astype(np.int32)

    def mask(self, points: Points, soft: float = 0.0) -> Field:
        """1 inside a polygon, 0 outside; blurred by `soft` scene units."""
        inside = np.zeros(self.shape, np.uint8)
        cv2.fillPoly(inside, [self.fixed(points)], 255, cv2.LINE_AA, FINE)
        if soft > 0:
            inside = cv2.GaussianBlur(inside, (0, 0), max(soft * self.unit, 0.3))  # type: ignore[assignment]
        return np.asarray(inside / np.float32(255))

    def shade(self, points: Points, soft: float, strength: float) -> None:
        """A soft shadow in the form of a polygon, on what is already painted."""
        dark = 1 - strength * self.mask(points, soft)
        self.pixels[..., :3] = self.pixels[..., :3] * dark[..., None]

    def polygon(self, points: Points, color: Rgb) -> None:
        """A filled polygon."""
        cv2.fillPoly(self.pixels, [self.fixed(points)], _opaque(color), cv2.LINE_AA, FINE)

    def polygons(self, points: Points, colors: npt.NDArray[np.floating[Any]]) -> None:
        """Many convex polygons of as many corners each, in order: n x corners x 2, and n x 3."""
        for corners, color in zip(self.fixed(points), _rows(colors), strict=True):
            cv2.fillConvexPoly(self.pixels, corners, color, cv2.LINE_AA, FINE)

    def lines(self, starts: Points, ends: Points, colors: npt.NDArray[np.floating[Any]], width: float = 0.0) -> None:
        """Many straight strokes, in order: n x 2, n x 2 and n x 3; a pixel wide at least."""
        thick = max(1, round(width * self.unit))
        for a, b, color in zip(self.fixed(starts).tolist(), self.fixed(ends).tolist(), _rows(colors), strict=True):
            cv2.line(self.pixels, a, b, color, thick, cv2.LINE_AA, FINE)


def rectangle(left: float, top: float, right: float, bottom: float) -> Points:
    """Its four corners."""
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def leaves(centres: Points, angles: Field, lengths: Field, slim: float) -> Points:
    """Leaf-shaped hexagons, n x 6 x 2: `slim` is the width by the length."""
    outline = np.array([[-1, 0], [-0.35, -1], [0.4, -0.75], [1, 0], [0.4, 0.75], [-0.35, 1]]) * (0.5, 0.5 * slim)
    c, s = np.cos(angles), np.sin(angles)
    turn = np.stack([np.stack([c, -s], -1), np.stack([s, c], -1)], -2) * lengths[:, None, None]
    return np.asarray(centres[:, None, :] + np.einsum("nij,kj->nki", turn, outline))


def ramp(stops: Iterable[Rgb], at: Field) -> npt.NDArray[np.floating[Any]]:
    """Colors along evenly spaced stops, for positions 0 to 1: the shape of `at` x 3."""
    table = np.asarray(list(stops), np.float32)
    fine = np.linspace(0, len(table) - 1, SHADES)
    smooth = np.stack([np.interp(fine, np.arange(len(table)), channel) for channel in table.T], -1).astype(np.float32)
    return np.asarray(smooth[(np.clip(at, 0, 1) * (SHADES - 1)).astype(np.int16)])


def _opaque(color: Rgb) -> tuple[float, float, float, float]:
    r, g, b = (float(min(max(c, 0), 255)) for c in color)
    return r, g, b, 255.0


def _rows(colors: npt.NDArray[np.floating[Any]]) -> list[list[float]]:
    opaque = np.full((len(colors), 1), 255.0)
    return list(np.concatenate([np.clip(colors, 0, 255), opaque], axis=1).tolist())
