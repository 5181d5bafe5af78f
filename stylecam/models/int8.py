"""Convolutions of bytes: a quarter of the memory, and up to four times as fast as float32 where a CPU has instructions
for them (VNNI, AMX).

Values are bytes on a scale of their own for each channel (Jacob et al. 2018, section 2.1); weights are signed bytes
with a scale for each output (Krishnamoorthi 2018, section 3.1). The input's scales are multiplied into the weights and
the output's into their scales, so that what comes before and after a convolution costs nothing while frames flow.

The convolution is oneDNN's, as torch has it for compiled models. It is tried out before it is used.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import torch
from torch import Tensor

from stylecam.models.kernels import Kernel
from stylecam.models.padded import channelwise
from stylecam.models.rounding import rounded_with_sums

FULL, REDUCED = 127, 63
"""How far weights go to either side of 0. Without VNNI a CPU adds two products in 16 bits, and more would not fit."""

MOST = 255
"""The largest byte."""


@dataclass(frozen=True)
class Scale:
    """What bytes mean: `step * (byte - zero)`, channel by channel.

    Attributes:
        step, zero: (C,), float32, steps above 0.
    """

    step: Tensor
    zero: Tensor

    @classmethod
    def between(cls, least: Tensor, most: Tensor) -> Scale:
        """From the least to the most (C,), 0 among them and a whole byte: so that a ReLU is one of bytes too."""
        least, most = least.clamp_max(0), most.clamp_min(0)
        step = ((most - least) / (MOST - 1)).clamp_min(1e-6)
        return cls(step, (-least / step).round())

    def covers(self, other: Scale) -> bool:
        """Whether bytes of this scale serve nearly as well as those of another: as far, and not much coarser."""
        least, others_least = -self.zero * self.step, -other.zero * other.step
        most, others_most = least + MOST * self.step, others_least + MOST * other.step
        slack = _SLACK * MOST * other.step
        near = (
            (least <= others_least + slack) & (most >= others_most - slack) & (self.step <= (1 + _SLACK) * other.step)
        )
        return bool(near.all())

    def repeated(self, times: int) -> Scale:
        """For so many times the channels, one group after the other."""
        return Scale(repeated(self.step, times), repeated(self.zero, times))

    def values(self, codes: Tensor) -> Tensor:
        """What bytes (positions, C) mean, float32."""
        return (codes.float() - self.zero) * self.step

    def codes(self, values: Tensor) -> Tensor:
        """The nearest bytes for values (1, C, H, W)."""
        return codes_at(torch.addcmul(self.origin, values, channelwise(1 / self.step)))

    @property
    def origin(self) -> Tensor:
        """The mark that means 0, (C, 1, 1). A mark is half above its byte: what comes before the point is the byte."""
        return channelwise(self.zero + 0.5)

    @property
    def floor(self) -> Tensor:
        """The byte that means 0, (C, 1, 1), for `torch.maximum` to be a ReLU."""
        return channelwise(self.zero.to(torch.uint8))


_SLACK = 0.05
"""Part of its range by which a scale may be off before weights are arranged anew for a better one."""


class Int8Convolution:
    """A convolution from bytes, for inputs of one shape.

    Args:
        kernel: in float32.
        levels: how far weights may go, `supported_levels()`.
        shape: (1, C, H, W) of its inputs, which have their border already.

    Attributes:
        outputs: channels that it gives.
    """

    def __init__(self, kernel: Kernel, levels: int, shape: tuple[int, ...], stride: int = 1) -> None:
        self._kernel, self._levels, self._shape, self._stride = kernel, levels, shape, stride
        self.outputs = kernel.weight.shape[0]
        self._none = torch.zeros(self.outputs, dtype=torch.int32)

    def unbiased(self) -> Int8Convolution:
        """The same without a bias."""
        kernel = Kernel(self._kernel.weight, torch.zeros_like(self._kernel.bias))
        return Int8Convolution(kernel, self._levels, self._shape, self._stride)

    def read(self, scale: Scale) -> None:
        """Arrange the weights for inputs of this scale."""
        self._arrange(scale, torch.round)

    def settle(self, scale: Scale) -> None:
        """The same for good, which takes longer: what a plain area becomes is not rounded off its weights."""
        self._arrange(scale, rounded_with_sums)

    def _arrange(self, scale: Scale, rounded: Callable[[Tensor], Tensor]) -> None:
        weight = self._kernel.weight * scale.step[None, :, None, None]
        self._step = (weight.abs().amax(dim=(1, 2, 3)) / self._levels).clamp_min(1e-12)
        signed = rounded(weight / self._step[:, None, None, None]).clamp_(-self._levels, self._levels).to(torch.int8)
        # What bytes stand for less is the same everywhere, borders being reflections. Of a zero that is no byte the
        # part beyond is left to exact weights: to rounded ones, so large a number would be too much.
        near = scale.zero.clamp(0, MOST)
        beyond = weight.sum(dim=(2, 3)) @ (scale.zero - near)
        self._bias = self._kernel.bias - (signed.sum(dim=(2, 3)).float() @ near) * self._step - beyond
        sides = [self._stride] * 2
        self._packed = torch.ops.onednn.qconv_prepack(
            signed, self._step, 1.0, 0, sides, [0, 0], [1, 1], 1, list(self._shape)
        )

    def values(self, x: Tensor, scale: Tensor | float = 1.0, shift: Tensor | float = 0.0) -> Tensor:
        """`scale * (this convolution of x) + shift` for each output, (1, C, H, W), float32.

        Args:
            x: (1, C, H, W), bytes, channels-last.
            scale, shift: (outputs,) or a number.
        """
        return self._run(x, self._step * scale, self._bias * scale + shift, torch.float32)

    def codes(self, x: Tensor, out: Scale, scale: Tensor | float = 1.0, shift: Tensor | float = 0.0) -> Tensor:
        """`values`, as bytes on a scale."""
        scale, shift = scale / out.step, shift / out.step + out.zero
        return self._run(x, self._step * scale, self._bias * scale + shift, torch.uint8)

    def add(
        self, x: Tensor, to: Tensor, unit: Tensor, scale: Tensor | float = 1.0, shift: Tensor | float = 0.0
    ) -> None:
        """Add `values`, in units (outputs,), to contiguous channels-last `to`, (1, outputs, H, W), in place.

        Bytes are rounded once, and end at 0 and `MOST`.

        Args:
            to: bytes, or float32.
        """
        scale, shift = scale / unit, shift / unit
        step, bias, sides = self._step * scale, self._bias * scale + shift, [self._stride] * 2
        arguments = (x, 1.0, 0, self._packed, step, self._none, to, bias, sides, [0, 0], [1, 1], 1, 1.0, 0, to.dtype)
        torch.ops.onednn.qconv2d_pointwise.binary(*arguments, 1.0, 0, "sum", 1.0, "none", [], "")

    def _run(self, x: Tensor, step: Tensor, bias: Tensor, dtype: torch.dtype) -> Tensor:
        sides = [self._stride] * 2
        out: Tensor = torch.ops.onednn.qconv2d_pointwise(
            x, 1.0, 0, self._packed, step, self._none, bias, sides, [0, 0], [1, 1], 1, 1.0, 0, dtype, "none", [], ""
        )
        return out


@functools.cache
def supported_levels() -> int | None:
    """How far weights may go on this CPU; None where torch cannot convolve bytes here, or does it wrongly."""
    # In a thread that ends. OpenMP keeps its own threads for each one that has ever computed, and as soon as there are
    # more of them than cores none waits awake: whoever asks would make each frame a tenth slower.
    with ThreadPoolExecutor(max_workers=1) as once:
        return once.submit(_supported_levels).result()


def _supported_levels() -> int | None:
    return next((levels for levels in (FULL, REDUCED) if _is_right(levels)), None)


def _is_right(levels: int) -> bool:
    """Whether sums of the largest products come out as they must."""
    shape = (1, 32, 6, 6)
    x = torch.full(shape, MOST, dtype=torch.uint8).contiguous(memory_format=torch.channels_last)
    weight = torch.full((32, 32, 3, 3), float(levels))
    weight[1::2] = -levels
    tried: Callable[[Kernel], Tensor] = functools.partial(_tried, levels=levels, x=x)
    try:
        found = tried(Kernel(weight, torch.zeros(32)))
    except (AttributeError, NotImplementedError, RuntimeError):
        return False
    expected = weight.sum(dim=(1, 2, 3)) * MOST + 1
    return bool(torch.allclose(found, expected[None, :, None, None].expand_as(found), rtol=1e-5))


def _tried(kernel: Kernel, levels: int, x: Tensor) -> Tensor:
    convolution = Int8Convolution(kernel, levels, tuple(x.shape))
    ones = torch.ones(x.shape[1])
    convolution.read(Scale(ones, 0 * ones))
    found = torch.ones_like(convolution.values(x))
    convolution.add(x, found, ones)
    return found


def codes_at(marks: Tensor) -> Tensor:
    """The bytes below marks, which stay."""
    return marks.clamp(0, MOST).to(torch.uint8)


def repeated(vector: Tensor, times: int) -> Tensor:
    """(C,) end to end with itself; a tenth of the time that `Tensor.repeat` takes."""
    return torch.cat((vector,) * times)
