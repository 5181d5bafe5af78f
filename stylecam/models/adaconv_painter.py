"""`adaconv` for live frames: what `AdaConv.forward` computes, arranged as in `compact_painter`.

What an adaptive convolution convolves is normalised, which is an affine that folds into its kernel, whether its
statistics are given or measured. So it costs what a plain convolution in groups does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from stylecam.models.adaconv import GROUPS, MERGE, SIZE, UP1, AdaConvCode, Adaptive
from stylecam.models.adain import normalising_affine
from stylecam.models.compact import CIN_CHANNELS, HALF, QUARTER
from stylecam.models.compact_encoder import ENCODER_CHANNELS, Encoded
from stylecam.models.compact_painter import CompactPainter, per_norm, style_between
from stylecam.models.compact_workspace import Workspace
from stylecam.models.kernels import Kernel, convolve
from stylecam.models.norms import FixedNorms, MeasuredNorms, Norms, joined, row_stats, sampled_row_stats, split, weighed
from stylecam.models.padded import split_channels, split_pixels
from stylecam.models.painter import ContentStats
from stylecam.models.regions import Region

ADAPTIVE = (QUARTER, HALF)
"""What is measured before the second and the third adaptive convolution; before the first it is f2."""

PLAIN = tuple(i for i in range(len(CIN_CHANNELS)) if i not in (MERGE, UP1))
"""The decoder's normalisations that are as in `compact`: those of d, of dd and of d0."""

WIDTHS = (sum(ENCODER_CHANNELS), *ADAPTIVE, sum(CIN_CHANNELS[i] for i in PLAIN))
"""Of the parts of what is measured."""

DD, LAST = 4, 8
"""Places of the first of dd and of d0 among `PLAIN`."""


class AdaConvPainter(CompactPainter):
    """Runs the network on one device, in one dtype, for one stream of frames (`models.graphed_painter.Recordable`)."""

    style_size = SIZE

    @torch.inference_mode()
    def paint(
        self,
        picture: Tensor,
        style: Tensor,
        strength: float | Tensor,
        stats: ContentStats | None,
        region: Region | None = None,
    ) -> tuple[Tensor, ContentStats]:
        """See `Recordable.paint`."""
        work = self._workspace(picture.shape[2], picture.shape[3])
        encoded = self._encode(picture, work, row_stats if stats is None else sampled_row_stats, region)
        if stats is None:
            used, look = encoded.seen, _Look.measuring(self._code(style, strength, encoded.seen), region)
        else:
            used, *others = split(stats, WIDTHS)
            look = _Look.given(self._code(style, strength, used), others, region)
        return self._decode_in(look, encoded, used, work), joined((encoded.seen, *look.seen()))

    def _code(self, style: Tensor, strength: float | Tensor, encoder: ContentStats) -> AdaConvCode:
        return AdaConvCode.from_flat(style_between(self._network, style, strength, encoder)[None])

    def _decode_in(self, look: _Look, encoded: Encoded, used: ContentStats, work: Workspace) -> Tensor:
        stats1, stats2, _ = split(encoded.around_centre(used), ENCODER_CHANNELS)
        work.eighth.inner.copy_(look.adapted(0, stats2, work.eighth_too.put(encoded.f2)))
        self._residuals("d", 0, work.eighth, work.eighth_too, look.norms)

        plain = look.code.plain
        adain1 = normalising_affine(stats1.mean, stats1.std, plain.std1.flatten(), plain.mean1.flatten())
        x = convolve(self._kernels["m1"].after(*adain1).to(self._numbers), encoded.f1)
        split_pixels(x).add_(split_channels(self._conv("u2", work.eighth.inner)))
        work.quarter.relu(look.adapted(1, look.follow(0, x), work.quarter_too.put(x)))
        self._residuals("dd", DD, work.quarter, work.quarter_too, look.norms)

        x = self._conv("u1", work.quarter.inner)
        split_pixels(work.half_too.inner).copy_(split_channels(x))
        x = look.adapted(2, look.follow(1, x, HALF), work.half_too.reflect())
        x = self._normed("d0", LAST, work.half.relu(x), look.norms)
        x = self._conv("o", work.half_too.relu(x))
        torch.add(split_channels(x), self._grey, out=split_pixels(work.output))
        return work.output


class _Look:
    """The style for one picture, and what its decoder is normalised by.

    Args:
        code: the style.
        norms: the plain normalisations.
        measure: gives statistics of rows (positions, C) with their weights.
        stats: what to normalise by before the adaptive convolutions; None for what is measured.
        region: what is measured; None for the whole picture.
    """

    def __init__(
        self,
        code: AdaConvCode,
        norms: Norms,
        measure: Callable[[Tensor, Tensor | None], ContentStats],
        stats: Sequence[ContentStats] | None,
        region: Region | None,
    ) -> None:
        self.code, self.norms = code, norms
        self._measure, self._given, self._region = measure, stats, region
        self._followed: list[ContentStats] = []

    @classmethod
    def measuring(cls, code: AdaConvCode, region: Region | None) -> _Look:
        """One that measures as it goes."""
        return cls(code, MeasuredNorms(*_plain(code), region), row_stats, None, region)

    @classmethod
    def given(cls, code: AdaConvCode, stats: Sequence[ContentStats], region: Region | None) -> _Look:
        """One by these statistics: before the second and the third adaptive convolution, and of the rest."""
        *adaptive, others = stats
        norms = FixedNorms(*_plain(code), split(others, [CIN_CHANNELS[i] for i in PLAIN]), region)
        return cls(code, norms, sampled_row_stats, adaptive, region)

    def follow(self, i: int, x: Tensor, channels: int | None = None) -> ContentStats:
        """What to normalise features by that have the channels `ADAPTIVE[i]`, as in `Norms.apply`."""
        seen = self._measure(*weighed(x, self._region, channels))
        self._followed.append(seen)
        return seen if self._given is None else self._given[i]

    def adapted(self, place: int, stats: ContentStats, x: Tensor) -> Tensor:
        """Adaptive convolution `place` of normalised features, which come with their border."""
        return convolve(normalising(self.code.adaptive[place], stats).to(x.dtype), x, groups=GROUPS)

    def seen(self) -> Sequence[ContentStats]:
        """What was seen of all but the encoder."""
        return (*self._followed, self.norms.seen())


def normalising(layer: Adaptive, stats: ContentStats) -> Kernel:
    """The adaptive convolution of one style on features that are not normalised yet."""
    channels, width = layer.kernel.shape[1:3]
    scale, shift = (1 / stats.std).view(GROUPS, 1, width), (-stats.mean / stats.std).view(GROUPS, 1, width)
    kernel = layer.kernel.view(GROUPS, channels // GROUPS, width, 3, 3)
    bias = layer.bias.flatten() + (kernel.sum(dim=(3, 4)) * shift).sum(dim=2).flatten()
    return Kernel((kernel * scale[..., None, None]).view(channels, width, 3, 3), bias)


def _plain(code: AdaConvCode) -> tuple[list[Tensor], list[Tensor]]:
    """Gains and biases of `PLAIN`."""
    gains, biases = per_norm(code.plain)
    return [gains[i] for i in PLAIN], [biases[i] for i in PLAIN]
