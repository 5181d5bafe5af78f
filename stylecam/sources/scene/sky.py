"""The far distance: sky, sun, clouds and hills."""

from __future__ import annotations

import numpy as np

from stylecam.sources.scene.brush import Board, leaves, ramp
from stylecam.sources.scene.light import blur
from stylecam.sources.scene.noise import fbm, smoothstep
from stylecam.sources.scene.sprite import Sprite

LEFT, RIGHT, TOP = 3.7, 16.6, -0.8
SUN = (12.3, 1.9)
CLOUD_PERIOD = 14.0
"""Scene units after which the clouds repeat."""


def paint_sky(unit: float) -> Sprite:
    """A morning sky, opaque: blue above, warm towards the horizon and the sun."""
    board = Board(LEFT, TOP, RIGHT, 5.2, unit)
    x, y = board.x, board.y
    low = np.broadcast_to((y - TOP) / 5.4, board.shape)
    streaks = 0.03 * fbm(np.random.default_rng(2), board.shape, (5 * unit, 0.5 * unit), 4)
    stops = [(62, 116, 186), (92, 150, 208), (146, 188, 222), (206, 214, 212), (244, 222, 186)]
    board.fill(ramp(stops, low + streaks))
    distance = np.hypot(x - SUN[0], (y - SUN[1]) * 1.15)
    board.fill(np.array([255.0, 226, 168]), 0.80 * np.exp(-distance / 1.7))
    board.fill(np.array([255.0, 250, 232]), np.exp(-((distance / 0.5) ** 2)))
    return board.sprite()


def paint_clouds(unit: float) -> Sprite:
    """A band of clouds twice as wide as its period and seamless: it may be shifted by any part of the period."""
    board = Board(0, TOP, CLOUD_PERIOD, 4.4, unit)
    rng = np.random.default_rng(8)
    body = fbm(rng, board.shape, (2.6 * unit, 1.15 * unit), 7, wrap=True)
    wisps = fbm(rng, board.shape, (1.2 * unit, 0.3 * unit), 4, wrap=True)
    y = board.y
    level = body + 0.20 * wisps + 0.05 - 1.3 * smoothstep(3.0, 4.3, y) - 0.3 * smoothstep(0.4, -0.8, y)
    alpha = smoothstep(0.15, 1.25, level)
    # Thick where more cloud lies between here and the sun, which is up and to the right.
    reach = max(1, round(0.28 * unit))
    towards = np.roll(blur(level, 0.10 * unit), (reach, -reach), axis=(0, 1))
    lit = smoothstep(-0.9, 0.75, blur(level, 0.03 * unit) - towards + 0.25 * wisps * 0.5)
    rgb = ramp([(142, 152, 180), (196, 198, 208), (246, 236, 222), (255, 250, 240)], lit)
    board.fill(rgb, 1.0)
    board.pixels[..., 3] = 255
    rgba = board.pixels.astype(np.float32) * (0.95 * alpha[..., None])
    twice = np.tile((rgba + 0.5).astype(np.uint8), (1, 2, 1))
    return Sprite(twice, board.origin, unit)


def paint_hills(unit: float) -> Sprite:
    """Three ridges, each nearer, greener and darker, dotted with woods."""
    board = Board(LEFT, 2.2, RIGHT, 5.6, unit)
    rng = np.random.default_rng(21)
    x = board.x[0]
    slopes = [(3.15, 0.30, 5.0, (150, 168, 190), (176, 186, 196)), (3.55, 0.24, 3.6, (112, 142, 132), (164, 178, 138)),
              (3.95, 0.18, 2.6, (84, 118, 70), (152, 164, 84))]  # fmt: skip
    for level, rise, cell, dark, light in slopes:
        ridge = level + rise * fbm(rng, (1, len(x)), (cell * unit, 1), 5)[0]
        depth = (board.y - ridge[None, :]) * unit
        fields = fbm(rng, board.shape, (1.4 * unit, 0.16 * unit), 4)
        fine = fbm(rng, board.shape, (0.12 * unit, 0.07 * unit), 2)
        tone = 0.62 - 0.35 * smoothstep(0, 1.0, depth / unit) + 0.22 * fields + 0.10 * fine
        board.fill(ramp([dark, light], tone), smoothstep(-0.7, 0.7, depth))
        if level > 3.5:
            _woods(board, rng, ridge, dark)
    return board.sprite()


def _woods(board: Board, rng: np.random.Generator, ridge: np.ndarray, dark: tuple[int, int, int]) -> None:
    """Woods and hedgerows: small round dabs in drifts along a slope, each drift lit from the right."""
    centres, shades = [], []
    for _ in range(26):
        at, long, sunk = rng.uniform(LEFT, RIGHT), rng.uniform(0.15, 0.9), abs(rng.normal(0, 0.2))
        count = int(110 * long + 25)
        along = np.clip(rng.normal(0, 0.4, count), -1, 1)
        column = ((at + along * long - LEFT) * board.unit).astype(int).clip(0, len(ridge) - 1)
        tall = 0.10 * (1 - along**2) * (0.6 + 0.4 * np.sin(9 * along * long + at))
        up = rng.uniform(0, 1, count)
        centres.append(np.stack([at + along * long, ridge[column] + sunk + 0.02 - tall * up], -1))
        shades.append(0.75 * up + 0.25 * rng.uniform(0, 1, count) + 0.25 * along)
    points, light = np.concatenate(centres), np.concatenate(shades)
    order = np.argsort(points[:, 1], kind="stable")
    greens = ramp([np.array(dark) * 0.5, np.array(dark) * 0.85, (146, 158, 84)], np.clip(light[order], 0, 1) ** 1.6)
    sizes = rng.uniform(0.035, 0.075, len(points))
    board.polygons(leaves(points[order], rng.uniform(-0.5, 0.5, len(points)), sizes, 0.9), greens)
