"""The painter for live frames computes what the published network computes."""

from __future__ import annotations

import copy

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from stylecam.models.graphed_painter import GraphedPainter
from stylecam.models.painter import ContentStats
from stylecam.models.vgg19 import FEATURES, Vgg19
from stylecam.models.vgg19_painter import Vgg19Painter
from tests.models.test_graphed_painter import Again
from tests.published import Published, statistics

CPU = torch.device("cpu")
STYLE = torch.rand(1, 3, 48, 64, generator=torch.Generator().manual_seed(2))


@pytest.fixture(scope="module")
def painter(vgg19: Vgg19) -> Vgg19Painter:
    return Vgg19Painter(copy.deepcopy(vgg19), CPU, torch.float32)


def picture(height: int, width: int, seed: int = 1) -> Tensor:
    """(1, 3, H, W) in [0, 1], channels-last."""
    drawn = torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(seed))
    return drawn.contiguous(memory_format=torch.channels_last)


def same(painted: Tensor, expected: Tensor) -> None:
    torch.testing.assert_close(painted, expected, rtol=0, atol=1e-4)


def test_a_style_is_512_means_and_512_standard_deviations(painter: Vgg19Painter, published: Published) -> None:
    style = painter.style(STYLE)
    assert style.shape == (painter.style_size,) == (1024,)
    expected = torch.cat(statistics(published.features(STYLE))).flatten()
    torch.testing.assert_close(style, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("strength", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("size", [(32, 32), (16, 24), (40, 56)])
def test_it_paints_what_the_published_network_paints(
    strength: float, size: tuple[int, int], painter: Vgg19Painter, published: Published
) -> None:
    content, style = picture(*size), painter.style(STYLE)
    expected = published.paint(content, STYLE, strength)
    painted, measured = painter.paint(content, style, strength, None)
    same(painted, expected)
    painted, seen = painter.paint(content, style, strength, measured)
    same(painted, expected)
    torch.testing.assert_close(seen.mean, measured.mean)
    torch.testing.assert_close(seen.std, measured.std)


@settings(max_examples=6)
@given(seed=st.integers(0, 2**32), eighths=st.tuples(st.integers(2, 6), st.integers(2, 6)))
def test_at_strength_0_the_decoder_reconstructs_the_content(
    painter: Vgg19Painter, vgg19: Vgg19, seed: int, eighths: tuple[int, int]
) -> None:
    """Whatever the content and its size: nothing of the style is left."""
    content = picture(8 * eighths[0], 8 * eighths[1], seed)
    with torch.inference_mode():
        reconstruction = vgg19.decoder(vgg19.encoder(content))
    same(painter.paint(content, painter.style(STYLE), 0.0, None)[0], reconstruction)


@pytest.mark.parametrize("strength", [0.0, 0.5, 1.0])
def test_given_statistics_are_normalised_by(strength: float, painter: Vgg19Painter, published: Published) -> None:
    content, other = picture(32, 40), statistics(published.features(picture(32, 40, seed=7) ** 3))
    stats = ContentStats(*(part.flatten() for part in other))
    painted, seen = painter.paint(content, painter.style(STYLE), strength, stats)
    same(painted, published.paint(content, STYLE, strength, other))
    torch.testing.assert_close(seen.mean, statistics(published.features(content))[0].flatten(), rtol=1e-4, atol=1e-5)


def test_a_mix_is_a_sum_of_vectors(painter: Vgg19Painter) -> None:
    content, other = picture(32, 32), picture(32, 48, seed=5)
    mixed = 0.25 * painter.style(STYLE) + 0.75 * painter.style(other)
    mean, std = mixed.chunk(2)
    painted = painter.paint(content, mixed, 1.0, None)[0].clone()
    with torch.inference_mode():
        network = painter._network
        expected = network(content, mean.view(1, FEATURES, 1, 1), std.view(1, FEATURES, 1, 1))
    same(painted, expected)


def test_strength_may_be_a_tensor(painter: Vgg19Painter) -> None:
    content, style = picture(32, 40), painter.style(STYLE)
    _, stats = painter.paint(content, style, 1.0, None)
    for strength in (0.0, 0.3, 0.8):
        expected = painter.paint(content, style, strength, stats)[0].clone()
        assert torch.equal(painter.paint(content, style, torch.tensor(strength), stats)[0], expected)


def test_sizes_may_change_and_no_picture_leaves_a_trace(painter: Vgg19Painter, published: Published) -> None:
    style = painter.style(STYLE)
    for seed, size in enumerate([(32, 40), (24, 56), (32, 40)], start=1):
        content = picture(*size, seed=seed)
        same(painter.paint(content, style, 1.0, None)[0], published.paint(content, STYLE, 1.0))


def test_painters_apart_do_not_paint_over_each_others_pictures(painter: Vgg19Painter) -> None:
    apart = painter.apart()
    content, style = picture(32, 40), painter.style(STYLE)
    expected = painter.paint(content, style, 1.0, None)[0].clone()
    painted, _ = apart.paint(content, style, 1.0, None)
    assert torch.equal(painted, expected)
    painter.paint(picture(32, 40, seed=5), style, 1.0, None)
    assert torch.equal(painted, expected)


def test_replayed_it_paints_the_same(painter: Vgg19Painter) -> None:
    recorder = Again()
    graphed = GraphedPainter(painter.apart(), recorder)
    style = painter.style(STYLE)
    _, stats = painter.paint(picture(32, 40), style, 1.0, None)
    for seed, strength in enumerate((1.0, 0.4, 1.0, 0.7)):
        content = picture(32, 40, seed)
        expected = painter.paint(content, style, strength, stats)[0].clone()
        assert torch.equal(graphed.paint(content, style, strength, stats)[0], expected)
        assert graphed.replayed
    assert recorder.made == 2, "with strength and without"


def test_it_asks_nothing_of_the_host_with_given_statistics() -> None:
    """So that it can be recorded. Tensors without contents cannot be asked for any."""
    meta = torch.device("meta")
    with meta:
        painter = Vgg19Painter(Vgg19(), meta, torch.float16)
        content = torch.empty(1, 3, 64, 96, dtype=torch.float16).contiguous(memory_format=torch.channels_last)
        style = torch.empty(painter.style_size)
        _, stats = painter.paint(content, style, 1.0, None)
        for strength in (1.0, torch.empty(())):
            painted, seen = painter.paint(content, style, strength, stats)
            assert painted.shape == content.shape
            assert seen.mean.shape == stats.mean.shape


def test_flat_pictures_are_painted_without_nan(painter: Vgg19Painter) -> None:
    grey, style = torch.full((1, 3, 32, 32), 0.5), painter.style(torch.zeros(1, 3, 32, 32))
    painted, stats = painter.paint(grey, style, 1.0, None)
    assert bool(painted.isfinite().all())
    painted, stats = painter.paint(grey, style, 1.0, stats)
    assert bool(torch.cat([painted.flatten(), stats.mean, stats.std]).isfinite().all())


def test_bfloat16_is_near(vgg19: Vgg19, published: Published) -> None:
    half = Vgg19Painter(copy.deepcopy(vgg19), CPU, torch.bfloat16)
    content, style = picture(32, 40), half.style(STYLE)
    painted, seen = half.paint(content.bfloat16(), style, 1.0, None)
    assert (painted.dtype, style.dtype, seen.mean.dtype) == (torch.bfloat16, torch.float32, torch.float32)
    expected = published.paint(content, STYLE, 1.0)
    assert float((painted.float() - expected).abs().mean() / expected.std()) < 0.05
