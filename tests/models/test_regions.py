"""What a region of the picture weighs, and that each network normalises it by its own statistics."""

from __future__ import annotations

import copy

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.models.compact import Compact
from stylecam.models.compact_int8 import CompactInt8Painter
from stylecam.models.compact_painter import CompactPainter
from stylecam.models.graphed_painter import GraphedPainter
from stylecam.models.int8 import Scale, supported_levels
from stylecam.models.int8_norms import Folded, Measured
from stylecam.models.norms import FixedNorms, MeasuredNorms, row_stats, weighed
from stylecam.models.padded import channelwise
from stylecam.models.painter import ContentStats, Painter
from stylecam.models.peaks import lean, read_peaks
from stylecam.models.regions import LEAST_POSITIONS, LEAST_SHARE, Region
from stylecam.models.vgg19 import Vgg19
from stylecam.models.vgg19_painter import Vgg19Painter
from stylecam.models.weights import WeightsFile
from tests.models.test_graphed_painter import Again

CPU = torch.device("cpu")

NEAR = 104
"""Pixels further away than which nothing that is painted depends on, but by statistics."""


def picture(height: int, width: int, seed: int = 1) -> Tensor:
    """Shapes and grain, (1, 3, H, W) in [0, 1], channels-last."""
    random = torch.Generator().manual_seed(seed)
    y, x = torch.meshgrid(torch.linspace(0, 6, height), torch.linspace(0, width / 30, width), indexing="ij")
    shapes = torch.stack([torch.sin(x + seed), torch.cos(y * seed), torch.sin(x + y)]) / 3 + 0.5
    noisy = shapes + 0.2 * torch.rand(3, height, width, generator=random)
    return noisy.clamp(0, 1)[None].contiguous(memory_format=torch.channels_last)


def left(height: int, width: int, share: float = 0.5) -> Region:
    """The left part of a picture, to a multiple of 8 pixels."""
    mask = torch.zeros(1, 1, height, width)
    mask[..., : round(width * share / 8) * 8] = 1
    return Region(mask)


def right(height: int, width: int) -> Region:
    return Region(1 - left(height, width).mask)


def everywhere(height: int, width: int) -> Region:
    return Region(torch.ones(1, 1, height, width))


def features(channels: int, height: int, width: int, random: torch.Generator) -> Tensor:
    """Channels of different means and spreads that change from left to right, channels-last."""
    x = torch.randn(1, channels, height, width, generator=random) + torch.linspace(0, 3, width)
    x = x * torch.linspace(0.5, 3, channels)[:, None, None] + torch.linspace(-2, 2, channels)[:, None, None]
    return x.contiguous(memory_format=torch.channels_last)


