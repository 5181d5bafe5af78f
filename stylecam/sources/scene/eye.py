"""The eyes: lids that close over a wet ball, lashes, and the crease above."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stylecam.sources.scene.light import Colors, linear, mix
from stylecam.sources.scene.noise import Field, smoothstep
from stylecam.sources.scene.sculpt import EYE_HALF, EYE_X, Clay

WHITE, IRIS, AMBER, CORNER = (222, 214, 208), (96, 124, 92), (150, 104, 52), (200, 120, 110)
GLINT, LASH, RIM = (255, 252, 246), (34, 20, 16), (120, 62, 52)


@dataclass(frozen=True)
class _Lids:
    """One eye's own coordinates and edges, at every pixel.

    Attributes:
        x: -1 at the corner towards the nose, 1 at the outer one, whichever eye it is.
        y: face units, the outer corner raised.
        upper, lower: the y of the open eye's edges; `lid` is the upper one as it is now.
    """

    x: Field
    y: Field
    upper: Field
    lower: Field
    lid: Field


def draw_eye(color: Colors, clay: Clay, unit: float, side: int, blink: float, light: Colors) -> Colors:
    """Draw the left (-1) or right (1) eye on the skin, closed by 0 to 1."""
    x = (clay.x * side - EYE_X) / EYE_HALF
    y = clay.y + 0.022 * x
    lower = 0.066 * np.clip(1 - np.abs(x - 0.1) ** 2.4, 0, 1)
    upper = -0.128 * np.clip(1 - np.abs(x + 0.1 * (1 - x * x)) ** 2.2, 0, 1) ** 0.85
    lids = _Lids(x, y, upper, lower, upper + (lower - upper) * (0.06 + 0.94 * blink))
    px = 1 / unit
    crease = np.exp(-(((y - upper + 0.055 * (1 - 0.6 * blink)) / 0.016) ** 2)) * smoothstep(1.15, 0.75, np.abs(x))
    color = color * (1 - 0.42 * (1 - 0.5 * blink) * crease)[..., None]
    if blink < 1:
        opening = smoothstep(-px, px, y - lids.lid) * smoothstep(-px, px, lower - y) * smoothstep(1.04, 0.98, np.abs(x))
        color = mix(color, _ball(lids, side, px, light), opening)
    return _lashes(color, lids, blink)


def _ball(lids: _Lids, side: int, px: float, light: Colors) -> Colors:
    """White, iris, pupil and the window's glint, in the upper lid's shadow."""
    x = lids.x * EYE_HALF + 0.012 * side
    y = lids.y + 0.026
    radius, angle = np.hypot(x, y), np.arctan2(y, x)
    white = linear(WHITE) * (0.45 + 0.4 * light) * (1 - 0.30 * lids.x**2)[..., None]
    fibres = 0.75 + 0.25 * np.sin(angle * 23 + 3 * np.sin(angle * 7)) * smoothstep(0.03, 0.1, radius)
    iris = linear(IRIS) * (fibres * (0.52 + 0.71 * smoothstep(-0.06, 0.1, y)))[..., None]
    iris = mix(iris, linear(AMBER), 0.6 * smoothstep(0.075, 0.04, radius))
    ball = mix(white, iris, smoothstep(0.118 + px, 0.118 - px, radius))
    dark = 1 - 0.75 * np.exp(-(((radius - 0.115) / 0.014) ** 2))
    dark = dark * (1 - 0.97 * smoothstep(0.052 + px, 0.052 - px, radius))
    dark = dark * (1 - 0.62 * smoothstep(0.085, 0.0, lids.y - lids.lid))
    glint = smoothstep(0.026 + px, 0.026 - px, np.hypot(x + 0.042, y + 0.045))
    glint = glint + 0.35 * smoothstep(0.016 + px, 0.016 - px, np.hypot(x - 0.045, y - 0.04))
    ball = mix(ball * dark[..., None], linear(GLINT), np.clip(glint, 0, 1))
    return mix(ball, linear(CORNER) * light, 0.8 * smoothstep(-0.84, -1.0, lids.x))


def _lashes(color: Colors, lids: _Lids, blink: float) -> Colors:
    """Thick above and towards the outer corner, a faint line below."""
    x, y = lids.x, lids.y
    thick = 0.014 + 0.016 * smoothstep(-0.9, 0.9, x)
    lashes = np.exp(-(((y - lids.lid + 0.006) / thick) ** 2)) * smoothstep(1.12, 0.98, np.abs(x))
    wing = np.exp(-(((y + 0.035 + 0.16 * (x - 1)) / 0.016) ** 2))
    wing = wing * smoothstep(0.85, 1.0, x) * smoothstep(1.22, 1.05, x)
    color = mix(color, linear(LASH), np.clip(0.92 * lashes + 0.7 * wing * (1 - blink), 0, 1))
    rim = np.exp(-(((y - lids.lower - 0.004) / 0.010) ** 2)) * smoothstep(1.05, 0.8, np.abs(x))
    return mix(color, linear(RIM), 0.5 * rim)
