"""Small parts of a real pipeline: a source that is made of numbers and an engine that paints flat colours."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QColor

from stylecam.clock import MonotonicClock
from stylecam.errors import SourceError, StyleError
from stylecam.frame import Frame, Pixels
from stylecam.look import Look
from stylecam.pipeline.commands import (
    Command,
    SetBrush,
    SetCrossfade,
    SetKeepColor,
    SetMirror,
    SetSmoothing,
    SetStrength,
    SetStyle,
)
from stylecam.styles import Style, WeightedStyle

COLOURS = {"red": (200, 0, 0), "green": (0, 200, 0), "blue": (0, 0, 200)}
PAINTS = COLOURS | {"white": (200, 200, 200), "grey": (100, 100, 100), "gold": (200, 160, 0)}
"""What the engine can paint with."""
PAINT = (90, 90, 90)
"""What it paints every other style with."""
LIGHT, DARK = (240, 240, 240), (40, 40, 40)
"""The left and the right half of what every source shows."""


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
    """Paints each frame in the mix of the styles' colours, as strongly as told. The style "broken" is refused."""

    name = "flat engine"

    def __init__(self, look: Look) -> None:
        self.look = look

    def open(self) -> None:
        pass

    def apply(self, command: Command) -> None:
        if isinstance(command, SetStyle):
            if command.mix[0].style.id == "broken":
                raise StyleError("broken.png: not a picture that can be read; use PNG, JPEG or WebP")
            self.look = replace(self.look, mix=command.mix)
        elif isinstance(command, SetStrength):
            self.look = replace(self.look, strength=command.strength)
        elif isinstance(command, SetMirror):
            self.look = replace(self.look, mirror=command.mirror)
        elif isinstance(command, SetSmoothing):
            self.look = replace(self.look, smoothing=command.seconds)
        elif isinstance(command, SetBrush):
            self.look = replace(self.look, brush=command.brush)
        elif isinstance(command, SetCrossfade):
            self.look = replace(self.look, crossfade=command.seconds)
        elif isinstance(command, SetKeepColor):
            self.look = replace(self.look, keep_color=command.keep_color)

    def stylize(self, frame: Frame) -> Frame:
        content = frame.pixels[:, ::-1] if self.look.mirror else frame.pixels
        weights = [part.weight for part in self.look.mix]
        colour = np.average([PAINTS.get(part.style.id, PAINT) for part in self.look.mix], axis=0, weights=weights)
        painted = content * (1 - self.look.strength) + colour * self.look.strength
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
