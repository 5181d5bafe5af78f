"""The two ways to normalise, around convolutions of bytes: see `norms`.

Under given statistics a normalisation is part of the convolution, which gives bytes at once. Measured ones need its
numbers before that.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol, TypeVar

import torch
from torch import Tensor

from stylecam.models.int8 import Int8Convolution, Scale, codes_at, repeated
from stylecam.models.norms import FixedNorms, MeasuredNorms
from stylecam.models.padded import rows
from stylecam.models.painter import ContentStats
from stylecam.models.regions import Region
from stylecam.models.samples import Samples

Input = TypeVar("Input", contravariant=True)


class Convolution(Protocol[Input]):
    """What comes before a normalisation: `int8.Int8Convolution`, or one that is put together of several."""

    @property
    def outputs(self) -> int: ...

    def values(self, x: Input, scale: Tensor | float = 1.0, shift: Tensor | float = 0.0) -> Tensor: ...

    def codes(self, x: Input, out: Scale, scale: Tensor | float = 1.0, shift: Tensor | float = 0.0) -> Tensor: ...


class Layer(Protocol):
    """Convolutions with what they read."""

    def __call__(self, scale: Tensor | float, shift: Tensor | float) -> Tensor:
        """`scale * y + shift` for its outputs y, (1, C, H, W), float32, which the caller may write over."""
        ...


class Way(Protocol):
    """Normalisation `i` of the decoder, together with what comes before it.

    What has several times the channels of `out` has phases of pixels, (row, column, channel).
    """

    def marks(self, i: int, layer: Layer, out: Scale) -> Tensor:
        """As marks on a scale (`int8.Scale.origin`), (1, C, H, W), float32."""
        ...

    def codes(self, i: int, convolution: Convolution[Input], x: Input, out: Scale) -> Tensor:
        """Of `x`, as bytes."""
        ...

    def add(self, i: int, convolution: Int8Convolution, x: Tensor, to: Tensor, out: Scale) -> None:
        """Of bytes `x`, added to bytes on a scale, in place."""
        ...

    def seen(self) -> ContentStats:
        """The statistics of all normalisations' inputs, end to end."""
        ...


class Measured:
    """By what each layer has; see `norms.MeasuredNorms`."""

    def __init__(self, gains: Sequence[Tensor], biases: Sequence[Tensor], region: Region | None = None) -> None:
        self._norms = MeasuredNorms(gains, biases, region)

    def marks(self, i: int, layer: Layer, out: Scale) -> Tensor:
        x = layer(1.0, 0.0)
        self._norms.apply(i, x, len(out.step))
        found = rows(x, len(out.step))
        torch.addcmul(out.zero + 0.5, found, 1 / out.step, out=found)
        return x

    def codes(self, i: int, convolution: Convolution[Input], x: Input, out: Scale) -> Tensor:
        return codes_at(self.marks(i, partial(convolution.values, x), out))

    def add(self, i: int, convolution: Int8Convolution, x: Tensor, to: Tensor, out: Scale) -> None:
        # What is added has no zero of its own.
        added = self.marks(i, partial(convolution.values, x), Scale(out.step, torch.zeros_like(out.zero)))
        to.copy_(codes_at(added.add_(to)))

    def seen(self) -> ContentStats:
        return self._norms.seen()


class Folded:
    """By given statistics; see `norms.FixedNorms`."""

    def __init__(
        self,
        gains: Sequence[Tensor],
        biases: Sequence[Tensor],
        stats: Sequence[ContentStats],
        region: Region | None = None,
    ) -> None:
        self._norms = FixedNorms(gains, biases, stats)
        self._samples = Samples([len(gain) for gain in gains], region)

    def marks(self, i: int, layer: Layer, out: Scale) -> Tensor:
        scale, shift = self._norms.affine(i)
        middle = Scale(out.step, out.zero + 0.5)
        x = layer(scale / out.step, shift / out.step + middle.zero)
        self._samples.take(x, middle)
        return x

    def codes(self, i: int, convolution: Convolution[Input], x: Input, out: Scale) -> Tensor:
        phases = convolution.outputs // len(out.step)
        scale, shift = self._norms.affine(i)
        y = convolution.codes(x, out.repeated(phases), repeated(scale, phases), repeated(shift, phases))
        self._samples.take(y, out)
        return y

    def add(self, i: int, convolution: Int8Convolution, x: Tensor, to: Tensor, out: Scale) -> None:
        before = self._samples.sample(to)
        convolution.add(x, to, out.step, *self._norms.affine(i))
        self._samples.take(to, Scale(out.step, torch.zeros_like(out.zero)), before)

    def seen(self) -> ContentStats:
        return self._norms.undone(self._samples.stats())
