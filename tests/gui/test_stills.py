"""Stills in the window: what is on the stage is in the files, and each file has its look inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.errors import SinkError
from stylecam.frame import Card, Frame
from stylecam.gui.messages import Message
from stylecam.gui.parts import Opening
from stylecam.gui.remembering import memory_of
from stylecam.gui.stills import BURST, Stills
from stylecam.look_files import open_look
from stylecam.pictures import load_picture
from stylecam.pipeline.capture import MakeSource
from stylecam.stills import Still
from tests.gui.parts import COLOURS, HalvesSource, halves, rgb
from tests.gui.studio import Studio

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
NAME = "stylecam 2026-11-20 14.03.07 red"


class CountingSource(HalvesSource):
    """No two frames in a row are alike."""

    def read(self) -> Frame | None:
        frame = super().read()
        return frame and replace(frame, pixels=np.full_like(frame.pixels, frame.index % 256))


@pytest.fixture
def make_source() -> MakeSource:
    return CountingSource


class Booth:
    """Stills of what the studio's stage shows, with a clock that runs fast."""

    def __init__(self, studio: Studio) -> None:
        self.saved: list[Still] = []
        self.told: list[Message] = []
        self.numbers: list[int] = []
        self.room = 100
        self.frame: Frame | None = Frame(halves(), 0, 0.0)
        self.stills = Stills(studio.parts.desk, lambda: self.frame, self._save, second=1)
        self.stills.told.connect(self.told.append)
        self.stills.counting.connect(self.numbers.append)

    def _save(self, still: Still) -> Path:
        if len(self.saved) == self.room:
            raise SinkError("the disk is full; make room")
        self.saved.append(still)
        return Path(f"/pictures/{len(self.saved)}.png")


@pytest.fixture
def booth(studio: Studio) -> Iterator[Booth]:
    made = Booth(studio)
    yield made
    made.stills.close()


