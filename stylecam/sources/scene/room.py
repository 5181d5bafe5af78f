"""The room around the window: plaster, white joinery, a linen curtain, the sill and the panelling below."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from stylecam.sources.scene.brush import Board, ramp, rectangle
from stylecam.sources.scene.light import blur
from stylecam.sources.scene.noise import fbm, smoothstep
from stylecam.sources.scene.sprite import Sprite
from stylecam.sources.scene.things import paint_books, paint_mug, paint_plant, paint_poster

PANE = (4.75, -1.0, 15.15, 6.45)
"""The window's opening: left, top, right, bottom."""
BARS = (10.35,)
TRANSOM = 1.02
FRAME = 0.17


def paint_room(unit: float) -> Sprite:
    """Everything between the garden and the figure; transparent where the panes are."""
    board = Board(-1.2, -0.9, 16.8, 9.9, unit)
    rng = np.random.default_rng(61)
    _wall(board, rng)
    _panelling(board, rng)
    paint_poster(board, rng)
    paint_books(board, rng)
    _window(board, rng)
    _curtain(board, rng)
    paint_plant(board, rng, 14.25, 6.62)
    paint_mug(board, rng, 12.45, 6.66)
    return board.sprite()


def _wall(board: Board, rng: np.random.Generator) -> None:
    unit = board.unit
    trowel = fbm(rng, board.shape, (0.9 * unit, 0.5 * unit), 5)
    # Light from the left rakes over the plaster: the slope of its relief shows.
    relief = np.gradient(blur(fbm(rng, board.shape, (0.22 * unit, 0.16 * unit), 4), 0.012 * unit), axis=1) * unit
    tone = 0.66 + 0.05 * trowel - 0.0035 * relief - 0.035 * (board.y - 3) - 0.05 * np.abs(board.x - 2.4)
    tone = tone - 0.22 * smoothstep(14.8, 16.6, board.x)
    board.fill(ramp([(74, 60, 58), (138, 112, 96), (196, 166, 136), (232, 208, 176)], tone), 1.0)


def _panelling(board: Board, rng: np.random.Generator) -> None:
    """Painted boards below the sill, with worn edges."""
    top, plank = 6.95, 0.62
    across = np.mod(board.x + 0.2, plank)
    seam = np.exp(-(((across - 0.02) / 0.022) ** 2))
    edge = np.exp(-(((across - 0.055) / 0.018) ** 2))
    grain = fbm(rng, board.shape, (0.035 * board.unit, 0.9 * board.unit), 4)
    tone = 0.58 + 0.07 * grain - 0.5 * seam + 0.22 * edge - 0.10 * (board.y - top) - 0.02 * np.abs(board.x - 6)
    rgb = ramp([(26, 40, 44), (58, 86, 88), (98, 128, 122), (150, 172, 158)], tone)
    board.fill(rgb, smoothstep(-0.01, 0.01, board.y - top))


def _window(board: Board, rng: np.random.Generator) -> None:
    left, top, right, bottom = PANE
    outer = rectangle(left - 0.28, top, right + 0.28, bottom + 0.3)
    board.shade(rectangle(left - 0.45, top, right + 0.4, bottom + 0.3), 0.16, 0.5)
    board.polygon(outer, (226, 218, 204))
    grain = fbm(rng, board.shape, (0.05 * board.unit, 0.5 * board.unit), 3)
    # Joinery against the light is grey, and bright on the sides that the sun reaches.
    sides = 0.62 + 0.05 * grain - 0.06 * np.abs(board.x - 10) / 5
    board.fill(ramp([(92, 88, 92), (158, 152, 146), (214, 206, 192), (246, 240, 226)], sides), board.mask(outer))
    panes = np.zeros(board.shape, np.float32)
    edges = [left, *BARS, right]
    for a, b in pairwise(edges):
        for c, d in ((top, TRANSOM), (TRANSOM, bottom)):
            inset = FRAME / 2
            hole = rectangle(a + inset, c + inset, b - inset, d - inset)
            rebate = rectangle(a + inset - 0.05, c + inset - 0.05, b - inset + 0.05, d - inset + 0.05)
            board.fill(np.array([104.0, 98, 96]), 0.8 * board.mask(rebate))
            board.fill(
                np.array([255.0, 244, 220]), 0.9 * board.mask(hole + np.array([0.022, -0.022])) * (1 - board.mask(hole))
            )
            panes = np.maximum(panes, board.mask(hole))
    board.pixels[:] = board.pixels * (1 - panes[..., None])
    _sill(board, rng)


def _sill(board: Board, rng: np.random.Generator) -> None:
    left, _, right, bottom = PANE
    shelf = np.array([[left - 0.1, bottom], [right + 0.1, bottom], [right + 0.5, 6.82], [left - 0.5, 6.82]])
    front = rectangle(left - 0.5, 6.82, right + 0.5, 7.02)
    grain = fbm(rng, board.shape, (1.3 * board.unit, 0.045 * board.unit), 4)
    warm = ramp([(96, 58, 32), (156, 104, 62), (206, 158, 104), (244, 212, 160)], 0.62 + 0.13 * grain)
    board.shade(rectangle(left - 0.5, 7.0, right + 0.5, 7.3), 0.12, 0.6)
    board.fill(warm, board.mask(shelf))
    board.fill(warm * 0.62, board.mask(front))
    board.fill(np.array([255.0, 232, 190]), 0.7 * board.mask(rectangle(left - 0.5, 6.80, right + 0.5, 6.83)))
    board.shade(rectangle(left, bottom - 0.02, right, bottom + 0.05), 0.03, 0.4)


def _curtain(board: Board, rng: np.random.Generator) -> None:
    """Linen at both sides, in folds, glowing where the light comes through."""
    for inner, outer in ((5.55, 3.95), (14.75, 16.2)):
        across = (board.x - outer) / (inner - outer)
        drift = 0.10 * np.sin(board.y * 0.8 + 1) + 0.05 * fbm(rng, board.shape, (0.8 * board.unit, 2.2 * board.unit), 2)
        hem = 0.16 * np.sin(board.y * 0.55 - 0.8) + 0.05 * np.sin(board.y * 1.9)
        board.shade(rectangle(outer - 0.12, -1.0, outer + 0.3, 10.0), 0.14, 0.5)
        inside = smoothstep(-0.01, 0.01, across) * smoothstep(0.01, -0.01, across - 0.86 - hem)
        folds = np.sin((across + drift) * 17) + 0.55 * np.sin((across + drift) * 33 + 1.3)
        weave = fbm(rng, board.shape, (0.02 * board.unit, 0.12 * board.unit), 1) + fbm(
            rng, board.shape, (0.12 * board.unit, 0.02 * board.unit), 1
        )
        glow = 0.28 * across
        tone = 0.50 + 0.17 * folds + 0.025 * weave + glow - 0.025 * board.y
        rgb = ramp([(92, 74, 70), (162, 136, 116), (220, 196, 164), (252, 240, 214)], tone)
        board.fill(rgb, inside * (0.97 - 0.22 * across * smoothstep(-0.2, 1.2, folds)))
