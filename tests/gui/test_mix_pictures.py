"""The pictures of a mix are there soon after it is shown, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from stylecam.gui.mix_pictures import MOST_KEPT, MixPictures
from stylecam.styles import Style, WeightedStyle
from tests.gui.parts import COLOURS, rgb


@pytest.fixture
def pictures() -> Iterator[MixPictures]:
    reading = MixPictures()
    yield reading
    reading.close()


def show(qtbot: QtBot, pictures: MixPictures, *styles: Style) -> None:
    """Mix these, each half as strongly as the one before, and wait for their pictures."""
    pictures.show_mix([WeightedStyle(style, 0.5**place) for place, style in enumerate(styles)])
    qtbot.waitUntil(lambda: all(pictures.of(style) is not None for style in styles))


def test_the_heaviest_comes_first(qtbot: QtBot, pictures: MixPictures, styles: list[Style]) -> None:
    show(qtbot, pictures, *styles)
    pictures.show_mix([WeightedStyle(style, weight) for style, weight in zip(styles, (0.2, 0.5, 0.3), strict=True)])
    colours = [rgb(image.pixelColor(9, 9)) for image in pictures.heaviest_first]
    assert colours == [COLOURS["green"], COLOURS["blue"], COLOURS["red"]]


def test_a_style_without_weight_is_not_shown(qtbot: QtBot, pictures: MixPictures, styles: list[Style]) -> None:
    show(qtbot, pictures, *styles[:2])
    pictures.show_mix([WeightedStyle(styles[0], 0.0), WeightedStyle(styles[1])])
    assert [rgb(image.pixelColor(9, 9)) for image in pictures.heaviest_first] == [COLOURS["green"]]


def test_only_the_last_ones_are_kept(qtbot: QtBot, pictures: MixPictures, styles: list[Style]) -> None:
    for place in range(MOST_KEPT + 2):
        show(qtbot, pictures, replace(styles[0], id=f"style {place}"), styles[1])
    assert pictures.of(replace(styles[0], id="style 0")) is None
    assert pictures.of(replace(styles[0], id="style 5")) is not None
    show(qtbot, pictures, replace(styles[0], id="style 0"))


def test_a_renamed_style_keeps_its_picture(qtbot: QtBot, pictures: MixPictures, styles: list[Style]) -> None:
    show(qtbot, pictures, styles[0])
    show(qtbot, pictures, replace(styles[0], name="Another name"))
