"""Painted layers and the moving view that lays them over each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.frame import Pixels
from stylecam.sources.scene.noise import Field

Matrix = npt.NDArray[np.float64]
"""2 x 3: an affine map of points."""
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are outside."""


@dataclass(frozen=True, eq=False)
class Bend:
    """A field of displacements in pixels, and how it is placed: what wind and a turning head do to a layer.

    Attributes:
        x, y: where to fetch from, relative to the pixel itself; None for no displacement along that axis.
        weight: factor on both.
    """

    weight: float
    x: Field | None
    y: Field | None


@dataclass(frozen=True, eq=False)
class Sprite:
    """A painted layer.

    Attributes:
        pixels: height x width x 4 uint8, RGB premultiplied by alpha.
        origin: scene units of its upper left corner.
        unit: its pixels per scene unit.
    """

    pixels: Pixels
    origin: tuple[float, float]
    unit: float

    def placed(self, view: Matrix) -> Matrix:
        """The map from this sprite's pixels to the screen, given the one from scene units."""
        a = view[:, :2] / self.unit
        return np.column_stack([a, view[:, :2] @ np.asarray(self.origin) + view[:, 2]])

    def scaled(self, unit: float) -> Sprite:
        """The same layer at about another number of pixels per unit."""
        h, w = self.pixels.shape[:2]
        size = max(1, round(w * unit / self.unit)), max(1, round(h * unit / self.unit))
        if size == (w, h):
            return self
        smaller = cv2.resize(self.pixels, size, interpolation=cv2.INTER_AREA)
        return Sprite(np.asarray(smaller, np.uint8), self.origin, self.unit * size[0] / w)


class Canvas:
    """A picture being composed, and the buffers that takes: made once, used for every frame."""

    def __init__(self, size: tuple[int, int]) -> None:
        w, h = size
        self.size = size
        self.pixels: Pixels = np.zeros((h, w, 4), np.uint8)
        self._layer = np.zeros(h * w * 4, np.uint8)
        self._alpha = np.zeros(h * w, np.uint8)
        self._veil = np.zeros(h * w * 4, np.uint8)
        self._map_x = np.zeros(h * w, np.float32)
        self._map_y = np.zeros(h * w, np.float32)
        self._columns = np.tile(np.arange(w, dtype=np.float32), (h, 1))
        self._rows = np.tile(np.arange(h, dtype=np.float32)[:, None], (1, w))

    @property
    def whole(self) -> Box:
        """The box of the whole picture."""
        return 0, 0, *self.size

    def box(self, sprite: Sprite, view: Matrix, clip: Box) -> Box:
        """The part of `clip` that the sprite can touch."""
        h, w = sprite.pixels.shape[:2]
        corners = sprite.placed(view) @ np.array([[0, w, 0, w], [0, 0, h, h], [1, 1, 1, 1]], np.float64)
        left, top = np.floor(corners.min(axis=1)).astype(int)
        right, bottom = np.ceil(corners.max(axis=1)).astype(int)
        return max(clip[0], int(left)), max(clip[1], int(top)), min(clip[2], int(right)), min(clip[3], int(bottom))

    def lay(self, sprite: Sprite, view: Matrix, clip: Box) -> None:
        """Composite a sprite over what is there, within `clip`."""
        box = self.box(sprite, view, clip)
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        back = _to_box(sprite, view, box)
        layer, shape = self._layer_of(box)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        cv2.warpAffine(sprite.pixels, back, shape, layer, flags, cv2.BORDER_CONSTANT)
        self._over(layer, box)

    def cover(self, sprite: Sprite, view: Matrix, clip: Box) -> None:
        """As `lay` for a layer without transparency, which costs less."""
        box = self.box(sprite, view, clip)
        if box[0] < box[2] and box[1] < box[3]:
            below = self.pixels[box[1] : box[3], box[0] : box[2]]
            size = box[2] - box[0], box[3] - box[1]
            flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
            cv2.warpAffine(sprite.pixels, _to_box(sprite, view, box), size, below, flags, cv2.BORDER_REPLICATE)

    def bend(self, sprite: Sprite, view: Matrix, clip: Box, bends: Sequence[Bend]) -> None:
        """As `lay`, with every pixel fetched from elsewhere by the sum of the bends.

        The fields are of one shape and at this canvas's scale; their corner is laid on the sprite's corner, to the
        nearest pixel, and nothing is drawn outside them.
        """
        h, w = next(f.shape for b in bends for f in (b.x, b.y) if f is not None)
        left, top = np.round(sprite.placed(view)[:, 2]).astype(int).tolist()
        box = self.box(sprite, view, _common(clip, (left, top, left + w, top + h)))
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        layer, (bw, bh) = self._layer_of(box)
        back = _to_box(sprite, view, box)
        part = np.s_[box[1] - top : box[3] - top, box[0] - left : box[2] - left]
        columns, rows = self._columns[:bh, :bw], self._rows[:bh, :bw]
        maps = []
        for axis, buffer in enumerate((self._map_x, self._map_y)):
            where = buffer[: bw * bh].reshape(bh, bw)
            cv2.addWeighted(columns, back[axis, 0], rows, back[axis, 1], back[axis, 2], where)
            for b in bends:
                field = b.y if axis else b.x
                if field is not None:
                    cv2.scaleAdd(field[part], b.weight, where, where)
            maps.append(where)
        cv2.remap(sprite.pixels, maps[0], maps[1], cv2.INTER_LINEAR, layer, cv2.BORDER_CONSTANT)
        self._over(layer, box)

    def picture(self) -> Pixels:
        """What was composed, as RGB pixels of its own."""
        return np.asarray(cv2.cvtColor(self.pixels, cv2.COLOR_RGBA2RGB), np.uint8)

    def _layer_of(self, box: Box) -> tuple[Pixels, tuple[int, int]]:
        w, h = box[2] - box[0], box[3] - box[1]
        return self._layer[: w * h * 4].reshape(h, w, 4), (w, h)

    def _over(self, layer: Pixels, box: Box) -> None:
        h, w = layer.shape[:2]
        below = self.pixels[box[1] : box[3], box[0] : box[2]]
        alpha = self._alpha[: w * h].reshape(h, w)
        veil = self._veil[: w * h * 4].reshape(h, w, 4)
        cv2.extractChannel(layer, 3, alpha)
        cv2.bitwise_not(alpha, alpha)
        cv2.cvtColor(alpha, cv2.COLOR_GRAY2RGBA, veil)
        cv2.multiply(below, veil, below, 1 / 255)
        cv2.add(below, layer, below)


def _common(a: Box, b: Box) -> Box:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _to_box(sprite: Sprite, view: Matrix, box: Box) -> Matrix:
    """The map from pixels of a box on the screen back to the sprite's."""
    back = np.asarray(cv2.invertAffineTransform(sprite.placed(view)), np.float64)
    back[:, 2] += back[:, :2] @ np.asarray(box[:2], np.float64)
    return back
