from __future__ import annotations

import numpy as np

from stylecam.sinks.fit import even_size, fitted


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
