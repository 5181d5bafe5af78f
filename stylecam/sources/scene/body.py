"""Neck and shoulders, in a hand-knitted jumper with a patterned yoke. Units are the face's."""

from __future__ import annotations

import numpy as np

from stylecam.sources.scene.brush import Board
from stylecam.sources.scene.face import KEY, SKIN
from stylecam.sources.scene.light import Colors, cast, linear, normals, openness, screen
from stylecam.sources.scene.noise import Field, fbm, smoothstep

LEFT, TOP, RIGHT, BOTTOM = -2.75, 0.7, 2.75, 4.3
STITCH = (0.078, 0.066)
WOOL, CREAM, NIGHT = (172, 52, 36), (238, 222, 190), (34, 48, 82)


def paint_body(unit: float) -> Board:
    """Neck and jumper at `unit` pixels per face unit."""
    board = Board(LEFT, TOP, RIGHT, BOTTOM, unit)
    x, y = (np.asarray(a) for a in np.broadcast_arrays(board.x, board.y))
    rng = np.random.default_rng(81)
    neck, neck_alpha = _neck(x, y, unit, rng)
    wool, wool_alpha = _jumper(x, y, unit, rng)
    color = neck + (wool - neck) * wool_alpha[..., None]
    board.pixels = screen(color, np.maximum(neck_alpha, wool_alpha))
    return board


def _neck(x: Field, y: Field, unit: float, rng: np.random.Generator) -> tuple[Colors, Field]:
    wide = 0.50 + 0.03 * np.cos((y - 1.4) * 4) + 0.55 * smoothstep(1.75, 2.3, y)
    across = np.clip(np.abs(x) / wide, 0, 1)
    z = 0.5 * (1 - across**2.2) ** 0.5
    for side in (-1, 1):
        tendon = x - side * (0.42 - 0.30 * smoothstep(1.2, 2.2, y))
        z = z + 0.025 * np.exp(-((tendon / 0.09) ** 2)) * smoothstep(1.2, 1.5, y)
    z = z - 0.04 * np.exp(-((x / 0.09) ** 2) - (((y - 2.16) / 0.10) ** 2))
    z = np.asarray(z + 0.0006 * fbm(rng, x.shape, (0.05 * unit, 0.05 * unit), 2), np.float32)
    light = _light(z, unit, 0.35)
    # The chin and the jaw stand between the neck and the light.
    jaw = 1.50 - 0.28 * (x - 0.10) ** 2
    under = 0.72 * smoothstep(jaw + 0.52, jaw + 0.02, y + 0.22 * x)
    color = linear(SKIN) * light * (1 - under[..., None] * np.array([0.75, 0.86, 0.90]))
    return color, smoothstep(-1, 1, (wide - np.abs(x)) * unit)


def _jumper(x: Field, y: Field, unit: float, rng: np.random.Generator) -> tuple[Colors, Field]:
    at = np.abs(x)
    shoulder = np.interp(at, [0, 0.3, 0.52, 0.64, 0.8, 1.2, 1.6, 1.9, 2.12, 2.28, 2.38, 2.5],
                         [2.20, 2.12, 1.98, 1.80, 1.86, 2.03, 2.19, 2.36, 2.62, 3.0, 3.5, 4.6])  # fmt: skip
    shoulder = np.asarray(shoulder, np.float32)
    alpha = smoothstep(-0.8, 0.8, (y - shoulder) * unit * 0.8)
    drape = fbm(rng, x.shape, (0.75 * unit, 0.5 * unit), 3)
    deep = np.clip(y - shoulder, 0, 1.3)
    z = 0.9 * (1 - (1 - deep / 1.3) ** 2.6) ** 0.5 + 0.16 * np.exp(-(((at - 0.75) / 0.5) ** 2) - ((y - 3.5) / 0.6) ** 2)
    armpit = at - 1.62 - 0.10 * (y - 3)
    z = z - 0.24 * np.exp(-((armpit / 0.11) ** 2)) * smoothstep(2.65, 3.3, y)
    folds = np.sin((y * 1.6 + at * 2.4) * 3.2 + 1.5 * drape) * smoothstep(0.9, 1.7, at)
    z = z + 0.045 * drape + 0.035 * folds
    ring = y - shoulder
    collar = smoothstep(0.70, 0.62, at) * smoothstep(0.22, 0.20, ring)
    z = z + 0.10 * collar * np.sin(np.pi * np.clip(ring / 0.21, 0, 1))
    # Rows follow the shoulders' slope and the drape, as cloth does.
    u, v = x + 0.02 * drape, y - 0.30 * (shoulder - 2.1) * smoothstep(1.4, 0.0, deep) + 0.03 * drape
    knit, color = _knit(u, v, x, collar)
    light = _light(np.asarray(z, np.float32), unit, 0.5)
    relief = np.gradient(knit, axis=1) * KEY[0] + np.gradient(knit, axis=0) * KEY[1]
    fuzz = fbm(rng, x.shape, (0.03 * unit, 0.03 * unit), 2)
    wool = 0.80 + 0.30 * knit - 0.020 * relief * unit * STITCH[0] * 8 + 0.05 * fuzz
    return color * light * np.clip(wool, 0.2, 1.6)[..., None], alpha


