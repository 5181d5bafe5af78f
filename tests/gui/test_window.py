"""What a person does in the window shows in the next frames."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.rendering import RenderDialog
from stylecam.gui.slider import LabelledSlider
from stylecam.looks import LookStore
from stylecam.styles import Style, WeightedStyle
from tests.gui.parts import COLOURS, DARK, LIGHT
from tests.gui.studio import Studio

LEFT_BUTTON = Qt.MouseButton.LeftButton
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def press(studio: Studio, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """Press a key wherever the focus is."""
    QTest.keyClick(studio.window.focusWidget() or studio.window, key, modifier)


def click_style(studio: Studio, place: int, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    grid = studio.parts.gallery.grid
    tile = grid.visualRect(grid.model().index(place, 0))
    QTest.mouseClick(grid.viewport(), LEFT_BUTTON, modifier, tile.center())


def click_slider(slider: LabelledSlider, share: float) -> None:
    at = QPoint(round(slider.slider.width() * share), slider.slider.height() // 2)
    QTest.mouseClick(slider.slider, LEFT_BUTTON, pos=at)


def click_tool(studio: Studio, name: str) -> None:
    QTest.mouseClick(studio.window.tool_bar.buttons[studio.window.named_actions[name]], LEFT_BUTTON)


def drop(widget: QWidget, mime: QMimeData) -> bool:
    """Drag this over a widget and let it go; whether the widget would have it."""
    where, copy = QPointF(widget.rect().center()), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(where.toPoint(), copy, mime, LEFT_BUTTON, NO_MODIFIER)
    enter.ignore()
    QGuiApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QGuiApplication.sendEvent(widget, QDropEvent(where, copy, mime, LEFT_BUTTON, NO_MODIFIER))
    return enter.isAccepted()


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


# Styles


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


# The picture


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


# Pictures from outside


def test_a_dropped_picture_is_painted_in_and_stays(qtbot: QtBot, studio: Studio, tmp_path: Path) -> None:
    picture = tmp_path / "white.png"
    Image.new("RGB", (40, 30), (250, 250, 250)).save(picture)
    assert drop(studio.window, files(picture))
    qtbot.waitUntil(studio.shows((200, 200, 200)))
    assert [style.id for style in studio.store.styles()][:1] == ["white"]


def test_a_dropped_text_is_told_and_changes_nothing(qtbot: QtBot, studio: Studio, tmp_path: Path) -> None:
    text = tmp_path / "broken.png"
    text.write_text("no picture")
    drop(studio.window, files(text))
    qtbot.waitUntil(studio.parts.messages.news.isVisible)
    assert "broken.png" in studio.parts.messages.news.label.text()
    assert studio.window.windowTitle() == "Red"


def test_a_dropped_video_becomes_the_source(qtbot: QtBot, studio: Studio, tmp_path: Path) -> None:
    video = tmp_path / "clip.mp4"
    video.touch()
    drop(studio.window, files(video))
    qtbot.waitUntil(lambda: studio.pipeline.status().source.name == str(video))


def test_a_dropped_look_is_added(studio: Studio, tmp_path: Path) -> None:
    elsewhere = LookStore(tmp_path / "elsewhere", studio.store)
    elsewhere.save("Calm", studio.look)
    elsewhere.export("Calm", tmp_path / "calm.json")
    drop(studio.window, files(tmp_path / "calm.json"))
    assert studio.looks.names() == ("Calm",)


def test_this_frame_becomes_a_style(qtbot: QtBot, studio: Studio) -> None:
    with qtbot.waitSignal(studio.parts.collection.added) as added:
        press(studio, Qt.Key.Key_U)
    assert added.args is not None
    assert studio.store.owns(added.args[0])


def test_a_picture_is_pasted(qtbot: QtBot, studio: Studio, tmp_path: Path) -> None:
    picture = tmp_path / "white.png"
    Image.new("RGB", (40, 30), (250, 250, 250)).save(picture)
    QGuiApplication.clipboard().setMimeData(files(picture))
    press(studio, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(studio.shows((200, 200, 200)))


# Sources and trouble


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


# Outputs


def test_s_saves_a_still(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_S)
    qtbot.waitUntil(studio.parts.messages.news.isVisible)
    (still,) = studio.kept.iterdir()
    assert still.name == "stylecam 2026-11-20 14.03.07 red.png"
    assert studio.parts.messages.news.label.text().endswith(str(still))
    with Image.open(still) as saved:
        assert saved.getpixel((5, 5)) == COLOURS["red"]


def test_ctrl_r_records_until_it_is_pressed_again(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_R, CTRL)
    record = studio.window.named_actions["record"]
    assert record.isChecked()
    qtbot.waitUntil(lambda: bool(studio.pipeline.status().sinks) and studio.pipeline.status().sinks[0].written > 3)
    press(studio, Qt.Key.Key_R, CTRL)
    assert not record.isChecked()
    qtbot.waitUntil(studio.parts.messages.news.isVisible)
    (recording,) = studio.kept.iterdir()
    assert recording.suffix == ".mkv"
    assert recording.stat().st_size > 0
    assert studio.pipeline.status().sinks == ()


def test_a_virtual_camera_that_cannot_be_says_what_to_run(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_V)
    qtbot.waitUntil(studio.parts.messages.news.isVisible)
    assert "sudo apt install" in studio.parts.messages.news.label.text()
    assert not studio.window.named_actions["virtual-camera"].isChecked()


def test_a_recording_is_finished_when_the_window_is_closed(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: bool(studio.pipeline.status().sinks) and studio.pipeline.status().sinks[0].written > 3)
    studio.window.close()
    studio.pipeline.stop()
    assert [path.suffix for path in studio.kept.iterdir()] == [".mkv"]


# The window itself


def test_full_screen_is_the_picture_alone(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_F11)
    qtbot.waitUntil(studio.window.isFullScreen)
    around = (studio.window.panel, studio.window.menuBar(), studio.window.tool_bar, studio.parts.status_line)
    assert all(part.isHidden() for part in around)
    press(studio, Qt.Key.Key_Right)
    qtbot.waitUntil(studio.shows(COLOURS["green"]))
    press(studio, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not studio.window.isFullScreen())
    assert not any(part.isHidden() for part in around)


def test_the_panel_makes_room(studio: Studio) -> None:
    press(studio, Qt.Key.Key_B, CTRL)
    assert studio.window.panel.isHidden()
    press(studio, Qt.Key.Key_2, CTRL)
    assert studio.window.panel.isVisible()
    assert studio.window.panel.tab == "mixer"


def test_f1_shows_the_keys(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_F1)
    (sheet,) = studio.window.findChildren(QDialog)
    assert sheet.isVisible()
    sheet.close()
    qtbot.waitUntil(lambda: studio.window.findChildren(QDialog) == [])


def test_diagnostics_go_to_the_clipboard(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "all is well")


def test_ctrl_q_closes_the_window(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_Q, CTRL)
    qtbot.waitUntil(studio.window.isHidden)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(640, 480), (1280, 800), (3840, 2160)])
def test_everything_has_room_at_every_size(qtbot: QtBot, studio: Studio, size: tuple[int, int], scale: float) -> None:
    studio.window.enlarge_text(round((scale - 1) * 4))
    studio.window.resize(*size)
    qtbot.waitUntil(lambda: studio.window.width() == size[0])
    panel = studio.window.panel
    assert panel.geometry().right() < size[0]
    assert studio.window.strength.mapTo(panel, QPoint(0, studio.window.strength.height())).y() <= panel.height()
    assert studio.parts.gallery.grid.viewport().height() > 40
    assert studio.parts.stage.width() >= size[0] / 2 - 1


def test_the_status_line_says_how_it_goes(qtbot: QtBot, studio: Studio) -> None:
    measures = studio.parts.status_line.measures
    qtbot.waitUntil(lambda: all(part in measures.text() for part in ("160×90", "fps", "ms")))


def test_every_button_and_field_has_a_name_for_those_who_cannot_see_it(studio: Studio) -> None:
    focusable = [
        child
        for child in studio.window.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(studio.window)
    ]
    assert len(focusable) > 12
    nameless = [child for child in focusable if not (child.accessibleName() or getattr(child, "text", str)())]
    assert nameless == []


def test_a_preset_brings_everything_back(qtbot: QtBot, studio: Studio) -> None:
    desk = studio.parts.desk
    desk.set_mix([WeightedStyle(studio.styles[0], 0.5), WeightedStyle(studio.styles[2], 0.5)])
    desk.set_strength(0.5)
    desk.set_keep_color("luminance")
    wanted = desk.look
    studio.looks.save("Dusk", wanted)
    desk.use_look(studio.look)
    studio.parts.looks.refresh("Dusk")
    studio.parts.looks.load()
    assert desk.look == wanted
    qtbot.waitUntil(studio.shows((170, 120, 170)))


def test_ctrl_e_asks_what_to_repaint(qtbot: QtBot, studio: Studio) -> None:
    press(studio, Qt.Key.Key_E, CTRL)
    (dialog,) = studio.window.findChildren(RenderDialog)
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: studio.window.findChildren(RenderDialog) == [])
