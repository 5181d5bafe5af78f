"""A region is where the brush went, in the next frames too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stylecam.gui.regions.editor import AT_FIRST, WIDEST
from stylecam.gui.regions.files import read_mask
from stylecam.gui.regions.panel import MOST
from stylecam.gui.regions.tints import tint_of
from stylecam.look import MaskedRegion
from tests.gui.acts import CTRL, click, click_style, pick, press
from tests.gui.parts import COLOURS, DARK, LIGHT, rgb
from tests.gui.regions.acts import RIGHT, at, pull, turn_wheel
from tests.gui.studio import Studio

MASK = (160, 90)
LEFT_BAR = ((0.25, 0.2), (0.25, 0.8))
BLURRED = (140, 140, 140)


def paint(studio: Studio, *points: tuple[float, float]) -> None:
    """A new region."""
    click(studio.parts.regions.add)
    pull(studio, *points)
    click(studio.parts.regions.tools.done)


def mask(studio: Studio, place: int = 0) -> np.ndarray:
    return read_mask(studio.parts.desk.look.masks[place].mask, MASK)


def test_a_painted_region_shows_the_camera_s_picture(qtbot: QtBot, page: Studio) -> None:
    paint(page, *LEFT_BAR)
    qtbot.waitUntil(page.shows(LIGHT))
    assert page.colour(0.5) == COLOURS["red"]
    assert not page.parts.canvas.isVisible()
    (kept,) = (page.kept.parent / "masks").iterdir()
    assert page.parts.desk.look.masks == (MaskedRegion(kept, "original"),)
    # A bar with round ends, in the picture's middle left.
    radius, length = AT_FIRST / 2 * MASK[1], 0.6 * MASK[1]
    assert mask(page).sum() / 255 == pytest.approx(2 * radius * length + np.pi * radius**2, rel=0.05)
    assert mask(page)[45, 40] == 255
    assert mask(page)[45, 60] == 0


def test_in_a_mirror_the_region_is_where_it_was_painted(qtbot: QtBot, page: Studio) -> None:
    page.parts.desk.toggle_mirror()
    qtbot.waitUntil(lambda: page.engine.look.mirror)
    paint(page, *LEFT_BAR)
    qtbot.waitUntil(page.shows(DARK))
    assert page.colour(0.75) == COLOURS["red"]
    assert mask(page)[45, 160 - 40] == 255


def test_while_it_is_painted_its_tint_lies_over_the_picture(qtbot: QtBot, page: Studio) -> None:
    def seen(x: float) -> tuple[int, int, int]:
        shown = page.window.grab().toImage()
        where = page.parts.canvas.mapTo(page.window, at(page, (x, 0.6)))
        return rgb(shown.pixelColor(where * shown.devicePixelRatio()))

    paint(page, (0.75, 0.2), (0.75, 0.8))
    click(page.parts.regions.add)
    pull(page, *LEFT_BAR)
    qtbot.waitUntil(page.shows(DARK, 0.75))
    tint = np.array(rgb(tint_of(1)))
    assert np.abs(0.55 * tint + 0.45 * np.array(COLOURS["red"]) - seen(0.25)).max() <= 2
    assert np.abs(0.3 * np.array(rgb(tint_of(0))) + 0.7 * np.array(DARK) - seen(0.75)).max() <= 2
    assert seen(0.5) == COLOURS["red"]


def test_escape_ends_the_painting_and_control_z_takes_a_stroke_back(qtbot: QtBot, page: Studio) -> None:
    click(page.parts.regions.add)
    pull(page, *LEFT_BAR)
    pull(page, (0.75, 0.5))
    press(page, Qt.Key.Key_Z, CTRL)
    press(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.shows(LIGHT))
    assert page.colour(0.75) == COLOURS["red"]
    assert not page.parts.regions.tools.isVisible()


def test_the_right_button_and_the_eraser_take_away(page: Studio) -> None:
    click(page.parts.regions.add)
    pull(page, (0.1, 0.5), (0.9, 0.5))
    pull(page, (0.25, 0.5), button=RIGHT)
    click(page.parts.regions.tools.mode.buttons["erase"])
    pull(page, (0.75, 0.5))
    click(page.parts.regions.tools.done)
    assert [int(mask(page)[45, x]) for x in (40, 80, 120)] == [0, 255, 0]


def test_the_wheel_and_the_slider_set_the_brush(page: Studio) -> None:
    editor, tools = page.parts.regions.editor, page.parts.regions.tools
    click(page.parts.regions.add)
    turn_wheel(page, 2)
    assert editor.width == pytest.approx(AT_FIRST * 1.15**2)
    assert tools.width_slider.field.text() == "16 %"
    turn_wheel(page, 100)
    assert editor.width == WIDEST
    tools.width_slider.moved.emit(0.5)
    pull(page, (0.5, 0.5))
    click(tools.done)
    assert mask(page).sum() / 255 == pytest.approx(np.pi * (0.25 * MASK[1]) ** 2, rel=0.02)


def test_a_region_is_painted_on_with_its_brush(page: Studio) -> None:
    paint(page, *LEFT_BAR)
    row = page.parts.regions.rows.rows[0]
    pick(row.paint, "Blurred")
    click(row.edit)
    assert not row.isEnabled()
    pull(page, (0.75, 0.5))
    click(page.parts.regions.tools.done)
    (region,) = page.parts.desk.look.masks
    assert region.paint == "blur"
    assert (mask(page)[45, 40], mask(page)[45, 120]) == (255, 255)


def test_where_nothing_is_painted_there_is_no_region(page: Studio) -> None:
    click(page.parts.regions.add)
    click(page.parts.regions.tools.done)
    assert page.parts.desk.look.masks == ()
    paint(page, *LEFT_BAR)
    click(page.parts.regions.rows.rows[0].edit)
    click(page.parts.regions.tools.clear)
    click(page.parts.regions.tools.done)
    assert page.parts.desk.look.masks == ()
    assert page.parts.regions.rows.rows == []


def test_a_region_is_treated_as_its_row_says(qtbot: QtBot, page: Studio) -> None:
    paint(page, *LEFT_BAR)
    row = page.parts.regions.rows.rows[0]
    pick(row.paint, "Blurred")
    qtbot.waitUntil(page.shows(BLURRED))
    click_style(page, 2)
    pick(row.paint, "The styles chosen now")
    click_style(page, 1)
    qtbot.waitUntil(page.shows(COLOURS["green"], 0.5))
    assert page.colour() == COLOURS["blue"]
    assert row.paint.currentText() == "Blue"
    assert row.paint.accessibleName() == "Region 1"
    click(row.remove)
    qtbot.waitUntil(page.shows(COLOURS["green"]))


def test_the_later_region_lies_over_the_earlier(qtbot: QtBot, page: Studio) -> None:
    paint(page, *LEFT_BAR)
    paint(page, *LEFT_BAR)
    pick(page.parts.regions.rows.rows[1].paint, "Blurred")
    qtbot.waitUntil(page.shows(BLURRED))
    click(page.parts.regions.rows.rows[1].remove)
    qtbot.waitUntil(page.shows(LIGHT))
    assert len(page.parts.regions.rows.rows) == 1


def test_a_picture_becomes_a_region(qtbot: QtBot, page: Studio, tmp_path: Path) -> None:
    path = tmp_path / "wall.png"
    white = Image.new("L", (320, 180), 0)
    white.paste(255, (0, 0, 160, 180))
    white.save(path)
    page.parts.regions.editor.add_picture(path)
    qtbot.waitUntil(page.shows(LIGHT))
    path.unlink()
    assert page.parts.desk.look.masks[0].mask.exists()


def test_a_picture_of_another_shape_is_told(qtbot: QtBot, page: Studio, tmp_path: Path) -> None:
    path = tmp_path / "wall.png"
    Image.new("L", (640, 480), 255).save(path)
    page.parts.regions.editor.add_picture(path)
    news = page.parts.messages.news
    qtbot.waitUntil(news.isVisible)
    assert news.label.text().startswith("wall.png: 640x480 is not of the shape of the camera's picture, 160x90;")
    assert page.parts.desk.look.masks == ()


def test_regions_that_are_refused_are_told_and_taken_back(qtbot: QtBot, page: Studio, tmp_path: Path) -> None:
    paint(page, *LEFT_BAR)
    before = page.parts.desk.look.masks
    page.parts.desk.set_masks((*before, MaskedRegion(tmp_path / "gone.png", "blur")))
    news = page.parts.messages.news
    qtbot.waitUntil(news.isVisible)
    assert "gone.png" in news.label.text()
    assert page.parts.desk.look.masks == before
    assert len(page.parts.regions.rows.rows) == 1


def test_a_look_with_other_regions_ends_the_painting_without_a_trace(page: Studio) -> None:
    paint(page, *LEFT_BAR)
    click(page.parts.regions.rows.rows[0].edit)
    pull(page, (0.75, 0.5))
    page.parts.desk.set_masks(())
    assert page.parts.regions.editor.drawing is None
    assert page.parts.canvas.isHidden()
    assert page.parts.desk.look.masks == ()


def test_there_are_no_more_regions_than_an_engine_bears(page: Studio) -> None:
    paint(page, *LEFT_BAR)
    page.parts.desk.set_masks(page.parts.desk.look.masks * MOST)
    assert not page.parts.regions.add.isEnabled()
    assert not page.parts.regions.add_picture.isEnabled()
    click(page.parts.regions.rows.rows[-1].remove)
    assert page.parts.regions.add.isEnabled()
