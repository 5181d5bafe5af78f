"""`compact`: the default network, as it is trained.

One small encoder serves camera and style. AdaIN meets the features at 1/8 and 1/4 resolution; after every decoder
convolution follows a normalisation with gain and bias (conditional instance normalisation, Dumoulin et al. 2017), which
are predicted once per style: from the same statistics, and from what a `Reader` finds by a longer look at the picture,
which costs nothing per frame. Upsampling is sub-pixel convolution (Shi et al. 2016).

    picture [0, 1] -> pixel_unshuffle 2 -> e0 -> e1 -> f1 (64 @ 1/4) -> e2 -> r2 -> f2 (128 @ 1/8)
    AdaIN(f2) -> d -> u2 (to 1/4) + m1(AdaIN(f1)) -> dd -> u1 (to 1/2) -> d0 -> o -> pixel_shuffle 2 -> picture

This is the plain form, for training and as the reference; `compact_painter` computes the same for live frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stylecam.models.adain import adain, channel_stats

HALF, QUARTER, EIGHTH = 32, 64, 128
"""Channels at 1/2, 1/4 and 1/8 resolution."""

CIN_CHANNELS = (EIGHTH,) * 4 + (QUARTER,) * 5 + (HALF,) * 2
"""Channels of the decoder's normalisations in the order they are applied: d.0-3, merge, dd.0-3, u1, d0."""

MULTIPLE = 8
"""Height and width must be multiples of this."""

STATS = 2 * (QUARTER + EIGHTH + 3)
"""Mean and standard deviation of f1, f2 and the colours: what is measured of every picture."""

READ_EIGHTH, READ_SIXTEENTH, READ_HIDDEN = 128, 192, 512
"""Channels of the reader at 1/8 and 1/16 resolution, and the width of its layers after them."""


@dataclass(frozen=True)
class StyleCode:
    """All that a style is to this network; every field (N, C, 1, 1), float32.

    Linear in every field, so that mixes and cross-fades are convex sums.
    """

    mean1: Tensor
    std1: Tensor
    mean2: Tensor
    std2: Tensor
    gains: Tensor
    biases: Tensor

    WIDTHS = (QUARTER, QUARTER, EIGHTH, EIGHTH, sum(CIN_CHANNELS), sum(CIN_CHANNELS))

    def flat(self) -> Tensor:
        """(N, 2176): one vector per style."""
        fields = (self.mean1, self.std1, self.mean2, self.std2, self.gains, self.biases)
        return torch.cat([field.flatten(1) for field in fields], dim=1)

    @classmethod
    def from_flat(cls, flat: Tensor) -> StyleCode:
        """The inverse of `flat`."""
        return cls(*(part[:, :, None, None] for part in torch.split(flat, list(cls.WIDTHS), dim=1)))


