"""Convolution parameters and the exact algebra that folds other linear steps into them."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Kernel:
    """A convolution: weight (outputs, inputs, k, k) and bias (outputs,)."""

    weight: Tensor
    bias: Tensor

    @classmethod
    def of(cls, convolution: nn.Module) -> Kernel:
        """That of a `Conv2d` with a bias."""
        return cls(convolution.get_parameter("weight"), convolution.get_parameter("bias"))

    def then(self, scale: Tensor, shift: Tensor) -> Kernel:
        """This convolution followed by `scale * y + shift` per output channel."""
        return Kernel(self.weight * scale[:, None, None, None], self.bias * scale + shift)

    def after(self, scale: Tensor, shift: Tensor) -> Kernel:
        """`scale * x + shift` per input channel, then this convolution, which must be 1x1: a border would differ."""
        return Kernel(self.weight * scale[None, :, None, None], self.bias + self.weight[:, :, 0, 0] @ shift)

    def behind(self, first: Kernel) -> Kernel:
        """A 1x1 convolution, a border by reflection or replication, then this one: what is added is added there too."""
        mixed = first.weight[:, :, 0, 0]
        weight = torch.einsum("omhw,mi->oihw", self.weight, mixed)
        return Kernel(weight, self.bias + self.weight.sum(dim=(2, 3)) @ first.bias)

    def doubled(self) -> Kernel:
        """Nearest upsampling to twice the size, a reflected border, then this 3x3: as 2x2 on the small picture.

        That has a border of one by replication, (H + 2, W + 2). Output channels are ordered (row, column, channel); of
        those for row r and column c of each two by two, the place (y, x) is at (y + r, x + c) of (H + 1, W + 1).
        """
        # A row of the small picture is two of the large one, and their weights add up.
        of_rows = self.weight.new_tensor([[[1, 0, 0], [0, 1, 1]], [[1, 1, 0], [0, 0, 1]]])
        weight = torch.einsum("rhy,cwx,oiyx->rcoihw", of_rows, of_rows, self.weight)
        return Kernel(weight.flatten(0, 2), self.bias.repeat(4))

    def to(self, dtype: torch.dtype) -> Kernel:
        """In channels-last memory and another dtype, the bias as exact as `convolve` can add it."""
        exact = dtype is torch.bfloat16 and _adds_exactly(self.bias)
        weight = self.weight.to(dtype, memory_format=torch.channels_last)
        return Kernel(weight, self.bias if exact else self.bias.to(dtype))

    def settled(self, dtype: torch.dtype) -> Kernel:
        """The same for good: what a plain area becomes is not rounded off its weights.

        Of each kernel's sum the smallest weight, whose steps are the finest, gets what rounding takes from all.
        """
        weight = self.weight.flatten(2)
        rounded = weight.to(dtype).to(weight.dtype)
        lost = (weight - rounded).sum(dim=2, keepdim=True)
        mended = rounded.scatter_add(2, weight.abs().argmin(dim=2, keepdim=True), lost)
        return Kernel(mended.view_as(self.weight), self.bias).to(dtype)

    def unshuffled(self) -> Kernel:
        """For the picture itself, in steps of 2, instead of its `pixel_unshuffle(2)`: as many times larger."""
        return Kernel(F.pixel_shuffle(self.weight, 2), self.bias)

    def unshuffled_input(self) -> Kernel:
        """For input channels ordered (row, column, channel), where `pixel_unshuffle(2)` gives the channel first."""
        outputs, inputs, height, width = self.weight.shape
        by_phase = self.weight.reshape(outputs, inputs // 4, 4, height, width).transpose(1, 2)
        return Kernel(by_phase.reshape(self.weight.shape), self.bias)

    def shuffled_output(self) -> Kernel:
        """With output channels ordered (row, column, channel), where `pixel_shuffle(2)` takes the channel first."""
        weight = self.weight.reshape(-1, 4, *self.weight.shape[1:]).transpose(0, 1).reshape(self.weight.shape)
        return Kernel(weight, self.bias.reshape(-1, 4).t().reshape(-1))


def convolve(kernel: Kernel, x: Tensor, stride: int = 1, groups: int = 1) -> Tensor:
    """`x` comes with its border."""
    if kernel.bias.dtype == x.dtype:
        return F.conv2d(x, kernel.weight, kernel.bias, stride, groups=groups)
    sides = [stride] * 2
    out: Tensor = torch.ops.mkldnn._convolution_pointwise(
        x, kernel.weight, kernel.bias, [0, 0], sides, [1, 1], groups, "none", [], ""
    )
    return out


def _adds_exactly(bias: Tensor) -> bool:
    """Whether a bias in float32 can go with features in bfloat16: oneDNN adds it before it rounds."""
    if bias.device.type != "cpu" or not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return False
    able: bool = torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return able
