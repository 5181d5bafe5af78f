"""Painted layers and the moving view that lays them over each other."""

from __future__ import annotations

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


@dataclass(frozen=True)
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

    def bend(
        self, sprite: Sprite, view: Matrix, clip: Box, bends: list[tuple[float, Field, Field]], at: tuple[int, int]
    ) -> None:
        """As `lay`, with every point fetched from elsewhere by the sum of weighted fields of pixels.

        Args:
            bends: (weight, x field, y field); the fields are of one shape and at this canvas's scale.
            at: the screen position of the fields' upper left corner; nothing is drawn outside them.
        """
        h, w = bends[0][1].shape
        box = self.box(sprite, view, _common(clip, (at[0], at[1], at[0] + w, at[1] + h)))
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        back = _to_box(sprite, view, box)
        layer, (bw, bh) = self._layer_of(box)
        map_x = self._map_x[: bw * bh].reshape(bh, bw)
        map_y = self._map_y[: bw * bh].reshape(bh, bw)
        columns, rows = self._columns[:bh, :bw], self._rows[:bh, :bw]
        cv2.addWeighted(columns, back[0, 0], rows, back[0, 1], back[0, 2], map_x)
        cv2.addWeighted(columns, back[1, 0], rows, back[1, 1], back[1, 2], map_y)
        part = np.s_[box[1] - at[1] : box[3] - at[1], box[0] - at[0] : box[2] - at[0]]
        for weight, x, y in bends:
            cv2.scaleAdd(x[part], weight, map_x, map_x)
            cv2.scaleAdd(y[part], weight, map_y, map_y)
        cv2.remap(sprite.pixels, map_x, map_y, cv2.INTER_LINEAR, layer, cv2.BORDER_CONSTANT)
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
