"""AdaIN style transfer with VGG-19, run as it is commonly published: the style is encoded again for every frame.

Huang & Belongie, "Arbitrary Style Transfer in Real-time with Adaptive Instance Normalization", ICCV 2017, sections 5
and 6, in the layout of github.com/naoto0804/pytorch-AdaIN: VGG-19 to relu4_1 behind a 1x1 that normalises colours,
reflection padding, pools that round up, and a mirrored decoder with nearest upsampling. The weights are random: they
change the picture, not the time it takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn

from stylecam.models.adain import adain, channel_stats

ENCODER: Sequence[int | str] = (64, 64, "pool", 128, 128, "pool", 256, 256, 256, 256, "pool", 512)
DECODER: Sequence[int | str] = (256, "up", 256, 256, 256, 128, "up", 128, 64, "up", 64)


class Vgg19AdaIN(nn.Module):
    """Encoder, AdaIN at relu4_1, decoder. Pictures are float32 RGB, N x 3 x H x W."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(3, 3, 1), *_stack(3, ENCODER))
        self.decoder = nn.Sequential(*_stack(512, DECODER), _conv(64, 3))

    def style(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and standard deviation at relu4_1, 1 x 512 x 1 x 1 each; of several pictures, of an equal mix."""
        mean, std = channel_stats(self.encoder(pictures))
        return mean.mean(dim=0, keepdim=True), std.mean(dim=0, keepdim=True)

    def paint(self, content: Tensor, mean: Tensor, std: Tensor) -> Tensor:
        """The picture painted with statistics that are known; height and width rounded up to multiples of 8."""
        painted: Tensor = self.decoder(adain(self.encoder(content), mean, std))
        return painted

    def forward(self, content: Tensor, styles: Tensor) -> Tensor:
        """The picture painted in an equal mix of styles, which are encoded for it."""
        return self.paint(content, *self.style(styles))


def random_vgg19_adain(seed: int = 0) -> Vgg19AdaIN:
    """The pipeline, ready to run, with weights that keep the signal's size from layer to layer (He et al. 2015)."""
    network = Vgg19AdaIN()
    generator = torch.Generator().manual_seed(seed)
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu", generator=generator)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    return network.eval().requires_grad_(False)


def _stack(width: int, plan: Sequence[int | str]) -> Iterator[nn.Module]:
    """A number is a convolution to that many channels with its ReLU."""
    for step in plan:
        if isinstance(step, int):
            yield _conv(width, step)
            yield nn.ReLU(inplace=True)
            width = step
        else:
            yield nn.MaxPool2d(2, ceil_mode=True) if step == "pool" else nn.Upsample(scale_factor=2, mode="nearest")


def _conv(inputs: int, outputs: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, padding=1, padding_mode="reflect")
