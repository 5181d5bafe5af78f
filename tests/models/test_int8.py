"""Convolutions of bytes are convolutions, to within what bytes can tell."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.models.int8 import MOST, REDUCED, Int8Convolution, Scale, supported_levels
from stylecam.models.kernels import Kernel
from stylecam.models.padded import channelwise, rows

LEVELS = supported_levels() or REDUCED

in_bytes = pytest.mark.skipif(supported_levels() is None, reason="torch convolves no bytes on this CPU")


def scale_between(least: float, most: float, channels: int) -> Scale:
    """Ranges from the given one to a third of it."""
    share = torch.linspace(1, 1 / 3, channels)
    return Scale.between(least * share, most * share)


def kernel(outputs: int, inputs: int, side: int, random: torch.Generator) -> Kernel:
    weight = torch.randn(outputs, inputs, side, side, generator=random) / (inputs * side * side) ** 0.5
    return Kernel(weight, torch.randn(outputs, generator=random))


def some_bytes(shape: tuple[int, ...], random: torch.Generator) -> Tensor:
    codes = torch.randint(0, MOST + 1, shape, generator=random).to(torch.uint8)
    return codes.contiguous(memory_format=torch.channels_last)


def reading(kernel: Kernel, scale: Scale, x: Tensor, stride: int = 1) -> Int8Convolution:
    """A convolution for bytes like `x`, on a scale."""
    convolution = Int8Convolution(kernel, LEVELS, tuple(x.shape), stride)
    convolution.read(scale)
    return convolution


def meant(x: Tensor, scale: Scale) -> Tensor:
    """What bytes (1, C, H, W) mean."""
    return (x.float() - channelwise(scale.zero)) * channelwise(scale.step)


def rounded(kernel: Kernel, scale: Scale) -> Kernel:
    """With the weights that are left of it in so many levels, for inputs of a scale."""
    weight = kernel.weight * scale.step[:, None, None]
    step = weight.abs().amax(dim=(1, 2, 3), keepdim=True) / LEVELS
    return Kernel((weight / step).round() * step / scale.step[:, None, None], kernel.bias)


def exactly(kernel: Kernel, x: Tensor, scale: Scale, stride: int = 1) -> Tensor:
    return F.conv2d(meant(x, scale), kernel.weight, kernel.bias, stride)


# Scales


@pytest.mark.parametrize(("least", "most"), [(-1.0, 3.0), (0.0, 7.0), (-2.0, 0.0), (-1e-3, 1e3)])
def test_within_its_range_a_value_comes_back_to_half_a_step(least: float, most: float, random: torch.Generator) -> None:
    scale = scale_between(least, most, 6)
    share = torch.linspace(1, 1 / 3, 6)[:, None, None]
    values = (least + (most - least) * torch.rand(1, 6, 9, 7, generator=random)) * share
    codes = scale.codes(values)
    assert codes.dtype == torch.uint8
    error = (scale.values(rows(codes)) - rows(values)).abs()
    assert bool((error <= 0.501 * scale.step).all())


@pytest.mark.parametrize(("least", "most"), [(-1.0, 3.0), (0.0, 7.0), (-2.0, 0.0)])
def test_zero_is_a_byte_and_comes_back_exactly(least: float, most: float) -> None:
    scale = scale_between(least, most, 6)
    codes = scale.codes(torch.zeros(1, 6, 2, 2))
    assert torch.equal(codes, scale.floor.expand(1, 6, 2, 2))
    assert torch.equal(scale.values(rows(codes)), torch.zeros(4, 6))


@pytest.mark.parametrize(("least", "most"), [(2.0, 5.0), (-5.0, -2.0)])
def test_a_range_that_does_not_hold_0_is_made_to(least: float, most: float) -> None:
    scale = Scale.between(torch.tensor([least]), torch.tensor([most]))
    ends = scale.values(torch.tensor([[0], [MOST]]))
    assert ends[0].item() <= min(least, 0.0)
    assert ends[1].item() >= max(most, 0.0)
    assert scale.values(scale.zero[None]).item() == 0


def test_a_range_of_nothing_still_has_a_step() -> None:
    scale = Scale.between(torch.zeros(1), torch.zeros(1))
    assert scale.step.item() > 0
    assert scale.values(rows(scale.codes(torch.zeros(1, 1, 1, 1)))).item() == 0


def test_what_lies_beyond_is_taken_for_the_end(random: torch.Generator) -> None:
    scale = scale_between(-1.0, 3.0, 3)
    far = scale.codes(torch.tensor([-1e4, 1e4, 0.0])[None, :, None, None]).flatten()
    assert far[:2].tolist() == [0, MOST]
    # The largest with the floor is a ReLU.
    values = 4 * torch.randn(1, 3, 5, 5, generator=random)
    assert torch.equal(torch.maximum(scale.codes(values), scale.floor), scale.codes(values.clamp_min(0)))


def test_a_scale_covers_those_that_reach_less_far_and_are_not_much_finer() -> None:
    one = scale_between(-2.0, 6.0, 4)
    assert one.covers(one)
    near = Scale.between(-2.0 * torch.linspace(1, 1 / 3, 4), 5.9 * torch.linspace(1, 1 / 3, 4))
    assert one.covers(near)
    assert near.covers(one), "a little too short is near enough"
    wide, low, high = scale_between(-4.0, 12.0, 4), scale_between(-4.0, 4.0, 4), scale_between(0.0, 8.0, 4)
    assert not one.covers(wide), "it does not reach as far"
    assert not wide.covers(one), "it is much coarser"
    assert not one.covers(low)
    assert not one.covers(high)


def test_one_channel_that_does_not_serve_is_enough() -> None:
    one = scale_between(-2.0, 6.0, 4)
    other = Scale(torch.cat([one.step[:3], 2 * one.step[3:]]), one.zero)
    assert not one.covers(other)
    assert not other.covers(one)


def test_repeated_for_the_phases_of_pixels() -> None:
    repeated = scale_between(-1.0, 3.0, 2).repeated(2)
    assert torch.equal(repeated.step[:2], repeated.step[2:])
    assert torch.equal(repeated.zero[:2], repeated.zero[2:])


# Convolutions


@in_bytes
@pytest.mark.parametrize(("side", "stride"), [(3, 1), (3, 2), (1, 1)])
def test_it_is_the_convolution_with_rounded_weights(side: int, stride: int, random: torch.Generator) -> None:
    k, scale, x = kernel(24, 16, side, random), scale_between(-1.0, 3.0, 16), some_bytes((1, 16, 12, 10), random)
    found = reading(k, scale, x, stride).values(x)
    expected = exactly(rounded(k, scale), x, scale, stride)
    assert found.dtype == torch.float32
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4)


@in_bytes
@pytest.mark.parametrize("zero", [0.0, 255.0, 127.5, 64.0, -4000.0, 900.0], ids="zero {}".format)
def test_it_is_as_near_to_the_exact_one_as_its_levels_allow(zero: float, random: torch.Generator) -> None:
    """A weight is off by half of its step at the most; so is one of a zero that no byte could say."""
    k, x = kernel(24, 16, 3, random), some_bytes((1, 16, 12, 10), random)
    scale = Scale(torch.linspace(0.01, 0.03, 16), torch.full((16,), zero))
    found, exact = reading(k, scale, x).values(x), exactly(k, x, scale)
    step = (k.weight * scale.step[:, None, None]).abs().amax(dim=(1, 2, 3)) / LEVELS
    far = F.conv2d((x.float() - min(max(zero, 0.0), MOST)).abs(), torch.ones(1, 16, 3, 3))
    assert bool(((found - exact).abs() <= 0.5 * channelwise(step) * far + 1e-3).all())
    # Errors of both signs: what is left on average is far less.
    assert float((found - exact).abs().mean()) < 0.02 * float((exact - channelwise(k.bias)).std())


@in_bytes
def test_what_follows_it_costs_nothing(random: torch.Generator) -> None:
    k, given, x = kernel(24, 16, 3, random), scale_between(-1.0, 3.0, 16), some_bytes((1, 16, 9, 9), random)
    convolution = reading(k, given, x)
    plain = convolution.values(x)
    scale, shift = torch.linspace(-2, 2, 24), torch.linspace(3, -1, 24)
    expected = channelwise(scale) * plain + channelwise(shift)
    torch.testing.assert_close(convolution.values(x, scale, shift), expected, rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(convolution.values(x, shift=0.5), plain + 0.5, rtol=1e-4, atol=1e-4)


@in_bytes
def test_bytes_are_the_values_rounded(random: torch.Generator) -> None:
    k, given, x = kernel(24, 16, 3, random), scale_between(-1.0, 3.0, 16), some_bytes((1, 16, 9, 9), random)
    convolution, out = reading(k, given, x), scale_between(-3.0, 3.0, 24)
    for scale in (torch.linspace(0.5, 2, 24), torch.linspace(-2, -0.5, 24)):
        shift = torch.linspace(-0.5, 0.5, 24)
        codes, values = convolution.codes(x, out, scale, shift), convolution.values(x, scale, shift)
        assert codes.dtype == torch.uint8
        off = (codes.int() - out.codes(values).int()).abs()
        assert int(off.max()) <= 1, "half a step may be rounded either way"
        assert float(off.float().mean()) < 0.01
        assert len(set(codes.flatten().tolist())) > 200


@in_bytes
def test_where_zero_is_the_first_byte_it_ends_in_a_relu(random: torch.Generator) -> None:
    k, given, x = kernel(24, 16, 3, random), scale_between(-1.0, 3.0, 16), some_bytes((1, 16, 9, 9), random)
    convolution, out = reading(k, given, x), scale_between(0.0, 3.0, 24)
    values = convolution.values(x)
    codes = convolution.codes(x, out)
    assert bool((values < 0).any())
    assert bool((codes[values < 0] == 0).all())
    found = meant(codes, out).clamp_max(1.0)
    assert bool(((found - values.clamp(0, 1)).abs() <= 0.51 * channelwise(out.step)).all())


@in_bytes
@pytest.mark.parametrize(("side", "stride"), [(3, 1), (3, 2), (1, 1)])
def test_it_adds_to_bytes_with_one_rounding(side: int, stride: int, random: torch.Generator) -> None:
    """As the sums of residual blocks are made."""
    k, given, x = kernel(24, 16, side, random), scale_between(-1.0, 3.0, 16), some_bytes((1, 16, 12, 10), random)
    convolution, unit = reading(k, given, x, stride), torch.linspace(0.01, 0.1, 24)
    scale, shift = torch.linspace(-2, 2, 24), torch.linspace(3, -1, 24)
    values = convolution.values(x, scale, shift)
    sums = some_bytes(tuple(values.shape), random)
    exact = sums.float() + values / channelwise(unit)
    convolution.add(x, sums, unit, scale, shift)
    assert bool(((sums.float() - exact.clamp(0, MOST)).abs() <= 0.501).all())
    assert {0, MOST} <= set(sums.flatten().tolist())


@in_bytes
def test_it_adds_to_numbers_exactly(random: torch.Generator) -> None:
    k, given, x = kernel(24, 16, 1, random), scale_between(-1.0, 3.0, 16), some_bytes((1, 16, 12, 10), random)
    convolution, unit, scale = reading(k, given, x), torch.linspace(0.5, 2, 24), torch.linspace(-2, 2, 24)
    values = convolution.values(x, scale)
    sums = torch.randn(values.shape, generator=random).contiguous(memory_format=torch.channels_last)
    expected = sums + values / channelwise(unit)
    convolution.add(x, sums, unit, scale)
    torch.testing.assert_close(sums, expected, rtol=1e-4, atol=1e-4)


@in_bytes
def test_without_its_bias_it_is_the_same_but_for_that(random: torch.Generator) -> None:
    k, given, x = kernel(24, 16, 3, random), scale_between(-1.0, 3.0, 16), some_bytes((1, 16, 9, 9), random)
    convolution = reading(k, given, x)
    unbiased = convolution.unbiased()
    unbiased.read(given)
    found = unbiased.values(x) + channelwise(k.bias)
    torch.testing.assert_close(found, convolution.values(x), rtol=1e-4, atol=1e-4)


@in_bytes
def test_it_reads_another_scale_when_told(random: torch.Generator) -> None:
    k, x = kernel(24, 16, 3, random), some_bytes((1, 16, 9, 9), random)
    convolution = reading(k, scale_between(-1.0, 3.0, 16), x)
    before = convolution.values(x)
    convolution.read(scale_between(-4.0, 1.0, 16))
    expected = reading(k, scale_between(-4.0, 1.0, 16), x).values(x)
    assert torch.equal(convolution.values(x), expected)
    assert not torch.allclose(before, expected)


@in_bytes
def test_settled_on_a_scale_a_plain_area_is_nearer_to_what_it_was(random: torch.Generator) -> None:
    k, scale = kernel(24, 16, 3, random), scale_between(-1.0, 3.0, 16)
    colour = some_bytes((1, 16, 1, 1), random)
    x = colour.expand(1, 16, 6, 6).contiguous(memory_format=torch.channels_last)
    convolution, exact = reading(k, scale, x), exactly(k, x, scale)
    before = (convolution.values(x) - exact).square().mean().sqrt()
    convolution.settle(scale)
    assert float((convolution.values(x) - exact).square().mean().sqrt()) < 0.6 * float(before)


# What the CPU can do


def levels_under(limit: str) -> str:
    program = "from stylecam.models.int8 import supported_levels; print(supported_levels())"
    environment = {**os.environ, "ONEDNN_MAX_CPU_ISA": limit}
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip()


@pytest.mark.skipif(platform.machine().lower() not in ("x86_64", "amd64"), reason="the limit is for x86")
def test_without_instructions_for_it_weights_go_half_as_far() -> None:
    """Two products of bytes are added in 16 bits there, which 127 levels overflow: it is noticed by trying."""
    assert levels_under("AVX2") in ("63", "None")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted as Linux tells them")
def test_asking_leaves_no_threads_behind() -> None:
    """Each team that OpenMP keeps would make those of the frames sleep."""
    program = """
import os
from stylecam.models.int8 import supported_levels
before = os.listdir("/proc/self/task")
supported_levels()
while len(os.listdir("/proc/self/task")) > len(before):
    os.sched_yield()
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
