"""`compact` in bytes, for CPUs: what `compact_painter` computes, to within what eight bits can tell.

Where features come from decides the scale of their bytes, so that nothing is measured for it: the encoder's from the
peaks of its channels, the decoder's from the style, since a normalisation gives what follows it a mean and a standard
deviation. The one exception are the camera's features after AdaIN: most are close together, and a few far out. They are
taken in two bytes. The sums of residual blocks are kept in float32.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from stylecam.models.adain import normalising_affine
from stylecam.models.compact import CIN_CHANNELS, MULTIPLE, Compact, StyleCode
from stylecam.models.compact_bytes import Workspace
from stylecam.models.compact_painter import (
    ENCODER_CHANNELS,
    LAST,
    MERGE,
    UP1,
    compact_kernels,
    per_norm,
    style_for,
)
from stylecam.models.int8 import Int8Convolution, Scale, channelwise, codes_at
from stylecam.models.int8_norms import Folded, Layer, Measured, Way, code_stats, glimpse, quick_row_stats
from stylecam.models.norms import joined, row_stats, split, weighed
from stylecam.models.padded import split_channels, split_pixels
from stylecam.models.painter import ContentStats
from stylecam.models.peaks import Peaks
from stylecam.models.regions import Region

PIXEL = 255
"""Bytes of a picture are what a camera gives: 0 to 255."""

HEADROOM = 0.65
"""Part of its peak that a channel's bytes reach to. Peaks are of the hardest edges there are, and plain walls gain."""

_PICTURE = Scale(torch.full((12,), 1 / PIXEL), torch.full((12,), PIXEL / 2))
"""Bytes of a picture, relative to mid-grey."""


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
        self._kernels = compact_kernels(network)
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
        looks, measure = (weighed, row_stats) if stats is None else (glimpse, quick_row_stats)
        f1, f2, encoder = self._encode(picture, work, partial(looks, region=region), measure)
        if stats is None:
            used, code = encoder, style_for(self._network, style, strength, encoder)
            way: Way = Measured(*per_norm(code), region)
        else:
            used, decoder = split(stats, (sum(ENCODER_CHANNELS), sum(CIN_CHANNELS)))
            code = style_for(self._network, style, strength, used)
            way = Folded(*per_norm(code), split(decoder, CIN_CHANNELS), region)
        work.paint_in(code)
        self._decode(f1, f2, code, used, way, work)
        return work.output, joined((encoder, way.seen()))

    def _workspace(self, height: int, width: int) -> Workspace:
        if self._work is None or self._work.size != (height, width):
            self._work = Workspace(height, width, self._convolution)
            for name, scale in (("e0", _PICTURE), ("e1", self._scale0), ("e2", self._scale1)):
                self._work.encoder[name].read(scale)
        return self._work

    def _convolution(self, name: str, shape: tuple[int, ...]) -> Int8Convolution:
        return Int8Convolution(self._kernels[name], self._levels, shape, stride=2 if name in ("e1", "e2") else 1)

    def _encode(
        self,
        picture: Tensor,
        work: Workspace,
        looks: Callable[[Tensor], tuple[Tensor, Tensor | None]],
        measure: Callable[[Tensor, Tensor | None], ContentStats],
    ) -> tuple[Tensor, Tensor, ContentStats]:
        """f1 in bytes, f2 in float32, and the statistics of both and of the picture, by the rows that are looked at."""
        marks = (picture * PIXEL).add_(0.5).clamp_(0, PIXEL)
        split_channels(work.input.inner).copy_(split_pixels(marks))
        x = work.encoder["e0"].codes(work.input.reflect(), self._scale0)
        f1 = work.encoder["e1"].codes(work.half.put(x), self._scale1)
        x = work.encoder["e2"].values(work.quarter.put(f1)).clamp_min_(0)
        f2: Tensor = self._network.r2(x)
        f2.clamp_min_(0)
        colours = measure(*looks(picture))
        parts = (
            code_stats(*looks(f1), self._scale1),
            measure(*looks(f2)),
            ContentStats(colours.mean - 0.5, colours.std),
        )
        return f1, f2, joined(parts)

    def _decode(self, f1: Tensor, f2: Tensor, code: StyleCode, used: ContentStats, way: Way, work: Workspace) -> None:
        stats1, stats2, _ = split(used, ENCODER_CHANNELS)
        scales, run = work.scales, work.decoder
        adain2 = normalising_affine(stats2.mean, stats2.std, code.std2.flatten(), code.mean2.flatten())
        eighth, quarter, norms = scales.eighth, scales.quarter, scales.norms
        x = torch.addcmul(
            eighth.origin + channelwise(adain2[1] / eighth.step), f2, channelwise(adain2[0] / eighth.step)
        )
        codes = norms[0].codes(way.values(0, work.in_two_bytes(f2, *adain2), torch.ones_like(eighth.step)))
        for k in (1, 3):
            inner = work.eighth_too.floored(codes, norms[k - 1].floor)
            x.add_(way.values(k, partial(run[f"d.{k}"].values, inner), eighth.step))
            if k == 1:
                codes = way.codes(2, run["d.2"], work.eighth.below(x), norms[2])

        # The AdaIN of f1 folds into the 1x1 convolution after it.
        adain1 = normalising_affine(stats1.mean, stats1.std, code.std1.flatten(), code.mean1.flatten())
        m1 = Int8Convolution(self._kernels["m1"].after(*adain1), self._levels, tuple(f1.shape))
        m1.read(self._scale1)
        merged = partial(_merged, partial(m1.values, f1), partial(run["u2"].values, codes_at(x)))
        x = way.values(MERGE, merged, quarter.step).clamp_min_(0).add_(quarter.origin)
        for k in (0, 2):
            i = MERGE + 1 + k
            codes = way.codes(i, run[f"dd.{k}"], work.quarter.below(x), norms[i])
            inner = work.quarter_too.floored(codes, norms[i].floor)
            x.add_(way.values(i + 1, partial(run[f"dd.{k + 1}"].values, inner), quarter.step))

        codes = way.codes(UP1, run["u1"], codes_at(x), norms[UP1])
        torch.maximum(split_channels(codes), norms[UP1].floor[:, 0, 0], out=split_pixels(work.half.inner))
        codes = way.codes(LAST, run["d0"], work.half.reflect(), norms[LAST])
        x = run["o"].values(work.half_too.floored(codes, norms[LAST].floor), shift=0.5)
        split_pixels(work.output).copy_(split_channels(x))


def _merged(m1: Layer, u2: Layer, scale: Tensor | float, shift: Tensor | float) -> Tensor:
    """The sum of both, pixels of the second spread."""
    x = m1(scale, shift)
    split_pixels(x).add_(split_channels(u2(scale.repeat(4) if isinstance(scale, Tensor) else scale, 0.0)))
    return x
