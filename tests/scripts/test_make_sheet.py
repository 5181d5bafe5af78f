"""The sheet of styles: the scene in each, in rows."""

from __future__ import annotations

import numpy as np

from scripts.make_sheet import SHOWN, sheet
from stylecam.app import style_library


def test_each_style_has_its_place_in_the_rows() -> None:
    picture = sheet(SHOWN[:4], (96, 64), columns=2)

    assert picture.shape == (128, 192, 3)
    places = [picture[y : y + 64, x : x + 96].astype(float) for y in (0, 64) for x in (0, 96)]
    for number, place in enumerate(places):
        assert all(np.abs(place - other).mean() > 5 for other in places[:number])


def test_every_style_of_the_sheet_ships() -> None:
    assert {style.id for style in style_library()} >= set(SHOWN)