class Conv(nn.Module):
    """A convolution padded by reflection."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> None:
        super().__init__()
        self.pad = kernel // 2
        self.c = nn.Conv2d(inputs, outputs, kernel, stride)

    def forward(self, x: Tensor) -> Tensor:
        if self.pad:
            x = F.pad(x, (self.pad,) * 4, mode="reflect")
        out: Tensor = self.c(x)
        return out


class Residual(nn.Module):
    """x + conv(ReLU(conv(x)))."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.a = Conv(channels, channels)
        self.b = Conv(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = x + self.b(F.relu(self.a(x)))
        return out


class Upsample(nn.Module):
    """Sub-pixel convolution to twice the size; starts as nearest-neighbour (ICNR, Aitken et al. 2017)."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.c = nn.Conv2d(inputs, 4 * outputs, 1)
        kernel = torch.empty(outputs, inputs, 1, 1)
        nn.init.kaiming_normal_(kernel)
        with torch.no_grad():
            self.c.weight.copy_(kernel.repeat_interleave(4, dim=0))

    def forward(self, x: Tensor) -> Tensor:
        return F.pixel_shuffle(self.c(x), 2)


class Reader(nn.Module):
    """What the decoder needs to know of a style beyond the statistics of the shared features.

    A deeper look, which only styles get. Its last layer starts at zero, so that a network without it is one whose
    reader has learnt nothing yet.
    """

    def __init__(self) -> None:
        super().__init__()
        self.a = Conv(QUARTER, READ_EIGHTH, stride=2)
        self.ra = Residual(READ_EIGHTH)
        self.b = Conv(READ_EIGHTH, READ_SIXTEENTH, stride=2)
        self.rb = Residual(READ_SIXTEENTH)
        width = STATS + 2 * (READ_EIGHTH + READ_SIXTEENTH)
        self.ln = nn.LayerNorm(width)
        self.h = nn.Linear(width, READ_HIDDEN)
        self.g = nn.Linear(READ_HIDDEN, READ_HIDDEN)
        self.p = nn.Linear(READ_HIDDEN, 2 * sum(CIN_CHANNELS))
        nn.init.zeros_(self.p.weight)
        nn.init.zeros_(self.p.bias)

    def read(self, f1: Tensor, stats: Tensor) -> Tensor:
        """What it finds, (N, 512), in styles with features f1 and statistics (N, 390)."""
        eighth = F.relu(self.ra(F.relu(self.a(f1))))
        sixteenth = F.relu(self.rb(F.relu(self.b(eighth))))
        found = [part.flatten(1) for x in (eighth, sixteenth) for part in channel_stats(x)]
        x = F.relu(self.h(self.ln(torch.cat([stats, *found], dim=1))))
        return x + F.relu(self.g(x))

    def forward(self, found: Tensor) -> Tensor:
        """What to add to the gains and biases, (N, 1792), of what was found."""
        out: Tensor = self.p(found)
        return out


class Compact(nn.Module):
    """The network. Parameter names are the layer names of the published weights."""

    def __init__(self) -> None:
        super().__init__()
        self.e0 = Conv(12, HALF)
        self.e1 = Conv(HALF, QUARTER, stride=2)
        self.e2 = Conv(QUARTER, EIGHTH, stride=2)
        self.r2: nn.Module = Residual(EIGHTH)
        self.d = nn.ModuleList(Conv(EIGHTH, EIGHTH) for _ in range(4))
        self.u2 = Upsample(EIGHTH, QUARTER)
        self.m1 = Conv(QUARTER, QUARTER, kernel=1)
        self.dd = nn.ModuleList(Conv(QUARTER, QUARTER) for _ in range(4))
        self.u1 = Upsample(QUARTER, HALF)
        self.d0 = Conv(HALF, HALF)
        self.o = Conv(HALF, 12)
        self.ln = nn.LayerNorm(STATS)
        self.h = nn.Linear(STATS, 256)
        self.p = nn.Linear(256, 2 * sum(CIN_CHANNELS))
        nn.init.normal_(self.p.weight, std=0.01)
        nn.init.zeros_(self.p.bias)
        self.reader = Reader()

    def encode(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """Features f1 (N, 64, H/4, W/4) and f2 (N, 128, H/8, W/8) of pictures (N, 3, H, W) in [0, 1]."""
        x = F.relu(self.e0(F.pixel_unshuffle(picture - 0.5, 2)))
        f1 = F.relu(self.e1(x))
        return f1, F.relu(self.r2(F.relu(self.e2(f1))))

    def style(self, picture: Tensor, as_content: Tensor | None = None) -> StyleCode:
        """The style of pictures (N, 3, H, W) in [0, 1], H and W at least 32.

        Args:
            as_content: (N,), 1 for pictures to be taken as `style_from_stats` takes a content, 0 for styles; None
                where all are styles.
        """
        f1, f2 = self.encode(picture)
        fields = (*channel_stats(f1), *channel_stats(f2), *channel_stats(picture - 0.5))
        read = self.reader(self.reader.read(f1, joined(fields)))
        if as_content is not None:
            read = read * (1 - as_content)[:, None]
        return self._code(fields, read)

    def style_from_stats(
        self, mean1: Tensor, std1: Tensor, mean2: Tensor, std2: Tensor, mean_rgb: Tensor, std_rgb: Tensor
    ) -> StyleCode:
        """The own style of a content with these statistics (N, C, 1, 1), in which it is painted as it is.

        `mean_rgb` is relative to mid-grey. Statistics are all that is known of the frames of a stream.
        """
        return self._code((mean1, std1, mean2, std2, mean_rgb, std_rgb), None)

    def _code(self, fields: Sequence[Tensor], read: Tensor | None) -> StyleCode:
        predicted = self.p(F.relu(self.h(self.ln(joined(fields)))))
        if read is not None:
            predicted = predicted + read
        gains, biases = predicted[:, :, None, None].chunk(2, dim=1)
        mean1, std1, mean2, std2 = fields[:4]
        return StyleCode(mean1, std1, mean2, std2, 1 + gains, biases)

    def decode(self, f1: Tensor, f2: Tensor, style: StyleCode) -> Tensor:
        """The picture (N, 3, H, W) of these features in this style; not clipped to [0, 1]."""
        gains = iter(torch.split(style.gains, list(CIN_CHANNELS), dim=1))
        biases = iter(torch.split(style.biases, list(CIN_CHANNELS), dim=1))

        def cin(x: Tensor) -> Tensor:
            return adain(x, next(biases), next(gains))

        x = adain(f2, style.mean2, style.std2)
        for first, second in (self.d[:2], self.d[2:]):
            x = x + cin(second(F.relu(cin(first(x)))))
        x = F.relu(cin(self.u2(x) + self.m1(adain(f1, style.mean1, style.std1))))
        for first, second in (self.dd[:2], self.dd[2:]):
            x = x + cin(second(F.relu(cin(first(x)))))
        x = F.relu(cin(self.u1(x)))
        x = F.relu(cin(self.d0(x)))
        return F.pixel_shuffle(self.o(x), 2) + 0.5

    def forward(self, picture: Tensor, style: StyleCode) -> Tensor:
        """`picture` (N, 3, H, W) in [0, 1], H and W multiples of 8, repainted in `style`."""
        return self.decode(*self.encode(picture), style)


def joined(fields: Sequence[Tensor]) -> Tensor:
    """Statistics (N, C, 1, 1) as one vector (N, 390) each."""
    return torch.cat([field.flatten(1) for field in fields], dim=1)
