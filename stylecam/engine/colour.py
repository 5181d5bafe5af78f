"""The camera's colours in the painting: under its light and dark, or as a palette.

After the two ways of Gatys et al., "Preserving Color in Neural Artistic Style Transfer" (2016). Palettes are matched
after painting instead of before it, so that the styles' vectors stay what they are.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.frame import Pixels
from stylecam.look import KeepColor

Moments = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]
"""Of a picture's colours, RGB, 0 to 255: mean (3,) and covariance (3, 3)."""

ColourMap = npt.NDArray[np.float64]
"""(3, 4): what colours are multiplied by, and in the last column what is added."""

MOST_GAIN = 3.0
"""The most that differences of colour are enlarged: a grey drawing has no colours that could be spread further."""

_GRAIN = 9.0
"""Variance that every picture is taken to have, so that a flat one has moments that can be divided by."""

_ROWS = 72
"""About as many rows are looked at for the moments; they do not change with more."""


def with_chroma_of(content: Pixels, painting: Pixels) -> Pixels:
    """The painting's lightness with the content's hue and chroma, in CIELAB.

    In YCbCr, which takes a quarter of the time (1 ms for 640x360), a colour seems darker or lighter than another of the
    same luma.
    """
    kept = cv2.cvtColor(content, cv2.COLOR_RGB2Lab)
    cv2.mixChannels([cv2.cvtColor(painting, cv2.COLOR_RGB2Lab)], [kept], [0, 0])
    return np.asarray(cv2.cvtColor(kept, cv2.COLOR_Lab2RGB), dtype=np.uint8)


def moments(pixels: Pixels) -> Moments:
    """Mean and covariance of a picture's colours, from a sample of its pixels."""
    step = max(1, pixels.shape[0] // _ROWS)
    sample = pixels[::step, ::step].reshape(-1, 3).astype(np.float64)
    mean = sample.mean(axis=0)
    offset = sample - mean
    return mean, offset.T @ offset / len(sample)


def palette_map(content: Moments, painting: Moments) -> ColourMap:
    """The linear map that gives colours with the painting's moments those of the content.

    Of all such maps the one that moves colours least (Pitie and Kokaram, "The linear Monge-Kantorovitch linear colour
    mapping", 2007): it is symmetric, so that no hue turns into its opposite. Its gains are bounded.
    """
    root = _power(painting[1] + _GRAIN * np.eye(3), 0.5)
    inverse = _power(painting[1] + _GRAIN * np.eye(3), -0.5)
    spread = inverse @ _power(root @ (content[1] + _GRAIN * np.eye(3)) @ root, 0.5) @ inverse
    gains, axes = np.linalg.eigh(spread)
    spread = (axes * np.minimum(gains, MOST_GAIN)) @ axes.T
    return np.column_stack([spread, content[0] - spread @ painting[0]])


def _power(matrix: npt.NDArray[np.float64], exponent: float) -> npt.NDArray[np.float64]:
    """Of a symmetric matrix with positive eigenvalues."""
    values, vectors = np.linalg.eigh(matrix)
    power: npt.NDArray[np.float64] = (vectors * np.maximum(values, 1e-6) ** exponent) @ vectors.T
    return power


class ColourKeeper:
    """Gives each painting the content's colours. A palette's map is averaged in time, or the picture would pulse."""

    def __init__(self) -> None:
        self._map: ColourMap | None = None
        self._at = 0.0

    def keep(self, colours: KeepColor, content: Pixels, painting: Pixels, at: float, time_constant: float) -> Pixels:
        """The painting of time `at` in the colours that stay.

        Args:
            colours: which those are.
            content: what was painted, of the same size.
            painting: the picture.
            at: in seconds.
            time_constant: of the average in seconds; 0 begins it anew.
        """
        if colours == "palette":
            followed = self._follow(palette_map(moments(content), moments(painting)), at, time_constant)
            return np.asarray(cv2.transform(painting, followed), dtype=np.uint8)
        self._map = None
        return painting if colours == "off" else with_chroma_of(content, painting)

    def _follow(self, seen: ColourMap, at: float, time_constant: float) -> ColourMap:
        before, passed = self._map, max(0.0, at - self._at)
        if before is not None and time_constant > 0:
            seen = before + (1 - math.exp(-passed / time_constant)) * (seen - before)
        self._map, self._at = seen, at
        return seen
