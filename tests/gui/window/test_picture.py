"""What a person does to the picture shows in the next frames."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.acts import click_slider, click_style, click_tool, press
from tests.gui.parts import COLOURS, DARK, LIGHT
from tests.gui.studio import Studio


def test_up_and_down_change_the_strength(qtbot: QtBot, studio: Studio) -> None:
    for _ in range(10):
        press(studio, Qt.Key.Key_Down)
    qtbot.waitUntil(studio.shows((220, 120, 120)))
    press(studio, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: studio.engine.look.strength == 0.55)


def test_the_strength_slider_is_obeyed_where_it_is_clicked(qtbot: QtBot, studio: Studio) -> None:
    strength = studio.window.strength
    click_slider(strength, 0.5)
    qtbot.waitUntil(lambda: abs(studio.engine.look.strength - 0.5) < 0.05)
    click_slider(strength, 0.0)
    qtbot.waitUntil(studio.shows(LIGHT))


def test_after_a_click_into_the_panel_the_keys_still_work_the_window(qtbot: QtBot, studio: Studio) -> None:
    click_style(studio, 1)
    click_slider(studio.window.strength, 0.9)
    press(studio, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: studio.window.windowTitle() == "Blue")


def test_a_slider_reached_by_tab_keeps_the_arrow_keys(qtbot: QtBot, studio: Studio) -> None:
    studio.window.strength.slider.setFocus(Qt.FocusReason.TabFocusReason)
    press(studio, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: studio.engine.look.strength == pytest.approx(0.99))
    assert studio.window.windowTitle() == "Red"


def test_space_shows_the_original_while_it_is_held(qtbot: QtBot, studio: Studio) -> None:
    QTest.keyPress(studio.window.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(studio.shows(LIGHT))
    assert studio.window.named_actions["original"].isChecked()
    QTest.keyRelease(studio.window.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(studio.shows(COLOURS["red"]))
    assert not studio.window.named_actions["original"].isChecked()


def test_the_original_is_only_shown_and_not_sent(qtbot: QtBot, studio: Studio) -> None:
    click_tool(studio, "original")
    qtbot.waitUntil(studio.shows(LIGHT))
    assert studio.engine.look.strength == 1.0


def test_the_split_shows_before_and_after(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_B)
    qtbot.waitUntil(studio.shows(LIGHT, across=0.25))
    assert studio.colour(across=0.75) == COLOURS["red"]


def test_m_and_the_button_flip_the_picture(qtbot: QtBot, studio: Studio) -> None:
    click_tool(studio, "original")
    press(studio, Qt.Key.Key_M)
    qtbot.waitUntil(studio.shows(DARK))
    assert studio.window.named_actions["mirror"].isChecked()
    click_tool(studio, "mirror")
    qtbot.waitUntil(studio.shows(LIGHT))


def test_o_writes_numbers_on_the_picture(qtbot: QtBot, studio: Studio) -> None:
    before = studio.parts.stage.grab().toImage()
    press(studio, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: studio.parts.stage.grab().toImage() != before)
