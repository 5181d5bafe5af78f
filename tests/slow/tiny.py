"""A network of two levels, so that a painting takes a moment."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from stylecam.frame import Pixels
from stylecam.slow.encoder import Levels
from stylecam.sources.scene import scene_frame

CPU = torch.device("cpu")


def tiny_encoder(dtype: torch.dtype = torch.float32) -> Levels:
    """Layers as in VGG, with random weights that are the same in every run."""
    with torch.random.fork_rng():
        torch.manual_seed(3)
        first = (nn.Conv2d(3, 3, 1), nn.ReflectionPad2d(1), nn.Conv2d(3, 8, 3), nn.ReLU(inplace=True))
        second = (nn.ReflectionPad2d(1), nn.Conv2d(8, 8, 3), nn.ReLU(inplace=True), nn.MaxPool2d(2, ceil_mode=True))
        third = (nn.ReflectionPad2d(1), nn.Conv2d(8, 12, 3), nn.ReLU(inplace=True))
        return Levels(nn.Sequential(*first, *second, *third).to(dtype))


def photo(width: int = 48, height: int = 32) -> Pixels:
    """The demo scene."""
    return scene_frame(1.0, (width, height))


def stripes(width: int = 40, height: int = 40, turned: bool = False) -> Pixels:
    """A style: red and yellow bars of four pixels, upright or lying."""
    bars = (np.indices((height, width))[0 if turned else 1] // 4 % 2)[..., None]
    return np.where(bars, (230, 200, 30), (150, 20, 40)).astype(np.uint8)
