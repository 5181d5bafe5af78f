"""What is folded into a convolution equals what was done beside it."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.models.kernels import Kernel, convolve
from stylecam.models.padded import split_channels, split_pixels


def kernel(outputs: int, inputs: int, size: int, random: torch.Generator) -> Kernel:
    return Kernel(torch.randn(outputs, inputs, size, size, generator=random), torch.randn(outputs, generator=random))


def per_channel(vector: Tensor) -> Tensor:
    return vector[None, :, None, None]


@pytest.mark.parametrize("size", [1, 3])
def test_an_affine_after_a_convolution(size: int, random: torch.Generator) -> None:
    x, plain = torch.randn(1, 4, 6, 7, generator=random), kernel(5, 4, size, random)
    scale, shift = torch.randn(2, 5, generator=random)
    expected = convolve(plain, x) * per_channel(scale) + per_channel(shift)
    torch.testing.assert_close(convolve(plain.then(scale, shift), x), expected, rtol=1e-4, atol=1e-4)


def test_an_affine_before_a_pointwise_convolution(random: torch.Generator) -> None:
    x, plain = torch.randn(1, 4, 6, 7, generator=random), kernel(5, 4, 1, random)
    scale, shift = torch.randn(2, 4, generator=random)
    expected = convolve(plain, x * per_channel(scale) + per_channel(shift))
    torch.testing.assert_close(convolve(plain.after(scale, shift), x), expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("mode", ["reflect", "replicate"])
def test_a_pointwise_convolution_before_a_border(mode: str, random: torch.Generator) -> None:
    x, first, plain = torch.randn(1, 3, 6, 7, generator=random), kernel(4, 3, 1, random), kernel(5, 4, 3, random)
    expected = convolve(plain, F.pad(convolve(first, x), (1, 1, 1, 1), mode=mode))
    found = convolve(plain.behind(first), F.pad(x, (1, 1, 1, 1), mode=mode))
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 5), (4, 3)])
def test_nearest_upsampling_before_a_reflected_border(height: int, width: int, random: torch.Generator) -> None:
    x, plain = torch.randn(1, 4, height, width, generator=random), kernel(5, 4, 3, random)
    expected = convolve(plain, F.pad(F.interpolate(x, scale_factor=2), (1, 1, 1, 1), mode="reflect"))
    phases = convolve(plain.doubled(), F.pad(x, (1, 1, 1, 1), mode="replicate"))
    assert phases.shape == (1, 20, height + 1, width + 1)
    for row in (0, 1):
        for column in (0, 1):
            first = 5 * (2 * row + column)
            found = phases[:, first : first + 5, row : row + height, column : column + width]
            torch.testing.assert_close(found, expected[:, :, row::2, column::2], rtol=1e-4, atol=1e-4)


def test_in_steps_of_two_the_picture_need_not_be_unshuffled(random: torch.Generator) -> None:
    x, plain = torch.randn(1, 2, 12, 10, generator=random), kernel(5, 8, 3, random)
    wide = plain.unshuffled()
    found = F.conv2d(x, wide.weight, wide.bias, stride=2)
    torch.testing.assert_close(found, convolve(plain, F.pixel_unshuffle(x, 2)), rtol=1e-4, atol=1e-4)


def test_an_unshuffled_input_is_a_view_of_the_picture(random: torch.Generator) -> None:
    picture, plain = torch.randn(1, 3, 8, 10, generator=random), kernel(5, 12, 3, random)
    expected = convolve(plain, F.pixel_unshuffle(picture, 2))
    by_phase = split_pixels(picture).reshape(4, 5, 12).permute(2, 0, 1)[None]
    torch.testing.assert_close(convolve(plain.unshuffled_input(), by_phase), expected, rtol=1e-4, atol=1e-4)


def test_a_shuffled_output_is_a_view_of_the_picture(random: torch.Generator) -> None:
    x, plain = torch.randn(1, 5, 4, 6, generator=random), kernel(12, 5, 1, random)
    expected = F.pixel_shuffle(convolve(plain, x), 2)
    picture = torch.empty_like(expected)
    split_pixels(picture).copy_(split_channels(convolve(plain.shuffled_output(), x)))
    torch.testing.assert_close(picture, expected)


def test_folds_leave_the_kernel_they_came_from(random: torch.Generator) -> None:
    plain = kernel(4, 4, 1, random)
    before = plain.weight.clone(), plain.bias.clone()
    twice = torch.full((4,), 2.0)
    plain.then(twice, twice), plain.after(twice, twice), plain.unshuffled_input(), plain.shuffled_output()
    kernel(4, 4, 3, random).behind(plain)
    assert torch.equal(plain.weight, before[0])
    assert torch.equal(plain.bias, before[1])


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_a_cast_kernel_lies_channels_last(dtype: torch.dtype, random: torch.Generator) -> None:
    for cast in (kernel(8, 4, 3, random).to(dtype), kernel(8, 4, 3, random).settled(dtype)):
        assert cast.weight.dtype == dtype
        assert cast.weight.is_contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16, torch.float32])
@pytest.mark.parametrize("size", [1, 3])
def test_cast_to_any_format_it_is_the_convolution(dtype: torch.dtype, size: int, random: torch.Generator) -> None:
    plain, x = kernel(8, 4, size, random), torch.randn(1, 4, 9, 9, generator=random).to(dtype)
    cast = plain.to(dtype)
    found = convolve(cast, x.contiguous(memory_format=torch.channels_last), stride=2)
    expected = F.conv2d(x.float(), cast.weight.float(), cast.bias.float(), stride=2)
    assert found.dtype == dtype
    torch.testing.assert_close(found, expected.to(dtype), rtol=1e-2, atol=1e-2)


def test_groups_are_those_of_any_convolution(random: torch.Generator) -> None:
    cast, x = kernel(8, 2, 3, random).to(torch.bfloat16), torch.randn(1, 8, 9, 9, generator=random).bfloat16()
    expected = F.conv2d(x.float(), cast.weight.float(), cast.bias.float(), groups=4)
    torch.testing.assert_close(convolve(cast, x, groups=4), expected.bfloat16(), rtol=1e-2, atol=1e-2)


def test_in_eight_bits_a_bias_is_added_before_it_is_rounded() -> None:
    """A large one, that the sums bring back to little, as where a normalisation is folded in."""
    x, bias = torch.ones(1, 4, 5, 5).bfloat16(), torch.full((8,), 100.3)
    cast = Kernel(torch.full((8, 4, 3, 3), -2.78125), bias).to(torch.bfloat16)
    if cast.bias.dtype != torch.float32:
        pytest.skip("oneDNN has no convolutions in bfloat16 on this CPU")
    torch.testing.assert_close(convolve(cast, x).float(), torch.full((1, 8, 3, 3), 0.175), rtol=0.01, atol=1e-3)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_settled_in_a_format_its_kernels_keep_their_sums(dtype: torch.dtype, random: torch.Generator) -> None:
    plain = kernel(8, 4, 3, random)
    expected = plain.weight.sum(dim=(2, 3))
    lost, left = (
        (cast.weight.float().sum(dim=(2, 3)) - expected).abs() for cast in (plain.to(dtype), plain.settled(dtype))
    )
    assert float(left.mean()) < 0.2 * float(lost.mean())
    torch.testing.assert_close(plain.settled(torch.float32).weight, plain.weight)
