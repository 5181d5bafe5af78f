"""`johnson` and `cin`: networks that are trained in the styles they paint in, and know no others.

`johnson` is one network for one style: Johnson, Alahi & Fei-Fei, "Perceptual Losses for Real-Time Style Transfer and
Super-Resolution" (2016), with instance normalisation (Ulyanov, Vedaldi & Lempitsky, "Improved Texture Networks", 2017).
`cin` is the same network for N styles: Dumoulin, Shlens & Kudlur, "A Learned Representation for Artistic Style" (2017),
where all weights are shared but the gain and the bias of each normalisation. So `johnson` is `cin` with N = 1.

    picture [0, 1] -> 9x9 (32) -> 3x3 / 2 (64) -> 3x3 / 2 (128) -> five residual blocks of 128
    -> nearest * 2, 3x3 (64) -> nearest * 2, 3x3 (32) -> 9x9 -> picture

Layer for layer this is `TransformerNet` of github.com/pytorch/examples, fast_neural_style. Of the first paper's
supplementary differ: instance in place of batch normalisation; every convolution padded by reflection, where there only
the picture is; nearest upsampling and a convolution in place of a fractional stride (Odena, Dumoulin & Olah,
"Deconvolution and Checkerboard Artifacts", 2016), as in the third paper; and a last layer that is linear, where there
it is a scaled tanh. The third paper normalises that too, and ends in a sigmoid.

This is the plain form, for training and as the reference; `cin_painter` computes the same for live frames.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stylecam.models.adain import EPSILON, normalising_affine
from stylecam.models.compact import Conv

WIDTHS = (32, 64, 128)
"""Channels at full, 1/2 and 1/4 resolution."""

FIRST_BLOCK, FIRST_UP, ALL_NORMS = 3, 13, 15
"""Where, among the normalisations in the order they are applied, the residual blocks and the upsamplings begin."""

NORMS = (*WIDTHS, *(WIDTHS[2],) * (FIRST_UP - FIRST_BLOCK), WIDTHS[1], WIDTHS[0])
"""Channels of each normalisation."""

MULTIPLE = 4
"""Height and width must be multiples of this."""


class Cin(nn.Module):
    """The network.

    Args:
        styles: how many it learns.
    """

    def __init__(self, styles: int = 1) -> None:
        super().__init__()
        full, half, quarter = WIDTHS
        self.down = nn.ModuleList((Conv(3, full, 9), Conv(full, half, stride=2), Conv(half, quarter, stride=2)))
        self.blocks = nn.ModuleList(Conv(quarter, quarter) for _ in range(FIRST_UP - FIRST_BLOCK))
        self.up = nn.ModuleList((Conv(quarter, half), Conv(half, full)))
        self.colours = Conv(full, 3, 9)
        assert self.colours.c.bias is not None
        nn.init.constant_(self.colours.c.bias, 0.5)
        self.gains = nn.Parameter(torch.ones(styles, sum(NORMS)))
        self.biases = nn.Parameter(torch.zeros(styles, sum(NORMS)))

    def taught(self, numbers: Tensor) -> Tensor:
        """The styles of these numbers (N,), each as one vector: gains, then biases; (N, 3200)."""
        return torch.cat([self.gains, self.biases], dim=1)[numbers]

    def forward(self, picture: Tensor, style: Tensor) -> Tensor:
        """`picture` (N, 3, H, W) in [0, 1], H and W multiples of 4, repainted in `style` (N, 3200); not clipped."""
        gains, biases = (torch.split(part[:, :, None, None], list(NORMS), dim=1) for part in style.chunk(2, dim=1))
        norms = zip(gains, biases, strict=True)

        def cin(x: Tensor) -> Tensor:
            return conditional_instance_norm(x, *next(norms))

        x = picture
        for conv in self.down:
            x = F.relu(cin(conv(x)))
        for first, second in zip(self.blocks[::2], self.blocks[1::2], strict=True):
            x = x + cin(second(F.relu(cin(first(x)))))
        for conv in self.up:
            x = F.relu(cin(conv(F.interpolate(x, scale_factor=2, mode="nearest"))))
        out: Tensor = self.colours(x)
        return out


def conditional_instance_norm(x: Tensor, gain: Tensor, bias: Tensor) -> Tensor:
    """Instance normalisation with a gain and a bias (N or 1, C, 1, 1) of the style's own.

    Source: Dumoulin et al. (2017); the variance, as in instance normalisation, is that of all positions
    divided by their number.
    """
    variance, mean = torch.var_mean(x.float(), dim=(2, 3), correction=0, keepdim=True)
    scale, shift = normalising_affine(mean, (variance + EPSILON).sqrt(), gain, bias)
    return x * scale.to(x.dtype) + shift.to(x.dtype)