def _knit(u: Field, v: Field, x: Field, collar: Field) -> tuple[Field, Colors]:
    """The relief of stockinette (columns of Vs, ribs on the collar) and the color of each stitch."""
    column, row = u / STITCH[0], v / STITCH[1]
    side = np.abs(np.mod(column, 1) - 0.5)
    vee = np.cos(2 * np.pi * (row + 1.25 * side))
    plain = (0.55 + 0.45 * vee) * np.clip(np.sin(np.pi * np.clip(2 * side, 0, 1)), 0, 1) ** 0.5
    rib = 0.5 + 0.5 * np.cos(2 * np.pi * x / 0.085)
    knit = plain + (rib - plain) * collar
    # A stitch has one color: the pattern is looked up at its middle.
    cx, cy = (np.floor(column) + 0.5) * STITCH[0], (np.floor(row + 1.25 * side) + 0.5) * STITCH[1]
    ring = np.hypot(cx * 0.86, cy - 1.35)
    turn = np.arctan2(cx, cy - 1.35) * 6.5
    wave = np.abs(np.mod(turn, 1) - 0.5) * 2
    zig = np.abs(np.mod(2 * turn, 1) - 0.5) * 2
    cream = (np.abs(ring - 1.26 - 0.09 * (wave - 0.5)) < 0.075) | (np.abs(ring - 1.75 + 0.16 * (wave - 0.5)) < 0.07)
    cream |= (np.abs(ring - 1.02) < 0.035) & (zig > 0.5)
    night = (np.abs(ring - 1.50) < 0.10 * (0.35 + 0.65 * zig)) | (np.abs(ring - 2.06 + 0.10 * (zig - 0.5)) < 0.055)
    color = np.where(night[..., None], linear(NIGHT), np.where(cream[..., None], linear(CREAM), linear(WOOL)))
    plain_wool = linear(WOOL) + (color - linear(WOOL)) * (1 - collar[..., None])
    return np.asarray(knit, np.float32), plain_wool


def _light(z: Field, unit: float, depth: float) -> Colors:
    nx, ny, nz = normals(z, unit)
    key = np.clip((nx * KEY[0] + ny * KEY[1] + nz * KEY[2] + 0.25) / 1.25, 0, 1)
    seen = cast(z, unit, KEY, 0.8, 0.12)
    hollow = openness(z, unit, 0.2, depth)
    sun = np.clip(0.86 * nx - 0.36 * ny - 0.15 * nz, 0, 1) ** 1.8
    sky = 0.5 - 0.5 * ny
    hues = zip((1.22, 1.10, 0.95), (0.26, 0.32, 0.42), (0.9, 0.72, 0.5), strict=True)
    return np.dstack([key * seen * k * (0.5 + 0.5 * hollow) + s * sky * hollow + 0.8 * w * sun for k, s, w in hues])
