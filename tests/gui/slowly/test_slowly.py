"""Pictures painted slowly for real: the dialog, the program, the network in random weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stylecam.cli.desktop import slow_command
from stylecam.frame import Card, Frame
from stylecam.gui.desk import Desk
from stylecam.gui.messages import Message
from stylecam.gui.services import SlowOrder, SlowPainter
from stylecam.gui.slowly import Slowly
from stylecam.gui.slowly.dialog import SlowlyDialog
from stylecam.gui.slowly.job import Progress
from stylecam.look import Look
from stylecam.pipeline.pipeline import Pipeline
from tests.gui.parts import FlatEngine, HalvesSource, halves

pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("network")]

A_PROGRAM = 100_000
"""Milliseconds in which a program that loads the network starts on a busy machine."""


class Room:
    """A window's worth of slow painting.

    Attributes:
        frame: what is shown.
        told: the messages so far.
    """

    def __init__(self, painter: SlowPainter, look: Look) -> None:
        # Never started: nothing is shown here.
        desk = Desk(Pipeline(HalvesSource, "demo", lambda: FlatEngine(look)), look, "demo", engine=("cpu", "compact"))
        self.frame: Frame | None = Frame(halves(), 0, 0.0, halves())
        self.slowly = Slowly(painter, desk, lambda: self.frame, lambda: "png")
        self.told: list[Message] = []
        self.slowly.told.connect(self.told.append)

    @property
    def said(self) -> list[str]:
        return [message.text for message in self.told]


@pytest.fixture
def room(painter: SlowPainter, look: Look) -> Iterator[Room]:
    made = Room(painter, look)
    yield made
    made.slowly.close()
    assert not made.slowly.busy


@pytest.fixture
def endless(painter: SlowPainter, look: Look) -> Iterator[Room]:
    """One whose paintings take for ever."""

    def slowly(source: Path, target: Path, preview: Path, order: SlowOrder) -> list[str]:
        return [*slow_command(source, target, preview, order), "--scales", "1", "--steps", "100000"]

    made = Room(replace(painter, command=slowly), look)
    yield made
    made.slowly.close()
    assert not made.slowly.busy


def is_under_way(room: Room, qtbot: QtBot, order: SlowOrder, host: QWidget) -> int:
    """Begin a painting, wait for some steps and a preview; the program's number."""
    room.slowly.start(halves(), order, host)
    job = room.slowly.job
    assert job is not None

    def some(progress: Progress) -> bool:
        return progress.share > 0.00002

    with (
        qtbot.waitSignal(job.previewed, timeout=A_PROGRAM),
        qtbot.waitSignal(job.progressed, timeout=A_PROGRAM, check_params_cb=some),
    ):
        pass
    return job.pid


def test_what_the_camera_sees_is_painted_shown_and_saved(
    room: Room, host: QWidget, qtbot: QtBot, painter: SlowPainter
) -> None:
    dialog = room.slowly.ask(host)
    assert isinstance(dialog, SlowlyDialog)
    assert room.slowly.ask(host) is dialog
    dialog.sizes.buttons["256"].click()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    easel = room.slowly.easel
    assert easel is not None
    assert easel.isVisible()
    assert room.slowly.ask(host) is easel
    previews: list[Path] = []
    assert room.slowly.job is not None
    room.slowly.job.previewed.connect(previews.append)
    qtbot.waitUntil(lambda: not room.slowly.busy, timeout=A_PROGRAM)

    (painting,) = painter.folder.iterdir()
    assert painting.name.startswith("stylecam 20")
    assert painting.name.endswith("the-claw-of-the-wave.png")
    with Image.open(painting) as picture:
        assert picture.size == (256, 144)
        colours = picture.getcolors(1_000_000)
    # The camera's picture has two.
    assert colours is None or len(colours) > 100
    assert previews
    assert room.said == [f"Saved: {painting}"]
    assert easel.picture.image.width() == 256
    assert easel.folder_button.isVisible()
    assert room.slowly.easel is None


def test_a_cancelled_one_keeps_the_best_so_far_and_ends_its_program(
    endless: Room, order: SlowOrder, host: QWidget, qtbot: QtBot, painter: SlowPainter
) -> None:
    pid = is_under_way(endless, qtbot, order, host)
    easel = endless.slowly.easel
    assert easel is not None
    assert "%" in easel.numbers.text()
    easel.cancel_button.click()
    assert easel.numbers.text() == "Ending …"
    qtbot.waitUntil(lambda: not endless.slowly.busy, timeout=A_PROGRAM)
    (partial,) = painter.folder.iterdir()
    assert partial.name.endswith(".partial.png")
    assert endless.said == [f"Ended. The best painting so far: {partial}"]
    assert endless.told[0].offer is not None
    with Image.open(partial) as picture:
        assert picture.size == (64, 36)
    assert easel.picture.image.width() == 64
    assert not psutil.pid_exists(pid)


def test_to_hide_it_ends_nothing_and_it_can_be_shown_again(
    endless: Room, order: SlowOrder, host: QWidget, qtbot: QtBot
) -> None:
    pid = is_under_way(endless, qtbot, order, host)
    easel = endless.slowly.easel
    assert easel is not None
    easel.close_button.click()
    assert easel.isHidden()
    assert psutil.pid_exists(pid)
    assert "shows it again" in endless.said[0]
    assert endless.slowly.ask(host) is easel
    assert easel.isVisible()


def test_who_leaves_is_asked_and_then_it_ends_with_the_best_so_far(
    endless: Room, order: SlowOrder, host: QWidget, qtbot: QtBot, painter: SlowPainter
) -> None:
    left: list[str] = []
    pid = is_under_way(endless, qtbot, order, host)
    box = endless.slowly.ask_to_leave(host, lambda: left.append("left"))
    button(box, "Go on painting").click()
    assert psutil.pid_exists(pid)
    box = endless.slowly.ask_to_leave(host, lambda: left.append("left"))
    button(box, "Close").click()
    assert "".join(left) == "left"
    assert not endless.slowly.busy
    assert not psutil.pid_exists(pid)
    assert [path.name.endswith(".partial.png") for path in painter.folder.iterdir()] == [True]


def test_what_goes_wrong_is_one_line(room: Room, order: SlowOrder, host: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    gone = replace(order, style=replace(order.style, path=tmp_path / "gone.png"))
    room.slowly.start(halves(), gone, host)
    easel = room.slowly.easel
    assert easel is not None
    qtbot.waitUntil(lambda: not room.slowly.busy, timeout=A_PROGRAM)
    (message,) = room.told
    assert message.mood == "error"
    assert "gone.png" in message.text
    assert "\n" not in message.text
    assert easel.numbers.text() == message.text


def test_where_nothing_can_be_written_it_does_not_begin(
    room: Room, order: SlowOrder, host: QWidget, painter: SlowPainter
) -> None:
    painter.folder.write_text("not a folder")
    room.slowly.start(halves(), order, host)
    assert not room.slowly.busy
    assert "the folder cannot be made" in room.said[0]


@pytest.mark.parametrize("frame", [None, Frame(halves(), 0, 0.0), Card(halves(), 0, 0.0)])
def test_without_a_picture_there_is_nothing_to_paint(room: Room, host: QWidget, frame: Frame | None) -> None:
    room.frame = frame
    assert room.slowly.ask(host) is None
    assert room.said == ["There is no picture to paint yet."]


def button(box: QWidget, text: str) -> QPushButton:
    return next(found for found in box.findChildren(QPushButton) if found.text() == text)
