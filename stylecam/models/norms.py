"""The two ways to normalise a decoder's features: by what is measured now, or by given (smoothed) statistics.

Both also say what they saw, so that a moving average can follow the content.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import torch
from torch import Tensor

from stylecam.models.adain import EPSILON, normalising_affine
from stylecam.models.padded import rows
from stylecam.models.painter import ContentStats
from stylecam.models.regions import Region

SAMPLE = 4000
"""About how many positions of a layer are looked at to follow its statistics from frame to frame."""

_NOTHING = 1e-6
"""As little as this is not divided by."""

_FLAT_GAIN = 0.05
"""Below this gain a folded output says too little of the layer's own statistics to update them."""


def row_stats(x: Tensor, weights: Tensor | None = None) -> ContentStats:
    """Mean and standard deviation of each channel of rows (positions, C), as in `channel_stats`.

    With weights (positions,) of 0 and 1 they are those of the rows that weigh 1.
    """
    x = x.float()
    if weights is not None:
        return _weighted(x, weights)
    mean = x.mean(dim=0)
    # On CPUs two sums over rows are some twenty times as fast as torch.var_mean along them.
    variance = (x - mean).square_().sum(dim=0) / (x.shape[0] - 1)
    return ContentStats(mean, (variance + EPSILON).sqrt())


def _weighted(x: Tensor, weights: Tensor) -> ContentStats:
    shares = shares_of(weights)
    mean = shares @ x
    variance = (shares @ (x - mean).square_()) / freedom(shares)
    return ContentStats(mean, (variance + EPSILON).sqrt())


def shares_of(weights: Tensor) -> Tensor:
    """Weights (..., positions) as parts of 1."""
    return weights / weights.sum(dim=-1, keepdim=True).clamp_min(_NOTHING)


def freedom(shares: Tensor) -> Tensor:
    """What a weighted variance is divided by so that it is not too small, (..., 1): (n - 1) / n of n equal shares."""
    return (1 - shares.square().sum(dim=-1, keepdim=True)).clamp_min(_NOTHING)


def sampled_row_stats(x: Tensor, weights: Tensor | None = None) -> ContentStats:
    """`row_stats` of a few thousand positions."""
    return row_stats(sampled(x), None if weights is None else sampled(weights))


def weighed(x: Tensor, region: Region | None, channels: int | None = None) -> tuple[Tensor, Tensor | None]:
    """Features as rows, see `padded.rows`, and what they weigh in a region; None where there is none."""
    return rows(x, channels), None if region is None else region.weights(x, channels)


def sampled(x: Tensor, about: int = SAMPLE) -> Tensor:
    """About so many, or twice that, of the positions of rows (positions, C) or their weights; of fewer the whole.

    The step is odd: pixel shuffles leave differences between even and odd positions, and a sample must see both.
    """
    return x[:: (x.shape[0] // about) | 1]


def put_affine(out: Tensor, x: Tensor, scale: Tensor, shift: Tensor) -> None:
    """Write `scale * x + shift` into `out`, rounded once, where features are in a half precision.

    Args:
        scale, shift: float32, of shapes that go with `x`.
    """
    if out.dtype is torch.float32:
        torch.addcmul(shift, x, scale, out=out)
    else:
        # Six times as fast as to let a CPU convert on the way.
        out.copy_(torch.addcmul(shift, x.float(), scale))


def joined(parts: Sequence[ContentStats]) -> ContentStats:
    """Several layers' statistics end to end."""
    return ContentStats(torch.cat([part.mean for part in parts]), torch.cat([part.std for part in parts]))


def split(stats: ContentStats, widths: Sequence[int]) -> list[ContentStats]:
    """The inverse of `joined`."""
    means, stds = torch.split(stats.mean, list(widths)), torch.split(stats.std, list(widths))
    return [ContentStats(mean, std) for mean, std in zip(means, stds, strict=True)]


class Norms(Protocol):
    """Normalisation `i` of a decoder, in two steps around its convolution."""

    def affine(self, i: int) -> tuple[Tensor, Tensor]:
        """Scale and shift (C,) that the convolution before normalisation `i` shall carry out."""
        ...

    def apply(self, i: int, x: Tensor, channels: int | None = None) -> None:
        """Finish normalisation `i` on the convolution's output (1, C, H, W), in place.

        Fewer `channels` than C are those of several pixels, as in `padded.rows`.
        """
        ...

    def seen(self) -> ContentStats:
        """The statistics of all normalisations' inputs, end to end."""
        ...


class MeasuredNorms:
    """Each layer is normalised by its own statistics, measured between convolution and affine.

    Args:
        gains, biases: (C,) for each normalisation.
        region: what is measured; None for the whole picture.
    """

    def __init__(self, gains: Sequence[Tensor], biases: Sequence[Tensor], region: Region | None = None) -> None:
        self._gains, self._biases, self._region = gains, biases, region
        self._seen: list[ContentStats] = []

    def affine(self, i: int) -> tuple[Tensor, Tensor]:
        """None: what is to be measured must not be changed before."""
        return torch.ones_like(self._gains[i]), torch.zeros_like(self._biases[i])

    def apply(self, i: int, x: Tensor, channels: int | None = None) -> None:
        found, weights = weighed(x, self._region, channels)
        stats = row_stats(found, weights)
        self._seen.append(stats)
        scale, shift = normalising_affine(stats.mean, stats.std, self._gains[i], self._biases[i])
        put_affine(found, found, scale, shift)

    def seen(self) -> ContentStats:
        return joined(self._seen)


class FixedNorms:
    """Each normalisation is a fixed affine that is part of the convolution before it.

    Args:
        gains, biases: (C,) for each normalisation.
        stats: what to normalise by, for each normalisation.
        region: what is followed; None for the whole picture.
    """

    def __init__(
        self,
        gains: Sequence[Tensor],
        biases: Sequence[Tensor],
        stats: Sequence[ContentStats],
        region: Region | None = None,
    ) -> None:
        self._region = region
        self._gains, self._biases, self._given = torch.cat(tuple(gains)), torch.cat(tuple(biases)), joined(stats)
        # Of all together: some ten steps for each layer would add up to a millisecond.
        together = normalising_affine(self._given.mean, self._given.std, self._gains, self._biases)
        self._scales, self._shifts = (torch.split(part, [len(gain) for gain in gains]) for part in together)
        self._outputs: list[ContentStats] = []

    def affine(self, i: int) -> tuple[Tensor, Tensor]:
        return self._scales[i], self._shifts[i]

    def apply(self, i: int, x: Tensor, channels: int | None = None) -> None:  # noqa: ARG002
        self._outputs.append(sampled_row_stats(*weighed(x, self._region, channels)))

    def seen(self) -> ContentStats:
        return self.undone(joined(self._outputs))

    def undone(self, out: ContentStats) -> ContentStats:
        """What came in, by the statistics of what all normalisations gave, end to end.

        A channel with hardly any gain keeps what was given.
        """
        gains, biases, given = self._gains, self._biases, self._given
        undo = given.std / torch.where(gains.abs() < _FLAT_GAIN, torch.inf, gains)
        mean = given.mean + (out.mean - biases) * undo
        std = torch.where(undo == 0, given.std, out.std * undo.abs())
        return ContentStats(mean, std)
