"""The sheets of styles: the scene in each, in rows; what fails, enlarged."""

from __future__ import annotations

import numpy as np

from scripts.make_sheet import CLOSE_UP, FAILURES, MASTERS, SHOWN, SIZE, close_ups, paintings, sheet
from stylecam.app import style_library


def test_each_style_has_its_place_in_the_rows() -> None:
    picture = sheet(paintings(SHOWN[:4], (96, 64)), columns=2)

    assert picture.shape == (128, 192, 3)
    places = [picture[y : y + 64, x : x + 96].astype(float) for y in (0, 64) for x in (0, 96)]
    for number, place in enumerate(places):
        assert all(np.abs(place - other).mean() > 5 for other in places[:number])


def test_a_close_up_lies_below_what_it_was_painted_from() -> None:
    width, height = CLOSE_UP
    picture = close_ups(FAILURES[:2])
    assert picture.shape == (2 * height, 2 * width, 3)
    assert np.abs(picture[:height].astype(float) - picture[height:]).mean() > 5


def test_every_style_of_the_sheets_ships() -> None:
    assert {style.id for style in style_library()} >= {*SHOWN, *MASTERS, *(style for style, _ in FAILURES)}


def test_close_ups_lie_inside_the_scene() -> None:
    assert all(x + CLOSE_UP[0] <= SIZE[0] and y + CLOSE_UP[1] <= SIZE[1] for _, (x, y) in FAILURES)
