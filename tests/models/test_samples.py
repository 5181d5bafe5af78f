"""Statistics of samples, found for many layers together, are those of each layer."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from stylecam.models.int8 import Scale
from stylecam.models.norms import joined, row_stats, weighed
from stylecam.models.padded import as_phases, in_phases
from stylecam.models.painter import ContentStats
from stylecam.models.regions import Region
from stylecam.models.samples import POSITIONS, Samples


def plain(channels: int) -> Scale:
    """Numbers as they are."""
    return Scale(torch.ones(channels), torch.zeros(channels))


def features(channels: int, height: int, width: int, random: torch.Generator) -> Tensor:
    """Channels of different means and spreads that change from left to right, channels-last."""
    x = torch.randn(1, channels, height, width, generator=random) + torch.linspace(0, 3, width)
    x = x * torch.linspace(0.5, 3, channels)[:, None, None] + torch.linspace(-2, 2, channels)[:, None, None]
    return x.contiguous(memory_format=torch.channels_last)


def left_half(height: int, width: int) -> Region:
    mask = torch.zeros(1, 1, height, width)
    mask[..., : width // 2] = 1
    return Region(mask)


def assert_same(found: ContentStats, expected: ContentStats, tolerance: float = 1e-3) -> None:
    torch.testing.assert_close(found.mean, expected.mean, rtol=tolerance, atol=tolerance)
    torch.testing.assert_close(found.std, expected.std, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("region", [None, left_half(128, 192)], ids=["everywhere", "left half"])
def test_layers_of_several_widths_keep_their_order(region: Region | None, random: torch.Generator) -> None:
    layers = [features(channels, 128 // down, 192 // down, random) for channels, down in ((4, 8), (6, 4), (4, 8))]
    samples = Samples([4, 6, 4], region)
    for x in layers:
        samples.take(x, plain(x.shape[1]))
    expected = joined([row_stats(*weighed(x, region)) for x in layers])
    assert_same(samples.stats(), expected)


def test_a_large_layer_is_sampled(random: torch.Generator) -> None:
    x = features(4, 180, 320, random)
    samples = Samples([4])
    assert len(samples.sample(x)) < 2 * POSITIONS
    samples.take(x, plain(4))
    expected = row_stats(*weighed(x, None))
    found = samples.stats()
    assert not torch.allclose(found.mean, expected.mean, rtol=1e-5)
    assert_same(found, expected, 0.15)


def test_bytes_are_taken_for_what_they_mean(random: torch.Generator) -> None:
    scale = Scale(torch.linspace(0.1, 0.3, 4), torch.linspace(100, 140, 4))
    codes = scale.codes(features(4, 16, 24, random))
    samples = Samples([4])
    samples.take(codes, scale)
    found, weights = weighed(codes, None)
    assert_same(samples.stats(), row_stats(scale.values(found), weights))


def test_phases_of_pixels_are_positions(random: torch.Generator) -> None:
    x = features(4, 16, 24, random)
    samples = Samples([4], left_half(128, 192))
    samples.take(as_phases(in_phases(x)), plain(4))
    assert_same(samples.stats(), row_stats(*weighed(x, left_half(128, 192))))


def test_what_was_added_since_a_sample(random: torch.Generator) -> None:
    before, added = (torch.randint(0, 100, (1, 4, 16, 24), generator=random).to(torch.uint8) for _ in range(2))
    x, layer = before.contiguous(memory_format=torch.channels_last), features(6, 8, 8, random)
    samples = Samples([6, 4])
    samples.take(layer, plain(6))
    then = samples.sample(x)
    x += added
    samples.take(x, plain(4), then)
    expected = joined([row_stats(*weighed(layer, None)), row_stats(*weighed(added.float(), None))])
    assert_same(samples.stats(), expected)


def test_a_constant_layer_has_next_to_no_deviation() -> None:
    samples = Samples([3])
    samples.take(torch.full((1, 3, 12, 12), 0.7).contiguous(memory_format=torch.channels_last), plain(3))
    found = samples.stats()
    torch.testing.assert_close(found.mean, torch.full((3,), 0.7))
    assert float(found.std.max()) < 0.01
