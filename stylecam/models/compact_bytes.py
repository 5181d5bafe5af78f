"""What `compact_int8` works in: the buffers of one size and the scales of one style."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from stylecam.models.compact import EIGHTH, HALF, QUARTER, StyleCode
from stylecam.models.compact_painter import LAST, MERGE, UP1, per_norm
from stylecam.models.int8 import MOST, Int8Convolution, Scale
from stylecam.models.padded import Padded, channelwise

SPREAD = 5.0
"""Standard deviations to either side that bytes hold of what has been normalised; Gaussian, 1 in 10^6 lies outside."""

LOW, HIGH = -8.0, 120.0
"""The same for the camera's features after AdaIN, in two bytes: they come from a ReLU, and some are nearly always 0."""

TWO_BYTES = 2**16 - 1


@dataclass(frozen=True)
class Scales:
    """What the decoder's bytes mean in one style.

    Attributes:
        two: of f2 after AdaIN, of its upper bytes.
        eighth, quarter: of the sums in the residual blocks there.
        norms: of what each normalisation gives.
    """

    two: Scale
    eighth: Scale
    quarter: Scale
    norms: tuple[Scale, ...]

    @classmethod
    def of(cls, code: StyleCode) -> Scales:
        """By the mean and the standard deviation that a style gives each channel."""
        gains, biases = per_norm(code)
        stds = [gain.abs() for gain in gains]
        mean2, std2 = code.mean2.flatten(), code.std2.flatten()
        step = std2.clamp_min(1e-6) * ((HIGH - LOW) / TWO_BYTES)
        first = Scale(step * (MOST + 1), -(mean2 + LOW * std2) / (step * (MOST + 1)))
        eighth = _sums((mean2, biases[1], biases[3]), (std2, stds[1], stds[3]))
        quarter = _sums(
            (biases[MERGE].clamp_min(0), biases[MERGE + 2], biases[MERGE + 4]),
            (stds[MERGE], stds[MERGE + 2], stds[MERGE + 4]),
        )
        norms = (_around(bias, std) for bias, std in zip(biases, stds, strict=True))
        return cls(first, eighth, quarter, tuple(norms))

    def serve(self, other: Scales) -> bool:
        """Whether these do nearly as well as the others."""
        pairs = ((self.eighth, other.eighth), (self.quarter, other.quarter), *zip(self.norms, other.norms, strict=True))
        return self.two.covers(other.two) and all(mine.covers(its) for mine, its in pairs)


Make = Callable[[str, tuple[int, ...]], Int8Convolution]
"""A convolution by its name and the shape of its input."""


class TwoByteConvolution:
    """A convolution of what is in two bytes, the upper and the lower (`int8_norms.Convolution`).

    Args:
        convolution: of bytes; it becomes a part of this one.
        two: what the upper bytes mean; the lower ones are parts of their steps.
    """

    def __init__(self, convolution: Int8Convolution, two: Scale) -> None:
        self.outputs = convolution.outputs
        self._of_upper, self._of_lower = convolution, convolution.unbiased()
        middle = torch.full_like(two.zero, MOST / 2)
        self._of_upper.read(Scale(two.step, two.zero - middle / (MOST + 1)))
        self._of_lower.read(Scale(two.step / (MOST + 1), middle))

    def values(self, x: TwoBytes, scale: Tensor | float = 1.0, shift: Tensor | float = 0.0) -> Tensor:
        """See `Int8Convolution.values`."""
        return self._of_upper.values(x[0], scale, shift).add_(self._of_lower.values(x[1], scale))

    def codes(self, x: TwoBytes, out: Scale, scale: Tensor | float = 1.0, shift: Tensor | float = 0.0) -> Tensor:
        """See `Int8Convolution.codes`."""
        # What lower bytes add is little, and about as often less than nothing.
        middle = Scale(out.step, torch.full_like(out.zero, (MOST + 1) / 2))
        found = self._of_lower.codes(x[1], middle, scale)
        self._of_upper.add(x[0], found, out.step, scale, shift + (out.zero - middle.zero) * out.step)
        return found


TwoBytes = tuple[Tensor, Tensor]
"""Upper and lower bytes, (1, C, H, W)."""

KEPT = 4
"""Styles for which the decoder's weights are kept arranged: of regions each has its own, in turns in every frame."""


class _Arranged:
    """The decoder's convolutions, with their weights for what bytes mean in one style.

    Attributes:
        painted_in: the style that they were used for last.
    """

    def __init__(self, make: Make, inputs: Mapping[str, tuple[int, ...]], scales: Scales, painted_in: Tensor) -> None:
        self.scales, self.painted_in = scales, painted_in
        self.first = TwoByteConvolution(make("d.0", inputs["d.0"]), scales.two)
        self.convolutions: dict[str, Int8Convolution] = {}
        for name, scale in _sources(scales).items():
            self.convolutions[name] = make(name, inputs[name])
            self.convolutions[name].read(scale)


