from __future__ import annotations

import time

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from stylecam.frame import Frame, Pixels
from stylecam.gui.stage.picture import image_of
from tests.gui.parts import rgb
from tests.gui.stage.parts import Theatre, dense


def checks(width: int, height: int) -> Pixels:
    """Black and white, pixel by pixel."""
    rows, columns = np.indices((height, width))
    return np.repeat(((rows + columns) % 2 * 255).astype(np.uint8)[..., None], 3, axis=2)


def test_an_image_outlives_its_pixels() -> None:
    pixels = np.full((2, 3, 3), (1, 2, 3), np.uint8)
    image = image_of(pixels)
    pixels[:] = 0
    assert (image.width(), image.height()) == (3, 2)
    assert rgb(image.pixelColor(2, 1)) == (1, 2, 3)


def test_a_mirrored_view_is_shown_mirrored() -> None:
    pixels = np.zeros((1, 3, 3), np.uint8)
    pixels[0, 0] = 255
    assert rgb(image_of(pixels[:, ::-1]).pixelColor(2, 0)) == (255, 255, 255)


@pytest.mark.parametrize("density", [1, 2])
def test_each_pixel_of_the_picture_is_one_of_the_screen_where_they_are_as_many(qtbot: QtBot, density: int) -> None:
    theatre = Theatre(qtbot, (640 // density, 360 // density))
    stage = theatre.show(Frame(checks(640, 360), 0, time.monotonic()))
    shown = dense(stage, density)
    assert (shown.width(), shown.height()) == (640, 360)
    assert [rgb(shown.pixelColor(x, 100))[0] for x in range(300, 310)] == [0, 255] * 5


def test_a_picture_made_much_smaller_does_not_glitter(qtbot: QtBot) -> None:
    theatre = Theatre(qtbot, (300, 150))
    stage = theatre.show(Frame(checks(900, 450), 0, time.monotonic()))
    shown = stage.grab().toImage()
    greys = [rgb(shown.pixelColor(x, 75))[0] for x in range(100, 200)]
    assert max(greys) - min(greys) < 60
    assert 100 < sum(greys) / len(greys) < 156
