"""`compact` in bytes, for CPUs: what `compact_painter` computes, to within what eight bits can tell.

Where features come from decides the scale of their bytes, so that nothing is measured for it: the encoder's from the
peaks of its channels, the decoder's from the style, since a normalisation gives what follows it a mean and a standard
deviation. The one exception are the camera's features after AdaIN: most are close together, and a few far out. They are
taken in two bytes. What a residual block adds, its last convolution adds to bytes, and rounds once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from stylecam.models.adain import normalising_affine
from stylecam.models.compact import CIN_CHANNELS, EIGHTH, MULTIPLE, Compact, StyleCode
from stylecam.models.compact_bytes import Workspace
from stylecam.models.compact_encoder import ENCODER_CHANNELS
from stylecam.models.compact_painter import LAST, MERGE, UP1, compact_kernels, per_norm, style_for
from stylecam.models.int8 import MOST, Int8Convolution, Scale, repeated
from stylecam.models.int8_norms import Folded, Measured, Way
from stylecam.models.kernels import Kernel
from stylecam.models.norms import joined, row_stats, split, weighed
from stylecam.models.padded import as_phases, channelwise, in_phases, split_channels, split_pixels
from stylecam.models.painter import ContentStats
from stylecam.models.peaks import Peaks, Shift
from stylecam.models.regions import Region
from stylecam.models.samples import Samples

PIXEL = 255
"""Bytes of a picture are what a camera gives: 0 to 255."""

HEADROOM = 0.65
"""Part of its peak that a channel's bytes reach to. Peaks are of the hardest edges there are, and plain walls gain."""

_PICTURE = Scale(torch.full((3,), 1 / PIXEL), torch.full((3,), PIXEL / 2))
"""Bytes of a picture, relative to mid-grey."""

_HALF = torch.tensor(0.5)
"""What is added before numbers are cut off to bytes."""

_COLOURS = Scale(torch.ones(3), torch.full((3,), 0.5))
"""A picture in [0, 1], the same."""

_PLAIN = Scale(torch.ones(EIGHTH), torch.zeros(EIGHTH))
"""Features as they are."""


