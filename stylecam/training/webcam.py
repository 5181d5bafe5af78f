"""What a webcam does to a picture: little light, noise, digital zoom, compression.

A network trained on clean photographs amplifies all four; so some of its training pictures go through here first.
Pictures are uint8 (H, W, 3) RGB and stay as large as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

GAMMA = 2.2
"""Of a screen, by which pixel values are encoded: value = light ** (1 / 2.2)."""


@dataclass(frozen=True)
class WebcamStrength:
    """How bad the webcam may be; each picture's own is drawn uniformly between good and this.

    Attributes:
        share: of pictures that come from a webcam at all.
        darkest: how much of the light is left in the darkest room.
        noise: standard deviation of a mid-grey pixel's noise in full light, of a range of 1.
        zoom: the longest digital zoom.
        quality: JPEG quality, worst and best, of 100.
    """

    share: float
    darkest: float
    noise: float
    zoom: float
    quality: tuple[int, int]


def webcam(picture: Picture, random: np.random.Generator, strength: WebcamStrength) -> Picture:
    """A picture as some webcam would give it; a share of them as they are.

    The order is that of the light's way: what is dark is noisy, what is zoomed has coarse noise, and all is compressed.
    """
    if random.random() >= strength.share:
        return picture
    light = random.uniform(strength.darkest, 1.0)
    # In the dark a camera amplifies what little there is, and the noise with it.
    sigma = random.uniform(0.0, strength.noise) / light**0.5
    seen = add_sensor_noise(dim(picture, light), random, sigma)
    across, down = random.random(2)
    seen = digital_zoom(seen, random.uniform(1.0, strength.zoom), across, down)
    return compress(seen, int(random.integers(*strength.quality, endpoint=True)))


def dim(picture: Picture, light: float) -> Picture:
    """A picture with this share of its light, which is linear where pixel values are not."""
    table: Picture = np.rint(np.arange(256) * light ** (1 / GAMMA)).astype(np.uint8)
    return np.take(table, picture)


def add_sensor_noise(picture: Picture, random: np.random.Generator, sigma: float) -> Picture:
    """A picture with noise: at mid-grey half of its variance is the light's own and grows with it, half the readout's.

    Source: Foi et al., "Practical Poissonian-Gaussian Noise Modeling and Fitting for Single-Image Raw-Data" (2008).

    Args:
        sigma: standard deviation at mid-grey, of a range of 1.
    """
    light = picture.astype(np.float32) / 255
    spread = sigma * np.sqrt(0.5 + light)
    grain = random.standard_normal(picture.shape, dtype=np.float32)
    return np.rint(255 * np.clip(light + spread * grain, 0, 1)).astype(np.uint8)


def digital_zoom(picture: Picture, factor: float, across: float, down: float) -> Picture:
    """A part of a picture, 1 / `factor` of its sides, made as large as the picture was.

    Args:
        across, down: where the part lies, from 0 (left, top) to 1 (right, bottom).
    """
    height, width = picture.shape[:2]
    part_height, part_width = max(1, round(height / factor)), max(1, round(width / factor))
    top, left = round(down * (height - part_height)), round(across * (width - part_width))
    part = picture[top : top + part_height, left : left + part_width]
    return np.asarray(cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def compress(picture: Picture, quality: int) -> Picture:
    """A picture with the artefacts of a JPEG of this quality (colour at half resolution, as MJPEG webcams send)."""
    # OpenCV expects BGR; red and blue swapped would be weighed wrongly in the luma, which is compressed less.
    _, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
    return np.ascontiguousarray(decoded[..., ::-1])