def press(studio: Studio, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(studio.window.focusWidget() or studio.window, key, modifier)


def trigger(studio: Studio, text: str) -> None:
    """Choose an entry of the menus."""
    entries = (entry for group in studio.window.shortcuts.groups for entry in group.entries)
    next(entry for entry in entries if entry is not None and entry.text() == text).trigger()


def news(qtbot: QtBot, studio: Studio) -> str:
    """What is told next."""
    bar = studio.parts.messages.news
    qtbot.waitUntil(bar.isVisible)
    return bar.label.text()


def kept(studio: Studio) -> list[str]:
    return sorted(path.name for path in studio.kept.iterdir())


def stage_of(studio: Studio) -> QImage:
    return studio.parts.stage.grab().toImage()


def test_s_saves_what_is_shown_and_the_look_comes_out_of_the_file(qtbot: QtBot, studio: Studio) -> None:
    studio.parts.desk.set_strength(0.75)
    qtbot.waitUntil(lambda: studio.engine.look.strength == 0.75)
    press(studio, Qt.Key.Key_S)
    text = news(qtbot, studio)

    (path,) = studio.kept.iterdir()
    assert text.endswith(f"{NAME}.png")
    assert load_picture(path).shape == (90, 160, 3)
    assert open_look(path, studio.store).look == replace(studio.look, strength=0.75)


def test_a_burst_saves_frames_that_follow_one_another(qtbot: QtBot, studio: Studio) -> None:
    trigger(studio, "Stills with the &original beside")
    press(studio, Qt.Key.Key_S, SHIFT)
    assert f"{BURST} pictures" in news(qtbot, studio)

    numbers = ["", *(f" {number}" for number in range(2, BURST + 1))]
    assert kept(studio) == sorted(f"{NAME}{n}{of}.png" for n in numbers for of in ("", " original"))
    shown = [int(load_picture(studio.kept / f"{NAME}{n} original.png")[0, 0, 0]) for n in numbers]
    steps = np.diff(shown) % 256
    assert 0 < steps.min() <= steps.max() < 128, f"not in their order: {shown}"


def test_t_counts_on_the_picture_and_s_stops_it(qtbot: QtBot, studio: Studio) -> None:
    bare = stage_of(studio)
    press(studio, Qt.Key.Key_T)
    assert stage_of(studio) != bare
    press(studio, Qt.Key.Key_S)
    assert stage_of(studio) == bare
    assert not studio.parts.stills.cancel()
    press(studio, Qt.Key.Key_S)
    assert news(qtbot, studio).startswith("Saved")
    assert kept(studio) == [f"{NAME}.png"]


def test_escape_stops_the_countdown_before_it_leaves_full_screen(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_F11)
    qtbot.waitUntil(studio.window.isFullScreen)
    press(studio, Qt.Key.Key_T, CTRL)
    press(studio, Qt.Key.Key_Escape)
    assert not studio.parts.stills.cancel()
    assert studio.window.isFullScreen()
    press(studio, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not studio.window.isFullScreen())


def test_a_window_that_is_closed_takes_no_still_any_more(studio: Studio) -> None:
    press(studio, Qt.Key.Key_T, SHIFT)
    studio.window.close()
    assert not studio.parts.stills.cancel()
    assert not studio.kept.exists()


@pytest.mark.parametrize(("entry", "ending"), [("Stills as JPEG", "jpg"), ("Stills as WebP", "webp")])
def test_the_menu_chooses_the_format_and_it_is_remembered(
    qtbot: QtBot, studio: Studio, entry: str, ending: str
) -> None:
    trigger(studio, entry)
    press(studio, Qt.Key.Key_S)
    assert news(qtbot, studio).endswith(f"{NAME}.{ending}")
    with Image.open(studio.kept / f"{NAME}.{ending}") as picture:
        assert f"Stills as {picture.format}".lower() == entry.lower()
    memory = memory_of(studio.window, Opening(studio.look, "demo"))
    assert (memory.still_format, memory.still_original) == (ending, False)


def test_ctrl_c_copies_what_is_painted_in_its_full_size(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_B)
    press(studio, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().image()
    assert (copied.width(), copied.height()) == (160, 90)
    assert {rgb(copied.pixelColor(x, 45)) for x in (5, 80, 155)} == {COLOURS["red"]}
    assert "clipboard" in news(qtbot, studio)


def test_a_folder_that_cannot_be_made_is_told(qtbot: QtBot, studio: Studio) -> None:
    studio.kept.write_text("in the way")
    press(studio, Qt.Key.Key_S)
    text = news(qtbot, studio)
    assert "the folder cannot be made" in text
    assert "\n" not in text


# With a clock that runs fast


def test_the_countdown_ends_in_a_still(qtbot: QtBot, booth: Booth) -> None:
    booth.stills.take_in(3)
    qtbot.waitUntil(lambda: bool(booth.told))
    assert booth.numbers == [3, 2, 1, 0]
    assert len(booth.saved) == 1


def test_another_countdown_takes_the_place_of_the_first(qtbot: QtBot, booth: Booth) -> None:
    booth.stills.take_in(10)
    booth.stills.take_in(2)
    qtbot.waitUntil(lambda: bool(booth.told))
    assert booth.numbers == [10, 2, 1, 0]
    assert len(booth.saved) == 1


@pytest.mark.parametrize("frame", [None, Card(halves(), 0, 0.0)], ids=["nothing", "a card"])
def test_where_there_is_no_picture_none_is_taken(booth: Booth, frame: Frame | None) -> None:
    booth.frame = frame
    for take in (booth.stills.take, booth.stills.take_burst, booth.stills.copy):
        take()
        assert booth.told.pop().text == "There is no picture to save yet."
    booth.stills.close()
    assert booth.saved == []


def test_a_burst_passes_cards_over(qtbot: QtBot, booth: Booth) -> None:
    booth.stills.take_burst()
    for number in range(1, BURST):
        booth.stills.note_frame(Card(halves(), number, 0.0))
        booth.stills.note_frame(Frame(halves(), number, 0.0))
    booth.stills.note_frame(Frame(halves(), 99, 0.0))
    qtbot.waitUntil(lambda: bool(booth.told))
    assert [still.frame.index for still in booth.saved] == list(range(BURST))
    assert len({still.at for still in booth.saved}) == 1


def test_a_burst_that_gets_no_more_frames_saves_what_it_has(qtbot: QtBot, booth: Booth) -> None:
    booth.stills.take_burst()
    booth.stills.note_frame(Frame(halves(), 1, 0.0))
    qtbot.waitUntil(lambda: bool(booth.told))
    assert [still.frame.index for still in booth.saved] == [0, 1]


def test_what_was_taken_is_written_when_the_window_closes(booth: Booth) -> None:
    booth.stills.take_burst()
    booth.stills.note_frame(Frame(halves(), 1, 0.0))
    booth.stills.close()
    assert [still.frame.index for still in booth.saved] == [0, 1]


@pytest.mark.parametrize(
    ("room", "lines"),
    [
        (0, ["the disk is full; make room"]),
        (1, ["the disk is full; make room", "Saved: /pictures/1.png"]),
        (3, ["the disk is full; make room", "Saved: 3 pictures, the first is /pictures/1.png"]),
    ],
)
def test_a_disk_that_fills_up_keeps_what_was_written(qtbot: QtBot, booth: Booth, room: int, lines: list[str]) -> None:
    booth.room = room
    booth.stills.take_burst()
    for number in range(1, BURST):
        booth.stills.note_frame(Frame(halves(), number, 0.0))
    qtbot.waitUntil(lambda: bool(booth.told))
    (message,) = booth.told
    assert message.text.splitlines() == lines
    assert message.mood == "error"
    assert (message.offer is not None) == (room > 0)
