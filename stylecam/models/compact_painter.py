"""`compact` for live frames: what `Compact.forward` computes, arranged so that little is left but convolutions.

- Under given (smoothed) statistics each normalisation is one fixed affine, folded into the convolution before it;
  without, they are measured layer by layer on this very frame.
- Every 3x3 convolution reads a buffer that already has its reflected border: the ReLU before it writes into the
  buffer's middle, so that padding costs no pass of its own.
- Pixel (un)shuffles are views: the channels of the convolutions beside them are put in their order once, at loading.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from stylecam.models.adain import normalising_affine
from stylecam.models.compact import CIN_CHANNELS, HALF, MULTIPLE, Compact, StyleCode
from stylecam.models.compact_encoder import ENCODER_CHANNELS, Encoded, Encoder
from stylecam.models.compact_workspace import Workspace
from stylecam.models.kernels import Kernel, convolve
from stylecam.models.norms import (
    FixedNorms,
    MeasuredNorms,
    Norms,
    joined,
    put_affine,
    row_stats,
    sampled_row_stats,
    split,
)
from stylecam.models.padded import Padded, channelwise, split_channels, split_pixels
from stylecam.models.painter import ContentStats
from stylecam.models.regions import Region

MERGE, UP1, LAST = 4, 9, 10
"""Places of the merge, u1 and d0 among the decoder's normalisations."""


class CompactPainter:
    """Runs the network on one device, in one dtype, for one stream of frames (`models.graphed_painter.Recordable`).

    Args:
        network: the trained network; its parameters stay float32.
        device, numbers: where and in what the convolutions run.

    Attributes:
        dtype: of the pictures it takes and gives. A half precision would round off what little a plain wall shows.
    """

    multiple = MULTIPLE
    least = 4 * MULTIPLE
    style_size = sum(StyleCode.WIDTHS)

    def __init__(self, network: Compact, device: torch.device, numbers: torch.dtype) -> None:
        self.device, self.dtype = device, torch.float32
        self._numbers = numbers
        self._network = network.to(device).eval().requires_grad_(False)
        self._kernels = compact_kernels(network)
        self._cast = {name: kernel.settled(numbers) for name, kernel in self._kernels.items()}
        self._encode = Encoder(network, self._kernels, self._cast)
        self._grey = torch.full((1,), 0.5, device=device)
        self._work: Workspace | None = None

    def apart(self) -> CompactPainter:
        """See `Recordable.apart`."""
        painter = copy.copy(self)
        painter._work = None
        return painter

    @torch.inference_mode()
    def style(self, picture: Tensor) -> Tensor:
        """The style vector (style_size,), float32, of a picture (1, 3, H, W), float32 in [0, 1]."""
        return self._network.style(picture.to(self.device)).flat()[0]

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
            used, code = encoded.seen, style_for(self._network, style, strength, encoded.seen)
            norms: Norms = MeasuredNorms(*per_norm(code), region)
        else:
            used, decoder = split(stats, (sum(ENCODER_CHANNELS), sum(CIN_CHANNELS)))
            code = style_for(self._network, style, strength, used)
            norms = FixedNorms(*per_norm(code), split(decoder, CIN_CHANNELS), region)
        painted = self._decode(encoded, code, used, norms, work)
        return painted, joined((encoded.seen, norms.seen()))

    def _workspace(self, height: int, width: int) -> Workspace:
        if self._work is None or self._work.size != (height, width):
            self._work = Workspace(height, width, self._numbers, self.device)
        return self._work

    def _decode(self, encoded: Encoded, code: StyleCode, used: ContentStats, norms: Norms, work: Workspace) -> Tensor:
        stats1, stats2, _ = split(encoded.around_centre(used), ENCODER_CHANNELS)
        scale, shift = normalising_affine(stats2.mean, stats2.std, code.std2.flatten(), code.mean2.flatten())
        put_affine(work.eighth.inner, encoded.f2, channelwise(scale), channelwise(shift))
        self._residuals("d", 0, work.eighth, work.eighth_too, norms)

        # The AdaIN of f1 folds into the 1x1 convolution after it. Of the normalised sum u2 + m1, m1 carries the shift.
        adain1 = normalising_affine(stats1.mean, stats1.std, code.std1.flatten(), code.mean1.flatten())
        scale, shift = norms.affine(MERGE)
        x = convolve(self._kernels["m1"].after(*adain1).then(scale, shift).to(self._numbers), encoded.f1)
        up = self._kernels["u2"].then(scale.repeat(4), torch.zeros_like(shift).repeat(4)).to(self._numbers)
        split_pixels(x).add_(split_channels(convolve(up, work.eighth.inner)))
        norms.apply(MERGE, x)
        work.quarter.relu(x)
        self._residuals("dd", MERGE + 1, work.quarter, work.quarter_too, norms)

        scale, shift = norms.affine(UP1)
        up = self._kernels["u1"].then(scale.repeat(4), shift.repeat(4)).to(self._numbers)
        x = convolve(up, work.quarter.inner)
        norms.apply(UP1, x, HALF)
        torch.clamp_min(split_channels(x), 0, out=split_pixels(work.half.inner))
        x = self._normed("d0", LAST, work.half.reflect(), norms)
        x = self._conv("o", work.half_too.relu(x))
        torch.add(split_channels(x), self._grey, out=split_pixels(work.output))
        return work.output

    def _residuals(self, name: str, first: int, x: Padded, between: Padded, norms: Norms) -> None:
        """Twice x + cin(conv(ReLU(cin(conv(x))))), in place in the middle of `x`; its border is left stale."""
        for k in (0, 2):
            inner = self._normed(f"{name}.{k}", first + k, x.reflect(), norms)
            x.inner.add_(self._normed(f"{name}.{k + 1}", first + k + 1, between.relu(inner), norms))

    def _conv(self, name: str, x: Tensor, stride: int = 1) -> Tensor:
        return convolve(self._cast[name], x, stride)

    def _normed(self, name: str, i: int, x: Tensor, norms: Norms) -> Tensor:
        """Convolution and normalisation `i`."""
        x = convolve(self._kernels[name].then(*norms.affine(i)).to(self._numbers), x)
        norms.apply(i, x)
        return x


