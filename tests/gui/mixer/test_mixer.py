from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.gui.desk import Desk
from stylecam.gui.mixer.geometry import Point, corners, place_of, shares_at
from stylecam.gui.mixer.mixer import Mixer
from stylecam.gui.mixer.sliders import DEFAULT, strength_slider
from stylecam.look import KeepColor, Look
from stylecam.styles import Style, WeightedStyle
from tests.gui.mixer.conftest import LEFT_BUTTON, Bench, picture_of, tab_to
from tests.gui.pointer import move_pointer


def shares_held(desk: Desk) -> list[float]:
    return [part.weight for part in desk.look.mix]


@pytest.mark.parametrize(
    ("count", "point"), [(2, (0.7, 0.0)), (3, (0.45, 0.5)), (4, (0.6, 0.3)), (3, (0.25, 0.3)), (4, (0.5, 1.2))]
)
def test_frames_are_painted_in_the_shares_that_the_handle_is_dragged_to(
    qtbot: QtBot, bench: Bench, count: int, point: Point
) -> None:
    bench.mix(*[1.0] * count)
    bench.press_pad(place_of([1 / count] * count))
    bench.drag_pad(point)
    qtbot.waitUntil(lambda: bench.paints(*shares_at(count, bench.mixer.pad.placement.point_at(bench.mixer.pad.handle))))
    wanted = shares_at(count, point)
    # A pixel of the screen is half a hundredth of the pad.
    assert shares_held(bench.desk) == pytest.approx(wanted, abs=0.02)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_click_on_a_corner_is_that_style_alone_and_the_others_stay_in_the_mix(
    qtbot: QtBot, bench: Bench, count: int
) -> None:
    bench.mix(*[1.0] * count)
    for place in range(count):
        # Off the tile's middle, and off its button.
        at = bench.mixer.pad.placement.tile_at(place).center().toPoint()
        QTest.mouseClick(bench.mixer.pad, LEFT_BUTTON, pos=at)
        alone = [float(other == place) for other in range(count)]
        qtbot.waitUntil(lambda alone=alone: bench.paints(*alone))  # type: ignore[misc]
        assert shares_held(bench.desk) == alone


def test_the_handle_follows_a_mix_from_elsewhere(bench: Bench) -> None:
    bench.mix(3.0, 1.0)
    assert bench.mixer.pad.handle == bench.mixer.pad.placement.pixel_of((0.25, 0.0))
    bench.mix(1.0, 0.0, 0.0)
    assert bench.mixer.pad.handle == bench.mixer.pad.placement.pixel_of(corners(3)[0])


def test_a_drag_of_many_places_in_one_turn_asks_the_desk_for_the_first_and_the_last(qtbot: QtBot, bench: Bench) -> None:
    bench.mix(1.0, 1.0)
    seen: list[Look] = []
    bench.desk.look_changed.connect(seen.append)
    bench.press_pad((0.5, 0.0))
    for step in range(100):
        bench.mixer.pad.moved.emit((1 - step / 100, step / 100))
    qtbot.waitUntil(lambda: shares_held(bench.desk) == [pytest.approx(0.01), pytest.approx(0.99)])
    assert len(seen) <= 5


def test_a_style_chosen_during_a_drag_is_not_overruled_by_the_drag(qtbot: QtBot, bench: Bench) -> None:
    bench.mix(1.0, 1.0)
    bench.press_pad((0.5, 0.0))
    bench.mixer.pad.moved.emit((0.2, 0.8))
    bench.mixer.pad.moved.emit((0.1, 0.9))
    bench.desk.choose_style(bench.styles[2])
    qtbot.waitUntil(lambda: bench.paints(0, 0, 1))
    assert [part.style.id for part in bench.desk.look.mix] == ["blue"]


def test_arrow_keys_move_the_handle_shift_moves_it_finely_and_home_brings_it_to_the_middle(
    qtbot: QtBot, bench: Bench
) -> None:
    bench.mix(1.0, 1.0, 1.0, 1.0)
    pad = bench.mixer.pad
    tab_to(pad)
    QTest.keyClick(pad, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bench.paints(*shares_at(4, (0.55, 0.5))))
    QTest.keyClick(pad, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bench.paints(*shares_at(4, (0.55, 0.49))))
    QTest.keyClick(pad, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: bench.paints(0.25, 0.25, 0.25, 0.25))


