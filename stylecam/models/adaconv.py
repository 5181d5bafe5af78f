"""`adaconv`: styles as convolutions, which carry structure as well as statistics.

AdaConv (Chandran et al., "Adaptive Convolutions for Structure-Aware Style Transfer", 2021): where AdaIN gives each
normalised channel a gain and a bias, AdaConv gives each group of channels a depthwise spatial kernel, a pointwise
kernel and a bias, all predicted from a global descriptor of the style. The encoder, the plain convolutions and what is
learnt of a style by its statistics are those of `compact`; its normalisations at the three scales of the decoder are
AdaConv here:

    AdaConv(f2) @ 1/8 -> d -> u2 + m1(AdaIN(f1)) -> AdaConv @ 1/4 -> dd -> u1 -> AdaConv @ 1/2 -> d0 -> o

Between the two predicted kernels there is nothing: they are one 3x3 convolution in groups, (I + P) * (G + D), with G
the gains of `compact`. P and D start at nothing, so that a training goes on where `compact` stands.

This is the plain form, for training and as the reference; `adaconv_painter` computes the same for live frames.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stylecam.models.adain import adain, channel_stats
from stylecam.models.compact import (
    CIN_CHANNELS,
    EIGHTH,
    HALF,
    QUARTER,
    READ_HIDDEN,
    Compact,
    StyleCode,
    joined,
)
from stylecam.models.peaks import Shift

GROUPS = 8
"""Into so many groups each layer's channels are divided: n_g in section 4.1 of the paper."""

CHANNELS = (EIGHTH, QUARTER, HALF)
"""Of the adaptive convolutions, in their order."""

MERGE, UP1 = 4, 9
"""Places of the second and the third among the decoder's normalisations; the first is in the place of AdaIN."""

DESCRIPTOR = 64
"""Channels of the style's descriptor, which is 3x3 as the kernels are."""


