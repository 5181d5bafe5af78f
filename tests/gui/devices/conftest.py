"""A desk at a running pipeline, and what the page of devices is put together from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

import pytest
from pytestqt.qtbot import QtBot

from stylecam.errors import SinkError, StylecamError
from stylecam.gui.desk import Desk
from stylecam.gui.devices.panel import DevicesPanel
from stylecam.gui.services import Camera, Choice, Services, SlowPainter
from stylecam.look import Look
from stylecam.looks import LookStore
from stylecam.pipeline.commands import Command, SetSize
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.ports import Source
from stylecam.source_spec import CameraMode, parse_source
from stylecam.stills import Still
from stylecam.style_store import StyleStore
from stylecam.styles import Style, WeightedStyle
from tests.gui.parts import FlatEngine, HalvesSource

DESK_CAMERA = Camera(
    "Desk camera",
    (CameraMode((1920, 1080), 30.0), CameraMode((1280, 720), 60.0), CameraMode((1280, 720), 30.0)),
)
PHONE = Camera("Phone")


class SizedEngine(FlatEngine):
    """Remembers the size it was told."""

    def apply(self, command: Command) -> None:
        super().apply(command)
        if isinstance(command, SetSize):
            self.look = replace(self.look, size=command.size)


@dataclass
class Bench:
    """What runs behind the page.

    Attributes:
        opened: the specifications that the pipeline made sources of.
        cameras: those that are plugged in.
        remade: the devices and models that engines were made for.
    """

    styles: list[Style]
    folder: Path
    opened: list[str] = field(default_factory=list)
    cameras: list[Camera] = field(default_factory=lambda: [DESK_CAMERA])
    devices: tuple[Choice, ...] = (Choice("auto", "Automatic"), Choice("cpu", "Processor"), Choice("mps", "Apple"))
    models: tuple[Choice, ...] = (Choice("compact", "Compact"),)
    remade: list[tuple[str, str]] = field(default_factory=list)

    def start(self, source: str) -> Pipeline:
        self.look = Look((WeightedStyle(self.styles[0]),), size=(640, 360))
        self.engine: SizedEngine = SizedEngine(self.look)
        self.pipeline = Pipeline(self._make, source, lambda: self.engine, remake_engine=self._remake)
        self.desk = Desk(self.pipeline, self.look, source, ("auto", "compact"))
        self.pipeline.start()
        return self.pipeline

    def services(self) -> Services:
        styles = StyleStore(self.folder / "styles", self.styles)
        return Services(
            cameras=lambda: list(self.cameras),
            devices=self.devices,
            models=self.models,
            styles=styles,
            looks=LookStore(self.folder / "looks", styles),
            thumbnails=None,
            diagnose=lambda: "",
            still=_nowhere,
            videos=self.folder,
            recording=_no_sink,
            microphones=list,
            microphone=_no_sink,
            rescue=list,
            virtual_cameras=list,
            virtual_camera=_no_sink,
            stream=_no_sink,
            render_command=lambda _source, _target, _look, _engine: [],
            slow=SlowPainter(self.folder, lambda: False, lambda *_: [], lambda _: []),
            masks=self.folder,
        )

    def _make(self, spec: str) -> Source:
        self.opened.append(spec)
        return HalvesSource(parse_source(spec).name)

    def _remake(self, device: str, model: str, look: Look) -> SizedEngine:
        if device == "mps":
            raise StylecamError("there is no Apple GPU in this machine; choose another device")
        self.remade.append((device, model))
        self.engine = SizedEngine(look)
        return self.engine


def _nowhere(_still: Still) -> Path:
    raise SinkError("nothing is saved here")


def _no_sink(*_choice: object) -> NoReturn:
    raise SinkError("nothing is saved here")


@pytest.fixture
def bench(styles: list[Style], tmp_path: Path) -> Bench:
    return Bench(styles, tmp_path)


ShowPanel = Callable[..., DevicesPanel]


@pytest.fixture
def show(qtbot: QtBot, bench: Bench) -> Iterator[ShowPanel]:
    """Opens the page at a source, with recordings opened before; everything ends with the test."""
    shown: list[tuple[DevicesPanel, Pipeline]] = []

    def show(source: str = "demo", recent: tuple[str, ...] = ()) -> DevicesPanel:
        pipeline = bench.start(source)
        panel = DevicesPanel(bench.desk, bench.services(), recent)
        qtbot.addWidget(panel)
        shown.append((panel, pipeline))
        panel.resize(330, 600)
        with qtbot.waitSignal(panel.watch.changed):
            panel.show()
        return panel

    yield show
    for panel, pipeline in shown:
        panel.close_watch()
        pipeline.stop()


def labels(panel: DevicesPanel) -> list[str]:
    """What the list of sources offers, without its lines."""
    return [entry.label for entry in panel.source.entries if entry is not None]