def test_the_mix_is_read_out(bench: Bench) -> None:
    bench.mix(1.0, 3.0)
    assert bench.mixer.pad.accessibleDescription() == "Red 25 %, Green 75 %"


def test_a_bar_sets_a_share_and_the_others_keep_their_proportion(qtbot: QtBot, bench: Bench) -> None:
    bench.mix(0.5, 0.3, 0.2)
    bar = bench.mixer.shares.bars[0]
    QTest.mousePress(bar, LEFT_BUTTON, pos=bar.rect().center())
    move_pointer(bar, bar.rect().topRight())
    move_pointer(bar, QPoint(1, 1))
    QTest.mouseRelease(bar, LEFT_BUTTON, pos=QPoint(1, 1))
    # The far end, where the others had nothing, has not made them forget.
    qtbot.waitUntil(lambda: bench.paints(0.0, 0.6, 0.4))


def test_a_bar_reached_by_tab_obeys_keys(qtbot: QtBot, bench: Bench) -> None:
    bench.mix(0.5, 0.5)
    bar = bench.mixer.shares.bars[1]
    tab_to(bar)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bench.paints(0.49, 0.51))
    QTest.keyClick(bar, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: bench.paints(0, 1))
    assert [part.style.id for part in bench.desk.look.mix] == ["red", "green"]


def test_both_crosses_take_a_style_out(qtbot: QtBot, bench: Bench) -> None:
    bench.mix(1.0, 1.0, 1.0)
    QTest.mouseClick(bench.mixer.pad.removers[0], LEFT_BUTTON)
    assert [part.style.id for part in bench.desk.look.mix] == ["green", "blue"]
    QTest.mouseClick(bench.mixer.shares.removers[1], LEFT_BUTTON)
    assert [part.style.id for part in bench.desk.look.mix] == ["green"]
    qtbot.waitUntil(lambda: bench.paints(0, 1))


def test_when_the_style_that_was_all_of_it_goes_the_others_take_its_place(qtbot: QtBot, bench: Bench) -> None:
    bench.mix(1.0, 0.0, 0.0)
    QTest.mouseClick(bench.mixer.shares.removers[0], LEFT_BUTTON)
    qtbot.waitUntil(lambda: bench.paints(0, 0.5, 0.5))
    bench.mix(1.0, 0.0)
    bench.desk.toggle_in_mix(bench.styles[0])
    qtbot.waitUntil(lambda: bench.paints(0, 1))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_what_is_shown_follows_the_number_of_styles(bench: Bench, count: int) -> None:
    mixer = bench.mixer
    mixes = tuple(WeightedStyle(bench.styles[place % 4]) for place in range(count))
    bench.desk.use_look(replace(bench.desk.look, mix=mixes))
    shown = min(count, 4)
    assert mixer.portrait.isVisible() == (count == 1)
    assert mixer.hint.isVisible() == (count < 2)
    assert mixer.pad.isVisible() == mixer.shares.isVisible() == (count > 1)
    assert sum(bar.isVisible() for bar in mixer.shares.bars) == (shown if count > 1 else 0)
    assert sum(button.isVisible() for button in mixer.pad.removers) == (shown if count > 1 else 0)


def test_without_a_style_the_mixer_says_how_to_begin(qtbot: QtBot, bench: Bench) -> None:
    mixer = Mixer(Desk(bench.pipeline, Look(()), "demo"), picture_of)
    qtbot.addWidget(mixer)
    mixer.show()
    assert mixer.hint.isVisible()
    assert not any(part.isVisible() for part in (mixer.portrait, mixer.pad, mixer.shares))


@pytest.mark.parametrize("chosen", ["luminance", "palette"])
def test_the_colour_control_is_obeyed_and_shows_what_the_desk_holds(
    qtbot: QtBot, bench: Bench, chosen: KeepColor
) -> None:
    buttons = bench.mixer.colour.buttons
    QTest.mouseClick(buttons[chosen], LEFT_BUTTON)
    qtbot.waitUntil(lambda: bench.engine.look.keep_color == chosen)
    bench.desk.set_keep_color("off")
    assert [name for name, button in buttons.items() if button.isChecked()] == ["off"]


