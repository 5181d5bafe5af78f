"""Sizes and crops."""

from __future__ import annotations

import numpy as np
import pytest

from stylecam.engine.geometry import cover, network_size, output_size, padded_size, scaled, size_of, smaller
from stylecam.look import Size
from tests.engine.pictures import scene


def test_a_coarse_brush_makes_the_networks_picture_small() -> None:
    assert network_size((640, 360), brush=1.0, least=16) == (640, 360)
    assert network_size((640, 360), brush=2.0, least=16) == (320, 180)
    assert network_size((640, 360), brush=0.5, least=16) == (1280, 720)
    assert network_size((40, 30), brush=4.0, least=16) == (16, 16)
    assert network_size((1, 1), brush=1.0, least=16) == (16, 16)


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ((640, 360), (640, 360)),
        ((853, 480), (853, 480)),
        ((1280, 720), (960, 540)),
        ((720, 1280), (540, 960)),
        ((1280, 960), (720, 540)),
        ((4000, 100), (960, 24)),
        ((10000, 1), (960, 2)),
    ],
)
def test_an_output_is_no_larger_than_asked_for_and_of_its_sources_shape(source: Size, output: Size) -> None:
    assert output_size(source, (960, 540)) == output


def test_of_two_sizes_there_is_a_smaller() -> None:
    assert smaller((640, 360), (480, 640)) == (480, 360)
    assert size_of(scene((64, 48))) == (64, 48)


def test_sizes_are_padded_up_to_multiples() -> None:
    assert padded_size((640, 360), 8) == (640, 360)
    assert padded_size((641, 361), 8) == (648, 368)
    assert padded_size((1, 17), 8) == (8, 24)


def test_what_fits_is_the_same_array() -> None:
    pixels = scene((64, 48))
    assert cover(pixels, (64, 48)) is pixels
    assert scaled(pixels, (64, 48)) is pixels


@pytest.mark.parametrize(("size", "middle"), [((40, 48), np.s_[:, 12:52]), ((64, 30), np.s_[9:39, :])])
def test_the_overhang_is_cut_off_equally(size: tuple[int, int], middle: tuple[slice, slice]) -> None:
    pixels = scene((64, 48))
    covered = cover(pixels, size)
    np.testing.assert_array_equal(covered, pixels[middle])
    assert covered.flags.c_contiguous


@pytest.mark.parametrize("size", [(32, 24), (128, 96), (100, 20), (20, 100), (37, 53), (1, 1)])
def test_a_picture_is_made_to_fill_any_size(size: tuple[int, int]) -> None:
    covered = cover(scene((64, 48)), size)
    assert covered.shape == (size[1], size[0], 3)
    assert covered.dtype == np.uint8
    assert covered.flags.c_contiguous


def test_things_keep_their_shape() -> None:
    """A disc stays as wide as it is high."""
    x, y = np.meshgrid(np.arange(80), np.arange(60))
    disc = np.where((x - 40) ** 2 + (y - 30) ** 2 < 20**2, 255, 0).astype(np.uint8)[:, :, None].repeat(3, axis=2)
    covered = cover(disc, (160, 90))[:, :, 0] > 127
    assert covered.any(axis=0).sum() == pytest.approx(covered.any(axis=1).sum(), abs=2)


@pytest.mark.parametrize(("source", "size"), [((1, 1), (640, 16)), ((1000, 1), (16, 360)), ((1, 1000), (360, 16))])
def test_extreme_shapes_leave_at_least_one_pixel_to_scale(source: tuple[int, int], size: tuple[int, int]) -> None:
    assert cover(scene(source), size).shape == (size[1], size[0], 3)
