"""Noise of several scales, and pictures bent by it."""

from __future__ import annotations

import cv2
import numpy as np

from scripts.make_styles.core import Field, Picture


def lattice(rng: np.random.Generator, n: int, cells: tuple[float, float]) -> Field:
    """Smooth random values between 0 and 1 with `cells` (across, down) bumps per side."""
    across, down = (max(1, round(c)) for c in cells)
    values = rng.random((down + 3, across + 3)).astype(np.float32)
    x = np.linspace(1, across + 1, n, dtype=np.float32)
    y = np.linspace(1, down + 1, n, dtype=np.float32)
    # Bicubic sampling from the lattice itself; resizing would hang the bumps on pixel centres.
    map_x, map_y = np.meshgrid(x, y)
    return np.asarray(cv2.remap(values, map_x, map_y, cv2.INTER_CUBIC), dtype=np.float32)


def fbm(
    rng: np.random.Generator, n: int, cells: float | tuple[float, float] = 4, octaves: int = 5, gain: float = 0.5
) -> Field:
    """Fractal noise stretched to 0..1: octaves of doubling detail, each `gain` times as strong as the last."""
    across, down = cells if isinstance(cells, tuple) else (cells, cells)
    total = np.zeros((n, n), dtype=np.float32)
    for octave in range(octaves):
        scale = 2.0**octave
        total += gain**octave * lattice(rng, n, (min(across * scale, n / 2), min(down * scale, n / 2)))
    return stretch(total)


def stretch(field: Field) -> Field:
    """A field moved and scaled so that nearly all of it lies in 0..1, the rest clipped."""
    low, high = np.percentile(field[::4, ::4], (0.5, 99.5))
    return np.asarray(np.clip((field - low) / max(high - low, 1e-6), 0, 1), dtype=np.float32)


def grain(rng: np.random.Generator, n: int, size: float = 1.0) -> Field:
    """Fine normal noise about 0, standard deviation 1, with specks `size` thousandths of the side wide."""
    sigma = size * n / 1000
    noise = rng.standard_normal((n, n)).astype(np.float32)
    soft = blur(noise, sigma)
    return np.asarray(soft / max(float(soft.std()), 1e-6), dtype=np.float32)


def blur(field: Field, sigma: float) -> Field:
    """Gaussian blur, sigma in pixels, of a field or picture; large sigmas are done on a small copy."""
    if sigma < 0.2:
        return field
    h, w = field.shape[:2]
    factor = int(min(sigma / 3, min(h, w) / 16))
    if factor >= 2:
        small = cv2.resize(field, (w // factor, h // factor), interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), sigma / factor, borderType=cv2.BORDER_REFLECT_101)
        return np.asarray(cv2.resize(small, (w, h), interpolation=cv2.INTER_CUBIC), dtype=np.float32)
    return np.asarray(cv2.GaussianBlur(field, (0, 0), sigma, borderType=cv2.BORDER_REFLECT_101), dtype=np.float32)


def bend(picture: Picture, dx: Field, dy: Field) -> Picture:
    """Each pixel fetched from (dx, dy) away, in parts of the side; mirrored at the border."""
    n = picture.shape[0]
    axis = np.arange(n, dtype=np.float32)
    x, y = np.meshgrid(axis, axis)
    moved = cv2.remap(picture, x + dx * n, y + dy * n, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(moved, dtype=np.float32)


def tremble(rng: np.random.Generator, picture: Picture, amount: float, cells: float) -> Picture:
    """A picture whose edges waver by about `amount` of the side, `cells` times across, as a hand's do."""
    n = picture.shape[0]
    dx, dy = (fbm(rng, n, cells, 3) - 0.5 for _ in range(2))
    return bend(picture, dx * 2 * amount, dy * 2 * amount)
