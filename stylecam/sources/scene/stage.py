"""The scene put together: what is painted once, and where everything is at a given time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from stylecam.frame import Pixels
from stylecam.sources.scene import body, garden, hair, room, sky
from stylecam.sources.scene.head import Head, HeadStates, paint_heads
from stylecam.sources.scene.motion import gust, pose
from stylecam.sources.scene.noise import Field, noise
from stylecam.sources.scene.sprite import Bend, Box, Canvas, Matrix, Sprite

SMALLEST = 64
"""The least width and height the scene is drawn at."""
WIDTH, HEIGHT = 16.0, 9.0
FOCUS = (7.5, 4.5)
ZOOM = 1.03
FACE_UNIT = 1.36
EYES_AT = (7.35, 3.95)
NECK = (0.0, 1.5)
PAINTED_AT = (41.2, 165.0)
"""Layers are painted at no fewer and no more pixels per unit than this, then scaled."""


@dataclass(frozen=True, eq=False)
class Wind:
    """Displacements of a layer in the wind: a slow sway and a flutter, cosine and sine part of each."""

    parts: tuple[Field, Field, Field, Field]

    def bends(self, t: float) -> Sequence[Bend]:
        """The wind at `t` seconds."""
        a, b, c, d = self.parts
        return tuple(Bend(w, f, g) for w, f, g in zip(gust(t), (a, b, c, d), (None, None, d, c), strict=True))


@dataclass(frozen=True, eq=False)
class Layers:
    """Everything that is painted once."""

    sky: Sprite
    clouds: Sprite
    hills: Sprite
    lawn: Sprite
    tree: Sprite
    flowers: Sprite
    room: Sprite
    back_hair: Sprite
    body: Sprite
    heads: HeadStates

    def scaled(self, unit: float) -> Layers:
        """The same layers at another number of pixels per scene unit."""
        near = {"back_hair", "body", "heads"}
        units = {field.name: unit * FACE_UNIT if field.name in near else unit for field in fields(self)}
        return Layers(**{name: getattr(self, name).scaled(at) for name, at in units.items()})


@lru_cache(maxsize=2)
def paint_layers(unit: float) -> Layers:
    """Paint the scene for `unit` pixels per scene unit. Kept for the next scene: nobody writes to it."""
    face = unit * FACE_UNIT
    return Layers(
        sky=sky.paint_sky(unit),
        clouds=sky.paint_clouds(unit),
        hills=sky.paint_hills(unit),
        lawn=garden.paint_lawn(unit),
        tree=garden.paint_tree(unit),
        flowers=garden.paint_flowers(unit),
        room=room.paint_room(unit),
        back_hair=hair.paint_back(face).sprite(),
        body=body.paint_body(face).sprite(),
        heads=paint_heads(face),
    )


def _wind(sprite: Sprite, foot: float, sway: float, flutter: float) -> Wind:
    """Wind on what stands at `foot`; amplitudes in scene units at two units above it."""
    h, w = sprite.pixels.shape[:2]
    rng = np.random.default_rng(91)
    y = (np.arange(h, dtype=np.float32) / sprite.unit + sprite.origin[1])[:, None]
    high = np.clip((foot - y) / 2, 0, None) ** 1.3
    high = np.minimum(high, 1.6) * sprite.unit
    parts = []
    for amplitude, cell in ((sway, 2.2), (flutter, 0.45)):
        phase = 1.6 * noise(rng, (h, w), (cell * sprite.unit, cell * sprite.unit))
        parts += [amplitude * high * np.cos(phase), amplitude * high * np.sin(phase)]
    a, b, c, d = (np.asarray(f, np.float32) for f in parts)
    return Wind((a, b, c, d))


class Scene:
    """The scene at one size, (width, height), and the buffers to compose a frame in. For one thread."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._scale = max(size[0] / WIDTH, size[1] / HEIGHT)
        unit = self._scale * ZOOM
        self._layers = paint_layers(min(max(unit, PAINTED_AT[0]), PAINTED_AT[1])).scaled(unit)
        self._head = Head(self._layers.heads)
        self._tree_wind = _wind(self._layers.tree, garden.TREE_FOOT, 0.085, 0.016)
        self._flower_wind = _wind(self._layers.flowers, garden.BOTTOM, 0.075, 0.010)
        self._canvas = Canvas(size)

    def frame(self, t: float) -> Pixels:
        """The scene at `t` seconds: RGB pixels of its own."""
        canvas, layers = self._canvas, self._layers
        near = self._view(t, 1.0)
        panes = self._panes(near)
        canvas.cover(layers.sky, self._view(t, 0.15), panes)
        canvas.lay(layers.clouds, self._drifted(t), panes)
        canvas.lay(layers.hills, self._view(t, 0.25), panes)
        canvas.lay(layers.lawn, self._view(t, 0.4), panes)
        canvas.bend(layers.tree, self._view(t, 0.6), panes, self._tree_wind.bends(t))
        canvas.bend(layers.flowers, self._view(t, 0.75), panes, self._flower_wind.bends(t))
        canvas.lay(layers.room, near, canvas.whole)
        self._figure(t)
        return canvas.picture()

    def _figure(self, t: float) -> None:
        canvas, layers, now = self._canvas, self._layers, pose(t)
        torso = self._view(t, 1.35) @ _placed(EYES_AT, FACE_UNIT, now.lean, 0.0)
        neck = np.array([*NECK, 1.0])
        head = torso @ _turned(now.roll, neck, now.lean * 0.4, now.breath * 0.5)
        behind = head @ _shift(-0.35 * now.yaw, -0.2 * now.pitch)
        canvas.lay(layers.back_hair, behind[:2], canvas.whole)
        canvas.lay(layers.body, (torso @ _shift(0.0, -now.breath))[:2], canvas.whole)
        texture = self._head.texture(now.blink, now.gape)
        canvas.bend(texture, head[:2], canvas.whole, self._head.bends(now.yaw, now.pitch, now.brow, now.swing))

    def _view(self, t: float, nearness: float) -> Matrix:
        """The map from scene units to the screen, for layers that shift by `nearness` times the camera's pan."""
        w, h = self._canvas.size
        k = self._scale * (ZOOM + 0.014 * math.sin(t * 0.21))
        x = FOCUS[0] + nearness * 0.15 * math.sin(t * 0.29)
        y = FOCUS[1] + nearness * 0.05 * math.sin(t * 0.37 + 1)
        return np.array([[k, 0, w / 2 - k * x], [0, k, h / 2 - k * y]])

    def _panes(self, view: Matrix) -> Box:
        """The window on the screen."""
        left, top, right, bottom = room.PANE
        a = view @ np.array([left, top, 1])
        b = view @ np.array([right, bottom, 1])
        w, h = self._canvas.size
        return max(0, int(a[0])), max(0, int(a[1])), min(w, int(b[0]) + 2), min(h, int(b[1]) + 2)

    def _drifted(self, t: float) -> Matrix:
        clouds = self._layers.clouds
        period = clouds.pixels.shape[1] / 2 / clouds.unit
        return self._view(t, 0.12) @ _shift(sky.LEFT - (0.09 * t + 3.0) % period, 0.0)


def _shift(x: float, y: float) -> Matrix:
    return np.array([[1.0, 0, x], [0, 1, y], [0, 0, 1]])


def _placed(at: tuple[float, float], unit: float, x: float, y: float) -> Matrix:
    """3 x 3: from face units, moved by (x, y), to scene units."""
    return np.array([[unit, 0, at[0] + unit * x], [0, unit, at[1] + unit * y], [0, 0, 1]])


def _turned(roll: float, pivot: Matrix, x: float, y: float) -> Matrix:
    """3 x 3: a turn about a pivot, then a shift."""
    c, s = math.cos(roll), math.sin(roll)
    turn = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
    return np.asarray(_shift(x, y) @ _shift(pivot[0], pivot[1]) @ turn @ _shift(-pivot[0], -pivot[1]))
