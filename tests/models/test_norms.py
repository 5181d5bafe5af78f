"""Normalising by what is measured, and by what is given."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from stylecam.models.adain import adain, channel_stats
from stylecam.models.norms import FixedNorms, MeasuredNorms, joined, put_affine, row_stats, sampled_row_stats, split
from stylecam.models.padded import rows
from stylecam.models.painter import ContentStats


def features(channels: int, height: int, width: int, random: torch.Generator) -> Tensor:
    """Channels of different means and spreads, channels-last."""
    x = torch.randn(1, channels, height, width, generator=random)
    x = x * torch.linspace(0.5, 3, channels)[:, None, None] + torch.linspace(-2, 2, channels)[:, None, None]
    return x.contiguous(memory_format=torch.channels_last)


def stats_of(x: Tensor) -> ContentStats:
    mean, std = channel_stats(x)
    return ContentStats(mean.flatten(), std.flatten())


def carry_out(norms: FixedNorms, i: int, x: Tensor) -> Tensor:
    """What the convolution before a fixed normalisation does."""
    scale, shift = norms.affine(i)
    return x * scale[:, None, None] + shift[:, None, None]


def assert_same(found: ContentStats, expected: ContentStats, tolerance: float) -> None:
    torch.testing.assert_close(found.mean, expected.mean, rtol=tolerance, atol=tolerance)
    torch.testing.assert_close(found.std, expected.std, rtol=tolerance, atol=tolerance)


def test_row_statistics_are_channel_statistics(random: torch.Generator) -> None:
    x = features(6, 9, 7, random)
    assert_same(row_stats(rows(x)), stats_of(x), 1e-5)


@pytest.mark.parametrize(("height", "width"), [(8, 8), (90, 160), (180, 320)])
def test_a_sample_is_near_the_whole_and_sees_both_phases_of_a_pixel_shuffle(
    height: int, width: int, random: torch.Generator
) -> None:
    x = features(6, height, width, random)
    x[:, :, :, ::2] += 4
    assert_same(sampled_row_stats(rows(x)), stats_of(x), 0.15)


def test_split_undoes_joined(random: torch.Generator) -> None:
    parts = [ContentStats(*torch.rand(2, width, generator=random)) for width in (3, 5, 2)]
    for part, again in zip(parts, split(joined(parts), (3, 5, 2)), strict=True):
        assert torch.equal(part.mean, again.mean)
        assert torch.equal(part.std, again.std)


def test_measured_norms_are_adain_and_tell_what_they_measured(random: torch.Generator) -> None:
    layers = [features(4, 6, 5, random), features(3, 8, 8, random)]
    gains, biases = ([torch.rand(n, generator=random) for n in (4, 3)] for _ in range(2))
    norms = MeasuredNorms(gains, biases)
    for i, x in enumerate(layers):
        scale, shift = norms.affine(i)
        assert torch.equal(scale, torch.ones_like(gains[i]))
        assert torch.equal(shift, torch.zeros_like(gains[i]))
        expected = adain(x, biases[i][None, :, None, None], gains[i][None, :, None, None])
        normed = x.clone(memory_format=torch.preserve_format)
        norms.apply(i, normed)
        torch.testing.assert_close(normed, expected, rtol=1e-4, atol=1e-5)
    assert_same(norms.seen(), joined([stats_of(x) for x in layers]), 1e-5)


def test_fixed_norms_normalise_by_what_they_are_given(random: torch.Generator) -> None:
    x = features(4, 6, 5, random)
    gains, biases = torch.rand(2, 4, generator=random)
    normed = carry_out(FixedNorms([gains], [biases], [stats_of(x)]), 0, x)
    expected = adain(x, biases[None, :, None, None], gains[None, :, None, None])
    torch.testing.assert_close(normed, expected, rtol=1e-4, atol=1e-5)


def test_fixed_norms_see_what_came_in_though_they_look_at_what_goes_out(random: torch.Generator) -> None:
    layers = [features(4, 60, 70, random), features(3, 90, 80, random)]
    given = [
        stats_of(x).lerp(ContentStats(torch.zeros(c), torch.ones(c)), 0.3) for c, x in zip((4, 3), layers, strict=True)
    ]
    gains = [torch.tensor([1.0, -0.7, 0.3, 2.0]), torch.tensor([0.2, 1.5, -1.0])]
    biases = [torch.rand(4, generator=random), torch.rand(3, generator=random)]
    norms = FixedNorms(gains, biases, given)
    for i, x in enumerate(layers):
        norms.apply(i, carry_out(norms, i, x).contiguous(memory_format=torch.channels_last))
    assert_same(norms.seen(), joined([stats_of(x) for x in layers]), 0.1)


@pytest.mark.parametrize("gain", [0.0, 0.01, -0.01])
def test_a_channel_with_hardly_any_gain_keeps_what_was_given(gain: float, random: torch.Generator) -> None:
    x = features(2, 6, 5, random)
    given = ContentStats(torch.tensor([5.0, 0.0]), torch.tensor([7.0, 1.0]))
    norms = FixedNorms([torch.tensor([gain, 1.0])], [torch.ones(2)], [given])
    norms.apply(0, carry_out(norms, 0, x).contiguous(memory_format=torch.channels_last))
    seen = norms.seen()
    assert (seen.mean[0].item(), seen.std[0].item()) == (5.0, 7.0)
    assert seen.std[1].item() == pytest.approx(stats_of(x).std[1].item(), rel=1e-3)
    assert bool(torch.cat([seen.mean, seen.std]).isfinite().all())


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16, torch.float32])
def test_an_affine_of_features_is_rounded_once(dtype: torch.dtype, random: torch.Generator) -> None:
    """Also where it brings large numbers back to small ones, and where it is written over what it is of."""
    x = (100 + torch.rand(1, 6, 9, 8, generator=random)).to(dtype)
    scale, shift = torch.linspace(0.5, 3, 6)[:, None, None], -100.3 * torch.linspace(0.5, 3, 6)[:, None, None]
    expected = (x.double() * scale + shift).to(dtype)
    put_affine(x, x, scale, shift)
    torch.testing.assert_close(x, expected, rtol=1e-2, atol=1e-4)