def test_arrow_keys_go_from_one_colour_to_the_next(qtbot: QtBot, bench: Bench) -> None:
    buttons = bench.mixer.colour.buttons
    tab_to(buttons["off"])
    QTest.keyClick(buttons["off"], Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bench.engine.look.keep_color == "luminance")
    assert buttons["luminance"].hasFocus()


@pytest.mark.parametrize(
    ("name", "field", "middle"),
    [("smoothing", "smoothing", 1.0), ("brush", "brush", 1.0), ("crossfade", "crossfade", 1.5)],
)
def test_each_slider_is_obeyed_where_it_is_clicked(
    qtbot: QtBot, bench: Bench, name: str, field: str, middle: float
) -> None:
    labelled = getattr(bench.mixer, name)
    bench.desk.use_look(replace(bench.desk.look, smoothing=2.0, brush=4.0, crossfade=3.0))
    QTest.mouseClick(labelled.slider, LEFT_BUTTON, pos=labelled.slider.rect().center())
    qtbot.waitUntil(lambda: getattr(bench.engine.look, field) == pytest.approx(middle, rel=0.05))
    QTest.mouseDClick(labelled.slider, LEFT_BUTTON, pos=labelled.slider.rect().topLeft())
    qtbot.waitUntil(lambda: getattr(bench.engine.look, field) == getattr(DEFAULT, field))


def test_the_strength_slider_shows_what_the_desk_holds_and_asks_it(qtbot: QtBot, bench: Bench) -> None:
    strength = strength_slider(bench.desk)
    qtbot.addWidget(strength)
    strength.show()
    bench.desk.set_strength(0.4)
    assert strength.slider.value() == 40
    QTest.mouseClick(strength.reset, LEFT_BUTTON)
    qtbot.waitUntil(lambda: bench.engine.look.strength == 1.0)


def test_the_brush_says_what_it_costs(bench: Bench) -> None:
    label = bench.mixer.brush.label
    assert label.text() == "Brush size"
    for brush, cost in ((0.5, "4× the pixels"), (2.0, "0.25× the pixels"), (0.25, "16× the pixels")):
        bench.desk.set_brush(brush)
        assert label.text() == f"Brush size · {cost}"
    bench.desk.set_brush(1.0)
    assert label.text() == "Brush size"


def test_reset_all_keeps_the_styles_in_equal_parts_and_what_is_not_of_the_painting(qtbot: QtBot, bench: Bench) -> None:
    bench.mix(0.9, 0.1)
    changed = replace(bench.desk.look, strength=0.2, smoothing=1.5, brush=3.0, crossfade=2.0, keep_color="palette")
    bench.desk.use_look(replace(changed, mirror=True))
    QTest.mouseClick(bench.mixer.reset, LEFT_BUTTON)
    qtbot.waitUntil(lambda: bench.paints(0.5, 0.5))
    mix = tuple(WeightedStyle(style) for style in bench.styles[:2])
    assert bench.desk.look == Look(mix, mirror=True)


def test_pictures_that_come_later_are_shown_after_a_refresh(qtbot: QtBot, bench: Bench) -> None:
    pictures: dict[Style, QImage] = {}
    mixer = Mixer(bench.desk, pictures.get)
    qtbot.addWidget(mixer)
    mixer.resize(330, 900)
    mixer.show()
    bench.mix(1.0, 1.0)
    middle = mixer.pad.placement.tile_at(1).center().toPoint()
    for style in bench.styles[:2]:
        image = QImage(20, 20, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.magenta)
        pictures[style] = image
    assert mixer.pad.grab().toImage().pixelColor(middle) != Qt.GlobalColor.magenta
    mixer.refresh()
    assert mixer.pad.grab().toImage().pixelColor(middle) == Qt.GlobalColor.magenta


@pytest.mark.parametrize("width", [232, 330, 460])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_nothing_is_wider_than_the_panel(qtbot: QtBot, bench: Bench, width: int, count: int) -> None:
    mixer = bench.mixer
    bench.mix(*[1.0] * count)
    mixer.resize(width, 300)
    qtbot.waitUntil(lambda: mixer.verticalScrollBar().maximum() > 0)
    assert mixer.reset.geometry().right() < mixer.viewport().width()
    if count > 1:
        assert mixer.pad.height() >= mixer.pad.heightForWidth(mixer.pad.width())
