"""The shape of the face: a height field, modelled as a sculptor adds and takes away clay.

Units: half the width of the face is 1; x to the right, y down, z towards the viewer; the eyes lie at y = 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stylecam.sources.scene.noise import Field, smoothstep

LEFT, TOP, RIGHT, BOTTOM = -1.2, -1.65, 1.2, 1.75
"""What the face is drawn in: room for a chin that drops."""
EYE_X, EYE_HALF = 0.415, 0.232
MOUTH_Y = 0.94
JAW_DROP = 0.13


@dataclass(frozen=True)
class Clay:
    """The face's shape at every pixel, each field of one shape.

    Attributes:
        x, y: where the pixel lies on the resting face: the jaw's drop is undone.
        z: height towards the viewer.
        inside: 1 in the face, 0 outside, a soft edge between.
        drop: how far the jaw has moved the pixel down.
    """

    x: Field
    y: Field
    z: Field
    inside: Field
    drop: Field


def bump(x: Field, y: Field, cx: float, cy: float, sx: float, sy: float) -> Field:
    """A Gaussian of height 1 around (cx, cy)."""
    return np.asarray(np.exp(-(((x - cx) / sx) ** 2) - ((y - cy) / sy) ** 2), np.float32)


def pair(x: Field, y: Field, cx: float, cy: float, sx: float, sy: float) -> Field:
    """The same Gaussian left and right."""
    return bump(np.abs(x), y, cx, cy, sx, sy)


def sculpt(unit: float, mouth: float) -> Clay:
    """Model the face at `unit` pixels per unit, the mouth open by 0 to 1."""
    columns = np.arange(LEFT, RIGHT, 1 / unit, dtype=np.float32)
    rows = np.arange(TOP, BOTTOM, 1 / unit, dtype=np.float32)
    x, y = (np.asarray(a, np.float32) for a in np.meshgrid(columns, rows))
    drop = JAW_DROP * mouth * smoothstep(MOUTH_Y - 0.06, MOUTH_Y + 0.12, y)
    y = y - drop
    below = np.sqrt(np.clip(1 - (np.clip(y, 0, 1.5) / 1.5) ** 2.15, 0, 1)) ** 1.15
    above = np.sqrt(np.clip(1 - (np.clip(-y, 0, 1.55) / 1.55) ** 2.4, 0, 1))
    width = np.where(y > 0, below, above) * (1 - 0.035 * bump(x, y, 0, -0.35, 9, 0.3)) + 1e-3
    across = np.clip(np.abs(x) / width, 0, 1)
    # Distance to the outline in pixels, near enough for a soft edge.
    inside = smoothstep(-1.0, 1.0, (width - np.abs(x)) * unit * np.clip(width * 1.6, 0.35, 1))
    front = 0.98 - 0.30 * smoothstep(-0.4, -1.5, y) - 0.38 * smoothstep(1.15, 1.55, y)
    z = front * (1 - across**2.15) ** 0.5
    return Clay(x, y, np.asarray(z + features(x, y), np.float32), inside, np.asarray(drop, np.float32))


def features(x: Field, y: Field) -> Field:
    """What is added to, and taken from, the smooth head."""
    z = -0.17 * pair(x, y, 0.40, -0.02, 0.26, 0.17)
    z += 0.085 * pair(x, y, 0.40, 0.0, 0.20, 0.12)
    z += 0.055 * pair(x, y, 0.42, -0.30, 0.30, 0.10) + 0.02 * bump(x, y, 0, -0.26, 0.16, 0.12)
    z += 0.075 * pair(x, y, 0.60, 0.32, 0.24, 0.17)
    z -= 0.05 * pair(x, y, 0.86, -0.42, 0.2, 0.25) + 0.04 * pair(x, y, 0.72, 0.85, 0.18, 0.22)
    z -= 0.018 * pair(x, y, 0.30, 0.20, 0.14, 0.05)
    return np.asarray(z + _nose(x, y) + _mouth(x, y), np.float32)


def _nose(x: Field, y: Field) -> Field:
    along = smoothstep(-0.3, 0.5, y)
    under = 1 - smoothstep(0.50, 0.68, y)
    ridge = (0.07 + 0.17 * along) * np.exp(-((x / (0.10 + 0.075 * along)) ** 2)) * smoothstep(-0.45, 0.0, y)
    z = ridge * under + 0.13 * bump(x, y, 0, 0.50, 0.15, 0.13)
    z += 0.10 * pair(x, y, 0.175, 0.555, 0.085, 0.085) - 0.03 * pair(x, y, 0.085, 0.635, 0.05, 0.03)
    # The fold beside the nostril, running down to the corner of the mouth.
    fold = np.abs(x) - (0.27 + 0.2 * np.clip((y - 0.5) / 0.45, 0, 1))
    z -= 0.013 * np.exp(-((fold / 0.06) ** 2)) * smoothstep(0.5, 0.62, y) * (1 - smoothstep(0.75, 0.95, y))
    return np.asarray(z, np.float32)


def _mouth(x: Field, y: Field) -> Field:
    z = 0.07 * bump(x, y, 0, 0.9, 0.36, 0.24) - 0.014 * bump(x, y, 0, 0.755, 0.045, 0.07)
    z += 0.018 * pair(x, y, 0.06, 0.76, 0.04, 0.07)
    bow = 0.885 + 0.014 * np.exp(-((x / 0.05) ** 2)) - 0.02 * x * x
    z += 0.045 * np.exp(-(((y - bow) / 0.055) ** 2)) * smoothstep(0.38, 0.2, np.abs(x))
    z += 0.065 * bump(x, y, 0, 1.01, 0.23, 0.07)
    z -= 0.03 * pair(x, y, 0.37, 0.915, 0.05, 0.05)
    z -= 0.06 * bump(x, y, 0, 1.135, 0.22, 0.055)
    z += 0.09 * bump(x, y, 0, 1.29, 0.2, 0.13)
    return np.asarray(z, np.float32)
