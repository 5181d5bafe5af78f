from __future__ import annotations

import cv2
import numpy as np
import pytest

from stylecam.engine.person.edges import mask_size, shrunk, with_edges_of, without_specks
from stylecam.engine.person.finder import Mask

SIZE = (320, 180)


def disc(x: int, y: int, radius: int, level: float = 1.0, below: Mask | None = None) -> Mask:
    mask = np.zeros(SIZE[::-1], np.float32) if below is None else below.copy()
    return np.asarray(cv2.circle(mask, (x, y), radius, level, -1), np.float32)


def test_a_picture_is_made_small_in_its_shape() -> None:
    assert mask_size(1280, 720) == SIZE
    assert mask_size(720, 1280) == (180, 320)
    assert mask_size(200, 100) == (200, 100)
    assert shrunk(np.zeros((720, 1280, 3), np.uint8), SIZE).shape == (180, 320, 3)


def test_small_islands_go_and_large_ones_stay() -> None:
    both = disc(40, 40, 5, below=disc(200, 100, 50))
    np.testing.assert_array_equal(without_specks(both), disc(200, 100, 50))
    assert without_specks(np.zeros_like(both)).max() == 0
    assert without_specks(np.ones_like(both)).min() == 1


def test_what_is_small_beside_a_person_goes_and_stays_where_it_is_alone() -> None:
    """A cloud in the window, and somebody far away."""
    cloud = disc(40, 40, 12)
    np.testing.assert_array_equal(without_specks(np.maximum(cloud, disc(200, 100, 75))), disc(200, 100, 75))
    np.testing.assert_array_equal(without_specks(cloud), cloud)


def test_small_holes_are_filled() -> None:
    body = disc(160, 90, 60)
    assert without_specks(disc(170, 90, 6, 0.0, body)).min(initial=1, where=body > 0) == 1


def test_a_large_hole_is_filled_where_it_is_doubtful_and_left_where_the_background_is_seen() -> None:
    body = disc(160, 90, 60)
    doubtful, clear = (without_specks(disc(170, 90, 20, level, body)) for level in (0.1, 0.0))
    assert doubtful[90, 170] == 1
    assert clear[90, 170] == 0


def test_a_notch_that_is_almost_enclosed_is_a_hole_too() -> None:
    body = disc(160, 90, 60)
    notched = np.asarray(cv2.line(disc(196, 90, 20, 0.1, body), (180, 90), (235, 90), 0.1, 3), np.float32)
    assert without_specks(notched)[90, 190] == 1


@pytest.mark.parametrize("contrast", [40, 120])
def test_a_mask_takes_the_edge_of_the_picture(contrast: int) -> None:
    """One that is off by three pixels, and soft."""
    inside = disc(160, 90, 50)
    random = np.random.default_rng(4)
    colours = np.array([90, 80, 70]) + inside[..., None] * contrast * np.array([1, 0.6, -0.5])
    small = np.clip(colours + 3 * random.standard_normal((*inside.shape, 3)), 0, 255).astype(np.uint8)
    rough = np.asarray(cv2.GaussianBlur(disc(163, 90, 50), (0, 0), 3), np.float32)
    found = with_edges_of(small, rough)
    assert (found.min() >= 0, found.max() <= 1) == (True, True)
    assert np.abs(found - inside).mean() < 0.45 * np.abs(rough - inside).mean()


def test_without_an_edge_in_the_picture_the_mask_stays() -> None:
    rough = np.asarray(cv2.GaussianBlur(disc(160, 90, 50), (0, 0), 3), np.float32)
    found = with_edges_of(np.full((*rough.shape, 3), 128, np.uint8), rough)
    assert np.abs(found - rough).mean() < 0.02


def test_the_smallest_pictures() -> None:
    for shape in ((1, 1), (2, 3), (1, 40)):
        small, mask = np.zeros((*shape, 3), np.uint8), np.ones(shape, np.float32)
        assert (with_edges_of(small, without_specks(mask)) == 1).all()
