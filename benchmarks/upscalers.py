"""Ways to make a small painting as large as the content it was painted from, as pure functions.

Each takes a painting and its content, RGB, uint8, of the same shape, and gives the painting in the content's size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.engine.enlarging import with_edges_of
from stylecam.engine.geometry import scaled, size_of
from stylecam.frame import Pixels
from stylecam.look import Size

Floats = npt.NDArray[np.floating[Any]]
"""Computed in float32."""

Upscaler = Callable[[Pixels, Pixels], Pixels]
"""From a painting and its content to the painting in the content's size."""

RADIUS = 1
"""Of all windows, in pixels of the painting. With 2 more strokes are lost, and nothing is won."""

NOISE = 64.0
"""Variance, in grey levels squared, below which the content counts as flat."""

BLUR = 0.5
"""Standard deviation of the blur that is compared with, in pixels of the painting."""

NEAR, ALIKE = 0.5, 20.0
"""Of joint bilateral upsampling: standard deviations of place (pixels of the painting) and of colour (grey levels)."""


@dataclass(frozen=True)
class LocalFit:
    """In each window the painting is nearly `gain * grey + offset` of the content.

    Attributes:
        gain, offset: (h, w, 3).
        agreement: 0 to 1, (h, w, 3), the squared correlation; nothing agrees where either is flat.
    """

    gain: Floats
    offset: Floats
    agreement: Floats


def engines(painting: Pixels, content: Pixels) -> Pixels:
    """As the engine does it: linear, with the camera's finest detail where the painting follows it."""
    return with_edges_of(content, scaled(content, size_of(painting)), painting)


def linear(painting: Pixels, content: Pixels) -> Pixels:
    """Between four pixels."""
    return _pixels(_enlarged(painting, size_of(content)))


def cubic(painting: Pixels, content: Pixels) -> Pixels:
    """As the engine enlarges what a coarse brush has painted."""
    return scaled(painting, size_of(content))


def blurred(painting: Pixels, content: Pixels) -> Pixels:
    """Linear, then blurred: what a score says to this is what it says of blur alone."""
    sigma = BLUR * content.shape[1] / painting.shape[1]
    soft = cv2.GaussianBlur(_enlarged(painting, size_of(content)), (0, 0), sigma)
    return _pixels(np.asarray(soft, dtype=np.float32))


def joint_bilateral(painting: Pixels, content: Pixels) -> Pixels:
    """Averages over the pixels nearby that are of the same colour in the content.

    Kopf, Cohen, Lischinski & Uyttendaele, "Joint Bilateral Upsampling" (2007).
    """
    small = scaled(content, size_of(painting)).astype(np.float32)
    wanted = content.astype(np.float32)
    (rows, down), (columns, right) = (_places(painting.shape[axis], content.shape[axis]) for axis in (0, 1))
    total = np.zeros(content.shape, np.float32)
    weights = np.zeros((*content.shape[:2], 1), np.float32)
    for dy, dx in product(range(-RADIUS, RADIUS + 1), repeat=2):
        there = np.ix_(
            (rows + dy).clip(0, painting.shape[0] - 1),
            (columns + dx).clip(0, painting.shape[1] - 1),
        )
        near = ((dy - down)[:, None] ** 2 + (dx - right)[None] ** 2) / (2 * NEAR**2)
        alike = ((small[there] - wanted) ** 2).sum(axis=2) / (2 * ALIKE**2)
        # Where no pixel is of that colour, the nearest count.
        weight = (np.exp(-near) * (np.exp(-alike) + 1e-6))[:, :, None].astype(np.float32)
        total += weight * painting[there]
        weights += weight
    return _pixels(total / weights)


def guided(painting: Pixels, content: Pixels) -> Pixels:
    """The content through each window's affine map: He & Sun, "Fast Guided Filter" (2015)."""
    return _pixels(_guided(painting, content))


def half_guided(painting: Pixels, content: Pixels) -> Pixels:
    """The mean of that and of the plain one, so that half of the strokes stay."""
    return _pixels((_guided(painting, content) + _plain(painting, content)) / 2)


def guided_contours(painting: Pixels, content: Pixels) -> Pixels:
    """Guided as far as the painting agrees with the content, the plain one elsewhere, so that strokes stay."""
    agreement = cv2.blur(_fit(painting, content).agreement.mean(axis=2), (3, 3))
    weight = _enlarged(agreement, size_of(content))[:, :, None]
    plain = _plain(painting, content)
    return _pixels(plain + weight * (_guided(painting, content) - plain))


UPSCALERS: Mapping[str, Upscaler] = MappingProxyType(
    {
        "engine": engines,
        "cubic": cubic,
        "linear": linear,
        "linear, blurred": blurred,
        "joint bilateral": joint_bilateral,
        "guided": guided,
        "half guided": half_guided,
        "guided contours": guided_contours,
    }
)
"""The engine's own first."""


def _plain(painting: Pixels, content: Pixels) -> Floats:
    return cubic(painting, content).astype(np.float32)


def _guided(painting: Pixels, content: Pixels) -> Floats:
    fit, size = _fit(painting, content), size_of(content)
    return _enlarged(_mean(fit.gain), size) * _grey(content)[:, :, None] + _enlarged(_mean(fit.offset), size)


def _fit(painting: Pixels, content: Pixels) -> LocalFit:
    """By least squares, in windows around each pixel of the painting."""
    guide = _grey(scaled(content, size_of(painting)))[:, :, None].repeat(3, axis=2)
    values = painting.astype(np.float32)
    mean, value = _mean(guide), _mean(values)
    variance, spread = _mean(guide * guide) - mean * mean, _mean(values * values) - value * value
    together = _mean(guide * values) - mean * value
    gain = together / (variance + NOISE)
    agreement = (together * together / ((variance + NOISE) * (spread + NOISE))).clip(0, 1)
    return LocalFit(gain, value - gain * mean, agreement)


def _places(small: int, large: int) -> tuple[npt.NDArray[np.intp], Floats]:
    """For each pixel of the larger side the nearest one of the smaller side, and how far it lies beyond it."""
    exact = (np.arange(large) + 0.5) * small / large - 0.5
    nearest = np.rint(exact).astype(np.intp)
    return nearest, (exact - nearest).astype(np.float32)


def _grey(pixels: Pixels) -> Floats:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.float32)


def _mean(values: Floats) -> Floats:
    """Over the window around each pixel."""
    return np.asarray(cv2.blur(values, (2 * RADIUS + 1, 2 * RADIUS + 1)), dtype=np.float32)


def _enlarged(values: Pixels | Floats, size: Size) -> Floats:
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _pixels(values: Floats) -> Pixels:
    return np.rint(values).clip(0, 255).astype(np.uint8)