class Workspace:
    """The buffers for one picture size, and the convolutions on them.

    Args:
        make: a convolution by its name and the shape of its input.

    Attributes:
        encoder: the encoder's convolutions.
    """

    def __init__(self, height: int, width: int, make: Make) -> None:
        def padded(channels: int, scale: int, border: int = 1) -> Padded:
            return Padded(channels, height // scale, width // scale, torch.uint8, torch.device("cpu"), border)

        def summed(channels: int, scale: int) -> Tensor:
            shape = (1, channels, height // scale, width // scale)
            return torch.empty(shape, dtype=torch.uint8, memory_format=torch.channels_last)

        self.size = (height, width)
        self.input = padded(3, 1, border=2)
        self.half, self.half_too = padded(HALF, 2), padded(HALF, 2)
        self.quarter, self.quarter_too = padded(QUARTER, 4), padded(QUARTER, 4)
        self.eighth, self.eighth_too = padded(EIGHTH, 8), padded(EIGHTH, 8)
        self.sum_quarter, self.sum_eighth = summed(QUARTER, 4), summed(EIGHTH, 8)
        self.output = torch.empty((1, 3, height, width)).contiguous(memory_format=torch.channels_last)
        self._make, self._inputs = make, _inputs(height, width)
        self.encoder = {name: make(name, self._inputs[name]) for name in ("e0", "e1", "e2")}
        self._arranged: list[_Arranged] = []

    @property
    def scales(self) -> Scales:
        """What the decoder's convolutions read now, once a style was painted in."""
        return self._arranged[-1].scales

    @property
    def first(self) -> TwoByteConvolution:
        """The decoder's first, d.0, once a style was painted in."""
        return self._arranged[-1].first

    @property
    def decoder(self) -> Mapping[str, Int8Convolution]:
        """The decoder's others, once a style was painted in."""
        return self._arranged[-1].convolutions

    def paint_in(self, code: StyleCode) -> None:
        """Have the decoder's convolutions read the scales of a style."""
        flat = code.flat()
        found = next((each for each in self._arranged if torch.equal(flat, each.painted_in)), None)
        if found is None:
            wanted = Scales.of(code)
            found = next((each for each in reversed(self._arranged) if each.scales.serve(wanted)), None)
        if found is None:
            found = _Arranged(self._make, self._inputs, wanted, flat)
        found.painted_in = flat
        others = [each for each in self._arranged if each is not found]
        self._arranged = [*others[1 - KEPT :], found]

    def in_two_bytes(self, x: Tensor, scale: Tensor, shift: Tensor) -> TwoBytes:
        """`scale * x + shift`, x (1, C, H, W), each with its border, for `first`."""
        two = self.scales.two
        step = two.step / (MOST + 1)
        offset = shift / step + two.zero * (MOST + 1) + 0.5
        codes = torch.addcmul(channelwise(offset), x, channelwise(scale / step)).clamp_(0, TWO_BYTES).int()
        # As bytes lie in memory, the lower first: what computes in bytes here is x86.
        in_bytes = codes.permute(0, 2, 3, 1).view(torch.uint8)
        lower, upper = (in_bytes[..., k::4].permute(0, 3, 1, 2) for k in range(2))
        return self.eighth.put(upper), self.eighth_too.put(lower)


def _inputs(height: int, width: int) -> Mapping[str, tuple[int, ...]]:
    """Shapes of what the convolutions read, which have a border unless they are 1x1."""

    def shape(channels: int, scale: int, border: int = 2) -> tuple[int, ...]:
        return (1, channels, height // scale + border, width // scale + border)

    found = {"e0": shape(3, 1, border=4), "e1": shape(HALF, 2), "e2": shape(QUARTER, 4)}
    found |= {f"d.{k}": shape(EIGHTH, 8) for k in range(4)} | {f"dd.{k}": shape(QUARTER, 4) for k in range(4)}
    found |= {"u2": shape(EIGHTH, 8, 0), "u1": shape(QUARTER, 4, 0)}
    return found | {"d0": shape(HALF, 2), "o": shape(HALF, 2)}


def _sources(scales: Scales) -> Mapping[str, Scale]:
    """What the decoder's convolutions read, but for d.0."""
    norms = scales.norms
    sums = {"d.2": scales.eighth, "u2": scales.eighth, "u1": scales.quarter}
    sums |= {"dd.0": scales.quarter, "dd.2": scales.quarter}
    inner = {"d.1": norms[0], "d.3": norms[2], "dd.1": norms[MERGE + 1], "dd.3": norms[MERGE + 3]}
    return sums | inner | {"d0": norms[UP1], "o": norms[LAST]}


def _around(mean: Tensor, std: Tensor) -> Scale:
    return Scale.between(mean - SPREAD * std, mean + SPREAD * std)


def _sums(means: Sequence[Tensor], stds: Sequence[Tensor]) -> Scale:
    """For a sum of parts that come one after the other, at every step."""
    mean = torch.stack(tuple(means)).cumsum(dim=0)
    std = torch.stack(tuple(stds)).square().cumsum(dim=0).sqrt()
    return Scale.between((mean - SPREAD * std).amin(dim=0), (mean + SPREAD * std).amax(dim=0))
