"""A real pipeline with small parts: a source that is made of numbers and an engine that paints flat colours."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylecam.clock import MonotonicClock
from stylecam.errors import SinkError, SourceError, StyleError
from stylecam.frame import Frame, Pixels
from stylecam.gui.parts import Opening, make_parts
from stylecam.gui.remembering import restore
from stylecam.gui.services import Camera, Choice, Film, Microphone, Services, Take
from stylecam.gui.theme import Appearance
from stylecam.gui.window import Window
from stylecam.look import Look
from stylecam.looks import LookStore
from stylecam.memory import Memory
from stylecam.microphone.microphone import Microphone as Hearing
from stylecam.naming import new_file
from stylecam.outputs import CameraChoice, OutputChoices, RecordingChoice, StreamChoice
from stylecam.pipeline.capture import MakeSource
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
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.ports import Sink
from stylecam.recordings import original_beside
from stylecam.sinks.recording import ContentOf, recorded_video
from stylecam.sinks.recovery import rescue
from stylecam.sinks.soundtrack import Soundtrack
from stylecam.sinks.still import keep_still
from stylecam.sinks.stream.sink import StreamSink
from stylecam.stills import Still
from stylecam.style_store import StyleStore
from stylecam.styles import Style, WeightedStyle
from tests.microphone.driver import HandDriver

PATIENCE = 60_000
"""Milliseconds."""
COLOURS = {"red": (200, 0, 0), "green": (0, 200, 0), "blue": (0, 0, 200)}
PAINTS = COLOURS | {"white": (200, 200, 200), "grey": (100, 100, 100), "gold": (200, 160, 0)}
"""What the engine can paint with."""
PAINT = (90, 90, 90)
"""What it paints every other style with."""
NO_RULES = "/* plain */"
AT = datetime(2026, 11, 20, 14, 3, 7)
"""When every file is kept."""
OUTPUTS = OutputChoices(RecordingChoice("mkv"), stream=StreamChoice(0))
"""Any free port: other tests run beside this one."""
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


def rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def halves() -> Pixels:
    pixels = np.empty((90, 160, 3), np.uint8)
    pixels[:, :80] = LIGHT
    pixels[:, 80:] = DARK
    return pixels


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


def flat_services(styles: list[Style], folder: Path) -> Services:
    """Stores, stills and recordings in the folder; one camera; no virtual one."""
    store = StyleStore(folder / "mine", styles)
    kept = folder / "kept"

    def still(taken: Still) -> Path:
        return keep_still(replace(taken, at=AT), kept, store)

    def films(look: Look, choice: RecordingChoice, microphone: Microphone | None) -> Take:
        path = new_file(kept, look, f".{choice.format}", AT)
        sound = Soundtrack(microphone) if microphone is not None else None
        painted: Film = recorded_video(path, choice.options, sound)
        original = ContentOf(recorded_video(original_beside(path), choice.options))
        return Take([painted, original][: 1 + choice.original], microphone)

    def no_camera(_choice: CameraChoice) -> Sink:
        raise SinkError("v4l2loopback is not installed: sudo apt install v4l2loopback-dkms")

    return Services(
        cameras=lambda: [Camera("Desk camera")],
        devices=(Choice("cpu", "CPU"),),
        models=(Choice("flat", "Flat"),),
        styles=store,
        looks=LookStore(folder / "looks", store),
        thumbnails=FlatPainter(),
        diagnose=lambda: "all is well",
        still=still,
        videos=kept,
        recording=films,
        microphones=lambda: ["Desk microphone"],
        microphone=lambda options: Hearing(options, HandDriver()),
        rescue=lambda: rescue(kept),
        virtual_cameras=lambda: [Choice("/dev/video9", "Loop (/dev/video9)"), Choice("pipewire", "PipeWire")],
        virtual_camera=no_camera,
        stream=lambda choice: StreamSink(choice.port),
        render_command=lambda source, target, look, _engine: ["true", str(source), str(target), str(look)],
    )


class Studio:
    """A running pipeline, its window, and the engine behind it.

    Attributes:
        kept: the folder of stills and recordings.
        cameras: those that are plugged in.
        sound: what the microphones hear.
    """

    def __init__(self, styles: list[Style], folder: Path, make_source: MakeSource) -> None:
        self.styles, self.look = styles, flat_look(styles)
        self.cameras = [Camera("Desk camera")]
        self.engine = FlatEngine(self.look)
        self.kept = folder / "kept"
        services = replace(flat_services(styles, folder), cameras=lambda: list(self.cameras))
        self.sound = HandDriver()
        services = replace(services, microphone=lambda options: Hearing(options, self.sound))
        self.store, self.looks = services.styles, services.looks
        self.pipeline = Pipeline(make_source, "demo", lambda: self.engine)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # First: to dress hundreds of widgets that are there already takes half a second.
        appearance = Appearance(app)
        opening = Opening(self.look, "demo", ("cpu", "flat"), Memory(welcomed=True, outputs=OUTPUTS))
        self.parts = make_parts(self.pipeline, services, opening)
        self.window = Window(self.parts, opening, appearance)
        restore(self.window, opening)
        self.pipeline.start()

    def colour(self, across: float = 0.25) -> tuple[int, int, int]:
        """What is painted at this share of the picture's width, half way down; the stage while there is none."""
        place = self.parts.stage.picture_place
        shown = self.parts.stage.grab().toImage()
        scale = shown.devicePixelRatio()
        x, y = place.x() + place.width() * across, place.center().y()
        return rgb(shown.pixelColor(round(x * scale), round(y * scale)))

    def shows(self, colour: tuple[int, int, int], across: float = 0.25) -> Callable[[], bool]:
        """A condition to wait for."""
        return lambda: self.colour(across) == colour


@pytest.fixture(autouse=True)
def clothes_of_its_own(qapp: QApplication) -> Iterator[None]:
    """Letters and style sheet are what they were before, whatever a test has made of them."""
    font, palette, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    yield
    # The test's widgets first, also those that some reference keeps: to dress hundreds once more takes half a second.
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setFont(font)
    qapp.setPalette(palette)
    if qapp.styleSheet() != sheet:
        # Not an empty one: Qt would take its style away from under widgets that are still to be deleted.
        qapp.setStyleSheet(sheet or NO_RULES)


class PatientBot(QtBot):
    """Waits longer than any busy machine takes; what does not come still fails, only later."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802
        self,
        signal: Any,
        *,
        timeout: int = PATIENCE,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> Any:
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001  (Qt is there first)
    """Pytest-qt's own, with patience."""
    return PatientBot(request)


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
def make_source() -> MakeSource:
    """What every source in the studio is; a module of tests may have another one."""
    return HalvesSource


@pytest.fixture
def studio(qtbot: QtBot, styles: list[Style], tmp_path: Path, make_source: MakeSource) -> Iterator[Studio]:
    """The window at work, showing the first style; everything it started has ended afterwards."""
    running = Studio(styles, tmp_path, make_source)
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
