"""The painter for live frames computes what the network computes."""

from __future__ import annotations

import copy

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from stylecam.models.compact import Compact, StyleCode
from stylecam.models.compact_painter import CompactPainter
from stylecam.models.painter import ContentStats

CPU = torch.device("cpu")


def painter_of(network: Compact, dtype: torch.dtype = torch.float32) -> CompactPainter:
    return CompactPainter(copy.deepcopy(network), CPU, dtype)


@pytest.fixture(scope="module")
def painter(network: Compact) -> CompactPainter:
    return painter_of(network)


def picture(height: int, width: int, seed: int = 1) -> Tensor:
    """Smooth shapes and some grain, (1, 3, H, W) in [0, 1], channels-last."""
    random = torch.Generator().manual_seed(seed)
    y, x = torch.meshgrid(torch.linspace(0, 6, height), torch.linspace(0, 9, width), indexing="ij")
    shapes = torch.stack([torch.sin(x + seed), torch.cos(y * seed), torch.sin(x + y)]) / 3 + 0.5
    noisy = shapes + 0.1 * torch.rand(3, height, width, generator=random)
    return noisy.clamp(0, 1)[None].contiguous(memory_format=torch.channels_last)


def reference(network: Compact, content: Tensor, style: Tensor) -> Tensor:
    with torch.inference_mode():
        painted: Tensor = network(content, StyleCode.from_flat(style[None]))
    return painted


def assert_same(found: ContentStats, expected: ContentStats, tolerance: float) -> None:
    torch.testing.assert_close(found.mean, expected.mean, rtol=tolerance, atol=tolerance)
    torch.testing.assert_close(found.std, expected.std, rtol=tolerance, atol=tolerance)


def test_the_style_is_the_networks(network: Compact, painter: CompactPainter) -> None:
    seen = picture(48, 64, seed=2)
    style = painter.style(seen)
    assert style.shape == (painter.style_size,)
    torch.testing.assert_close(style, network.style(seen).flat()[0])


def own_style(network: Compact, content: Tensor) -> Tensor:
    """The style vector of a content."""
    with torch.inference_mode():
        return network.style(content, as_content=torch.ones(1)).flat()[0]


@pytest.mark.parametrize("size", [(16, 16), (64, 96), (40, 24), (136, 88)])
def test_measuring_as_it_goes_it_paints_what_the_network_paints(
    size: tuple[int, int], network: Compact, painter: CompactPainter
) -> None:
    content, style = picture(*size), painter.style(picture(48, 64, seed=2))
    painted, _ = painter.paint(content, style, 1.0, None)
    torch.testing.assert_close(painted, reference(network, content, style), rtol=0, atol=1e-5)


def test_by_the_statistics_it_measured_itself_it_paints_the_same(network: Compact, painter: CompactPainter) -> None:
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    _, measured = painter.paint(content, style, 1.0, None)
    painted, _ = painter.paint(content, style, 1.0, measured)
    torch.testing.assert_close(painted, reference(network, content, style), rtol=0, atol=2e-5)


def test_what_it_sees_by_given_statistics_is_what_it_measures(painter: CompactPainter) -> None:
    """So a moving average that follows what is seen stands still on a still scene."""
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    _, measured = painter.paint(content, style, 1.0, None)
    _, seen = painter.paint(content, style, 1.0, measured)
    assert_same(seen, measured, 2e-3)


def test_given_statistics_are_used(painter: CompactPainter) -> None:
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    painted, measured = painter.paint(content, style, 1.0, None)
    before = painted.clone()
    painted, _ = painter.paint(content, style, 1.0, ContentStats(measured.mean, 2 * measured.std))
    assert float((painted - before).abs().mean()) > 0.02


def test_at_strength_0_the_style_is_the_pictures_own(network: Compact, painter: CompactPainter) -> None:
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    expected = reference(network, content, own_style(network, content))
    painted, measured = painter.paint(content, style, 0.0, None)
    torch.testing.assert_close(painted, expected, rtol=0, atol=1e-5)
    painted, _ = painter.paint(content, style, 0.0, measured)
    torch.testing.assert_close(painted, expected, rtol=0, atol=2e-5)