@dataclass(frozen=True)
class Adaptive:
    """An adaptive convolution of C channels in n groups, for N styles.

    Attributes:
        kernel: (N, C, C / n, 3, 3), float32.
        bias: (N, C), float32.
    """

    kernel: Tensor
    bias: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        """Of features (N, C, H, W), bordered by reflection; a style each."""
        count, channels, height, width = x.shape
        x = F.pad(x, (1, 1, 1, 1), mode="reflect").reshape(1, count * channels, height + 2, width + 2)
        weight = self.kernel.flatten(0, 1).to(x.dtype)
        out = F.conv2d(x, weight, self.bias.flatten().to(x.dtype), groups=weight.shape[0] * GROUPS // channels)
        return out.reshape(count, channels, height, width)


@dataclass(frozen=True)
class AdaConvCode:
    """All that a style is to this network: as to `compact`, and three adaptive convolutions.

    Linear in every part, so that mixes and cross-fades are convex sums. The means, deviations, gains and biases that
    the adaptive convolutions have taken the place of are not used.
    """

    plain: StyleCode
    adaptive: tuple[Adaptive, ...]

    def flat(self) -> Tensor:
        """(N, `SIZE`): one vector per style."""
        parts = [part.flatten(1) for layer in self.adaptive for part in (layer.kernel, layer.bias)]
        return torch.cat([self.plain.flat(), *parts], dim=1)

    @classmethod
    def from_flat(cls, flat: Tensor) -> AdaConvCode:
        """The inverse of `flat`."""
        plain, *parts = torch.split(flat, list(WIDTHS), dim=1)
        kernels = [part.view(-1, c, c // GROUPS, 3, 3) for part, c in zip(parts[::2], CHANNELS, strict=True)]
        layers = tuple(Adaptive(kernel, bias) for kernel, bias in zip(kernels, parts[1::2], strict=True))
        return cls(StyleCode.from_flat(plain), layers)


WIDTHS = (sum(StyleCode.WIDTHS), *(width for c in CHANNELS for width in (c * c // GROUPS * 9, c)))
"""Of the parts of a style vector: that of `compact`, and kernels and bias of each adaptive convolution."""

SIZE = sum(WIDTHS)


class KernelPredictor(nn.Module):
    """What a style adds to the kernels and the bias of one adaptive convolution (section 4.2 of the paper).

    The last layers start at zero.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.channels = channels
        self.depthwise = nn.Conv2d(DESCRIPTOR, channels * channels // GROUPS, 3, padding=1)
        self.pointwise = nn.Linear(DESCRIPTOR, channels * channels // GROUPS)
        self.bias = nn.Linear(DESCRIPTOR, channels)
        for parameter in self.parameters():
            nn.init.zeros_(parameter)

    def forward(self, descriptor: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Depthwise (N, C, C / n, 3, 3), pointwise (N, C, C / n) and bias (N, C) of descriptors (N, D, 3, 3)."""
        shape = (-1, self.channels, self.channels // GROUPS)
        pooled = descriptor.mean(dim=(2, 3))
        depthwise = self.depthwise(descriptor).view(*shape, 3, 3)
        return depthwise, self.pointwise(pooled).view(shape), self.bias(pooled)


class AdaConv(Compact):
    """The network. Names of parameters that are those of `compact` are the same."""

    def __init__(self) -> None:
        super().__init__()
        self.r2 = Shift(torch.zeros(EIGHTH))
        self.descriptor = nn.Linear(READ_HIDDEN, DESCRIPTOR * 9)
        self.predictors = nn.ModuleList(KernelPredictor(channels) for channels in CHANNELS)

    def begun_from(self, compact: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Weights with which it does what `compact` does with these, and so learns on from there.

        The residual block at 1/8 is taken to be silent, as it is in the weights that ship: a constant is left of it.
        """
        kept = {name: tensor for name, tensor in compact.items() if not name.startswith("r2.")}
        return {**self.state_dict(), **kept, "r2.by": compact["r2.b.c.bias"]}

    def style(self, picture: Tensor, as_content: Tensor | None = None) -> AdaConvCode:  # type: ignore[override]
        """See `Compact.style`."""
        f1, f2 = self.encode(picture)
        fields = (*channel_stats(f1), *channel_stats(f2), *channel_stats(picture - 0.5))
        found = self.reader.read(f1, joined(fields))
        share = torch.ones(len(picture), device=picture.device) if as_content is None else 1 - as_content
        plain = self._code(fields, self.reader(found) * share[:, None])
        descriptor = F.relu(self.descriptor(found)).view(-1, DESCRIPTOR, 3, 3)
        return _adaptive(plain, [[part.float() for part in predict(descriptor)] for predict in self.predictors], share)

    def style_from_stats(  # type: ignore[override]
        self, mean1: Tensor, std1: Tensor, mean2: Tensor, std2: Tensor, mean_rgb: Tensor, std_rgb: Tensor
    ) -> AdaConvCode:
        """See `Compact.style_from_stats`: of statistics alone follow gains and biases, and no structure."""
        plain = super().style_from_stats(mean1, std1, mean2, std2, mean_rgb, std_rgb)
        return _adaptive(plain, None, mean1.new_ones(len(mean1)))

    def decode(self, f1: Tensor, f2: Tensor, style: AdaConvCode) -> Tensor:  # type: ignore[override]
        """See `Compact.decode`."""
        gains = torch.split(style.plain.gains, list(CIN_CHANNELS), dim=1)
        biases = torch.split(style.plain.biases, list(CIN_CHANNELS), dim=1)
        eighth, quarter, half = style.adaptive

        def cin(i: int, x: Tensor) -> Tensor:
            return adain(x, biases[i], gains[i])

        x = eighth(_normalised(f2))
        for k in (0, 2):
            x = x + cin(k + 1, self.d[k + 1](F.relu(cin(k, self.d[k](x)))))
        x = self.u2(x) + self.m1(adain(f1, style.plain.mean1, style.plain.std1))
        x = F.relu(quarter(_normalised(x)))
        for k in (0, 2):
            i = MERGE + 1 + k
            x = x + cin(i + 1, self.dd[k + 1](F.relu(cin(i, self.dd[k](x)))))
        x = F.relu(half(_normalised(self.u1(x))))
        x = F.relu(cin(UP1 + 1, self.d0(x)))
        return F.pixel_shuffle(self.o(x), 2) + 0.5

    def forward(self, picture: Tensor, style: AdaConvCode) -> Tensor:  # type: ignore[override]
        """See `Compact.forward`."""
        return self.decode(*self.encode(picture), style)


def _normalised(x: Tensor) -> Tensor:
    mean, std = channel_stats(x)
    return (x - mean.to(x.dtype)) / std.to(x.dtype)


def _adaptive(plain: StyleCode, predicted: Sequence[Sequence[Tensor]] | None, share: Tensor) -> AdaConvCode:
    """The code of styles with these gains and biases, and so much, (N,), of what was predicted."""
    gains = torch.split(plain.gains.flatten(1), list(CIN_CHANNELS), dim=1)
    biases = torch.split(plain.biases.flatten(1), list(CIN_CHANNELS), dim=1)
    bases = [(plain.std2.flatten(1), plain.mean2.flatten(1)), *((gains[i], biases[i]) for i in (MERGE, UP1))]
    layers = []
    for place, (gain, bias) in enumerate(bases):
        kernel = _centred(gain)
        if predicted is not None:
            depthwise, pointwise, offset = predicted[place]
            kernel = kernel + depthwise * share[:, None, None, None, None]
            kernel = kernel + _mixed(pointwise * share[:, None, None], kernel)
            bias = bias + offset * share[:, None]
        layers.append(Adaptive(kernel, bias))
    return AdaConvCode(plain, tuple(layers))


def _centred(gain: Tensor) -> Tensor:
    """Kernels (N, C, C / n, 3, 3) that multiply each channel by its gain (N, C), and do nothing else."""
    width = gain.shape[1] // GROUPS
    own = torch.eye(width, device=gain.device, dtype=gain.dtype).repeat(GROUPS, 1) * gain[:, :, None]
    return F.pad(own[..., None, None], (1, 1, 1, 1))


def _mixed(pointwise: Tensor, kernel: Tensor) -> Tensor:
    """A kernel (N, C, C / n, 3, 3) followed by a pointwise one (N, C, C / n) within the same groups."""
    count, channels, width = pointwise.shape
    grouped = pointwise.view(count, GROUPS, channels // GROUPS, width)
    behind = kernel.view(count, GROUPS, width, width, 3, 3)
    return torch.einsum("ngom,ngmihw->ngoihw", grouped, behind).reshape(kernel.shape)
