"""The AdaIN paper's network as it is published: two plain `nn.Sequential`s, what is done between them, their files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

ENCODER: Sequence[int | str] = (
    *(64, 64, "pool", 128, 128, "pool", 256, 256, 256, 256, "pool"),
    *(512, 512, 512, 512, "pool", 512, 512, 512, 512),
)
DECODER: Sequence[int | str] = (256, "up", 256, 256, 256, 128, "up", 128, 64, "up", 64, 3)

TO_RELU4_1 = 31
"""Layers of the encoder that are used."""


@dataclass(frozen=True)
class Published:
    """Both halves; the encoder goes on to relu5_4."""

    encoder: nn.Sequential
    decoder: nn.Sequential

    @torch.inference_mode()
    def features(self, picture: Tensor) -> Tensor:
        """relu4_1."""
        features: Tensor = self.encoder[:TO_RELU4_1](picture)
        return features

    @torch.inference_mode()
    def paint(self, content: Tensor, style: Tensor, alpha: float, by: tuple[Tensor, Tensor] | None = None) -> Tensor:
        """`content` in the style of the picture `style`, normalised by the statistics `by`, else by its own."""
        features = self.features(content)
        content_mean, content_std = statistics(features) if by is None else by
        style_mean, style_std = statistics(self.features(style))
        stylised = (features - content_mean) / content_std * style_std + style_mean
        painted: Tensor = self.decoder(alpha * stylised + (1 - alpha) * features)
        return painted

    def save(self, folder: Path) -> tuple[Path, Path]:
        """The two files."""
        paths = (folder / "vgg_normalised.pth", folder / "decoder.pth")
        for network, path in zip((self.encoder, self.decoder), paths, strict=True):
            torch.save(network.state_dict(), path)
        return paths


def statistics(features: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation of each channel, (N, C, 1, 1)."""
    batch, channels = features.shape[:2]
    flat = features.reshape(batch, channels, -1)
    return flat.mean(2).view(batch, channels, 1, 1), (flat.var(2) + 1e-5).sqrt().view(batch, channels, 1, 1)


def published(seed: int = 1) -> Published:
    """With random weights that keep the signal's size, and biases that are not nothing."""
    torch.manual_seed(seed)
    encoder = nn.Sequential(nn.Conv2d(3, 3, 1), *_layers(3, ENCODER))
    decoder = nn.Sequential(*_layers(512, DECODER)[:-1])
    for network in (encoder, decoder):
        network.requires_grad_(False)
        for module in network.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
    return Published(encoder, decoder)


def _layers(width: int, plan: Sequence[int | str]) -> list[nn.Module]:
    layers: list[nn.Module] = []
    for step in plan:
        if isinstance(step, int):
            layers += [nn.ReflectionPad2d(1), nn.Conv2d(width, step, 3), nn.ReLU()]
            width = step
        else:
            layers.append(nn.MaxPool2d(2, ceil_mode=True) if step == "pool" else nn.Upsample(scale_factor=2))
    return layers
