"""Sources are changed, and what is wrong with them is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from stylecam.gui.devices.source import SourcePicker
from stylecam.gui.parts import Opening
from stylecam.gui.remembering import memory_of
from tests.gui.acts import click_tool, pick
from tests.gui.parts import COLOURS, DARK, LIGHT
from tests.gui.studio import Studio


def test_another_source_is_opened(qtbot: QtBot, studio: Studio) -> None:
    studio.parts.desk.switch_source("Desk camera")
    qtbot.waitUntil(lambda: studio.pipeline.status().source.name == "Desk camera")
    qtbot.waitUntil(lambda: studio.parts.status_line.source.text() == "Desk camera")


def test_a_source_that_fails_is_told_until_another_is_picked(qtbot: QtBot, studio: Studio) -> None:
    bar = studio.parts.messages.trouble
    studio.parts.desk.switch_source("absent")
    qtbot.waitUntil(bar.isVisible)
    assert bar.label.text() == "absent: no such camera; plug it in"
    qtbot.waitUntil(lambda: studio.parts.stage.picture_place.isEmpty())
    studio.parts.desk.switch_source("demo")
    qtbot.waitUntil(studio.shows(COLOURS["red"]))
    qtbot.waitUntil(lambda: not bar.isVisible())


# Mirrored as in a mirror: a camera, and nothing else.


def mirrored(studio: Studio) -> bool:
    """In the picture, which is the source's own here, and by every control that says so."""
    action, box = studio.window.named_actions["mirror"], studio.parts.devices.mirror
    assert action.isChecked() == box.isChecked() == studio.parts.desk.look.mirror
    return studio.shows(DARK)()


@pytest.fixture
def sources(qtbot: QtBot, studio: Studio) -> SourcePicker:
    """The list on the page of devices, with a camera in it; the window shows the source as it is."""
    click_tool(studio, "original")
    studio.window.show_tab("devices")
    picker = studio.parts.devices.source
    qtbot.waitUntil(lambda: picker.findText("Desk camera") >= 0)
    return picker


def open_file(sources: SourcePicker, path: Path) -> None:
    path.touch()
    pick(sources, "Open file…")
    dialog = sources.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def test_a_camera_that_is_picked_is_mirrored_and_the_demo_and_a_file_are_not(
    qtbot: QtBot, studio: Studio, sources: SourcePicker, tmp_path: Path
) -> None:
    qtbot.waitUntil(studio.shows(LIGHT))
    pick(sources, "Desk camera")
    qtbot.waitUntil(lambda: mirrored(studio))
    pick(sources, "Demo scene")
    qtbot.waitUntil(lambda: not mirrored(studio))
    pick(sources, "Desk camera")
    qtbot.waitUntil(lambda: mirrored(studio))
    open_file(sources, tmp_path / "clip.mp4")
    qtbot.waitUntil(lambda: not mirrored(studio))


CHOICES: dict[str, Callable[[Studio], None]] = {
    "button": lambda studio: click_tool(studio, "mirror"),
    "box": lambda studio: studio.parts.devices.mirror.click(),
}


@pytest.mark.parametrize("choose", CHOICES.values(), ids=CHOICES.keys())
def test_who_chooses_the_mirror_keeps_it_whatever_is_picked_then(
    qtbot: QtBot, studio: Studio, sources: SourcePicker, choose: Callable[[Studio], None]
) -> None:
    pick(sources, "Desk camera")
    qtbot.waitUntil(lambda: mirrored(studio))
    choose(studio)
    qtbot.waitUntil(lambda: not mirrored(studio))
    pick(sources, "Demo scene")
    pick(sources, "Desk camera")
    assert not studio.parts.desk.look.mirror
    qtbot.waitUntil(lambda: studio.parts.status_line.source.text() == "Desk camera")
    qtbot.waitUntil(studio.shows(LIGHT))


def test_a_look_that_is_loaded_chooses_the_mirror_too(studio: Studio, sources: SourcePicker) -> None:
    desk = studio.parts.desk
    desk.use_look(replace(desk.look, strength=0.5))
    pick(sources, "Desk camera")
    assert desk.look.mirror
    desk.use_look(replace(desk.look, mirror=False))
    pick(sources, "Desk camera")
    assert not desk.look.mirror


def test_whether_the_mirror_was_chosen_is_remembered(studio: Studio, sources: SourcePicker) -> None:
    opening = Opening(studio.look, "demo")
    pick(sources, "Desk camera")
    assert not memory_of(studio.window, opening).mirror_chosen
    click_tool(studio, "mirror")
    assert memory_of(studio.window, opening).mirror_chosen
