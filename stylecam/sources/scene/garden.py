"""The garden before the hills: lawn and shrubs, a tree in the wind, and flowers under the window."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from stylecam.sources.scene.brush import Board, Points, Rgb, leaves, ramp
from stylecam.sources.scene.noise import Field, fbm, smoothstep
from stylecam.sources.scene.sky import LEFT, RIGHT
from stylecam.sources.scene.sprite import Sprite

BOTTOM = 7.3
TREE_FOOT = 6.9
SUNWARD = np.array([0.62, -0.62, 0.48])
LEAF = [(22, 44, 26), (44, 82, 36), (88, 130, 46), (148, 178, 66), (216, 222, 112)]
HEDGE = [(20, 40, 30), (38, 70, 42), (72, 112, 52), (120, 152, 72), (184, 196, 108)]
BLUE = [(26, 52, 50), (52, 88, 76), (88, 128, 98), (136, 168, 118), (196, 208, 150)]


def crown(rng: np.random.Generator, blobs: Field, count: int, size: float) -> tuple[Points, Field, Field, Field]:
    """Scatter leaves over spheres of foliage: n x 4 blobs of x, y, depth and radius.

    Returns:
        Position, angle, length and light (0 to 1) of each leaf, from the back to the front.
    """
    share = blobs[:, 3] ** 2
    which = rng.choice(len(blobs), count, p=share / share.sum())
    normal = rng.standard_normal((count, 3))
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    normal[:, 2] = np.abs(normal[:, 2])
    radius = blobs[which, 3:4] * np.minimum(rng.normal(1.0, 0.24, (count, 1)), 1.6)
    place = blobs[which, :3] + normal * radius
    middle = np.average(blobs[:, :2], axis=0, weights=share)
    spread = np.abs(blobs[:, :2] - middle).max() + 1e-6
    high = ((place[:, :2] - middle) / spread) @ SUNWARD[:2]
    light = 0.36 + 0.34 * (normal @ SUNWARD) + 0.20 * high + rng.normal(0, 0.09, count)
    order = np.argsort(place[:, 2] + 0.35 * radius[:, 0] * (normal @ SUNWARD))
    angles = rng.uniform(-1.3, 1.3, count) + 0.9
    return place[order, :2], angles[order], size * rng.uniform(0.6, 1.25, count)[order], np.clip(light, 0, 1)[order]


def bush(board: Board, rng: np.random.Generator, x: float, y: float, wide: float, tall: float,
         size: float, palette: Sequence[Rgb]) -> None:  # fmt: skip
    """A shrub standing at (x, y)."""
    n = 16
    blobs = np.stack([x + wide * rng.uniform(-0.75, 0.75, n), y - tall * rng.uniform(0.15, 0.8, n),
                      rng.uniform(-0.5, 0.5, n) * wide, rng.uniform(0.22, 0.38, n) * min(wide, tall)], -1)  # fmt: skip
    size *= 0.72
    count = int(5.0 * wide * tall / size**2)
    centres, angles, lengths, light = crown(rng, blobs, count, size)
    board.polygons(leaves(centres, angles, lengths, 0.55), ramp(palette, light))


def paint_lawn(unit: float) -> Sprite:
    """The middle distance: grass with cloud shadows, a path, a hedge and shrubs."""
    board = Board(LEFT, 3.2, RIGHT, BOTTOM, unit)
    rng = np.random.default_rng(31)
    x, y = board.x, board.y
    far = np.clip((y - 4.55) / (BOTTOM - 4.55), 0, 1)
    shade = fbm(rng, board.shape, (2.6 * unit, 0.35 * unit), 3)
    blades = fbm(rng, board.shape, (0.05 * unit, 0.16 * unit), 2)
    tone = 0.62 - 0.28 * far + 0.15 * shade + 0.10 * blades
    edge = smoothstep(-0.03, 0.03, y - 4.6 - 0.03 * fbm(rng, (1, board.shape[1]), (0.9 * unit, 1), 3))
    board.fill(ramp([(36, 70, 26), (74, 116, 40), (124, 158, 62), (186, 198, 98)], tone), edge)
    bend = 9.9 + 1.5 * np.sin((y - 4.4) * 1.25) + 0.3 * (y - 4.6)
    path = smoothstep(0.05 + 0.26 * far, 0.02 + 0.17 * far, np.abs(x - bend) + 0.02 * blades) * edge
    sand = fbm(rng, board.shape, (0.09 * unit, 0.05 * unit), 3)
    board.fill(ramp([(150, 122, 92), (206, 182, 144), (238, 222, 186)], 0.55 + 0.15 * sand + 0.15 * shade), path)
    for at, base, wide, tall, size, palette in [
        (5.6, 4.9, 1.1, 1.25, 0.075, BLUE), (7.2, 4.75, 0.9, 0.7, 0.06, HEDGE), (8.3, 4.72, 0.6, 1.05, 0.06, BLUE),
        (12.3, 4.75, 0.8, 0.62, 0.06, LEAF), (13.6, 4.8, 0.9, 0.85, 0.06, HEDGE), (16.4, 5.0, 1.0, 1.3, 0.075, BLUE),
        (8.6, 5.7, 0.75, 0.6, 0.075, LEAF), (12.9, 5.85, 0.8, 0.62, 0.08, HEDGE),
    ]:  # fmt: skip
        bush(board, rng, at, base, wide, tall, size, palette)
        _speckle(board, rng, at, base, wide, tall)
    return board.sprite()


def _speckle(board: Board, rng: np.random.Generator, x: float, y: float, wide: float, tall: float) -> None:
    """Blossom on a shrub."""
    hues = np.array([(244, 232, 236), (236, 150, 170), (250, 214, 120), (200, 130, 190)])
    n = 26
    at = np.stack([x + wide * rng.normal(0, 0.33, n), y - tall * rng.uniform(0.25, 0.85, n)], -1)
    tint = hues[rng.integers(0, 4)] * rng.uniform(0.8, 1.05, (n, 1))
    board.polygons(leaves(at, rng.uniform(0, 3, n), rng.uniform(0.04, 0.075, n), 0.9), tint)


def paint_tree(unit: float) -> Sprite:
    """The tree on the right: trunk, boughs, and leaves lit from behind by the sun."""
    board = Board(11.2, -1.0, RIGHT + 0.4, BOTTOM, unit)
    rng = np.random.default_rng(44)
    _bark(board, rng, np.array([15.75, 6.9]), np.array([15.5, 3.2]), 0.36, 0.25)
    tips = []
    for bearing, reach, start in [(-2.75, 2.3, 3.4), (-2.35, 2.5, 3.1), (-1.9, 2.2, 3.3), (-1.4, 2.6, 3.1),
                                  (-0.9, 2.2, 3.2), (-0.5, 1.7, 3.5)]:  # fmt: skip
        root = np.array([15.5 + 0.05 * bearing, start])
        knee = root + 0.5 * reach * np.array([np.cos(bearing + 0.2), np.sin(bearing + 0.2)])
        tip = knee + 0.55 * reach * np.array([np.cos(bearing - 0.15), np.sin(bearing - 0.15)])
        _bark(board, rng, root, knee, 0.16, 0.10)
        _bark(board, rng, knee, tip, 0.10, 0.04)
        tips += [(knee + tip) / 2, tip, *(tip + rng.normal(0, 0.6, (7, 2))), *(knee + rng.normal(0, 0.6, (6, 2)))]
    n = len(tips)
    blobs = np.column_stack([np.array(tips), rng.uniform(-0.6, 0.6, n), rng.uniform(0.16, 0.42, n)])
    centres, angles, lengths, light = crown(rng, blobs, 16000, 0.10)
    board.polygons(leaves(centres, angles, lengths, 0.5), ramp(LEAF, light))
    return board.sprite()


def _bark(board: Board, rng: np.random.Generator, a: Points, b: Points, wide: float, narrow: float) -> None:
    """A tapering bough, lit from the right, as strokes along it."""
    n = 170 if wide > 0.2 else 60
    side = np.array([a[1] - b[1], b[0] - a[0]]) / np.linalg.norm(b - a)
    across = np.sort(rng.uniform(-1, 1, n)) * -np.sign(side[0] if abs(side[0]) > 0.1 else 1)
    start = rng.uniform(0, 0.75, n)
    stop = start + rng.uniform(0.15, 0.5, n)
    body = np.array([a - side * wide / 2, a + side * wide / 2, b + side * narrow / 2, b - side * narrow / 2])
    board.polygon(body, (62, 50, 40))

    def at(part: Field) -> Points:
        part = np.minimum(part, 1)[:, None]
        half = (wide + (narrow - wide) * part) / 2
        return np.asarray(a + (b - a) * part + side * half * across[:, None])

    sunny = across * np.sign(side[0] if abs(side[0]) > 0.1 else 1)
    tone = 0.4 + 0.4 * sunny + rng.normal(0, 0.16, n)
    board.lines(at(start), at(stop), ramp([(40, 32, 28), (92, 74, 56), (168, 140, 104), (232, 206, 156)], tone))


def paint_flowers(unit: float) -> Sprite:
    """The bed under the window: stems, long leaves and blossoms, the nearest ones last."""
    board = Board(LEFT, 4.6, RIGHT, BOTTOM, unit)
    rng = np.random.default_rng(52)
    hues = [(206, 40, 44), (240, 150, 30), (238, 208, 62), (214, 84, 150), (126, 82, 190), (246, 240, 232)]
    for depth in np.linspace(0, 1, 5):
        n = 150
        foot = np.stack([rng.uniform(LEFT, RIGHT, n), np.full(n, 7.3)], -1)
        tip = foot + np.stack([rng.normal(0, 0.16, n), -rng.uniform(0.5, 1.25 - 0.35 * depth, n)], -1)
        tone = rng.uniform(0.05, 0.5, n) + 0.35 * depth
        board.polygons(_blades(foot, tip, rng.uniform(0.035, 0.075, n)), ramp(LEAF, tone))
        heads = 15
        for x, tall, hue in zip(rng.uniform(LEFT, RIGHT, heads), rng.uniform(0.7, 1.6 - 0.4 * depth, heads),
                                rng.integers(0, len(hues), heads), strict=True):  # fmt: skip
            top = np.array([x + rng.normal(0, 0.1), 7.3 - tall])
            board.lines(np.array([[x, 7.3]]), top[None], np.array([[58, 96, 40]]), 0.02)
            _blossom(board, rng, top, rng.uniform(0.09, 0.15) * (0.8 + 0.4 * depth), np.array(hues[hue]))
    return board.sprite()


def _blades(foot: Points, tip: Points, width: Field) -> Points:
    """Blades of grass as polygons, n x 4 x 2."""
    middle = foot * 0.45 + tip * 0.55
    half = np.stack([width, np.zeros_like(width)], -1)
    return np.asarray(np.stack([foot, middle - half / 2, tip, middle + half / 2], 1))


def _blossom(board: Board, rng: np.random.Generator, at: Points, radius: float, hue: Points) -> None:
    """Two rings of petals around an eye, seen a little from the side, brighter towards the sun."""
    for ring, n in ((1.0, 9), (0.62, 7)):
        angles = np.arange(n) * (2 * np.pi / n) + rng.uniform(0, 1)
        out = np.stack([np.cos(angles), 0.8 * np.sin(angles)], -1)
        tone = 0.82 + 0.2 * (out @ SUNWARD[:2]) + rng.normal(0, 0.05, n) + 0.16 * (ring < 1)
        petals = leaves(
            at + out * radius * 0.55 * ring, np.arctan2(out[:, 1], out[:, 0]), np.full(n, radius * ring), 0.55
        )
        board.polygons(petals, hue * tone[:, None] + 12)
    eye = leaves(at[None], np.zeros(1), np.array([radius * 0.55]), 0.9)
    board.polygons(eye, np.array([[96, 58, 24]]))
