"""The formulas of AdaIN, against plain float64."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from stylecam.models.adain import EPSILON, adain, channel_stats, normalising_affine


def test_statistics_are_per_channel_over_space_with_the_unbiased_variance(random: torch.Generator) -> None:
    x = torch.randn(2, 5, 7, 9, generator=random)
    mean, std = channel_stats(x)
    exact = x.double().numpy()
    np.testing.assert_allclose(mean.numpy(), exact.mean((2, 3), keepdims=True), atol=1e-6)
    np.testing.assert_allclose(std.numpy(), np.sqrt(exact.var((2, 3), ddof=1, keepdims=True) + EPSILON), rtol=1e-6)


def test_the_variance_of_few_positions_is_unbiased_and_a_flat_channel_has_only_epsilon() -> None:
    two_values = torch.tensor([1.0, 3.0]).reshape(1, 1, 1, 2)
    assert channel_stats(two_values)[1].item() == pytest.approx(2**0.5, rel=1e-4)
    assert channel_stats(torch.full((1, 1, 4, 4), 3.0))[1].item() == pytest.approx(EPSILON**0.5)


def test_half_precision_is_measured_in_single(random: torch.Generator) -> None:
    x = 100 + torch.randn(1, 3, 64, 64, generator=random)
    mean, std = channel_stats(x.to(torch.bfloat16))
    assert mean.dtype == std.dtype == torch.float32
    torch.testing.assert_close(mean, x.mean((2, 3), keepdim=True), rtol=0, atol=0.05)


def test_adain_is_the_papers_formula(random: torch.Generator) -> None:
    content, style = torch.randn(1, 4, 8, 6, generator=random), 3 + 2 * torch.randn(1, 4, 5, 5, generator=random)
    c, s = content.double().numpy(), style.double().numpy()
    mu_c, mu_s = (x.mean((2, 3), keepdims=True) for x in (c, s))
    sigma_c, sigma_s = (np.sqrt(x.var((2, 3), ddof=1, keepdims=True) + EPSILON) for x in (c, s))
    expected = sigma_s * (c - mu_c) / sigma_c + mu_s
    np.testing.assert_allclose(adain(content, *channel_stats(style)).numpy(), expected, atol=2e-5)


@given(
    seed=st.integers(0, 2**32),
    size=st.tuples(st.integers(4, 24), st.integers(4, 24)),
    spread=st.floats(0.5, 50),
    level=st.floats(-100, 100),
    style_spread=st.floats(0.0, 50),
    style_level=st.floats(-100, 100),
)
def test_the_result_has_the_statistics_of_the_style(
    seed: int, size: tuple[int, int], spread: float, level: float, style_spread: float, style_level: float
) -> None:
    """Whatever the content's, and whatever the sizes of both."""
    random = torch.Generator().manual_seed(seed)
    content = level + spread * torch.randn(1, 4, *size, generator=random)
    style = style_level + style_spread * torch.randn(1, 4, 9, 9, generator=random)
    style_mean, style_std = channel_stats(style)
    mean, std = channel_stats(adain(content, style_mean, style_std))
    torch.testing.assert_close(mean, style_mean, rtol=1e-4, atol=1e-3)
    torch.testing.assert_close(std, style_std, rtol=5e-3, atol=5e-3)


def test_content_in_its_own_style_is_unchanged(random: torch.Generator) -> None:
    content = torch.randn(1, 4, 8, 8, generator=random)
    torch.testing.assert_close(adain(content, *channel_stats(content)), content, rtol=1e-5, atol=1e-5)


def test_a_normalisation_is_one_affine(random: torch.Generator) -> None:
    x, mean, std, gain, bias = torch.rand(5, 6, generator=random) + 0.1
    scale, shift = normalising_affine(mean, std, gain, bias)
    torch.testing.assert_close(scale * x + shift, gain * (x - mean) / std + bias)