def assert_same(found: ContentStats, expected: ContentStats, tolerance: float = 1e-4) -> None:
    torch.testing.assert_close(found.mean, expected.mean, rtol=tolerance, atol=tolerance)
    torch.testing.assert_close(found.std, expected.std, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("scale", [1, 2, 4, 8])
def test_a_position_weighs_what_the_mask_is_over_its_pixels(scale: int, random: torch.Generator) -> None:
    mask = torch.rand(1, 1, 64, 96, generator=random)
    found = Region(mask).weights(torch.empty(1, 5, 64 // scale, 96 // scale))
    torch.testing.assert_close(found, F.avg_pool2d(mask, scale).flatten())


def test_several_pixels_at_one_position_weigh_the_same(random: torch.Generator) -> None:
    mask = torch.rand(1, 1, 64, 96, generator=random)
    found = Region(mask).weights(torch.empty(1, 12, 32, 48), channels=3)
    torch.testing.assert_close(found.view(-1, 4), F.avg_pool2d(mask, 2).view(-1, 1).expand(-1, 4))


@pytest.mark.parametrize("share", [0.0, 1e-4, LEAST_SHARE / 2])
def test_what_an_almost_empty_region_lacks_comes_from_the_whole(share: float) -> None:
    found = Region(torch.full((1, 1, 320, 320), share)).weights(torch.empty(1, 4, 160, 160))
    torch.testing.assert_close(found, torch.full_like(found, LEAST_SHARE))


def test_of_a_layer_of_few_positions_more_is_looked_at() -> None:
    mask = torch.zeros(1, 1, 64, 64)
    mask[..., :8, :8] = 1
    found = Region(mask).weights(torch.empty(1, 4, 8, 8))
    assert float(found.sum()) == pytest.approx(LEAST_POSITIONS)
    assert float(found.min()) > 0


def test_weighted_statistics_are_their_formula(random: torch.Generator) -> None:
    x, weights = torch.randn(50, 3, generator=random), torch.rand(50, generator=random)
    total = weights.sum()
    mean = (weights[:, None] * x).sum(dim=0) / total
    squares = (weights[:, None] * (x - mean) ** 2).sum(dim=0)
    variance = squares / (total - (weights**2).sum() / total)
    assert_same(row_stats(x, weights), ContentStats(mean, (variance + 1e-5).sqrt()))


def test_each_half_has_the_statistics_of_that_half_cut_out(random: torch.Generator) -> None:
    x = features(6, 16, 24, random)
    for region, half in ((left(128, 192), x[..., :12]), (right(128, 192), x[..., 12:])):
        cut = half.contiguous(memory_format=torch.channels_last)
        assert_same(row_stats(*weighed(x, region)), row_stats(*weighed(cut, None)))


def test_the_whole_picture_as_a_region_has_the_statistics_of_the_picture(random: torch.Generator) -> None:
    x = features(12, 16, 24, random)
    whole = everywhere(128, 192)
    assert_same(row_stats(*weighed(x, whole)), row_stats(*weighed(x, None)))
    assert_same(row_stats(*weighed(x, whole, 3)), row_stats(*weighed(x, None, 3)))


def test_norms_measure_and_follow_a_region(random: torch.Generator) -> None:
    x, gain, bias = features(4, 16, 24, random), torch.rand(4, generator=random), torch.rand(4, generator=random)
    region, half = left(128, 192), x[..., :12].contiguous(memory_format=torch.channels_last)
    expected = row_stats(*weighed(half, None))
    measuring, fixed = MeasuredNorms([gain], [bias], region), FixedNorms([gain], [bias], [expected], region)
    alone = MeasuredNorms([gain], [bias])
    scale, shift = fixed.affine(0)
    given = x * scale[:, None, None] + shift[:, None, None]
    measuring.apply(0, x)
    alone.apply(0, half)
    fixed.apply(0, given.contiguous(memory_format=torch.channels_last))
    torch.testing.assert_close(x[..., :12], half, rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(given[..., :12], half, rtol=1e-4, atol=1e-4)
    assert_same(measuring.seen(), expected)
    assert_same(fixed.seen(), expected, 1e-3)


def test_norms_around_bytes_measure_and_follow_a_region(random: torch.Generator) -> None:
    x, gain, bias = features(4, 16, 24, random), torch.rand(4, generator=random) + 0.5, torch.zeros(4)
    region, expected = left(128, 192), row_stats(*weighed(x, left(128, 192)))
    out = Scale(torch.full((4,), 0.05), torch.full((4,), 128.0))

    def layer(scale: Tensor | float, shift: Tensor | float) -> Tensor:
        wide = [part[:, None, None] if isinstance(part, Tensor) else part for part in (scale, shift)]
        return (x * wide[0] + wide[1]).contiguous(memory_format=torch.channels_last)

    for way in (Measured([gain], [bias], region), Folded([gain], [bias], [expected], region)):
        found = (way.marks(0, layer, out) - out.origin) * channelwise(out.step)
        normed = row_stats(*weighed(found.contiguous(memory_format=torch.channels_last), region))
        assert_same(normed, ContentStats(bias, gain), 1e-3)
        assert_same(way.seen(), expected, 1e-3)


@pytest.fixture(params=["compact", "int8", "vgg19", "replayed"])
def painter(request: pytest.FixtureRequest, network: Compact, weights: WeightsFile, vgg19: Vgg19) -> Painter:
    if request.param == "vgg19":
        return Vgg19Painter(copy.deepcopy(vgg19), CPU, torch.float32)
    if request.param == "int8":
        levels, peaks = supported_levels(), read_peaks(weights.path, weights.sha256)
        if levels is None or peaks is None:
            pytest.skip("torch convolves no bytes on this CPU")
        return CompactInt8Painter(lean(copy.deepcopy(network), peaks), peaks, levels)
    compact = CompactPainter(copy.deepcopy(network), CPU, torch.float32)
    return GraphedPainter(compact, Again()) if request.param == "replayed" else compact


def style_of(painter: Painter) -> Tensor:
    return painter.style(picture(48, 64, seed=2))


def precisely(painter: Painter) -> float:
    """How far off what is computed in another order may be; of bytes one can fall to its other side."""
    return 0.03 if isinstance(painter, CompactInt8Painter) else 1e-3


def test_the_whole_picture_as_a_region_is_painted_as_without(painter: Painter) -> None:
    content, style = picture(64, 96), style_of(painter)
    plain, measured = painter.paint(content, style, 0.8, None)
    plain = plain.clone()
    painted, seen = painter.paint(content, style, 0.8, None, everywhere(64, 96))
    torch.testing.assert_close(painted, plain, rtol=0, atol=10 * precisely(painter))
    assert_same(seen, measured, precisely(painter))
    plain, followed = painter.paint(content, style, 0.8, measured)
    plain = plain.clone()
    painted, seen = painter.paint(content, style, 0.8, measured, everywhere(64, 96))
    assert torch.equal(painted, plain), "what is given is used, whatever the region"
    assert_same(seen, followed, precisely(painter))


def test_what_lies_outside_a_region_says_nothing_of_its_painting(painter: Painter) -> None:
    """Measured or followed, with its own style in it or not."""
    width = 2 * NEAR + 112
    one, style, region = picture(64, width), style_of(painter), left(64, width, 56 / width)
    other = one.clone(memory_format=torch.channels_last)
    other[..., 56 + NEAR :] = picture(64, width, seed=5)[..., 56 + NEAR :] ** 2
    for strength in (1.0, 0.6):
        painted, measured = painter.paint(one, style, strength, None, region)
        inside = painted[..., :56].clone()
        painted, measured_too = painter.paint(other, style, strength, None, region)
        torch.testing.assert_close(painted[..., :56], inside, rtol=0, atol=1e-3)
        assert_same(measured_too, measured)
        painted, seen = painter.paint(other, style, strength, measured, region)
        assert_same(seen, painter.paint(one, style, strength, measured, region)[1])
        assert float((painter.paint(other, style, strength, None)[0][..., :56] - inside).abs().mean()) > 0.002


def test_what_it_sees_of_a_region_is_what_it_measures_there(painter: Painter) -> None:
    """So a moving average that follows what is seen stands still on a still scene."""
    content, style, region = picture(64, 96), style_of(painter), left(64, 96)
    painted, measured = painter.paint(content, style, 1.0, None, region)
    before = painted.clone()
    painted, seen = painter.paint(content, style, 1.0, measured, region)
    torch.testing.assert_close(painted, before, rtol=0, atol=0.15)
    unit = measured.std + 0.02
    assert float(((seen.mean - measured.mean).abs() / unit).max()) < 0.1
    assert float(((seen.std - measured.std).abs() / unit).max()) < 0.1


@pytest.mark.parametrize("share", [0.0, 1e-6])
def test_a_region_with_nothing_in_it_is_painted_by_the_whole_picture(share: float, painter: Painter) -> None:
    content, style = picture(64, 96), style_of(painter)
    _, whole = painter.paint(content, style, 1.0, None)
    empty = Region(torch.full((1, 1, 64, 96), share))
    painted, seen = painter.paint(content, style, 1.0, None, empty)
    assert bool(painted.isfinite().all())
    assert_same(seen, whole, precisely(painter))
    painted, seen = painter.paint(content, style, 1.0, seen, empty)
    assert bool(painted.isfinite().all())
    assert bool(torch.cat([seen.mean, seen.std]).isfinite().all())


@pytest.mark.parametrize("size", [(32, 32), (40, 56)])
def test_any_mask_and_any_picture_are_painted_without_nan(size: tuple[int, int], painter: Painter) -> None:
    style = style_of(painter)
    speck = torch.zeros(1, 1, *size)
    speck[..., 3, 5] = 1
    for mask in (speck, 1 - speck, torch.rand(1, 1, *size, generator=torch.Generator().manual_seed(3))):
        for content in (picture(*size), torch.full((1, 3, *size), 0.5).contiguous(memory_format=torch.channels_last)):
            painted, stats = painter.paint(content, style, 0.5, None, Region(mask))
            assert bool(painted.isfinite().all())
            painted, stats = painter.paint(content, style, 1.0, stats, Region(mask))
            assert bool(painted.isfinite().all())
            assert bool(torch.cat([stats.mean, stats.std]).isfinite().all())


def test_replayed_with_masks_that_change_it_paints_and_sees_the_same(network: Compact) -> None:
    recorder = Again()
    plain = CompactPainter(copy.deepcopy(network), CPU, torch.float32)
    graphed = GraphedPainter(plain.apart(), recorder)
    style = style_of(plain)
    _, stats = plain.paint(picture(64, 96), style, 1.0, None)
    for frame, region in enumerate((left(64, 96), None, right(64, 96), left(64, 96, 0.25), None)):
        content = picture(64, 96, frame)
        expected, seen = plain.paint(content, style, 1.0, stats, region)
        painted, seen_too = graphed.paint(content, style, 1.0, stats, region)
        assert graphed.replayed
        assert torch.equal(painted, expected)
        assert torch.equal(seen_too.mean, seen.mean)
        assert torch.equal(seen_too.std, seen.std)
    assert recorder.made == 2, "with a region and without"


def test_a_region_asks_nothing_of_the_host() -> None:
    """So that painting it can be recorded. Tensors without contents cannot be asked for any."""
    meta = torch.device("meta")
    with meta:
        for painter in (CompactPainter(Compact(), meta, torch.float16), Vgg19Painter(Vgg19(), meta, torch.float16)):
            content = torch.empty(1, 3, 64, 96, dtype=torch.float16).contiguous(memory_format=torch.channels_last)
            style, region = torch.empty(painter.style_size), Region(torch.empty(1, 1, 64, 96))
            _, stats = painter.paint(content, style, 1.0, None, region)
            painted, seen = painter.paint(content, style, torch.empty(()), stats, region)
            assert painted.shape == content.shape
            assert seen.mean.shape == stats.mean.shape
