"""Regions are found as they were left, on pictures of their shape."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from stylecam.gui.parts import Opening
from stylecam.gui.regions import RegionsPanel
from stylecam.gui.remembering import memory_of
from stylecam.look import MaskedRegion
from stylecam.looks import find_here
from stylecam.masks_json import masks_from_json
from stylecam.memory import load_memory, save_memory
from stylecam.styles import WeightedStyle
from tests.gui.parts import LIGHT
from tests.gui.studio import Studio


@pytest.fixture
def regions(studio: Studio, tmp_path: Path) -> tuple[MaskedRegion, ...]:
    """One of the camera's shape, painted in a style, and one of another, as it is."""
    for name, size in (("wide", (160, 90)), ("tall", (90, 160))):
        Image.new("L", size, 255).save(tmp_path / f"{name}.png")
    mix = (WeightedStyle(studio.styles[1], 0.25), WeightedStyle(studio.styles[2], 0.75))
    return MaskedRegion(tmp_path / "wide.png", mix), MaskedRegion(tmp_path / "tall.png", "original")


@pytest.fixture
def panel(studio: Studio, regions: tuple[MaskedRegion, ...], tmp_path: Path) -> Iterator[RegionsPanel]:
    """Of another window over the same pipeline, with regions from before."""
    made = RegionsPanel(studio.parts.desk, tmp_path / "masks", regions)
    yield made
    made.close_reader()
    made.deleteLater()


def test_all_of_a_region_is_remembered(studio: Studio, regions: tuple[MaskedRegion, ...], tmp_path: Path) -> None:
    studio.parts.desk.set_masks(regions)
    state = tmp_path / "state.json"
    save_memory(state, memory_of(studio.window, Opening(studio.look, "demo")))
    memory, note = load_memory(state)
    assert note == ""
    assert masks_from_json(memory.masks, find_here(studio.store)) == (regions, ())


def test_a_region_comes_back_with_a_picture_of_its_shape(
    qtbot: QtBot, studio: Studio, panel: RegionsPanel, regions: tuple[MaskedRegion, ...]
) -> None:
    assert studio.parts.desk.look.masks == ()
    panel.show_status(studio.pipeline.status())
    assert studio.parts.desk.look.masks == regions[:1]
    qtbot.waitUntil(studio.shows((0, 50, 150)))


def test_one_of_another_shape_waits_and_is_remembered_still(
    studio: Studio, panel: RegionsPanel, regions: tuple[MaskedRegion, ...]
) -> None:
    panel.show_status(studio.pipeline.status())
    assert panel.masks == regions


def test_as_it_is_is_remembered_too(qtbot: QtBot, studio: Studio, regions: tuple[MaskedRegion, ...]) -> None:
    studio.parts.desk.set_masks((MaskedRegion(regions[0].mask, "original"),))
    qtbot.waitUntil(studio.shows(LIGHT))
    (entry,) = memory_of(studio.window, Opening(studio.look, "demo")).masks
    assert entry == {"mask": str(regions[0].mask), "paint": "original"}
