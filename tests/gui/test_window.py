"""What a person does in the window shows in the next frames."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.gui.slider import LabelledSlider
from stylecam.styles import Style
from tests.gui.conftest import COLOURS, DARK, LIGHT, Studio

LEFT_BUTTON = Qt.MouseButton.LeftButton


def press(studio: Studio, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    QTest.keyClick(studio.window.focusWidget() or studio.window, key, modifier)


def click_style(studio: Studio, place: int) -> None:
    gallery = studio.window.panel.gallery
    tile = gallery.visualRect(gallery.model().index(place, 0))
    QTest.mouseClick(gallery.viewport(), LEFT_BUTTON, pos=tile.center())


def click_slider(slider: LabelledSlider, share: float) -> None:
    at = QPoint(round(slider.slider.width() * share), slider.slider.height() // 2)
    QTest.mouseClick(slider.slider, LEFT_BUTTON, pos=at)


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


def test_after_a_click_into_the_panel_the_keys_still_work_the_window(qtbot: QtBot, studio: Studio) -> None:
    click_style(studio, 1)
    click_slider(studio.window.panel.controls.smoothing, 0.9)
    press(studio, Qt.Key.Key_Right)
    qtbot.waitUntil(studio.shows(COLOURS["blue"]))


def test_up_and_down_change_the_strength(qtbot: QtBot, studio: Studio) -> None:
    for _ in range(10):
        press(studio, Qt.Key.Key_Down)
    qtbot.waitUntil(studio.shows((220, 120, 120)))
    press(studio, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: studio.engine.look.strength == 0.55)


def test_the_strength_slider_is_obeyed_where_it_is_clicked(qtbot: QtBot, studio: Studio) -> None:
    strength = studio.window.panel.controls.strength
    click_slider(strength, 0.5)
    qtbot.waitUntil(lambda: abs(studio.engine.look.strength - 0.5) < 0.05)
    click_slider(strength, 0.0)
    qtbot.waitUntil(studio.shows(LIGHT))


def test_a_slider_reached_by_tab_keeps_the_arrow_keys(qtbot: QtBot, studio: Studio) -> None:
    studio.window.panel.controls.smoothing.slider.setFocus(Qt.FocusReason.TabFocusReason)
    press(studio, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: studio.engine.look.smoothing == pytest.approx(0.55))
    assert studio.window.windowTitle() == "Red"


def test_a_gallery_reached_by_tab_is_walked_with_the_arrow_keys(qtbot: QtBot, studio: Studio) -> None:
    studio.window.panel.gallery.setFocus(Qt.FocusReason.TabFocusReason)
    press(studio, Qt.Key.Key_Right)
    qtbot.waitUntil(studio.shows(COLOURS["green"]))


def test_space_shows_the_original_and_comes_back(qtbot: QtBot, studio: Studio) -> None:
    original = studio.window.panel.controls.original
    press(studio, Qt.Key.Key_Space)
    qtbot.waitUntil(studio.shows(LIGHT))
    assert original.isChecked()
    press(studio, Qt.Key.Key_Space)
    qtbot.waitUntil(studio.shows(COLOURS["red"]))
    assert not original.isChecked()


def test_m_and_the_button_flip_the_picture(qtbot: QtBot, studio: Studio) -> None:
    mirror = studio.window.panel.controls.mirror
    press(studio, Qt.Key.Key_Space)
    press(studio, Qt.Key.Key_M)
    qtbot.waitUntil(studio.shows(DARK, across=0.25))
    assert mirror.isChecked()
    QTest.mouseClick(mirror, LEFT_BUTTON)
    qtbot.waitUntil(studio.shows(LIGHT, across=0.25))


def test_another_source_is_opened(qtbot: QtBot, studio: Studio) -> None:
    studio.window.desk.switch_source("0")
    qtbot.waitUntil(lambda: studio.pipeline.status().source.name == "0")
    qtbot.waitUntil(lambda: studio.window.status_line.source.text() == "Desk camera")


def test_a_source_that_fails_is_told_until_another_is_picked(qtbot: QtBot, studio: Studio) -> None:
    bar = studio.window.message_bar
    studio.window.desk.switch_source("absent")
    qtbot.waitUntil(bar.isVisible)
    assert bar.label.text() == "absent: no such camera; plug it in"
    qtbot.waitUntil(lambda: studio.window.preview.picture_place.isEmpty())
    studio.window.desk.switch_source("demo")
    qtbot.waitUntil(studio.shows(COLOURS["red"]))
    qtbot.waitUntil(bar.isHidden)


def test_a_style_that_fails_is_told_until_another_is_chosen(qtbot: QtBot, studio: Studio, styles: list[Style]) -> None:
    studio.window.desk.choose_style(Style("broken", "Broken", "", styles[0].path))
    qtbot.waitUntil(studio.window.message_bar.isVisible)
    assert studio.colour() == COLOURS["red"]
    click_style(studio, 1)
    qtbot.waitUntil(studio.window.message_bar.isHidden)


def test_full_screen_is_the_picture_alone(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_F11)
    qtbot.waitUntil(studio.window.isFullScreen)
    assert studio.window.panel.isHidden()
    press(studio, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not studio.window.isFullScreen())
    assert studio.window.panel.isVisible()


def test_ctrl_q_closes_the_window(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(studio.window.isHidden)


@pytest.mark.parametrize("size", [(640, 480), (1280, 800), (3840, 2160)])
def test_everything_has_room_at_every_size(qtbot: QtBot, studio: Studio, size: tuple[int, int]) -> None:
    studio.window.resize(*size)
    qtbot.waitUntil(lambda: studio.window.width() == size[0])
    panel = studio.window.panel
    assert panel.geometry().right() < size[0]
    assert panel.gallery.viewport().height() > 150
    assert panel.controls.geometry().bottom() < panel.height()
    assert studio.window.preview.width() > size[0] / 2


def test_the_status_line_says_how_it_goes(qtbot: QtBot, studio: Studio) -> None:
    measures = studio.window.status_line.measures
    qtbot.waitUntil(lambda: "160×90" in measures.text())
    assert "fps" in measures.text()
    assert "ms" in measures.text()
