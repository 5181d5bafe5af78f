"""What a person does with styles shows in the next frames."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.styles import Style
from tests.gui.acts import CTRL, click_style, press
from tests.gui.parts import COLOURS
from tests.gui.studio import Studio


def test_a_click_on_a_style_paints_the_next_frames_in_it(qtbot: QtBot, studio: Studio) -> None:
    click_style(studio, 2)
    qtbot.waitUntil(studio.shows(COLOURS["blue"]))
    assert studio.window.windowTitle() == "Blue"


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_2, "green"), (Qt.Key.Key_3, "blue")])
def test_a_digit_chooses_the_style_of_that_place(qtbot: QtBot, studio: Studio, key: Qt.Key, name: str) -> None:
    press(studio, key)
    qtbot.waitUntil(studio.shows(COLOURS[name]))


def test_a_digit_past_the_end_changes_nothing(studio: Studio) -> None:
    press(studio, Qt.Key.Key_9)
    assert studio.window.windowTitle() == "Red"


def test_left_and_right_go_round_the_styles(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_Left)
    qtbot.waitUntil(studio.shows(COLOURS["blue"]))
    press(studio, Qt.Key.Key_Right)
    qtbot.waitUntil(studio.shows(COLOURS["red"]))


def test_keys_step_through_what_the_search_leaves(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(studio.parts.gallery.search, "blue")
    studio.parts.stage.setFocus()
    press(studio, Qt.Key.Key_1)
    qtbot.waitUntil(studio.shows(COLOURS["blue"]))


def test_r_takes_another_style(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: studio.colour() in (COLOURS["green"], COLOURS["blue"]))


def test_f_makes_the_style_a_favourite(studio: Studio) -> None:
    press(studio, Qt.Key.Key_F)
    assert studio.parts.collection.is_favourite(studio.styles[0])
    press(studio, Qt.Key.Key_F)
    assert not studio.parts.collection.is_favourite(studio.styles[0])


def test_a_style_that_was_used_is_remembered_as_recent(studio: Studio) -> None:
    press(studio, Qt.Key.Key_2)
    assert studio.parts.collection.recent == ("green", "red")


def test_ctrl_click_mixes(qtbot: QtBot, studio: Studio) -> None:
    click_style(studio, 2, CTRL)
    qtbot.waitUntil(studio.shows((100, 0, 100)))
    assert studio.window.windowTitle() == "Red + Blue"


def test_a_style_that_fails_is_told_and_taken_back(qtbot: QtBot, studio: Studio, styles: list[Style]) -> None:
    news = studio.parts.messages.news
    studio.parts.desk.choose_style(Style("broken", "Broken", "", styles[0].path))
    qtbot.waitUntil(news.isVisible)
    assert news.label.text().startswith("broken.png: not a picture")
    assert studio.window.windowTitle() == "Red"
    assert studio.colour() == COLOURS["red"]


def test_tiles_show_the_camera_in_each_style(qtbot: QtBot, studio: Studio) -> None:
    grid = studio.parts.gallery.grid
    tile = grid.visualRect(grid.model().index(1, 0))

    def middle() -> tuple[int, int, int]:
        colour = grid.viewport().grab().toImage().pixelColor(tile.center())
        return colour.red(), colour.green(), colour.blue()

    qtbot.waitUntil(lambda: middle() == COLOURS["green"])
