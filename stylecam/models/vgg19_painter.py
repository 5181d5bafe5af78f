"""`vgg19` for live frames: what `Vgg19.forward` computes, with exact algebra that saves work.

- The 1x1 convolution that normalises colours is folded into the first 3x3; borders are reflected, and so do not differ.
- Maxima are taken before the ReLU, which then has a quarter of the numbers to look at.
- Nearest upsampling and the 3x3 convolution after it are one 2x2 convolution of the small picture, with outputs for
  each of the four places that a pixel becomes: four ninths of the multiplications.
- AdaIN, a style's strength in it, and given statistics are one affine, which writes where the decoder reads.
- Every convolution reads a buffer that already has its border, as in `compact_painter`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stylecam.models.adain import normalising_affine
from stylecam.models.kernels import Kernel, convolve
from stylecam.models.norms import put_affine, row_stats, sampled_row_stats, weighed
from stylecam.models.padded import Padded, channelwise
from stylecam.models.painter import ContentStats
from stylecam.models.regions import Region
from stylecam.models.vgg19 import DECODER, ENCODER, FEATURES, MULTIPLE, Vgg19


class Vgg19Painter:
    """Runs the network on one device, in one dtype, for one stream of frames (`models.graphed_painter.Recordable`).

    A style vector is the means and then the standard deviations of relu4_1.

    Args:
        network: the network; its parameters stay float32.
        device, dtype: where and in what the convolutions run.
    """

    multiple = MULTIPLE
    least = 4 * MULTIPLE
    style_size = 2 * FEATURES

    def __init__(self, network: Vgg19, device: torch.device, dtype: torch.dtype) -> None:
        self.device, self.dtype = device, dtype
        self._network = network.to(device).eval().requires_grad_(False)
        colours, first, *others = _kernels(network.encoder)
        self._encoder = [kernel.settled(dtype) for kernel in (first.behind(colours), *others)]
        decoder = zip(_kernels(network.decoder), _DOUBLED, strict=True)
        self._decoder = [(kernel.doubled() if doubled else kernel).settled(dtype) for kernel, doubled in decoder]
        self._work: _Workspace | None = None

    def apart(self) -> Vgg19Painter:
        """See `Recordable.apart`."""
        painter = copy.copy(self)
        painter._work = None
        return painter

    @torch.inference_mode()
    def style(self, picture: Tensor) -> Tensor:
        """The style vector (style_size,), float32, of a picture (1, 3, H, W), float32 in [0, 1]."""
        return torch.cat(self._network.style(picture.to(self.device)), dim=1).flatten()

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
        features = self._encode(picture, work)
        seen = (row_stats if stats is None else sampled_row_stats)(*weighed(features, region))
        used = seen if stats is None else stats
        if isinstance(strength, Tensor) or strength < 1:
            # AdaIN is linear in the style: this is alpha * AdaIN + (1 - alpha) * features.
            style = torch.lerp(torch.cat([used.mean, used.std]), style, strength)
        mean, std = style.chunk(2)
        scale, shift = map(channelwise, normalising_affine(used.mean, used.std, std, mean))
        put_affine(work.at(FEATURES, 8).inner, features, scale, shift)
        return work.output.copy_(self._decode(work)), seen

    def _workspace(self, height: int, width: int) -> _Workspace:
        if self._work is None or self._work.size != (height, width):
            self._work = _Workspace(height, width, self.dtype, self.device)
        return self._work

    def _encode(self, picture: Tensor, work: _Workspace) -> Tensor:
        """relu4_1, (1, 512, H / 8, W / 8)."""
        scale, place = 1, work.at(3, 1)
        place.inner.copy_(picture)
        padded = place.reflect()
        *kernels, last = self._encoder
        for kernel, pooled in zip(kernels, _POOLED, strict=True):
            x = convolve(kernel, padded)
            if pooled:
                x, scale = F.max_pool2d(x, 2), scale * 2
            padded = work.at(x.shape[1], scale).relu(x)
        return convolve(last, padded).clamp_min_(0)

    def _decode(self, work: _Workspace) -> Tensor:
        """The picture of the features that lie in the workspace."""
        scale, padded = 8, work.at(FEATURES, 8).reflect()
        *kernels, last = self._decoder
        for kernel, (doubled, doubled_next) in zip(kernels, pairwise(_DOUBLED), strict=True):
            x = convolve(kernel, padded)
            if doubled:
                scale //= 2
                place = work.at(x.shape[1] // 4, scale)
                _relu_spread(x, place.inner)
            else:
                place = work.at(x.shape[1], scale)
                torch.clamp_min(x, 0, out=place.inner)
            padded = place.replicate() if doubled_next else place.reflect()
        return convolve(last, padded)


class _Workspace:
    """The buffers for one picture size, made when first used. What is dead by then is written over: a convolution's
    output is memory of its own, so that one buffer serves all layers of a width and a size."""

    def __init__(self, height: int, width: int, dtype: torch.dtype, device: torch.device) -> None:
        self.size = (height, width)
        self._dtype, self._device = dtype, device
        shape = (1, 3, height, width)
        self.output = torch.empty(shape, dtype=dtype, device=device, memory_format=torch.channels_last)
        self._places: dict[tuple[int, int], Padded] = {}

    def at(self, channels: int, scale: int) -> Padded:
        """The buffer for features of so many channels at 1 / scale."""
        height, width = self.size
        if (channels, scale) not in self._places:
            place = Padded(channels, height // scale, width // scale, self._dtype, self._device)
            self._places[channels, scale] = place
        return self._places[channels, scale]


def _kernels(layers: nn.Sequential) -> list[Kernel]:
    """Its convolutions in their order."""
    return [Kernel.of(layer) for layer in layers if isinstance(layer, nn.Conv2d)]


def _beside(plan: Sequence[int | str], step: int) -> Iterator[bool]:
    """For each convolution of a plan, whether the place before it (-1) or after it (1) changes the size."""
    ringed = ("", *plan, "")
    for place, what in enumerate(ringed):
        if isinstance(what, int):
            yield ringed[place + step] in ("pool", "up")


_POOLED = tuple(_beside(ENCODER, 1))[:-1]
"""Whether a pool follows: each of the encoder's convolutions but the last, after which it ends."""

_DOUBLED = (*_beside(DECODER, -1), False)
"""Whether upsampling goes before: each of the decoder's convolutions, the one that gives colours included."""


def _relu_spread(x: Tensor, out: Tensor) -> None:
    """ReLU of what `Kernel.doubled` gives, (1, 4C, H + 1, W + 1), each place where it belongs in (1, C, 2H, 2W)."""
    height, width = x.shape[2] - 1, x.shape[3] - 1
    for phase, part in enumerate(x.chunk(4, dim=1)):
        row, column = divmod(phase, 2)
        seen = part[:, :, row : row + height, column : column + width]
        torch.clamp_min(seen, 0, out=out[:, :, row::2, column::2])
