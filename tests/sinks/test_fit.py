from __future__ import annotations

import numpy as np
import pytest

from stylecam.sinks.fit import even_size, filled, fitted, within


def test_a_picture_of_the_right_size_is_passed_on() -> None:
    pixels = np.zeros((4, 6, 3), np.uint8)

    assert fitted(pixels, (6, 4)) is pixels


def test_an_odd_last_row_and_column_are_cropped() -> None:
    pixels = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)

    assert even_size(7, 5) == (6, 4)
    assert np.array_equal(fitted(pixels, (6, 4)), pixels[:4, :6])


def test_a_wider_picture_lies_between_black_bars() -> None:
    canvas = fitted(np.full((10, 40, 3), 200, np.uint8), (20, 20))

    assert canvas.shape == (20, 20, 3)
    assert np.all(canvas[8:12] > 190)
    assert not canvas[:7].any()
    assert not canvas[13:].any()


def test_a_taller_smaller_picture_is_scaled_up_between_black_columns() -> None:
    canvas = fitted(np.full((5, 1, 3), 200, np.uint8), (20, 20))

    assert np.all(canvas[:, 8:12] > 190)
    assert not canvas[:, :8].any()
    assert not canvas[:, 12:].any()


def test_a_wider_picture_fills_without_its_sides() -> None:
    pixels = np.full((10, 40, 3), 200, np.uint8)
    pixels[:, :14] = pixels[:, 26:] = 50

    canvas = filled(pixels, (20, 20))

    assert canvas.shape == (20, 20, 3)
    assert np.all(canvas[:, 2:18] > 190)


def test_a_taller_picture_fills_without_its_top_and_bottom() -> None:
    pixels = np.full((80, 40, 3), 50, np.uint8)
    pixels[20:60] = 200

    assert np.all(filled(pixels, (20, 20)) > 190)


def test_a_picture_of_the_right_size_that_is_to_fill_is_passed_on() -> None:
    pixels = np.zeros((4, 6, 3), np.uint8)

    assert filled(pixels, (6, 4)) is pixels


def test_a_line_of_pixels_can_fill_anything() -> None:
    assert filled(np.full((1, 640, 3), 9, np.uint8), (20, 30)).shape == (30, 20, 3)
    assert filled(np.full((640, 1, 3), 9, np.uint8), (20, 30)).shape == (30, 20, 3)


@pytest.mark.parametrize(
    ("size", "bound", "result"),
    [
        ((1280, 720), (640, 640), (640, 360)),
        ((720, 1280), (640, 640), (360, 640)),
        ((320, 180), (640, 640), (320, 180)),
        ((4000, 10), (400, 400), (400, 2)),
    ],
)
def test_a_size_is_brought_within_a_bound_in_its_shape(
    size: tuple[int, int], bound: tuple[int, int], result: tuple[int, int]
) -> None:
    assert within(size, bound) == result
