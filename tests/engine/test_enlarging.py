"""A small painting made as large as what it was painted from."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from stylecam.engine.enlarging import with_edges_of
from stylecam.engine.geometry import scaled
from stylecam.frame import Pixels
from tests.engine.pictures import difference, noisy

LARGE, SMALL = (96, 64), (48, 32)


def edge() -> Pixels:
    """Dark on the left, light on the right, with the edge between two pixels of the small picture."""
    pixels = np.full((LARGE[1], LARGE[0], 3), 40, np.uint8)
    pixels[:, 49:] = 200
    return pixels


def plain(painting: Pixels, size: tuple[int, int] = LARGE) -> Pixels:
    return np.asarray(cv2.resize(painting, size), dtype=np.uint8)


@pytest.mark.parametrize("size", [(37, 25), (48, 32), (96, 40), (1, 1)])
def test_a_painting_becomes_as_large_as_its_content(size: tuple[int, int]) -> None:
    content = noisy(edge(), 10, seed=1)
    small = scaled(content, size)
    enlarged = with_edges_of(content, small, small)
    assert enlarged.shape == content.shape
    assert enlarged.dtype == np.uint8


def test_an_edge_that_both_have_becomes_as_sharp_as_in_the_content() -> None:
    full = np.asarray(255 - edge(), dtype=np.uint8)
    small = scaled(full, SMALL)
    enlarged = with_edges_of(edge(), scaled(edge(), SMALL), small)
    assert difference(enlarged, full) < 0.5 * difference(plain(small), full)


def test_an_edge_gets_its_colours_from_the_painting() -> None:
    full = edge()
    full[:, :, 0], full[:, :, 1] = 255 - full[:, :, 0], 90
    small = scaled(full, SMALL)
    enlarged = with_edges_of(edge(), scaled(edge(), SMALL), small)
    assert difference(enlarged, full) < 0.5 * difference(plain(small), full)
    assert np.all(enlarged[:, :, 1] == 90)


def test_strokes_that_the_content_does_not_have_stay() -> None:
    content = np.full((LARGE[1], LARGE[0], 3), 128, np.uint8)
    strokes = np.full((SMALL[1], SMALL[0], 3), 200, np.uint8)
    strokes[15:17] = 30
    np.testing.assert_array_equal(with_edges_of(content, scaled(content, SMALL), strokes), plain(strokes))


def test_a_sensors_noise_stays_out() -> None:
    contents = [noisy(edge(), 2, seed=seed) for seed in (1, 2)]
    small = scaled(edge(), SMALL)
    one, other = (with_edges_of(content, scaled(content, SMALL), small) for content in contents)
    assert difference(one, other) < 0.1 * difference(*contents)


def test_no_content_shows_in_a_wall_painted_in_one_colour() -> None:
    content = noisy(edge(), 10, seed=1)
    wall = np.full((SMALL[1], SMALL[0], 3), (60, 120, 180), np.uint8)
    enlarged = with_edges_of(content, scaled(content, SMALL), wall)
    assert np.abs(enlarged.astype(int) - (60, 120, 180)).max() <= 1
