"""The head as it is animated: a texture with patches for every state of eyes and mouth, and fields that turn it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from stylecam.frame import Pixels
from stylecam.sources.scene import face, hair, sculpt
from stylecam.sources.scene.brush import Board
from stylecam.sources.scene.light import blur
from stylecam.sources.scene.noise import Field, smoothstep
from stylecam.sources.scene.sprite import Bend, Sprite

EYES = (-0.78, -0.24, 0.78, 0.20)
MOUTH = (-1.0, 0.66, 1.0, 1.74)
BLINKS = (0.0, 0.25, 0.5, 0.75, 1.0)
GAPES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, eq=False)
class Patch:
    """A part of the head's texture in several states, evenly spaced from 0 to 1.

    Attributes:
        at: left and top in the texture.
        states: the pixels in each state.
    """

    at: tuple[int, int]
    states: tuple[Pixels, ...]

    def paste(self, texture: Pixels, state: float) -> None:
        """Write the state, a blend of the two nearest ones, into a texture."""
        h, w = self.states[0].shape[:2]
        place = min(max(state, 0.0), 1.0) * (len(self.states) - 1)
        low = min(int(place), len(self.states) - 2)
        target = texture[self.at[1] : self.at[1] + h, self.at[0] : self.at[0] + w]
        cv2.addWeighted(self.states[low], 1 - (place - low), self.states[low + 1], place - low, 0, target)


@dataclass(frozen=True, eq=False)
class HeadStates:
    """The whole head, painted with its eyes ever more closed, and with its mouth ever more open; in face units."""

    blinks: tuple[Sprite, ...]
    gapes: tuple[Sprite, ...]

    def scaled(self, unit: float) -> HeadStates:
        """The same at another number of pixels per face unit."""
        return HeadStates(tuple(s.scaled(unit) for s in self.blinks), tuple(s.scaled(unit) for s in self.gapes))


class Head:
    """A head that can be posed, with a texture of its own. For one thread."""

    def __init__(self, states: HeadStates) -> None:
        resting = states.blinks[0]
        self._texture = Sprite(resting.pixels.copy(), resting.origin, resting.unit)
        self._eyes = _patch(EYES, states.blinks)
        self._mouth = _patch(MOUTH, states.gapes)
        x, y = _grid(resting)
        depth = np.sqrt(np.clip(1 - (x / 1.62) ** 2 - ((y - 0.1) / 2.3) ** 2, 0, 1)) - 0.35
        depth = blur(np.asarray(depth + 0.25 * sculpt.features(x, y)), 0.05 * resting.unit)
        lift = 0.05 * np.exp(-((x / 0.75) ** 2) - ((y + 0.34) / 0.2) ** 2)
        ends = 0.05 * smoothstep(0.7, 2.4, y)
        # Fields of displacement in pixels: what is nearer moves further when the head turns; brows; ends of the hair.
        self._depth, self._lift, self._ends = (np.asarray(f * resting.unit, np.float32) for f in (depth, lift, ends))

    def texture(self, blink: float, gape: float) -> Sprite:
        """The head with eyes closed and mouth open by 0 to 1; good until the next call."""
        self._eyes.paste(self._texture.pixels, blink)
        self._mouth.paste(self._texture.pixels, gape)
        return self._texture

    def bends(self, yaw: float, pitch: float, brow: float, swing: float) -> Sequence[Bend]:
        """The displacements for a head that turns by `yaw` and `pitch` radians."""
        return (
            Bend(-yaw, self._depth, None),
            Bend(-pitch, None, self._depth),
            Bend(brow, None, self._lift),
            Bend(swing, self._ends, None),
        )


def paint_heads(unit: float) -> HeadStates:
    """Paint the head in all its states at `unit` pixels per face unit."""
    front = hair.paint_front(unit)
    quiet = face.bare(unit, 0.0)
    blinks = [_under_hair(front, face.with_eyes(quiet, blink)) for blink in BLINKS]
    talking = [_under_hair(front, face.with_eyes(face.bare(unit, gape), 0.0)) for gape in GAPES[1:]]
    return HeadStates(tuple(blinks), (blinks[0], *talking))


def _under_hair(front: Board, skin: Pixels) -> Sprite:
    """The face put under the hair, which throws its shadow on it."""
    unit = front.unit
    left, top = round((sculpt.LEFT - hair.LEFT) * unit), round((sculpt.TOP - hair.TOP) * unit)
    part = np.s_[top : top + skin.shape[0], left : left + skin.shape[1]]
    lock = front.pixels[part].astype(np.float32)
    alpha = lock[..., 3:] / 255
    move = np.array([[1, 0, 0.07 * unit], [0, 1, 0.09 * unit]])
    fallen = cv2.warpAffine(alpha[..., 0], move, (skin.shape[1], skin.shape[0]), borderMode=cv2.BORDER_REPLICATE)
    near = blur(np.asarray(fallen), 0.055 * unit)
    wide = blur(np.asarray(fallen), 0.16 * unit)
    dark = np.clip(0.62 * near + 0.30 * wide, 0, 0.8)[..., None] * np.array([0.74, 0.88, 0.95, 0.0], np.float32)
    pixels = front.pixels.copy()
    pixels[part] = np.clip(skin * (1 - dark) * (1 - alpha) + lock + 0.5, 0, 255)
    return Sprite(pixels, front.origin, unit)


def _grid(sprite: Sprite) -> tuple[Field, Field]:
    h, w = sprite.pixels.shape[:2]
    x = np.arange(w, dtype=np.float32) / sprite.unit + sprite.origin[0]
    y = np.arange(h, dtype=np.float32) / sprite.unit + sprite.origin[1]
    grid_x, grid_y = np.meshgrid(x, y)
    return grid_x, grid_y


def _patch(box: tuple[float, float, float, float], states: Sequence[Sprite]) -> Patch:
    """Cut one box, in face units, out of every state."""
    unit, origin = states[0].unit, states[0].origin
    left, right = (round((v - origin[0]) * unit) for v in (box[0], box[2]))
    top, bottom = (round((v - origin[1]) * unit) for v in (box[1], box[3]))
    return Patch((left, top), tuple(s.pixels[top:bottom, left:right].copy() for s in states))
