"""Hair: thousands of strands along guides from the parting to the shoulders, shaded along their length.

Units are the face's: half its width is 1, the eyes lie at y = 0.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stylecam.sources.scene.brush import Board, Points, ramp

LEFT, TOP, RIGHT, BOTTOM = -1.85, -2.0, 1.85, 2.75
PART = 0.22
SHADES = [(14, 8, 8), (38, 20, 14), (84, 44, 24), (150, 84, 42), (222, 152, 88), (255, 214, 158)]
Guides = npt.NDArray[np.float64]
"""Key points of the innermost and outermost strand: 2 x keys x 2."""

# The hair is drawn as bundles between two guides: over the forehead and down beside the face, then the mass behind.
LEFT_FRONT = np.array([
    [[PART, -1.00], [-0.28, -1.02], [-0.72, -0.66], [-0.96, -0.10], [-0.96, 0.60], [-0.92, 1.25], [-0.98, 1.95]],
    [[PART, -1.69], [-0.50, -1.74], [-1.12, -1.22], [-1.36, -0.40], [-1.40, 0.50], [-1.46, 1.30], [-1.40, 2.30]],
])  # fmt: skip
RIGHT_FRONT = np.array([
    [[PART, -1.00], [0.55, -0.95], [0.82, -0.60], [0.98, -0.10], [0.98, 0.55], [0.93, 1.20], [1.00, 1.85]],
    [[PART, -1.69], [0.72, -1.67], [1.18, -1.20], [1.37, -0.40], [1.41, 0.50], [1.48, 1.30], [1.40, 2.25]],
])  # fmt: skip
BACK = np.array([
    [[-0.9, -1.3], [-1.22, -0.5], [-1.26, 0.4], [-1.22, 1.2], [-1.05, 2.1]],
    [[0.9, -1.3], [1.22, -0.5], [1.26, 0.4], [1.22, 1.2], [1.05, 2.1]],
])  # fmt: skip


def paint_front(unit: float) -> Board:
    """The hair that falls before the head's sides, at `unit` pixels per face unit."""
    board = Board(LEFT, TOP, RIGHT, BOTTOM, unit)
    rng = np.random.default_rng(71)
    for guides, lit in ((RIGHT_FRONT, -0.10), (LEFT_FRONT, 0.06)):
        inner, outer = _curve(guides[:, None, :, :], 30)[:, 0]
        board.polygon(np.concatenate([inner[:-4], outer[-5::-1]]), SHADES[1])
        _strands(board, rng, guides, 2200, lit)
    return board


def paint_back(unit: float) -> Board:
    """The mass behind neck and cheeks, in the head's own shadow."""
    board = Board(LEFT, TOP, RIGHT, BOTTOM, unit)
    rng = np.random.default_rng(72)
    left, right = _curve(BACK[:, None, :, :], 30)[:, 0]
    board.polygon(np.concatenate([left, right[::-1]]), SHADES[0])
    _strands(board, rng, BACK, 1300, -0.30)
    return board


def _curve(keys: npt.NDArray[np.float64], points: int) -> npt.NDArray[np.float64]:
    """A smooth line through key points (Catmull-Rom): ... x keys x 2 becomes ... x points x 2."""
    n = keys.shape[-2]
    first, last = 2 * keys[..., :1, :] - keys[..., 1:2, :], 2 * keys[..., -1:, :] - keys[..., -2:-1, :]
    padded = np.concatenate([first, keys, last], axis=-2)
    place = np.linspace(0, n - 1, points)
    at = np.minimum(place.astype(int), n - 2)
    t = (place - at)[:, None]
    a, b, c, d = (padded[..., at + k, :] for k in range(4))
    return np.asarray(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))


def _strands(board: Board, rng: np.random.Generator, guides: Guides, count: int, lit: float) -> None:
    """Fill the space between two guides, the outermost strands first."""
    points = 34
    locks = 26
    lock = rng.integers(0, locks, count)
    home = (np.arange(locks) + rng.uniform(0.2, 0.8, locks)) / locks
    between = np.clip(home[lock] + rng.normal(0, 0.035, count), -0.02, 1.02)
    order = np.argsort(-between + rng.normal(0, 0.12, count) + 0.1 * rng.standard_normal(locks)[lock])
    lock, between = lock[order], between[order]
    part = between[:, None, None]
    lines = _curve(guides[None, 0] * (1 - part) + guides[None, 1] * part, points)
    s = np.linspace(0, 1, points)
    phase = rng.uniform(0, 0.7, locks)[lock] + 0.9 * between + rng.normal(0, 0.10, count)
    wave = 2 * np.pi * (2.0 * s[None, :] - phase[:, None])
    lines[..., 0] += (0.02 + 0.16 * s**1.2) * np.sin(wave)
    # The strands of a lock draw together towards its tip, and end at different lengths.
    lines[..., 0] += rng.normal(0, 0.018, count)[:, None] * (1 + 1.2 * np.sin(np.pi * s)) * (1.1 - s)
    lines[..., 1] += (rng.normal(0, 0.13, count) + rng.normal(0, 0.12, locks)[lock])[:, None] * s**2
    # A wave turns to the light and away from it.
    tone = _tone(lines, s) + lit + 0.15 * np.clip(3 * s - 0.8, 0, 1) * np.cos(wave + 0.9)
    tone += (rng.normal(0, 0.07, count) + rng.normal(0, 0.06, locks)[lock])[:, None]
    colors = ramp(SHADES, tone[:, :-1])
    board.lines(lines[:, :-1].reshape(-1, 2), lines[:, 1:].reshape(-1, 2), colors.reshape(-1, 3), 0.008)


def _tone(lines: npt.NDArray[np.float64], s: Points) -> npt.NDArray[np.float64]:
    """Light along strands: a hair shines where the light meets it at a right angle (Kajiya and Kay 1989)."""
    along = np.gradient(lines, axis=1)
    # Strands run back over the crown and forward again at the temples.
    depth = 0.35 * np.cos(np.pi * np.clip(s * 1.6, 0, 1))[None, :] * np.linalg.norm(along, axis=-1)
    length = np.sqrt((along**2).sum(-1) + depth**2) + 1e-9
    half = np.array([-0.36, -0.45, 0.82])
    cosine = (along @ half[:2] + depth * half[2]) / length
    sine = np.sqrt(np.clip(1 - cosine**2, 0, 1))
    x, y = lines[..., 0], lines[..., 1]
    round_ = np.clip(1 - (np.abs(x + 0.15) / 1.75) ** 2.2, 0, 1)
    under = 0.10 * np.clip((y - 0.2) / 1.6, 0, 1)
    backlight = 0.60 * np.clip((np.abs(x) - 1.22) / 0.25, 0, 1) * (0.5 + 0.5 * np.sign(x))
    return np.asarray(0.15 + 0.27 * sine**3 * round_ + 0.40 * sine**26 * round_ - under + backlight)
