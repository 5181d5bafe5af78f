"""A gallery of real pictures, as the window has it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from stylecam.gui.collection import Collection
from stylecam.gui.gallery import Gallery, Reception
from stylecam.gui.messages import Message
from stylecam.style_store import StyleStore
from stylecam.styles import Style
from tests.gui.gallery.museum import Museum

CATEGORIES = ("Painting", "Print", "Modern")


class Room:
    """A gallery in a window of its own, with what it needs."""

    def __init__(self, qtbot: QtBot, folder: Path, styles: list[Style], width: int) -> None:
        self.collection = Collection(StyleStore(folder, styles))
        self.reception = Reception(self.collection)
        self.gallery = Gallery(self.collection, self.reception)
        self.grid = self.gallery.grid
        self.told: list[Message] = []
        self.gallery.told.connect(self.told.append)
        qtbot.addWidget(self.gallery)
        self.gallery.resize(width, 500)
        with qtbot.waitActive(self.gallery):
            self.gallery.show()
            self.gallery.activateWindow()

    @property
    def names(self) -> list[str]:
        return [style.name for style in self.gallery.shown]

    def role(self, style: Style, role: int) -> object:
        """What the tile of a style shows."""
        return self.grid.model().index(self.gallery.shown.index(style), 0).data(role)

    def tile(self, style: Style) -> QRect:
        return self.grid.visualRect(self.grid.model().index(self.gallery.shown.index(style), 0))

    def close(self) -> None:
        self.gallery.close_reader()
        self.reception.cancel()
        self.collection.close()


def many(folder: Path, count: int) -> list[Style]:
    """Flat pictures of different colours, in three categories."""
    folder.mkdir(parents=True, exist_ok=True)
    styles = []
    for n in range(count):
        path = folder / f"s{n}.png"
        Image.fromarray(np.full((24, 32, 3), (n, 90, 200 - n % 200), np.uint8)).save(path)
        styles.append(Style(f"s{n}", f"Style {n}", "A. Painter", path, CATEGORIES[n % 3]))
    return styles


@pytest.fixture
def open_room(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Room]]:
    """Opens a gallery of so many shipped styles, so many pixels wide."""
    rooms: list[Room] = []

    def opened(count: int = 12, width: int = 330) -> Room:
        rooms.append(Room(qtbot, tmp_path / "own", many(tmp_path / "shipped", count), width))
        return rooms[-1]

    yield opened
    for room in rooms:
        room.close()


@pytest.fixture
def room(open_room: Callable[..., Room]) -> Room:
    """Twelve shipped styles."""
    return open_room()


@pytest.fixture
def museum() -> Iterator[Museum]:
    server = Museum()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()
