"""Pictures at a glance, and how alike two of them are."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from stylecam.engine.glance import enlarged, glance, likeness
from tests.engine.pictures import noisy, scene


@pytest.mark.parametrize(
    ("size", "small"),
    [((1280, 720), (180, 320)), ((720, 1280), (320, 180)), ((200, 100), (100, 200)), ((1920, 40), (32, 320))],
)
def test_a_glance_is_small_and_in_the_pictures_shape(size: tuple[int, int], small: tuple[int, int]) -> None:
    assert glance(scene(size)).shape == small


def test_a_glance_is_as_bright_as_it_is_told() -> None:
    dark = np.full((40, 60, 3), 50, np.uint8)
    assert set(np.unique(glance(dark))) == {50}
    assert set(np.unique(glance(dark, 1.2))) == {60}
    assert set(np.unique(glance(dark, 10.0))) == {255}


def test_likeness_falls_from_one_to_nothing_between_its_bounds() -> None:
    grey = np.full((40, 60), 100, np.uint8)
    assert np.all(likeness(grey, grey + 1, 2, 6) == 1)
    assert np.allclose(likeness(grey, grey + 4, 2, 6), 0.5)
    assert np.all(likeness(grey, grey + 6, 2, 6) == 0)
    assert np.all(likeness(grey + 6, grey, 2, 6) == 0)


def test_likeness_is_blind_to_noise_and_sees_what_moves() -> None:
    still = scene((320, 180))
    there = still.copy()
    there[60:120, 100:200] = 255 - there[60:120, 100:200]
    alike = likeness(glance(noisy(still, 2, seed=1)), glance(noisy(there, 2, seed=2)), 4, 12)
    assert alike[:50].min() > 0.9
    assert np.median(alike[66:114, 106:194]) == 0


def test_a_field_lies_over_the_picture() -> None:
    field = np.zeros((2, 4), np.float32)
    field[:, 2:] = 1
    large = enlarged(field, torch.empty(1, 3, 8, 16))
    assert large.shape == (1, 1, 8, 16)
    assert torch.equal(large[0, 0, :, :6], torch.zeros(8, 6))
    assert torch.equal(large[0, 0, :, 10:], torch.ones(8, 6))
    assert enlarged(np.zeros((2, 4, 2), np.float32), large).shape == (1, 2, 8, 16)
