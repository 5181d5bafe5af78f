"""What stands still is averaged, what moves is left alone."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from stylecam.engine.denoise import Denoiser, blended
from tests.engine.pictures import noisy, scene


def camera(seed: int, sigma: float = 3.0) -> Tensor:
    """A still scene with a sensor's noise, (1, 3, 180, 320)."""
    return torch.from_numpy(noisy(scene((320, 180)), sigma, seed=seed)).permute(2, 0, 1)[None] / 255


def grey(level: float) -> Tensor:
    return torch.full((1, 3, 16, 24), level)


def test_noise_averages_out_where_nothing_moves() -> None:
    denoiser = Denoiser()
    shown = [denoiser.restart(camera(0))] + [denoiser.follow(camera(seed), 1 / 30, 0.5) for seed in range(1, 60)]
    flicker = (shown[-1] - shown[-2]).std()
    assert flicker < 0.1 * (camera(1) - camera(2)).std()
    assert (shown[-1] - camera(0, sigma=0)).std() < 0.5 * (camera(1) - camera(0, sigma=0)).std()


def test_what_moves_leaves_no_trail() -> None:
    before = torch.full((1, 3, 40, 60), 0.2)
    now = before.clone()
    now[..., 30:] = 0.8
    after = blended(before, now, weight=0.05)
    torch.testing.assert_close(after, now)


def test_a_place_beside_what_moves_is_still_averaged() -> None:
    before, now = torch.full((1, 3, 40, 60), 0.2), torch.full((1, 3, 40, 60), 0.2 + 2 / 255)
    now[..., 40:] = 0.8
    after = blended(before, now, weight=0.05)
    torch.testing.assert_close(after[..., :24], before[..., :24] + 0.05 * 2 / 255)
    torch.testing.assert_close(after[..., 44:], now[..., 44:])


@pytest.mark.parametrize("size", [(8, 8), (18, 30), (33, 21)])
def test_any_size_goes(size: tuple[int, int]) -> None:
    picture = torch.rand(1, 3, *size)
    assert blended(picture, picture + 0.5, weight=0.1).shape == picture.shape


@pytest.mark.parametrize("fps", [10, 30, 60])
def test_a_faint_change_comes_through_in_the_time_constant_at_any_rate(fps: int) -> None:
    denoiser = Denoiser()
    denoiser.restart(grey(0.5))
    step = 2 / 255
    for _ in range(fps):
        shown = denoiser.follow(grey(0.5 + step), 1 / fps, 0.5)
    assert float(shown.mean() - 0.5) == pytest.approx(step * (1 - math.exp(-2)), rel=0.01)


def test_the_first_picture_and_one_without_smoothing_pass_as_they_are() -> None:
    denoiser = Denoiser()
    assert torch.equal(denoiser.follow(camera(0), 1 / 30, 0.5), camera(0))
    assert torch.equal(denoiser.follow(camera(1), 1 / 30, 0.0), camera(1))


def test_a_restart_forgets() -> None:
    denoiser = Denoiser()
    denoiser.restart(grey(0.5))
    denoiser.restart(grey(0.51))
    assert torch.allclose(denoiser.follow(grey(0.51), 1 / 30, 0.5), grey(0.51))


def test_half_precision_keeps_its_kind_and_still_converges() -> None:
    """Steps that bfloat16 would round away must not stop the average."""
    denoiser = Denoiser()
    denoiser.restart(grey(0.5).bfloat16())
    for _ in range(200):
        shown = denoiser.follow(grey(0.5 + 2 / 255).bfloat16(), 1 / 30, 0.5)
    assert shown.dtype == torch.bfloat16
    assert torch.equal(shown, grey(0.5 + 2 / 255).bfloat16())