@settings(max_examples=6)
@given(seed=st.integers(0, 2**32), eighths=st.tuples(st.integers(4, 12), st.integers(4, 12)))
def test_at_strength_0_the_decoder_reconstructs_the_content(
    network: Compact, painter: CompactPainter, seed: int, eighths: tuple[int, int]
) -> None:
    """Whatever the content and its size: nothing of the style is left."""
    content = picture(8 * eighths[0], 8 * eighths[1], seed)
    expected = reference(network, content, own_style(network, content))
    painted, _ = painter.paint(content, painter.style(picture(48, 64, seed=2)), 0.0, None)
    torch.testing.assert_close(painted, expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("strength", [0.25, 0.5, 0.9])
def test_strength_goes_from_its_own_style_to_the_given_one(
    strength: float, network: Compact, painter: CompactPainter
) -> None:
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    between = torch.lerp(own_style(network, content), style, strength)
    painted, _ = painter.paint(content, style, strength, None)
    torch.testing.assert_close(painted, reference(network, content, between), rtol=0, atol=1e-5)


def test_sizes_may_change_from_frame_to_frame(network: Compact, painter: CompactPainter) -> None:
    style = painter.style(picture(48, 64, seed=2))
    for seed, size in enumerate([(64, 96), (24, 160), (64, 96), (16, 16), (64, 104)], start=1):
        content = picture(*size, seed=seed)
        painted, _ = painter.paint(content, style, 1.0, None)
        torch.testing.assert_close(painted, reference(network, content, style), rtol=0, atol=1e-5)


def test_a_picture_leaves_no_trace_in_the_next(painter: CompactPainter) -> None:
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    first = painter.paint(content, style, 1.0, None)[0].clone()
    painter.paint(picture(64, 96, seed=5), style, 0.3, None)
    assert torch.equal(painter.paint(content, style, 1.0, None)[0], first)


def test_strength_may_be_a_tensor(painter: CompactPainter) -> None:
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    _, stats = painter.paint(content, style, 1.0, None)
    for strength in (0.0, 0.3, 0.8):
        expected = painter.paint(content, style, strength, stats)[0].clone()
        assert torch.equal(painter.paint(content, style, torch.tensor(strength), stats)[0], expected)


def test_painters_apart_paint_alike_and_not_over_each_others_pictures(painter: CompactPainter) -> None:
    apart = painter.apart()
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    expected = painter.paint(content, style, 1.0, None)[0].clone()
    painted, _ = apart.paint(content, style, 1.0, None)
    assert torch.equal(painted, expected)
    painter.paint(picture(64, 96, seed=5), style, 1.0, None)
    assert torch.equal(painted, expected)


def test_what_it_is_given_stays_as_it_was(painter: CompactPainter) -> None:
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    _, stats = painter.paint(content, style, 1.0, None)
    before = [x.clone() for x in (content, style, stats.mean, stats.std)]
    painter.paint(content, style, 0.5, stats)
    for x, was in zip((content, style, stats.mean, stats.std), before, strict=True):
        assert torch.equal(x, was)


def test_a_flat_picture_is_painted_without_nan(painter: CompactPainter) -> None:
    grey, style = torch.full((1, 3, 32, 32), 0.5), painter.style(picture(48, 64, seed=2))
    painted, stats = painter.paint(grey, style, 1.0, None)
    assert bool(painted.isfinite().all())
    painted, stats = painter.paint(grey, style, 1.0, stats)
    assert bool(painted.isfinite().all())
    assert bool(torch.cat([stats.mean, stats.std]).isfinite().all())


def test_a_flat_style_is_painted_without_nan(painter: CompactPainter) -> None:
    content, style = picture(32, 32), painter.style(torch.zeros(1, 3, 32, 32))
    painted, stats = painter.paint(content, style, 1.0, None)
    assert bool(painted.isfinite().all())
    painted, stats = painter.paint(content, style, 1.0, stats)
    assert bool(painted.isfinite().all())
    assert bool(torch.cat([stats.mean, stats.std]).isfinite().all())


@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.bfloat16, 1 / 255), (torch.float16, 0.5 / 255)])
def test_half_precision_is_near(
    dtype: torch.dtype, tolerance: float, network: Compact, painter: CompactPainter
) -> None:
    half = painter_of(network, dtype)
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    expected = reference(network, content, style)
    try:
        painted, measured = half.paint(content.to(half.dtype), style, 1.0, None)
    except RuntimeError as error:
        pytest.skip(f"{dtype} does not run on this CPU: {error}")
    assert painted.dtype == half.dtype
    assert measured.mean.dtype == measured.std.dtype == torch.float32
    assert float((painted.float() - expected).abs().mean()) < tolerance
    # Half precision hides the statistics of channels with little gain, which matter as little.
    painted, seen = half.paint(content.to(half.dtype), style, 1.0, measured)
    assert float((painted.float() - expected).abs().mean()) < tolerance
    painted, _ = half.paint(content.to(half.dtype), style, 1.0, seen)
    assert float((painted.float() - expected).abs().mean()) < tolerance


@pytest.mark.parametrize("numbers", [torch.bfloat16, torch.float16, torch.float32])
def test_pictures_come_and_go_in_single_precision(numbers: torch.dtype, network: Compact) -> None:
    painter = painter_of(network, numbers)
    assert painter.dtype == torch.float32
    assert painter.paint(picture(64, 96), painter.style(picture(48, 64)), 1.0, None)[0].dtype == torch.float32


def test_styles_are_looked_at_in_single_precision_in_any_dtype(network: Compact, painter: CompactPainter) -> None:
    seen = picture(48, 64, seed=2)
    torch.testing.assert_close(painter_of(network, torch.bfloat16).style(seen), painter.style(seen))
