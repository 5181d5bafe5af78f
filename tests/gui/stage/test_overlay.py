from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylecam.frame import Frame
from stylecam.gui import theme
from stylecam.gui.stage import overlay
from stylecam.gui.stage.plate import chip_place
from tests.gui.parts import rgb
from tests.gui.stage.parts import AFTER, BEFORE, Theatre, colour_at, flat

LINES = ["fps\t29.8", "latency\t42 ms", "CPU"]
PLACE = QRectF(0, 0, 800, 450)


def light_pixels(image: QImage, place: QRectF) -> int:
    """How many pixels of letters there are."""
    part = image.copy(place.toRect()).convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(part.constBits(), np.uint8).reshape(part.height(), part.bytesPerLine())[:, : part.width()]
    return int((pixels > 190).sum())


def plate_of(lines: list[str], place: QRectF = PLACE, scale: float = 1.0) -> QRectF:
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    return overlay.lines_place(place, QFontMetricsF(overlay.lines_font(place, font, lines)), lines)


def shown(qtbot: QtBot, colour: tuple[int, int, int] = AFTER) -> Theatre:
    theatre = Theatre(qtbot, (800, 450))
    theatre.show(Frame(flat(colour), 0, 0.0, flat(BEFORE)))
    return theatre


@pytest.mark.parametrize("size", [(800, 450), (240, 135), (200, 400)])
@pytest.mark.parametrize("colour", [(255, 255, 255), (0, 0, 0)])
def test_a_countdown_is_large_and_leaves_the_middle_free(
    qtbot: QtBot, colour: tuple[int, int, int], size: tuple[int, int]
) -> None:
    theatre = Theatre(qtbot, size)
    stage = theatre.show(Frame(flat(colour, *size), 0, 0.0))
    bare = stage.grab().toImage()
    disc = overlay.countdown_place(QRectF(stage.picture_place))
    assert disc.height() > 0.25 * min(stage.picture_place.width(), stage.picture_place.height())
    assert not disc.contains(QRectF(stage.picture_place).center())
    pictures = []
    for seconds in (10, 3, 2):
        stage.show_countdown(seconds)
        pictures.append(stage.grab().toImage())
        edge = pictures[-1].pixelColor((disc.center() + QPointF(0, disc.height() * 0.42)).toPoint())
        assert max(rgb(edge)) < 80
        assert light_pixels(pictures[-1], disc.adjusted(*[disc.width() * 0.2 * sign for sign in (1, 1, -1, -1)])) > 10
    assert all(one != other for one, other in pairwise(pictures))
    stage.show_countdown(0)
    assert stage.grab().toImage() == bare


@pytest.mark.parametrize("colour", [(255, 255, 255), (0, 0, 0), (128, 128, 128)])
def test_measures_are_light_on_dark_on_any_picture(qtbot: QtBot, colour: tuple[int, int, int]) -> None:
    theatre = shown(qtbot, colour)
    theatre.stage.show_overlay(LINES)
    plate = plate_of(LINES)
    theatre.stage.set_overlay(True)
    image = theatre.stage.grab().toImage()
    assert max(rgb(image.pixelColor((plate.topLeft() + QPointF(4, plate.height() / 2)).toPoint()))) < 80
    assert light_pixels(image, plate) > 50


