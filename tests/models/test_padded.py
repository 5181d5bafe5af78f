"""Borders and pixel shuffles without copies."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.models.padded import Padded, as_phases, in_phases, rows, split_channels, split_pixels


def padded(like: Tensor, border: int = 1) -> Padded:
    _, channels, height, width = like.shape
    return Padded(channels, height, width, like.dtype, like.device, border)


def channels_last(*shape: int) -> Tensor:
    return torch.arange(torch.Size(shape).numel()).float().reshape(shape).to(memory_format=torch.channels_last)


@pytest.mark.parametrize(("height", "width"), [(2, 2), (2, 9), (5, 3), (8, 8)])
def test_the_border_is_that_of_reflection_padding(height: int, width: int) -> None:
    x = channels_last(1, 3, height, width)
    buffer = padded(x)
    buffer.inner.copy_(x)
    assert torch.equal(buffer.reflect(), F.pad(x, (1, 1, 1, 1), mode="reflect"))


@pytest.mark.parametrize(("height", "width"), [(1, 1), (2, 9), (5, 3)])
def test_the_border_is_that_of_replication_padding(height: int, width: int) -> None:
    x = channels_last(1, 3, height, width)
    buffer = padded(x)
    buffer.inner.copy_(x)
    assert torch.equal(buffer.replicate(), F.pad(x, (1, 1, 1, 1), mode="replicate"))


@pytest.mark.parametrize("way", ["reflect", "replicate"])
def test_a_border_of_four_is_that_of_padding_too(way: str) -> None:
    x = channels_last(1, 2, 5, 7)
    buffer = padded(x, 4)
    buffer.inner.copy_(x)
    found = buffer.reflect() if way == "reflect" else buffer.replicate()
    assert torch.equal(found, F.pad(x, (4, 4, 4, 4), mode=way))


@pytest.mark.parametrize(("height", "width"), [(4, 4), (4, 10), (8, 6)])
def test_a_border_in_pairs_is_that_of_the_unshuffled_picture(height: int, width: int) -> None:
    x = channels_last(1, 3, height, width)
    buffer = padded(x, 2)
    buffer.inner.copy_(x)
    expected = F.pad(F.pixel_unshuffle(x, 2), (1, 1, 1, 1), mode="reflect")
    assert torch.equal(F.pixel_unshuffle(buffer.reflect_pairs(), 2), expected)


def test_relu_writes_into_the_middle(random: torch.Generator) -> None:
    x = torch.randn(1, 4, 5, 6, generator=random)
    buffer = padded(x)
    assert torch.equal(buffer.relu(x), F.pad(F.relu(x), (1, 1, 1, 1), mode="reflect"))
    assert torch.equal(buffer.inner, F.relu(x))


def test_a_buffer_is_written_over_by_the_next_picture(random: torch.Generator) -> None:
    buffer = padded(torch.empty(1, 4, 5, 6))
    for x in torch.randn(3, 1, 4, 5, 6, generator=random):
        assert torch.equal(buffer.relu(x), F.pad(F.relu(x), (1, 1, 1, 1), mode="reflect"))


def test_rows_are_a_view() -> None:
    x = channels_last(1, 6, 4, 5)
    as_rows = rows(x)
    assert as_rows.shape == (20, 6)
    assert torch.equal(as_rows[7], x[0, :, 1, 2])
    as_rows[7] = -1.0
    assert torch.equal(x[0, :, 1, 2], torch.full((6,), -1.0))


def test_fewer_channels_count_as_several_positions() -> None:
    x = channels_last(1, 6, 4, 5)
    as_rows = rows(x, 3)
    assert as_rows.shape == (40, 3)
    assert as_rows.data_ptr() == x.data_ptr()
    assert torch.equal(as_rows[15], x[0, 3:, 1, 2])


@pytest.mark.parametrize("memory_format", [torch.contiguous_format, torch.channels_last])
def test_split_pixels_gathers_as_pixel_unshuffle(memory_format: torch.memory_format) -> None:
    picture = channels_last(1, 3, 6, 8).contiguous(memory_format=memory_format)
    split = split_pixels(picture)
    assert split.shape == (3, 4, 2, 2, 3)
    assert split.data_ptr() == picture.data_ptr()
    unshuffled = F.pixel_unshuffle(picture, 2)[0].reshape(3, 2, 2, 3, 4)  # channel, row, column, H, W
    assert torch.equal(split, unshuffled.permute(3, 4, 1, 2, 0))


def test_split_channels_spreads_as_pixel_shuffle() -> None:
    x = channels_last(1, 12, 3, 4)
    picture = torch.empty(1, 3, 6, 8)
    split_pixels(picture).copy_(split_channels(x))
    channel_first = x.reshape(1, 4, 3, 3, 4).transpose(1, 2).reshape(1, 12, 3, 4)
    assert split_channels(x).data_ptr() == x.data_ptr()
    assert torch.equal(picture, F.pixel_shuffle(channel_first, 2))


def test_phases_side_by_side_are_those_of_pixel_unshuffle() -> None:
    x = channels_last(1, 3, 6, 8)
    phases = in_phases(x)
    assert phases.shape == (1, 3, 3, 16)
    assert phases.is_contiguous(memory_format=torch.channels_last)
    found = as_phases(phases)
    assert found.data_ptr() == phases.data_ptr()
    assert torch.equal(split_channels(found), split_pixels(x))


def test_what_is_pointwise_may_be_done_on_phases(random: torch.Generator) -> None:
    x, weight = torch.randn(1, 3, 6, 8, generator=random), torch.randn(5, 3, 1, 1, generator=random)
    x = x.contiguous(memory_format=torch.channels_last)
    found = torch.empty(1, 5, 6, 8).contiguous(memory_format=torch.channels_last)
    of_phases = F.conv2d(in_phases(x), weight).contiguous(memory_format=torch.channels_last)
    split_pixels(found).copy_(split_channels(as_phases(of_phases)))
    torch.testing.assert_close(found, F.conv2d(x, weight), rtol=1e-4, atol=1e-5)
