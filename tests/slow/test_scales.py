"""Sizes, steps and pictures from coarse to fine."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from stylecam.look import Size
from stylecam.slow.scales import Scale, resized, scales_of, to_pixels, to_tensor, with_longest, work_until
from tests.slow.tiny import photo


@pytest.mark.parametrize(
    ("size", "count", "expected"),
    [
        ((512, 384), None, [((128, 96), 200), ((256, 192), 100), ((512, 384), 50)]),
        ((511, 384), None, [((256, 192), 200), ((511, 384), 100)]),
        ((90, 127), None, [((90, 127), 200)]),
        ((512, 384), 1, [((512, 384), 200)]),
        ((64, 20), 3, [((16, 16), 200), ((32, 16), 100), ((64, 20), 50)]),
    ],
)
def test_sizes_double_and_steps_are_halved(size: Size, count: int | None, expected: list[tuple[Size, int]]) -> None:
    assert scales_of(size, count, 200) == tuple(Scale(*each) for each in expected)


def test_every_scale_takes_a_step_at_least() -> None:
    assert [scale.steps for scale in scales_of((512, 512), 3, 1)] == [1, 1, 1]


def test_work_grows_with_the_pixels_and_ends_at_one() -> None:
    scales = (Scale((10, 10), 4), Scale((20, 20), 1))
    assert list(work_until(scales)) == pytest.approx([0.125, 0.25, 0.375, 0.5, 1.0])


def test_a_size_keeps_its_shape_but_for_sides_too_short_to_be_seen() -> None:
    assert with_longest((1920, 1080), 640) == (640, 360)
    assert with_longest((1000, 20), 500) == (500, 16)


def test_pixels_are_the_same_after_a_way_there_and_back() -> None:
    assert np.array_equal(to_pixels(to_tensor(photo())), photo())
    assert to_tensor(photo()[..., 0]).shape == (1, 1, 32, 48)


def test_resizing_keeps_brightness_and_range_and_leaves_a_fitting_picture_alone() -> None:
    picture = to_tensor(photo())
    assert torch.equal(resized(picture, (48, 32)), picture)
    small, large = resized(picture, (17, 24)), resized(picture, (96, 64))
    assert small.shape == (1, 3, 24, 17)
    for other in (small, large):
        assert 0 <= float(other.min()) <= float(other.max()) <= 1
        assert float(other.mean()) == pytest.approx(float(picture.mean()), abs=0.01)
