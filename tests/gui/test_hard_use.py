"""The window bears whatever is done in it, in any order, while it is live."""

from __future__ import annotations

import ctypes
import gc
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.gui.gallery.shelves import ALL
from tests.gui.hands import Hands
from tests.gui.parts import COLOURS
from tests.gui.script import Action, actions
from tests.gui.studio import Studio

SEED, COUNT = 20261121, 1000
WARM = 400
"""Actions after which memory should stand still: by then every kind has been done in every state."""
READINGS = 5
"""Of memory, at the end of the warm-up and at the end, one every `READ_EVERY` actions."""
READ_EVERY = 10
MOST_GROWTH = 20e6
"""Bytes."""
LONG = 30_000
"""Milliseconds."""
TOLD = 12
"""Actions that are told when one goes wrong."""


class Folders(QObject):
    """Is shown folders in the file manager's stead."""

    @Slot(QUrl)
    def show(self, _url: QUrl) -> None: ...


@pytest.fixture(autouse=True)
def no_file_manager() -> Iterator[None]:
    folders = Folders()
    QDesktopServices.setUrlHandler("file", folders, "show")  # type: ignore[arg-type]  # bytes, it says, and takes none
    yield
    QDesktopServices.unsetUrlHandler("file")


def memory() -> float:
    """Bytes that the process holds, without what is free and only not given back."""
    gc.collect()
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).malloc_trim(0)
    return float(psutil.Process().memory_info().rss)


def let_it_paint(qtbot: QtBot, studio: Studio) -> None:
    """Until the next picture is on the stage, or there is none to come."""
    stage = studio.parts.stage
    count = stage.latency.count
    qtbot.waitUntil(lambda: stage.latency.count > count or stage.newest is None)


def work(qtbot: QtBot, studio: Studio, hands: Hands, todo: list[Action]) -> list[float]:
    """Do it all; the memory after each `READ_EVERY` actions."""
    readings = []
    with qtbot.capture_exceptions() as exceptions:
        for number, action in enumerate(todo):
            hands.do(action)
            assert not exceptions, f"after {todo[max(0, number + 1 - TOLD) : number + 1]}: {exceptions}"
            if number % READ_EVERY == 0:
                let_it_paint(qtbot, studio)
                readings.append(memory())
    return readings


def at_rest(qtbot: QtBot, studio: Studio) -> None:
    """As it was at the start, but for what was collected."""
    window, parts = studio.window, studio.parts
    window.leave_full_screen()
    window.find_style()
    parts.gallery.search.clear()
    parts.gallery.chips.pick(ALL)
    for name in ("original", "split", "inset", "overlay", "record"):
        window.named_actions[name].setChecked(False)
    parts.desk.switch_source("demo")
    parts.desk.use_look(studio.look)
    window.resize(900, 600)
    qtbot.waitUntil(studio.shows(COLOURS["red"]), timeout=LONG)


def test_the_same_seed_gives_the_same_actions() -> None:
    assert actions(1, 100) == actions(1, 100)
    assert actions(1, 100) != actions(2, 100)


@pytest.mark.timeout(600)
def test_a_thousand_actions_leave_it_whole(qtbot: QtBot, studio: Studio, tmp_path: Path) -> None:
    hands = Hands(studio, tmp_path / "files")
    work(qtbot, studio, hands, hands.every_file_once())
    readings = work(qtbot, studio, hands, actions(SEED, COUNT))
    warm = WARM // READ_EVERY
    before, after = statistics.median(readings[warm : warm + READINGS]), statistics.median(readings[-READINGS:])
    print(f"memory grew by {(after - before) / 1e6:.1f} MB; opened and closed: {dict(hands.closed)}")
    assert after - before < MOST_GROWTH
    at_rest(qtbot, studio)
    grid = studio.parts.gallery.grid
    place = grid.model().index(grid.model().rowCount() - 1, 0)
    grid.scrollTo(place)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(place).center())
    qtbot.waitUntil(studio.shows(COLOURS["blue"]), timeout=LONG)
