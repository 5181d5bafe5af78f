"""The encoder of `compact` for live frames: features relative to those of a plain picture (`centred`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from stylecam.models.centred import Centred, Centring, common_colour
from stylecam.models.compact import EIGHTH, QUARTER, Compact
from stylecam.models.compact_workspace import Workspace
from stylecam.models.kernels import Kernel, convolve
from stylecam.models.norms import joined, weighed
from stylecam.models.padded import channelwise_as, split_channels, split_pixels
from stylecam.models.painter import ContentStats
from stylecam.models.peaks import Shift
from stylecam.models.regions import Region

ENCODER_CHANNELS = (QUARTER, EIGHTH, 3)
"""What is measured of the content itself: f1, f2 and the picture's colours, relative to mid-grey."""

BYTE = 255
"""The picture is taken in steps of a byte: relative to a whole one, all of them are exact in bfloat16's eight bits."""

Measure = Callable[[Tensor, Tensor | None], ContentStats]


@dataclass(frozen=True)
class Encoded:
    """What the encoder found.

    Attributes:
        f1, f2: features (1, C, h, w), relative to the centre.
        centre: of f1, f2 and the picture, end to end, float32.
        seen: their statistics, of features as they are.
    """

    f1: Tensor
    f2: Tensor
    centre: Tensor
    seen: ContentStats

    def around_centre(self, stats: ContentStats) -> ContentStats:
        """Statistics of features as they are, for those that are relative to the centre."""
        return ContentStats(stats.mean - self.centre, stats.std)


class Encoder:
    """Runs the encoder in one number format.

    Args:
        network: the trained network, float32.
        kernels: its convolutions (`compact_kernels`), float32.
        cast: the same in what they compute in.
    """

    def __init__(self, network: Compact, kernels: Mapping[str, Kernel], cast: Mapping[str, Kernel]) -> None:
        e0 = kernels["e0"]
        self._cast = {**cast, "e0": Kernel(e0.weight / BYTE, e0.bias).settled(cast["e0"].weight.dtype)}
        self._grey = e0.bias.new_full((3,), 0.5)
        block = network.r2
        self._speaks = not isinstance(block, Shift)
        self._centring = {name: Centring(kernels[name]) for name in ("e0", "e1")}
        self._centring["e2"] = Centring(kernels["e2"], block if isinstance(block, Shift) else None)

    def __call__(self, picture: Tensor, work: Workspace, measure: Measure, region: Region | None) -> Encoded:
        """The features of a picture (1, 3, H, W) in [0, 1], channels-last.

        Args:
            measure: gives statistics of rows (positions, C) with their weights.
            region: what is measured; None for the whole picture.
        """
        colour = (common_colour(picture) * BYTE).round()
        e0 = self._centring["e0"].around((colour / BYTE - self._grey).repeat(4))
        e1 = self._centring["e1"].around(e0.centre)
        e2 = self._centring["e2"].around(e1.centre)
        torch.add(-colour, split_pixels(picture), alpha=BYTE, out=split_channels(work.input.inner))
        x = work.half.floored(self._centred("e0", work.input.reflect(), e0), channelwise_as(e0.floor, work.half.inner))
        f1 = self._centred("e1", x, e1, stride=2)
        torch.maximum(f1, channelwise_as(e1.floor, f1), out=f1)
        f2, centre2 = self._refined(work.quarter.put(f1), e2, work)
        seen = joined([measure(*weighed(x, region)) for x in (f1, f2, picture)])
        centre = torch.cat((e1.centre, centre2, -self._grey))
        return Encoded(f1, f2, centre, ContentStats(seen.mean + centre, seen.std))

    def _refined(self, x: Tensor, e2: Centred, work: Workspace) -> tuple[Tensor, Tensor]:
        """f2, and what it is relative to; a residual block that has something to say wants features as they are."""
        if not self._speaks:
            f2 = self._centred("e2", x, e2, stride=2)
            return torch.maximum(f2, channelwise_as(e2.floor, f2), out=f2), e2.centre
        e2 = e2.absolute()
        x = self._centred("e2", x, e2, stride=2).clamp_min_(0)
        inner = convolve(self._cast["r2.a"], work.eighth.put(x))
        return convolve(self._cast["r2.b"], work.eighth_too.relu(inner)).add_(x).clamp_min_(0), e2.centre

    def _centred(self, name: str, x: Tensor, of: Centred, stride: int = 1) -> Tensor:
        cast = self._cast[name]
        return convolve(Kernel(cast.weight, of.bias.to(cast.bias.dtype)), x, stride)
