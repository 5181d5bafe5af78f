"""What is seen on the stage, and where that is on the camera's whole picture."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from stylecam.engine.geometry import cover
from stylecam.gui.regions.view import view_of
from stylecam.look import Size

PLACE = QRectF(100, 50, 640, 360)


def test_uncut_the_corners_are_the_corners() -> None:
    view = view_of(PLACE, (1280, 720), (1920, 1080), mirror=False)
    assert view.share_at(PLACE.topLeft()) == pytest.approx((0, 0))
    assert view.share_at(PLACE.bottomRight()) == pytest.approx((1, 1))
    assert view.pixels(0.5) == pytest.approx(180)


def test_in_a_mirror_left_is_right() -> None:
    view = view_of(PLACE, (1280, 720), (1280, 720), mirror=True)
    assert view.share_at(PLACE.topLeft()) == pytest.approx((1, 0))
    assert view.share_at(PLACE.center()) == pytest.approx((0.5, 0.5))


@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize(
    ("source", "shown"), [((640, 480), (640, 360)), ((640, 360), (480, 360)), ((320, 180), (640, 360))]
)
def test_what_is_cut_off_is_what_the_engine_cuts_off(source: Size, shown: Size, mirror: bool) -> None:
    x, y = round(0.4 * source[0]), round(0.3 * source[1])
    whole = np.zeros((source[1], source[0], 3), np.uint8)
    whole[y - 3 : y + 3, x - 3 : x + 3] = 255
    seen = cover(whole, shown)
    rows, columns = np.nonzero(seen[:, ::-1, 0] > 127) if mirror else np.nonzero(seen[..., 0] > 127)
    place = QRectF(0, 0, *shown)
    view = view_of(place, shown, source, mirror)
    found = view.share_at(QPointF(columns.mean() + 0.5, rows.mean() + 0.5))
    assert found == pytest.approx((x / source[0], y / source[1]), abs=0.003)
    assert view.to_stage.map(QPointF(*found)).x() == pytest.approx(columns.mean() + 0.5)
