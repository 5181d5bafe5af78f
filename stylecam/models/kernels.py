"""Convolution parameters and the exact algebra that folds other linear steps into them."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Kernel:
    """A convolution: weight (outputs, inputs, k, k) and bias (outputs,)."""

    weight: Tensor
    bias: Tensor

    def then(self, scale: Tensor, shift: Tensor) -> Kernel:
        """This convolution followed by `scale * y + shift` per output channel."""
        return Kernel(self.weight * scale[:, None, None, None], self.bias * scale + shift)

    def after(self, scale: Tensor, shift: Tensor) -> Kernel:
        """`scale * x + shift` per input channel, then this convolution, which must be 1x1: a border would differ."""
        return Kernel(self.weight * scale[None, :, None, None], self.bias + self.weight[:, :, 0, 0] @ shift)

    def to(self, dtype: torch.dtype) -> Kernel:
        """In channels-last memory and another dtype."""
        return Kernel(self.weight.to(dtype, memory_format=torch.channels_last), self.bias.to(dtype))

    def unshuffled_input(self) -> Kernel:
        """For input channels ordered (row, column, channel), where `pixel_unshuffle(2)` gives the channel first."""
        outputs, inputs, height, width = self.weight.shape
        by_phase = self.weight.reshape(outputs, inputs // 4, 4, height, width).transpose(1, 2)
        return Kernel(by_phase.reshape(self.weight.shape), self.bias)

    def shuffled_output(self) -> Kernel:
        """With output channels ordered (row, column, channel), where `pixel_shuffle(2)` takes the channel first."""
        weight = self.weight.reshape(-1, 4, *self.weight.shape[1:]).transpose(0, 1).reshape(self.weight.shape)
        return Kernel(weight, self.bias.reshape(-1, 4).t().reshape(-1))
