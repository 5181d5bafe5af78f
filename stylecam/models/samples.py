"""Statistics of the layers that a picture passes, found for all of them together when it is through.

One by one, each would be a dozen small steps in which a second core falls asleep: a fifth of a frame's time. Together
they are a few products of matrices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from stylecam.models.adain import EPSILON
from stylecam.models.int8 import Scale
from stylecam.models.norms import freedom, sampled, shares_of, weighed
from stylecam.models.painter import ContentStats
from stylecam.models.regions import Region

POSITIONS = 1500
"""About how many positions of a layer are looked at. With as many as `norms.SAMPLE`, where nothing else takes long,
they would leave the caches: a twentieth of a frame's time, for flicker that cannot be measured."""


class Samples:
    """A sample of each of some layers, which are shown to it one after the other.

    Args:
        channels: of each layer. Those with as many of them must have as many positions.
        region: what is looked at; None for the whole picture.
    """

    def __init__(self, channels: Sequence[int], region: Region | None = None) -> None:
        self._channels, self._region = channels, region
        self._taken: dict[int, _Alike] = {}
        self._scales: list[Scale] = []

    def sample(self, x: Tensor) -> Tensor:
        """Of a layer that comes next, what `take` would look at, as it is now."""
        return self._glimpse(x)[0].clone()

    def take(self, x: Tensor, scale: Scale, before: Tensor | None = None) -> None:
        """Look at the next layer, (1, C, H, W), bytes or float32, whose numbers are on a scale (`Scale.values`).

        More channels than the layer has are those of several pixels, as in `padded.rows`.

        Args:
            before: a `sample` of it, for the statistics of what has been added since.
        """
        found, weights = self._glimpse(x)
        channels = self._channels[len(self._scales)]
        if channels not in self._taken:
            self._taken[channels] = _Alike(self._channels.count(channels), *found.shape)
        self._taken[channels].add(found, weights, before)
        self._scales.append(scale)

    def _glimpse(self, x: Tensor) -> tuple[Tensor, Tensor | None]:
        found, weights = weighed(x, self._region, self._channels[len(self._scales)])
        return sampled(found, POSITIONS), None if weights is None else sampled(weights, POSITIONS)

    def stats(self) -> ContentStats:
        """Mean and standard deviation of each channel of all layers, end to end; to be asked for once.

        Numbers are squared before their mean is taken off, which is exact enough where it is not many times their
        deviation.
        """
        moments = {channels: taken.moments() for channels, taken in self._taken.items()}
        found = [next(moments[channels]) for channels in self._channels]
        mean, variance = (torch.cat(parts) for parts in zip(*found, strict=True))
        step = torch.cat([scale.step for scale in self._scales])
        zero = torch.cat([scale.zero for scale in self._scales])
        return ContentStats((mean - zero) * step, (variance * step**2 + EPSILON).sqrt())


class _Alike:
    """Samples of layers of the same width, `count` times (positions, C)."""

    def __init__(self, count: int, positions: int, channels: int) -> None:
        self._found = torch.empty(count, positions, channels)
        self._weights = torch.ones(count, positions)
        self._next = 0

    def add(self, found: Tensor, weights: Tensor | None, before: Tensor | None) -> None:
        held = self._found[self._next].copy_(found)
        if before is not None:
            held.sub_(before)
        if weights is not None:
            self._weights[self._next].copy_(weights)
        self._next += 1

    def moments(self) -> Iterator[tuple[Tensor, Tensor]]:
        """Mean and variance (C,) of each; what is held is used up."""
        shares = shares_of(self._weights)
        mean = torch.bmm(shares[:, None], self._found)[:, 0]
        square = torch.bmm(shares[:, None], self._found.square_())[:, 0]
        variance = ((square - mean * mean) / freedom(shares)).clamp_min_(0)
        return zip(mean, variance, strict=True)
