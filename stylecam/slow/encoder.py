"""What the network sees in a picture, with gradients: the encoder of `vgg19` as it is."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from stylecam.models.vgg19 import vgg19_network
from stylecam.models.weights import WeightsFile, load_weights

Encoder = Callable[[Tensor], tuple[Tensor, ...]]
"""From pictures (N, 3, H, W) in [0, 1] to features (N, C, h, w) of several levels, the finest first."""

LEAST = 16
"""Pixels that each side of a picture has at least: the encoder reflects features of an eighth of that."""


class Levels(nn.Module):
    """relu1_1, relu2_1, relu3_1 and relu4_1: after each pool, and at the beginning, the first ReLU."""

    def __init__(self, encoder: nn.Sequential) -> None:
        super().__init__()
        self._layers = encoder.eval().requires_grad_(False)

    def forward(self, pictures: Tensor) -> tuple[Tensor, ...]:
        """An `Encoder`."""
        levels, x, is_first = [], pictures, True
        for layer in self._layers:
            x = layer(x)
            if isinstance(layer, nn.ReLU) and is_first:
                levels.append(x)
                is_first = False
            elif isinstance(layer, nn.MaxPool2d):
                is_first = True
        return tuple(levels)


def load_encoder(weights: WeightsFile, device: torch.device) -> Levels:
    """The encoder of `vgg19`, in float32.

    Raises:
        WeightsError: the file is missing, damaged or not this model's.
    """
    return Levels(vgg19_network(load_weights(weights), weights.path).encoder).to(device)
