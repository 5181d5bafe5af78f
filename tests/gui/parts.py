"""Small parts of a real pipeline: a source that is made of numbers and an engine that paints flat colours."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PIL import Image
from PySide6.QtGui import QColor

from stylecam.clock import MonotonicClock
from stylecam.errors import EngineError, SourceError, StyleError
from stylecam.frame import Frame, Pixels
from stylecam.look import Look, MaskedRegion, Treatment
from stylecam.pictures import load_picture
from stylecam.pipeline.commands import (
    Command,
    LearnBackground,
    SetBackground,
    SetBrush,
    SetCrossfade,
    SetKeepColor,
    SetMasks,
    SetMirror,
    SetSmoothing,
    SetStrength,
    SetStyle,
)
from stylecam.pipeline.status import PersonStatus
from stylecam.styles import Style, WeightedStyle

COLOURS = {"red": (200, 0, 0), "green": (0, 200, 0), "blue": (0, 0, 200)}
PAINTS = COLOURS | {"white": (200, 200, 200), "grey": (100, 100, 100), "gold": (200, 160, 0)}
"""What the engine can paint with."""
PAINT = (90, 90, 90)
"""What it paints every other style with."""
LIGHT, DARK = (240, 240, 240), (40, 40, 40)
"""The left and the right half of what every source shows."""
BACKDROP = slice(120, 160)
"""The columns that the engine takes for the background."""
SETS: dict[type[Command], tuple[str, str]] = {
    SetStyle: ("mix", "mix"),
    SetStrength: ("strength", "strength"),
    SetMirror: ("mirror", "mirror"),
    SetSmoothing: ("smoothing", "seconds"),
    SetBrush: ("brush", "brush"),
    SetCrossfade: ("crossfade", "seconds"),
    SetKeepColor: ("keep_color", "keep_color"),
    SetBackground: ("background", "background"),
    SetMasks: ("masks", "masks"),
}
"""What a command sets: the part of the look, and what it is called in the command."""
NOBODY = "nothing here finds the person; leave the picture, and let the empty background be learned"


class HalvesSource:
    """160x90, the left half light, the right half dark, 200 times a second. "absent" cannot be opened."""

    def __init__(self, spec: str) -> None:
        self.name = spec
        self._clock = MonotonicClock()
        self._closed = threading.Event()
        self._index = 0

    def open(self) -> None:
        if self.name == "absent":
            raise SourceError("absent: no such camera; plug it in")

    def read(self) -> Frame | None:
        self._clock.wait(self._closed, 0.005)
        self._index += 1
        return Frame(halves(), self._index, self._clock.now())

    def close(self) -> None:
        self._closed.set()


class FlatEngine:
    """Paints each frame in the mix of the styles' colours, as strongly as told. The style "broken" is refused.

    Attributes:
        person: what it says of who finds the person; while that is nothing, it refuses backgrounds.
        learned: for how long it was to learn the background, each time.
    """

    name = "flat engine"

    def __init__(self, look: Look) -> None:
        self.look = look
        self.person = PersonStatus("network")
        self.learned: list[float] = []

    def open(self) -> None:
        pass

    def apply(self, command: Command) -> None:
        self._check(command)
        if isinstance(command, LearnBackground):
            self.learned.append(command.seconds)
        elif type(command) in SETS:
            field, value = SETS[type(command)]
            self.look = replace(self.look, **{field: getattr(command, value)})

    def _check(self, command: Command) -> None:
        if isinstance(command, SetStyle) and command.mix[0].style.id == "broken":
            raise StyleError("broken.png: not a picture that can be read; use PNG, JPEG or WebP")
        if isinstance(command, SetBackground) and command.background != "none" and self.person.way == "none":
            raise EngineError(NOBODY)
        if isinstance(command, SetMasks):
            for region in command.masks:
                load_picture(region.mask)

    def stylize(self, frame: Frame) -> Frame:
        look = self.look
        content = frame.pixels[:, ::-1] if look.mirror else frame.pixels
        painted = treated(content, look.mix, look.strength)
        if look.background != "none":
            painted[:, BACKDROP] = treated(content, look.background, look.strength)[:, BACKDROP]
        for region in look.masks:
            mask = mask_over(region, frame)[:, ::-1] if look.mirror else mask_over(region, frame)
            painted = painted * (1 - mask) + treated(content, region.paint, look.strength) * mask
        return replace(frame, pixels=painted.round().astype(np.uint8), content=np.ascontiguousarray(content))

    def close(self) -> None:
        pass


class FlatPainter:
    """Thumbnails at once, each in its style's colour."""

    def paint(self, content: Pixels, style: Style) -> Future[Pixels]:
        done: Future[Pixels] = Future()
        done.set_result(np.full_like(content, PAINTS.get(style.id, PAINT)))
        return done

    def close(self) -> None:
        pass


def treated(content: Pixels, treatment: Treatment, strength: float) -> npt.NDArray[np.float64]:
    """All of a picture as it is, in its mean colour, or in the colour of a mix."""
    if isinstance(treatment, str):
        return content.astype(np.float64) if treatment == "original" else np.full(content.shape, content.mean())
    colours = [PAINTS.get(part.style.id, PAINT) for part in treatment]
    colour = np.average(colours, axis=0, weights=[part.weight for part in treatment])
    return content * (1 - strength) + colour * strength


def mask_over(region: MaskedRegion, frame: Frame) -> npt.NDArray[np.float64]:
    """A region's mask over a frame as the camera took it: (H, W, 1), 0 to 1."""
    grey = Image.fromarray(load_picture(region.mask)).convert("L").resize(frame.size)
    return np.asarray(grey)[..., None] / 255


def flat_look(styles: list[Style]) -> Look:
    return Look((WeightedStyle(styles[0]),), strength=1.0, smoothing=0.5)


def rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def halves() -> Pixels:
    pixels = np.empty((90, 160, 3), np.uint8)
    pixels[:, :80] = LIGHT
    pixels[:, 80:] = DARK
    return pixels


def stylecam_threads() -> list[str]:
    """The threads of ours that are alive."""
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("stylecam")]