class CompactInt8Painter:
    """Runs the network on the CPU, for one stream of frames (`models.painter.Painter`).

    Args:
        network: the trained network, float32.
        peaks: of its encoder.
        levels: how far weights may go, `int8.supported_levels()`.

    Attributes:
        dtype: of the pictures it takes.
    """

    multiple = MULTIPLE
    least = 4 * MULTIPLE
    style_size = sum(StyleCode.WIDTHS)

    def __init__(self, network: Compact, peaks: Peaks, levels: int) -> None:
        self.device, self.dtype = torch.device("cpu"), torch.float32
        self._network = network.eval().requires_grad_(False)
        self._kernels = compact_kernels(network) | {"e0": Kernel.of(network.e0.c).unshuffled()}
        self._levels = levels
        self._scale0, self._scale1 = (Scale.between(peak * 0, peak * HEADROOM) for peak in (peaks.e0, peaks.e1))
        self._work: Workspace | None = None

    @torch.inference_mode()
    def style(self, picture: Tensor) -> Tensor:
        """The style vector (style_size,), float32, of a picture (1, 3, H, W), float32 in [0, 1]."""
        return self._network.style(picture).flat()[0]

    @torch.inference_mode()
    def paint(
        self,
        picture: Tensor,
        style: Tensor,
        strength: float,
        stats: ContentStats | None,
        region: Region | None = None,
    ) -> tuple[Tensor, ContentStats]:
        """See `Painter.paint`."""
        work = self._workspace(picture.shape[2], picture.shape[3])
        f1, f2 = self._encode(picture, work)
        layers = ((f1, self._scale1), (f2, _PLAIN), (picture, _COLOURS))
        if stats is None:
            used = encoder = joined([row_stats(*_meant(x, scale, region)) for x, scale in layers])
            code = style_for(self._network, style, strength, used)
            way: Way = Measured(*per_norm(code), region)
        else:
            used, decoder = split(stats, (sum(ENCODER_CHANNELS), sum(CIN_CHANNELS)))
            code = style_for(self._network, style, strength, used)
            way = Folded(*per_norm(code), split(decoder, CIN_CHANNELS), region)
            encoder = _glimpsed(layers, region)
        work.paint_in(code)
        self._decode(f1, f2, code, used, way, work)
        return work.output, joined((encoder, way.seen()))

    def _workspace(self, height: int, width: int) -> Workspace:
        if self._work is None or self._work.size != (height, width):
            self._work = Workspace(height, width, self._convolution)
            for name, scale in (("e0", _PICTURE), ("e1", self._scale0), ("e2", self._scale1)):
                self._work.encoder[name].settle(scale)
        return self._work

    def _convolution(self, name: str, shape: tuple[int, ...]) -> Int8Convolution:
        return Int8Convolution(self._kernels[name], self._levels, shape, stride=2 if name in ("e0", "e1", "e2") else 1)

    def _encode(self, picture: Tensor, work: Workspace) -> tuple[Tensor, Tensor]:
        """f1 in bytes and f2 in float32."""
        marks = torch.add(_HALF, picture, alpha=PIXEL)
        work.input.inner.copy_(marks.clamp_(0, PIXEL))
        x = work.encoder["e0"].codes(work.input.reflect_pairs(), self._scale0)
        f1 = work.encoder["e1"].codes(work.half.put(x), self._scale1)
        return f1, self._refined(work.encoder["e2"], work.quarter.put(f1))

    def _refined(self, e2: Int8Convolution, x: Tensor) -> Tensor:
        """f2, of what e2 reads."""
        block = self._network.r2
        if isinstance(block, Shift):
            f2 = e2.values(x, shift=block.by)
            return torch.maximum(f2, channelwise(block.by.clamp_min(0)), out=f2)
        refined: Tensor = block(e2.values(x).clamp_min_(0))
        return refined.clamp_min_(0)

    def _decode(self, f1: Tensor, f2: Tensor, code: StyleCode, used: ContentStats, way: Way, work: Workspace) -> None:
        stats1, stats2, _ = split(used, ENCODER_CHANNELS)
        scales, run = work.scales, work.decoder
        eighth, quarter, norms = scales.eighth, scales.quarter, scales.norms
        adain2 = normalising_affine(stats2.mean, stats2.std, code.std2.flatten(), code.mean2.flatten())
        scale, shift = (channelwise(part / eighth.step) for part in adain2)
        x = work.sum_eighth.copy_(torch.addcmul(eighth.origin + shift, f2, scale).clamp_(0, MOST))
        codes = way.codes(0, work.first, work.in_two_bytes(f2, *adain2), norms[0])
        way.add(1, run["d.1"], work.eighth_too.floored(codes, norms[0].floor), x, eighth)
        codes = way.codes(2, run["d.2"], work.eighth.put(x), norms[2])
        way.add(3, run["d.3"], work.eighth_too.floored(codes, norms[2].floor), x, eighth)

        # The AdaIN of f1 folds into the 1x1 convolution after it.
        adain1 = normalising_affine(stats1.mean, stats1.std, code.std1.flatten(), code.mean1.flatten())
        phases = in_phases(f1)
        m1 = Int8Convolution(self._kernels["m1"].after(*adain1), self._levels, tuple(phases.shape))
        m1.read(self._scale1)
        marks = way.marks(MERGE, _Merged(m1, phases, run["u2"], x), quarter)
        x = work.sum_quarter
        split_pixels(x).copy_(split_channels(_between(marks, quarter.origin)))
        for k in (0, 2):
            i = MERGE + 1 + k
            codes = way.codes(i, run[f"dd.{k}"], work.quarter.put(x), norms[i])
            way.add(i + 1, run[f"dd.{k + 1}"], work.quarter_too.floored(codes, norms[i].floor), x, quarter)

        codes = way.codes(UP1, run["u1"], x, norms[UP1])
        # Two columns and their channels are neighbours on either side: longer runs.
        floor, inner = repeated(norms[UP1].floor[:, 0, 0], 2), split_pixels(work.half.inner).flatten(3)
        torch.maximum(split_channels(codes).flatten(3), floor, out=inner)
        codes = way.codes(LAST, run["d0"], work.half.reflect(), norms[LAST])
        x = run["o"].values(work.half_too.floored(codes, norms[LAST].floor), shift=0.5)
        split_pixels(work.output).copy_(split_channels(x))


Layers = Sequence[tuple[Tensor, Scale]]
"""Feature maps (1, C, H, W) and what their numbers mean."""


def _meant(x: Tensor, scale: Scale, region: Region | None) -> tuple[Tensor, Tensor | None]:
    """The values of a layer as rows, and what they weigh in a region."""
    found, weights = weighed(x, region)
    return scale.values(found), weights


def _glimpsed(layers: Layers, region: Region | None) -> ContentStats:
    """The statistics of samples."""
    samples = Samples([len(scale.step) for _, scale in layers], region)
    for x, scale in layers:
        samples.take(x, scale)
    return samples.stats()


@dataclass(frozen=True)
class _Merged:
    """The sum of m1, of pixels in phases, and u2, which gives phases (`int8_norms.Layer`)."""

    m1: Int8Convolution
    of_m1: Tensor
    u2: Int8Convolution
    of_u2: Tensor

    def __call__(self, scale: Tensor | float, shift: Tensor | float) -> Tensor:
        x = as_phases(self.m1.values(self.of_m1, scale, shift))
        self.u2.add(self.of_u2, x, torch.ones(1), repeated(scale, 4) if isinstance(scale, Tensor) else scale)
        return x


def _between(marks: Tensor, origin: Tensor) -> Tensor:
    """Not below 0 and not above the largest byte, in place; of phases."""
    return torch.clamp(marks, repeated(origin, 4), torch.tensor(float(MOST)), out=marks)