def compact_kernels(network: Compact) -> dict[str, Kernel]:
    """Every convolution by its layer's name, with shuffled channels where a (un)shuffle is a view here."""
    kernels = {
        name.removesuffix(".c"): Kernel.of(module)
        for name, module in network.named_modules()
        if isinstance(module, nn.Conv2d) and module.bias is not None and not name.startswith(("reader.", "predictors."))
    }
    kernels["e0"] = kernels["e0"].unshuffled_input()
    return kernels | {name: kernels[name].shuffled_output() for name in ("u2", "u1", "o")}


def per_norm(code: StyleCode) -> tuple[Sequence[Tensor], Sequence[Tensor]]:
    """Gains and biases of each normalisation in the decoder's order."""
    widths = list(CIN_CHANNELS)
    return torch.split(code.gains.flatten(), widths), torch.split(code.biases.flatten(), widths)


def style_for(network: Compact, style: Tensor, strength: float | Tensor, encoder: ContentStats) -> StyleCode:
    """The style to decode in: `strength` of the way from the content's own style to the given one.

    Args:
        style: its vector.
        encoder: the content's statistics, of `ENCODER_CHANNELS`.
    """
    return StyleCode.from_flat(style_between(network, style, strength, encoder)[None])


def style_between(network: Compact, style: Tensor, strength: float | Tensor, encoder: ContentStats) -> Tensor:
    """The vector of `style_for`."""
    if isinstance(strength, Tensor) or strength < 1:
        f1, f2, rgb = split(encoder, ENCODER_CHANNELS)
        fields = (part[None, :, None, None] for stats in (f1, f2, rgb) for part in (stats.mean, stats.std))
        style = torch.lerp(network.style_from_stats(*fields).flat()[0], style, strength)
    return style
