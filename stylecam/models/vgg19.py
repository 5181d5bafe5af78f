"""`vgg19`: the network of the AdaIN paper, layer for layer.

Huang & Belongie, "Arbitrary Style Transfer in Real-time with Adaptive Instance Normalization", ICCV 2017, sections 5
and 6, as github.com/naoto0804/pytorch-AdaIN publishes it: VGG-19 to relu4_1 behind a 1x1 convolution that normalises
colours, AdaIN, and a mirrored decoder with nearest upsampling. All padding is by reflection, and pools round up.

Layers bear the numbers of the published files. This is the plain form; `vgg19_painter` computes the same for live
frames.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import torch
from torch import Tensor, nn

from stylecam.models.adain import adain, channel_stats
from stylecam.models.weights import check_finite, check_fit

ENCODER: Sequence[int | Literal["pool"]] = (64, 64, "pool", 128, 128, "pool", 256, 256, 256, 256, "pool", 512)
"""Channels of each convolution, and where pictures are halved."""

DECODER: Sequence[int | Literal["up"]] = (256, "up", 256, 256, 256, 128, "up", 128, 64, "up", 64)
"""Channels of each convolution but the last, which gives colours, and where pictures are doubled."""

FEATURES = 512
"""Channels of relu4_1."""

MULTIPLE = 8
"""Pictures whose height and width are multiples of this are painted at their own size."""


class Vgg19(nn.Module):
    """Encoder, AdaIN at relu4_1, decoder."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(3, 3, 1), *_layers(3, ENCODER))
        self.decoder = nn.Sequential(*_layers(FEATURES, DECODER), nn.ReflectionPad2d(1), nn.Conv2d(64, 3, 3))

    def style(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and standard deviation at relu4_1, (N, 512, 1, 1) each, of pictures (N, 3, H, W) in [0, 1]."""
        return channel_stats(self.encoder(picture))

    def forward(self, picture: Tensor, mean: Tensor, std: Tensor) -> Tensor:
        """Pictures (N, 3, H, W) in [0, 1] painted with a style's statistics; H and W rounded up to multiples of 8."""
        painted: Tensor = self.decoder(adain(self.encoder(picture), mean, std))
        return painted


def vgg19_network(tensors: Mapping[str, Tensor], path: Path) -> Vgg19:
    """The network with these tensors, in float32; `path` is for messages.

    Raises:
        WeightsError: the tensors are not its own, or not all finite.
    """
    with torch.device("meta"):
        network = Vgg19()
    check_fit(tensors, network.state_dict(), path, "vgg19")
    check_finite(tensors, path)
    network.load_state_dict({name: tensor.float() for name, tensor in tensors.items()}, assign=True)
    return network


def _layers(width: int, plan: Sequence[int | str]) -> Iterator[nn.Module]:
    """A number is a convolution to that many channels with its ReLU."""
    for step in plan:
        if isinstance(step, int):
            yield from (nn.ReflectionPad2d(1), nn.Conv2d(width, step, 3), nn.ReLU(inplace=True))
            width = step
        elif step == "pool":
            yield nn.MaxPool2d(2, ceil_mode=True)
        else:
            yield nn.Upsample(scale_factor=2, mode="nearest")
