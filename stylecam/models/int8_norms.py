"""The two ways to normalise, around convolutions of bytes: see `norms`.

Under given statistics a normalisation is part of the convolution, which gives bytes at once. Measured ones need its
numbers before that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from stylecam.models.adain import EPSILON
from stylecam.models.int8 import Int8Convolution, Scale, channelwise
from stylecam.models.norms import FixedNorms, MeasuredNorms, freedom, sampled, shares_of, weighed
from stylecam.models.painter import ContentStats
from stylecam.models.regions import Region


def code_stats(codes: Tensor, weights: Tensor | None, scale: Scale) -> ContentStats:
    """`row_stats` of what bytes (positions, C) on a scale mean."""
    return quick_row_stats(codes.float(), weights, scale.step, scale.zero)


def quick_row_stats(
    x: Tensor, weights: Tensor | None = None, step: Tensor | float = 1.0, zero: Tensor | float = 0.0
) -> ContentStats:
    """`row_stats` of `step * (x - zero)` for a sample x (positions, C), float32, whose means are not many times its
    deviations.
    """
    mean, variance = _moments(x, weights)
    return ContentStats((mean - zero) * step, (variance * step**2 + EPSILON).sqrt())


def glimpse(x: Tensor, region: Region | None, channels: int | None = None) -> tuple[Tensor, Tensor | None]:
    """A sample of `weighed`."""
    found, weights = weighed(x, region, channels)
    return sampled(found), None if weights is None else sampled(weights)


def _moments(found: Tensor, weights: Tensor | None) -> tuple[Tensor, Tensor]:
    """Mean and variance by one look at the numbers."""
    if weights is not None:
        shares = shares_of(weights)
        mean, square = shares @ found, shares @ (found * found)
        return mean, ((square - mean * mean) / freedom(shares)).clamp_min_(0)
    count, rows = len(found), found.numpy()
    total = found.sum(dim=0)
    # numpy sums squares without writing them down, and here by itself: OpenBLAS's threads would keep a core of torch's.
    squares = torch.from_numpy(np.einsum("nc,nc->c", rows, rows))
    mean = total / count
    return mean, ((squares - total * mean) / (count - 1)).clamp_min_(0)


class Layer(Protocol):
    """What comes before a normalisation."""

    def __call__(self, scale: Tensor | float, shift: Tensor | float) -> Tensor:
        """`scale * y + shift` for its outputs y, (1, C, H, W), float32, which the caller may write over."""
        ...


class Way(Protocol):
    """Normalisation `i` of the decoder, together with what comes before it."""

    def values(self, i: int, layer: Layer, unit: Tensor) -> Tensor:
        """In units (C,), (1, C, H, W), float32."""
        ...

    def codes(self, i: int, convolution: Int8Convolution, x: Tensor, out: Scale) -> Tensor:
        """Of bytes `x`, as bytes; where there are several times the channels of `out`, they are phases of pixels."""
        ...

    def seen(self) -> ContentStats:
        """The statistics of all normalisations' inputs, end to end."""
        ...


class Measured:
    """By what each layer has; see `norms.MeasuredNorms`."""

    def __init__(self, gains: Sequence[Tensor], biases: Sequence[Tensor], region: Region | None = None) -> None:
        self._norms = MeasuredNorms(gains, biases, region)

    def values(self, i: int, layer: Layer, unit: Tensor) -> Tensor:
        x = layer(1.0, 0.0)
        self._norms.apply(i, x)
        return x.mul_(channelwise(1 / unit))

    def codes(self, i: int, convolution: Int8Convolution, x: Tensor, out: Scale) -> Tensor:
        y = convolution.values(x)
        channels = len(out.step)
        self._norms.apply(i, y, channels)
        return out.repeated(y.shape[1] // channels).codes(y)

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
        self._region = region

    def values(self, i: int, layer: Layer, unit: Tensor) -> Tensor:
        scale, shift = self._norms.affine(i)
        x = layer(scale / unit, shift / unit)
        self._norms.follow(quick_row_stats(*glimpse(x, self._region), unit))
        return x

    def codes(self, i: int, convolution: Int8Convolution, x: Tensor, out: Scale) -> Tensor:
        channels = len(out.step)
        phases = convolution.outputs // channels
        scale, shift = self._norms.affine(i)
        if phases == 1:
            y = convolution.codes(x, out, scale, shift)
        else:
            y = convolution.codes(x, out.repeated(phases), scale.repeat(phases), shift.repeat(phases))
        self._norms.follow(code_stats(*glimpse(y, self._region, channels), out))
        return y

    def seen(self) -> ContentStats:
        return self._norms.seen()
