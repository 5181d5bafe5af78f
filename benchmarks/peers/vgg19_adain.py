"""AdaIN style transfer with VGG-19, run as it is commonly published: the style is encoded again for every frame.

The network is `stylecam.models.vgg19`. Its weights are random here: they change the picture, not the time it takes.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from stylecam.models.vgg19 import Vgg19


def random_vgg19_adain(seed: int = 0) -> Vgg19:
    """The network, ready to run, with weights that keep the signal's size from layer to layer (He et al. 2015)."""
    network = Vgg19()
    generator = torch.Generator().manual_seed(seed)
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu", generator=generator)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    return network.eval().requires_grad_(False)


def mixed_style(network: Vgg19, styles: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation at relu4_1, (1, 512, 1, 1) each, of an equal mix of pictures (N, 3, H, W)."""
    mean, std = network.style(styles)
    return mean.mean(dim=0, keepdim=True), std.mean(dim=0, keepdim=True)


def paint_as_published(network: Vgg19, content: Tensor, styles: Tensor) -> Tensor:
    """The picture painted in an equal mix of styles, which are encoded for it."""
    painted: Tensor = network(content, *mixed_style(network, styles))
    return painted