def test_measures_are_shown_when_wanted_and_follow_their_text(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    bare = theatre.stage.grab().toImage()
    theatre.stage.show_overlay(LINES)
    assert theatre.stage.grab().toImage() == bare
    theatre.stage.set_overlay(True)
    first = theatre.stage.grab().toImage()
    assert first != bare
    theatre.stage.show_overlay(["fps\t30.1", *LINES[1:]])
    assert theatre.stage.grab().toImage() != first
    theatre.stage.show_overlay(LINES)
    assert theatre.stage.grab().toImage() == first
    theatre.stage.show_overlay([])
    assert theatre.stage.grab().toImage() == bare


@pytest.mark.usefixtures("qtbot")
def test_the_plate_stands_still_while_numbers_change() -> None:
    assert plate_of(["fps\t11.1", "latency\t41 ms"]) == plate_of(["fps\t28.8", "latency\t99 ms"])
    # A digit more or less does not always move it.
    assert len({plate_of(["latency\t" + "1" * digits]).width() for digits in range(1, 21)}) < 15


@pytest.mark.usefixtures("qtbot")
def test_the_plate_grows_with_the_font_until_the_picture_is_too_small() -> None:
    once, twice = plate_of(LINES), plate_of(LINES, scale=2.0)
    assert twice.height() > 1.6 * once.height()
    small = QRectF(0, 0, 240, 135)
    squeezed = plate_of(LINES * 3, small, scale=2.0)
    assert small.contains(squeezed)


def test_a_value_is_as_far_right_as_the_plate_goes(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    lines = ["a\t88", "a much longer name\t8"]
    theatre.stage.show_overlay(lines)
    theatre.stage.set_overlay(True)
    image = theatre.stage.grab().toImage()
    plate = plate_of(lines)
    upper = QRectF(plate.left(), plate.top(), plate.width(), plate.height() / 2)
    middle = upper.adjusted(plate.width() * 0.3, 0, -plate.width() * 0.3, 0)
    assert light_pixels(image, upper.adjusted(upper.width() * 0.8, 0, 0, 0)) > 5
    assert light_pixels(image, middle) == 0


def test_original_is_said_in_the_corner_while_it_is_shown(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    badge = overlay.badge_place(PLACE, QFontMetricsF(theatre.stage.font()), "Original")
    assert theatre.colour(0.5) == AFTER
    theatre.stage.set_original(True)
    assert theatre.colour(0.5) == BEFORE
    assert light_pixels(theatre.stage.grab().toImage(), badge) > 20
    theatre.stage.set_original(False)
    assert light_pixels(theatre.stage.grab().toImage(), badge) == 0


def test_a_card_is_not_called_an_original(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    theatre.show(Frame(flat((60, 60, 60)), 1, 0.0))
    as_it_is = theatre.stage.grab().toImage()
    theatre.stage.set_original(True)
    theatre.stage.set_split(True)
    theatre.stage.set_inset(True)
    assert theatre.stage.grab().toImage() == as_it_is


@pytest.mark.usefixtures("qtbot")
def test_a_hint_takes_several_lines_where_it_is_too_long_for_one() -> None:
    metrics = QFontMetricsF(QApplication.font())
    text = "Press 1 to 9 for another style, or drop a picture here"
    one = overlay.hint_place(PLACE, metrics, text, beside=QRectF())
    assert one.center().x() == pytest.approx(400, abs=1)
    assert PLACE.contains(one)
    narrow = QRectF(0, 0, 300, 400)
    several = overlay.hint_place(narrow, metrics, text, beside=QRectF())
    assert narrow.contains(several)
    assert several.height() > 1.8 * one.height() - 2 * theme.GAP
    corner = QRectF(230, 320, 60, 60)
    assert not overlay.hint_place(narrow, metrics, text, beside=corner).intersects(corner)


def test_a_hint_lies_below_until_it_is_clicked_away_or_removed(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    bare = theatre.stage.grab().toImage()
    theatre.stage.show_hint("Choose a style")
    hint = overlay.hint_place(PLACE, QFontMetricsF(theatre.stage.font()), "Choose a style", beside=QRectF())
    assert light_pixels(theatre.stage.grab().toImage(), hint) > 20
    theatre.stage.show_hint("")
    assert theatre.stage.grab().toImage() == bare
    theatre.stage.show_hint("Choose a style")
    QTest.mouseClick(theatre.stage, Qt.MouseButton.LeftButton, pos=theatre.point(0.1))
    assert theatre.stage.grab().toImage() == bare


def test_what_would_be_dropped_is_said_within_a_frame(qtbot: QtBot) -> None:
    theatre = shown(qtbot)
    bare = theatre.stage.grab().toImage()
    theatre.stage.set_drop_hint("Drop to paint in this style")
    assert colour_at(theatre.stage, QPointF(6, 200)) == rgb(theme.scheme_of(theatre.stage).accent)
    assert theatre.colour(0.5, 0.2) != AFTER
    chip = chip_place(QFontMetricsF(theatre.stage.font()), "Drop to paint in this style")
    chip.moveCenter(PLACE.center())
    assert light_pixels(theatre.stage.grab().toImage(), chip) > 20
    theatre.stage.set_drop_hint("")
    assert theatre.stage.grab().toImage() == bare
