"""`cin` and `johnson` for live frames: what `Cin.forward` computes, with exact algebra that saves work.

- Under given (smoothed) statistics each normalisation is one fixed affine, folded into the convolution before it;
  without, they are measured layer by layer on this very frame.
- Nearest upsampling and the 3x3 convolution after it are one 2x2 convolution of the small picture, as in
  `vgg19_painter`; every convolution reads a buffer that already has its border.

The papers know no strength: a network that was trained in a style has none of its content's. Here it is that of the
painting over the camera's picture, pixel by pixel.
"""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

from stylecam.models.cin import FIRST_BLOCK, FIRST_UP, MULTIPLE, NORMS, WIDTHS, Cin
from stylecam.models.compact import Conv
from stylecam.models.graphed_painter import GraphedPainter
from stylecam.models.kernels import Kernel, convolve
from stylecam.models.norms import FixedNorms, MeasuredNorms, Norms, split
from stylecam.models.padded import Padded
from stylecam.models.painter import ContentStats
from stylecam.models.recording import Recorder
from stylecam.models.regions import Region
from stylecam.models.trained import Trained

WIDE = 4
"""The border of the 9x9 convolutions."""


class CinPainter:
    """Runs the network on one device, in one dtype, for one stream of frames (`models.graphed_painter.Recordable`).

    A `models.trained.TaughtPainter`; a style vector is a style's gains and then its biases.

    Args:
        network: the trained network; its parameters stay float32.
        trained: which styles it knows, in their order.
        device, dtype: where and in what the convolutions run.
    """

    multiple = MULTIPLE
    least = 8 * MULTIPLE
    style_size = 2 * sum(NORMS)

    def __init__(self, network: Cin, trained: Trained, device: torch.device, dtype: torch.dtype) -> None:
        self.device, self.dtype, self.trained = device, dtype, trained
        self._network = network.to(device).eval().requires_grad_(False)
        plain = (_kernel(conv) for conv in (*network.down, *network.blocks))
        self._kernels = (*plain, *(_kernel(conv).doubled() for conv in network.up))
        self._colours = _kernel(network.colours).settled(dtype)
        self._work: _Workspace | None = None

    def apart(self) -> CinPainter:
        """See `Recordable.apart`."""
        painter = copy.copy(self)
        painter._work = None
        return painter

    def style(self, picture: Tensor) -> Tensor:  # noqa: ARG002
        """None can be read out of a picture.

        Raises:
            StyleError: always.
        """
        return self.known("")

    @torch.inference_mode()
    def known(self, sha256: str) -> Tensor:
        """See `TaughtPainter.known`."""
        number = torch.tensor([self.trained.number(sha256)], device=self.device)
        return self._network.taught(number)[0]

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
        gains, biases = style.chunk(2)
        each = torch.split(gains * work.by_number, list(NORMS)), torch.split(biases, list(NORMS))
        norms: Norms = MeasuredNorms(*each, region) if stats is None else FixedNorms(*each, split(stats, NORMS), region)
        work.output.copy_(self._painted(picture, norms, work))
        if isinstance(strength, Tensor) or strength < 1:
            work.output.sub_(picture).mul_(strength).add_(picture)
        return work.output, norms.seen()

    def _workspace(self, height: int, width: int) -> _Workspace:
        if self._work is None or self._work.size != (height, width):
            self._work = _Workspace(height, width, self.dtype, self.device)
        return self._work

    def _painted(self, picture: Tensor, norms: Norms, work: _Workspace) -> Tensor:
        work.input.inner.copy_(picture)
        x = self._normed(0, work.input.reflect(), norms)
        x = self._normed(1, work.full.relu(x), norms, stride=2)
        x = self._normed(2, work.half.relu(x), norms, stride=2)
        torch.clamp_min(x, 0, out=work.quarter.inner)
        for i in range(FIRST_BLOCK, FIRST_UP, 2):
            inner = self._normed(i, work.quarter.reflect(), norms)
            work.quarter.inner.add_(self._normed(i + 1, work.quarter_too.relu(inner), norms))
        torch.clamp_min(self._doubled(FIRST_UP, work.quarter, work.half_plain, norms), 0, out=work.half.inner)
        x = work.last.relu(self._doubled(FIRST_UP + 1, work.half, work.full_plain, norms))
        return convolve(self._colours, x)

    def _normed(self, i: int, x: Tensor, norms: Norms, stride: int = 1) -> Tensor:
        """Convolution and normalisation `i`."""
        kernel = self._kernels[i].then(*norms.affine(i)).to(self.dtype)
        x = convolve(kernel, x, stride)
        norms.apply(i, x)
        return x

    def _doubled(self, i: int, x: Padded, out: Tensor, norms: Norms) -> Tensor:
        """Upsampling, convolution and normalisation `i`, into `out`."""
        scale, shift = (part.repeat(4) for part in norms.affine(i))
        kernel = self._kernels[i].then(scale, shift).to(self.dtype)
        phases = convolve(kernel, x.replicate())
        height, width = phases.shape[2] - 1, phases.shape[3] - 1
        for phase, part in enumerate(phases.chunk(4, dim=1)):
            row, column = divmod(phase, 2)
            out[:, :, row::2, column::2] = part[:, :, row : row + height, column : column + width]
        norms.apply(i, out)
        return out


class GraphedCinPainter(GraphedPainter):
    """The same on CUDA: its steady frames are replayed."""

    def __init__(self, painter: CinPainter, recorder: Recorder) -> None:
        super().__init__(painter, recorder)
        self.trained, self.known = painter.trained, painter.known


class _Workspace:
    """The buffers for one picture size; what is dead by then is written over.

    Attributes:
        by_number: (1600,) what makes of gains for a standard deviation that is divided by one less than the number of
            positions, as `norms` has it, such for one that is divided by their number, as instance normalisation has.
    """

    def __init__(self, height: int, width: int, dtype: torch.dtype, device: torch.device) -> None:
        def padded(channels: int, scale: int, border: int = 1) -> Padded:
            return Padded(channels, height // scale, width // scale, dtype, device, border)

        def plain(channels: int, scale: int) -> Tensor:
            shape = (1, channels, height // scale, width // scale)
            return torch.empty(shape, dtype=dtype, device=device, memory_format=torch.channels_last)

        full, half, quarter = WIDTHS
        self.size = (height, width)
        self.input, self.last = padded(3, 1, WIDE), padded(full, 1, WIDE)
        self.full, self.half = padded(full, 1), padded(half, 2)
        self.quarter, self.quarter_too = padded(quarter, 4), padded(quarter, 4)
        self.half_plain, self.full_plain, self.output = plain(half, 2), plain(full, 1), plain(3, 1)
        pixels = height * width
        positions = (pixels, pixels // 4, *(pixels // 16,) * (FIRST_UP - 2), pixels // 4, pixels)
        factors = zip(((n / (n - 1)) ** 0.5 for n in positions), NORMS, strict=True)
        self.by_number = torch.cat([torch.full((channels,), factor, device=device) for factor, channels in factors])


def _kernel(conv: nn.Module) -> Kernel:
    assert isinstance(conv, Conv)
    return Kernel.of(conv.c)
