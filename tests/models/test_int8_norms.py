"""The two ways to normalise around convolutions of bytes, and that they agree."""

from __future__ import annotations

from functools import partial

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.models.adain import adain, channel_stats
from stylecam.models.int8 import REDUCED, Int8Convolution, Scale, supported_levels
from stylecam.models.int8_norms import Folded, Measured, Way
from stylecam.models.kernels import Kernel
from stylecam.models.padded import channelwise
from stylecam.models.painter import ContentStats

pytestmark = pytest.mark.skipif(supported_levels() is None, reason="torch convolves no bytes on this CPU")

CHANNELS = 8
GAIN, BIAS = torch.linspace(0.4, 1.6, CHANNELS), torch.linspace(-1, 1, CHANNELS)
READ = Scale.between(torch.full((16,), -1.0), torch.full((16,), 3.0))
GIVES = Scale.between(BIAS - 5 * GAIN, BIAS + 5 * GAIN)


@pytest.fixture
def x(random: torch.Generator) -> Tensor:
    codes = torch.randint(0, 256, (1, 16, 18, 14), generator=random).to(torch.uint8)
    return codes.contiguous(memory_format=torch.channels_last)


def convolution(outputs: int, x: Tensor, random: torch.Generator) -> Int8Convolution:
    kernel = Kernel(torch.randn(outputs, 16, 3, 3, generator=random) / 12, torch.randn(outputs, generator=random))
    made = Int8Convolution(kernel, supported_levels() or REDUCED, tuple(x.shape))
    made.read(READ)
    return made


def stats_of(y: Tensor) -> ContentStats:
    mean, std = channel_stats(y)
    return ContentStats(mean.flatten(), std.flatten())


def assert_same(found: ContentStats, expected: ContentStats) -> None:
    torch.testing.assert_close(found.mean, expected.mean, rtol=0, atol=0.02)
    torch.testing.assert_close(found.std, expected.std, rtol=0.02, atol=0)


def ways(y: Tensor) -> list[Way]:
    """By what `y` has: measured, and given."""
    return [Measured([GAIN], [BIAS]), Folded([GAIN], [BIAS], [stats_of(y)])]


def normalised(y: Tensor) -> Tensor:
    return adain(y, BIAS[None, :, None, None], GAIN[None, :, None, None])


def spread(x: Tensor) -> Tensor:
    """(1, 4C, H, W), channels (row, column, channel), as (1, C, 2H, 2W)."""
    _, channels, height, width = x.shape
    return F.pixel_shuffle(x.reshape(1, 4, channels // 4, height, width).transpose(1, 2).reshape(x.shape), 2)


def meant(marks: Tensor) -> Tensor:
    return (marks - GIVES.origin) * channelwise(GIVES.step)


def test_marks_are_what_is_normalised(x: Tensor, random: torch.Generator) -> None:
    made = convolution(CHANNELS, x, random)
    y = made.values(x)
    for way in ways(y):
        found = meant(way.marks(0, partial(made.values, x), GIVES))
        torch.testing.assert_close(found, normalised(y), rtol=1e-3, atol=1e-3)


def test_what_is_normalised_is_added_to_bytes(x: Tensor, random: torch.Generator) -> None:
    made = convolution(CHANNELS, x, random)
    y = made.values(x)
    before = torch.randint(120, 136, y.shape, generator=random).to(torch.uint8)
    for way in ways(y):
        sums = before.contiguous(memory_format=torch.channels_last)
        way.add(0, made, x, sums, GIVES)
        expected = before.float() + normalised(y) / channelwise(GIVES.step)
        assert bool(((sums.float() - expected.clamp(0, 255)).abs() <= 0.51).all())
        assert_same(way.seen(), stats_of(y))


def test_bytes_are_what_is_normalised_on_the_next_scale(x: Tensor, random: torch.Generator) -> None:
    made = convolution(CHANNELS, x, random)
    expected = normalised(made.values(x))
    for way in ways(made.values(x)):
        codes = way.codes(0, made, x, GIVES)
        assert codes.dtype == torch.uint8
        found = (codes.float() - channelwise(GIVES.zero)) * channelwise(GIVES.step)
        assert bool(((found - expected).abs() <= 0.51 * channelwise(GIVES.step)).all())


def test_phases_of_pixels_are_normalised_together(x: Tensor, random: torch.Generator) -> None:
    """Channels (row, column, channel), which a pixel shuffle makes pixels of."""
    made = convolution(4 * CHANNELS, x, random)
    shuffled = spread(made.values(x))
    for way in ways(shuffled):
        codes = way.codes(0, made, x, GIVES)
        assert codes.shape[1] == 4 * CHANNELS
        found = (spread(codes.float()) - channelwise(GIVES.zero)) * channelwise(GIVES.step)
        assert bool(((found - normalised(shuffled)).abs() <= 0.51 * channelwise(GIVES.step)).all())


def test_both_tell_what_came_in(x: Tensor, random: torch.Generator) -> None:
    made = convolution(CHANNELS, x, random)
    expected = stats_of(made.values(x))
    for way in ways(made.values(x)):
        way.codes(0, made, x, GIVES)
        assert_same(way.seen(), expected)


def test_given_statistics_are_used_and_others_are_seen(x: Tensor, random: torch.Generator) -> None:
    made = convolution(CHANNELS, x, random)
    y = made.values(x)
    other = ContentStats(stats_of(y).mean + 0.5, 2 * stats_of(y).std)
    way = Folded([GAIN], [BIAS], [other])
    expected = channelwise(GAIN / other.std) * (y - channelwise(other.mean)) + channelwise(BIAS)
    found = meant(way.marks(0, partial(made.values, x), GIVES))
    torch.testing.assert_close(found, expected, rtol=1e-3, atol=1e-3)
    assert_same(way.seen(), stats_of(y))
