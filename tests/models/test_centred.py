"""Relative to a plain picture, features are what they were, and say more in few bits."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.models.centred import Centred, Centring, common_colour
from stylecam.models.kernels import Kernel
from stylecam.models.peaks import Shift

COLOUR = torch.tensor([0.6, -0.2, 0.1, 0.4])


def kernel(random: torch.Generator) -> Kernel:
    return Kernel(torch.randn(6, 4, 3, 3, generator=random) / 4, torch.randn(6, generator=random) / 4)


def features(random: torch.Generator) -> Tensor:
    return torch.rand(1, 4, 9, 8, generator=random)


def per_channel(vector: Tensor) -> Tensor:
    return vector[:, None, None]


def convolved(kernel: Kernel, x: Tensor, bias: Tensor) -> Tensor:
    return F.conv2d(F.pad(x, (1, 1, 1, 1), mode="reflect"), kernel.weight, bias)


def carried_out(kernel: Kernel, x: Tensor, how: Centred) -> Tensor:
    """What features relative to `COLOUR` become, as they are."""
    y = convolved(kernel, x - per_channel(COLOUR), how.bias)
    return torch.maximum(y, per_channel(how.floor)) + per_channel(how.centre)


def test_nothing_changes_but_what_it_is_relative_to(random: torch.Generator) -> None:
    k, x = kernel(random), features(random)
    expected = F.relu(convolved(k, x, k.bias))
    how = Centring(k).around(COLOUR)
    torch.testing.assert_close(carried_out(k, x, how), expected, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(carried_out(k, x, how.absolute()), expected, rtol=1e-4, atol=1e-5)
    assert float(how.absolute().centre.abs().max()) == 0


def test_what_a_silent_block_adds_is_added(random: torch.Generator) -> None:
    k, x, block = kernel(random), features(random), Shift(torch.randn(6, generator=random))
    expected = F.relu(block(F.relu(convolved(k, x, k.bias))))
    how = Centring(k, block).around(COLOUR)
    torch.testing.assert_close(carried_out(k, x, how), expected, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(carried_out(k, x, how.absolute()), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("then", [None, Shift(torch.linspace(-1, 1, 6))], ids=["a ReLU", "a silent block"])
def test_of_a_plain_picture_nothing_is_left(then: Shift | None, random: torch.Generator) -> None:
    k = kernel(random)
    how = Centring(k, then).around(COLOUR)
    y = convolved(k, torch.zeros(1, 4, 9, 8), how.bias)
    assert torch.equal(torch.maximum(y, per_channel(how.floor)), torch.zeros(1, 6, 9, 8))


def picture_of(*colours: tuple[tuple[float, float, float], int]) -> Tensor:
    """Columns of a colour, so many each, channels-last."""
    parts = [torch.tensor(colour).view(1, 3, 1, 1).expand(1, 3, 40, columns) for colour, columns in colours]
    return torch.cat(parts, dim=3).contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16])
def test_the_commonest_colour_is_that_of_the_largest_area(dtype: torch.dtype) -> None:
    wall, others = (0.9, 0.8, 0.2), [((0.1 * k, 0.5, 1.0), 6) for k in range(8)]
    found = common_colour(picture_of((wall, 20), *others).to(dtype))
    assert found.dtype == torch.float32
    assert float((found - torch.tensor(wall)).abs().max()) < 1e-3


def test_of_a_wall_in_shades_it_is_the_middle_one(random: torch.Generator) -> None:
    shades = 0.515 + 0.02 * torch.rand(1, 3, 40, 60, generator=random)
    found = common_colour(shades.contiguous(memory_format=torch.channels_last))
    torch.testing.assert_close(found, torch.full((3,), 0.525), rtol=0, atol=2e-3)


@pytest.mark.parametrize("grey", [0.0, 1.0])
def test_black_and_white_are_colours_too(grey: float) -> None:
    torch.testing.assert_close(common_colour(picture_of(((grey,) * 3, 30))), torch.full((3,), grey))
