"""Files to repaint, and a desk to ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stylecam.app import style_library, style_store
from stylecam.cli.desktop import render_command
from stylecam.gui.desk import Desk
from stylecam.gui.messages import Message
from stylecam.gui.rendering import Rendering
from stylecam.gui.services import Services
from stylecam.look import Look
from stylecam.looks import LookStore
from stylecam.pipeline.pipeline import Pipeline
from stylecam.styles import Style
from stylecam.user_files import user_looks
from tests.cli.acts import save_clip
from tests.gui.parts import FlatEngine, HalvesSource
from tests.gui.studio import flat_services

LOOK = Look((), strength=0.8, smoothing=0.0, size=(96, 64))


class Room:
    """A window's worth of rendering.

    Attributes:
        look: what is shown.
        told: the messages so far.
    """

    def __init__(self, services: Services, look: Look, source: str) -> None:
        self.look = look
        # Never started: nothing is shown here.
        self.desk = Desk(
            Pipeline(HalvesSource, source, lambda: FlatEngine(look)), look, source, engine=("cpu", "compact")
        )
        self.rendering = Rendering(services, self.desk)
        self.told: list[Message] = []
        self.rendering.told.connect(self.told.append)

    @property
    def said(self) -> list[str]:
        return [message.text for message in self.told]


@pytest.fixture
def look() -> Look:
    """Two of the shipped styles."""
    return replace(LOOK, mix=(style_library().parse("sunflowers:0.7"), style_library().parse("great-wave:0.3")))


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A dozen frames."""
    path = tmp_path / "holiday.mp4"
    save_clip(path, 12)
    return path


@pytest.fixture
def real_services(styles: list[Style], tmp_path: Path) -> Services:
    """The shipped styles, and the program that a window runs."""
    store = style_store()
    services = flat_services(styles, tmp_path)
    return replace(services, styles=store, looks=LookStore(user_looks(), store), render_command=render_command)


MakeRoom = Callable[..., Room]


@pytest.fixture
def make_room(qtbot: QtBot, real_services: Services, look: Look) -> Iterator[MakeRoom]:
    """Makes a room where a source is open; nothing of it is left after the test."""
    rooms = []

    def make(source: str = "demo", services: Services = real_services) -> Room:
        room = Room(services, look, source)
        qtbot.addWidget(room.rendering.bar)
        rooms.append(room)
        return room

    yield make
    for room in rooms:
        room.rendering.close()
        assert not room.rendering.busy
