from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF, QSize, QSizeF

from stylecam.gui.stage.geometry import cells, cover, fit


@pytest.mark.parametrize(
    ("picture", "room", "place"),
    [
        (QSize(160, 90), QRect(0, 0, 320, 320), QRect(0, 70, 320, 180)),
        (QSize(90, 160), QRect(0, 0, 320, 320), QRect(70, 0, 180, 320)),
        (QSize(640, 360), QRect(0, 0, 640, 360), QRect(0, 0, 640, 360)),
    ],
)
def test_fit_keeps_the_aspect_in_the_middle(picture: QSize, room: QRect, place: QRect) -> None:
    assert fit(picture, room) == place


@pytest.mark.parametrize(
    ("place", "part"),
    [
        (QSizeF(10, 10), QRectF(50, 0, 100, 100)),
        (QSizeF(20, 5), QRectF(0, 25, 200, 50)),
        (QSizeF(2, 1), QRectF(0, 0, 200, 100)),
    ],
)
def test_cover_takes_the_middle_of_the_picture(place: QSizeF, part: QRectF) -> None:
    assert cover(place, QSizeF(200, 100)) == part


@pytest.mark.parametrize(
    ("count", "places"),
    [
        (1, [(0, 0, 101, 101)]),
        (2, [(0, 0, 50, 101), (51, 0, 50, 101)]),
        (3, [(0, 0, 50, 101), (51, 0, 50, 50), (51, 51, 50, 50)]),
        (4, [(0, 0, 50, 50), (51, 0, 50, 50), (0, 51, 50, 50), (51, 51, 50, 50)]),
    ],
)
def test_cells_share_the_room_in_reading_order(count: int, places: list[tuple[int, int, int, int]]) -> None:
    assert cells(QRectF(0, 0, 101, 101), count, gap=1) == [QRectF(*place) for place in places]
