"""What stands still is averaged, what moves is left alone."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch import Tensor

from stylecam.engine.denoise import Denoiser
from stylecam.engine.glance import glance
from stylecam.frame import Pixels
from tests.engine.pictures import noisy, scene

FRAME = 1 / 30


def camera(seed: int, sigma: float = 3.0) -> Pixels:
    """A still scene with a sensor's noise."""
    return noisy(scene((320, 180)), sigma, seed=seed)


def flat(level: int, size: tuple[int, int] = (64, 40)) -> Pixels:
    return np.full((size[1], size[0], 3), level, np.uint8)


def tensor(pixels: Pixels) -> Tensor:
    """(1, 3, H, W), from 0 to 1."""
    return torch.from_numpy(pixels).permute(2, 0, 1)[None] / 255


def shown(denoiser: Denoiser, pixels: Pixels, passed: float = FRAME, time_constant: float = 0.5) -> Tensor:
    return denoiser.follow(glance(pixels), tensor(pixels), passed, time_constant)


def test_noise_averages_out_where_nothing_moves() -> None:
    denoiser = Denoiser()
    averages = [shown(denoiser, camera(seed)) for seed in range(60)]
    noise = (tensor(camera(1)) - tensor(camera(2))).std()
    assert (averages[-1] - averages[-2]).std() < 0.1 * noise
    assert (averages[-1] - tensor(camera(0, sigma=0))).std() < 0.3 * noise


def test_what_moves_leaves_no_trail() -> None:
    denoiser = Denoiser()
    before, now = flat(50, (160, 120)), flat(50, (160, 120))
    now[:, 80:] = 200
    shown(denoiser, before)
    torch.testing.assert_close(shown(denoiser, now), tensor(now), atol=0.01, rtol=0)


def test_a_place_beside_what_moves_is_still_averaged() -> None:
    denoiser = Denoiser()
    before, now = flat(50, (160, 120)), flat(51, (160, 120))
    now[:, 100:] = 200
    shown(denoiser, before)
    after = shown(denoiser, now)
    weight = 1 - math.exp(-FRAME / 0.5)
    torch.testing.assert_close(after[..., :80], tensor(before)[..., :80] + weight / 255)
    torch.testing.assert_close(after[..., 110:], tensor(now)[..., 110:])


@pytest.mark.parametrize("size", [(8, 8), (30, 18), (641, 361)])
def test_any_size_goes_and_another_one_begins_anew(size: tuple[int, int]) -> None:
    denoiser = Denoiser()
    shown(denoiser, flat(50))
    for level in (80, 81):
        after = shown(denoiser, flat(level, size))
        assert after.shape == (1, 3, size[1], size[0])
    assert 80 / 255 < float(after.mean()) < 80.2 / 255


@pytest.mark.parametrize("fps", [10, 30, 60])
def test_a_faint_change_comes_through_in_the_time_constant_at_any_rate(fps: int) -> None:
    denoiser = Denoiser()
    shown(denoiser, flat(128))
    for _ in range(fps):
        after = shown(denoiser, flat(129), 1 / fps)
    assert float(after.mean()) * 255 - 128 == pytest.approx(1 - math.exp(-2), rel=0.01)


def test_the_first_picture_and_one_without_smoothing_pass_as_they_are() -> None:
    denoiser = Denoiser()
    assert torch.equal(shown(denoiser, camera(0)), tensor(camera(0)))
    assert torch.equal(shown(denoiser, camera(1), time_constant=0.0), tensor(camera(1)))


def test_a_restart_forgets() -> None:
    denoiser = Denoiser()
    shown(denoiser, flat(128))
    denoiser.restart(glance(flat(129)), tensor(flat(129)))
    assert torch.allclose(shown(denoiser, flat(129)), tensor(flat(129)))


def test_what_it_gives_is_not_written_over_later() -> None:
    denoiser = Denoiser()
    shown(denoiser, flat(128))
    first = shown(denoiser, flat(129))
    kept = first.clone()
    shown(denoiser, flat(130))
    assert torch.equal(first, kept)


def test_half_precision_keeps_its_kind_and_still_converges() -> None:
    """Steps that bfloat16 would round away must not stop the average."""
    denoiser = Denoiser()
    for level in (128, *[130] * 200):
        after = denoiser.follow(glance(flat(level)), tensor(flat(level)).bfloat16(), FRAME, 0.5)
    assert after.dtype == torch.bfloat16
    assert torch.equal(after, tensor(flat(130)).bfloat16())
