"""Small pictures and style files to test the engine with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from stylecam.engine.stylizer import Stylizer
from stylecam.frame import Frame, Pixels
from stylecam.look import Look
from stylecam.styles import Style, WeightedStyle

Open = Callable[[Look], Stylizer]
"""Opens a new engine that paints in a look."""


def scene(size: tuple[int, int] = (96, 64), look: float = 0.0, shift: float = 0.0) -> Pixels:
    """Soft stripes of (width, height), another picture for every `look`, moved to the left by `shift` pixels."""
    x, y = np.meshgrid(np.arange(size[0]) + shift, np.arange(size[1]))
    bands = [np.sin(x / 17 + look), np.cos(y / 13 + 2 * look), np.sin((x + y) / 29 + 3 * look)]
    return np.asarray(np.rint(128 + 90 * np.stack(bands, axis=-1)), dtype=np.uint8)


def noisy(pixels: Pixels, sigma: float, seed: int) -> Pixels:
    """A picture with a sensor's noise."""
    noise = np.random.default_rng(seed).normal(0, sigma, pixels.shape)
    return np.asarray(np.rint(pixels + noise).clip(0, 255), dtype=np.uint8)


def frame(pixels: Pixels, at: float = 0.0, index: int = 0) -> Frame:
    return Frame(pixels.copy(), index, at)


def style(path: Path, pixels: Pixels | None = None, seed: int = 7) -> Style:
    """A style whose picture, coarse blocks of chance unless given, is written to `path`."""
    if pixels is None:
        blocks = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), np.uint8)
        pixels = blocks.repeat(8, axis=0).repeat(8, axis=1)
    Image.fromarray(pixels).save(path)
    return Style(path.stem, path.stem, "", path)


def mix(*styles: Style) -> tuple[WeightedStyle, ...]:
    """Equal parts."""
    return tuple(WeightedStyle(style) for style in styles)


def difference(one: Pixels, other: Pixels) -> float:
    """Mean absolute difference."""
    return float(np.abs(one.astype(np.float64) - other).mean())


def painted(engine: Stylizer, pixels: Pixels, at: float = 0.0) -> Pixels:
    return engine.stylize(frame(pixels, at)).pixels
