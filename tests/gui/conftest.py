"""A real pipeline with small parts: a source that is made of numbers and an engine that paints flat colours."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from stylecam.clock import MonotonicClock
from stylecam.errors import SourceError, StyleError
from stylecam.frame import Frame, Pixels
from stylecam.gui.choices import SourceChoice

from stylecam.look import Look
from stylecam.pipeline.commands import Command, SetMirror, SetSmoothing, SetStrength, SetStyle
from stylecam.pipeline.pipeline import Pipeline
from stylecam.styles import Style, WeightedStyle

COLOURS = {"red": (200, 0, 0), "green": (0, 200, 0), "blue": (0, 0, 200)}
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
    """Paints each frame in the style's colour, as strongly as it was told. The style "broken" is refused."""

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

    def stylize(self, frame: Frame) -> Frame:
        content = frame.pixels[:, ::-1] if self.look.mirror else frame.pixels
        colour = np.array(COLOURS[self.look.mix[0].style.id])
        painted = content * (1 - self.look.strength) + colour * self.look.strength
        return frame.with_pixels(painted.round().astype(np.uint8))

    def close(self) -> None:
        pass


def rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def halves() -> Pixels:
    pixels = np.empty((90, 160, 3), np.uint8)
    pixels[:, :80] = LIGHT
    pixels[:, 80:] = DARK
    return pixels


class Studio:
    """A running pipeline, its window, and the engine behind it."""

    def __init__(self, styles: list[Style]) -> None:
        look = Look((WeightedStyle(styles[0]),), strength=1.0, smoothing=0.5)
        from stylecam.gui.window import Window

        self.styles = styles
        self.engine = FlatEngine(look)
        self.pipeline = Pipeline(HalvesSource, "demo", lambda: self.engine)
        sources = [SourceChoice("demo", "Demo scene"), SourceChoice("0", "Desk camera"), SourceChoice("absent", "Gone")]
        self.window = Window(self.pipeline, styles, sources, look, source="demo")
        self.pipeline.start()

    def colour(self, across: float = 0.25) -> tuple[int, int, int]:
        """What is painted at this share of the picture's width, half way down; the stage while there is none."""
        place = self.window.preview.picture_place
        shown = self.window.preview.grab().toImage()
        scale = shown.devicePixelRatio()
        x, y = place.x() + place.width() * across, place.center().y()
        return rgb(shown.pixelColor(round(x * scale), round(y * scale)))

    def shows(self, colour: tuple[int, int, int], across: float = 0.25) -> Callable[[], bool]:
        """A condition to wait for."""
        return lambda: self.colour(across) == colour


@pytest.fixture
def styles(tmp_path: Path) -> list[Style]:
    """Three flat pictures."""
    found = []
    for name, colour in COLOURS.items():
        path = tmp_path / f"{name}.png"
        Image.new("RGB", (64, 48), colour).save(path)
        found.append(Style(name, name.title(), "A. Painter", path))
    return found


@pytest.fixture
def studio(qtbot: QtBot, styles: list[Style]) -> Iterator[Studio]:
    """The window at work, showing the first style; everything it started has ended afterwards."""
    running = Studio(styles)
    qtbot.addWidget(running.window)
    running.window.resize(900, 600)
    with qtbot.waitActive(running.window):
        running.window.show()
        # Without a window manager nobody else makes it the one that keys go to.
        running.window.activateWindow()
    qtbot.waitUntil(running.shows(COLOURS["red"]))
    yield running
    running.window.close()
    running.pipeline.stop()
    assert stylecam_threads() == []


def stylecam_threads() -> list[str]:
    """The threads of ours that are alive."""
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("stylecam")]
