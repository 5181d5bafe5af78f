"""Made pictures and contenders, small enough to reckon by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor

from stylecam.frame import Pixels
from stylecam.models.compact import Compact
from stylecam.training.evaluation.material import Still
from stylecam.training.perceptual import LAYOUTS


def noise(width: int, height: int, seed: int = 0) -> Pixels:
    """Random colours."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def flat(colour: tuple[int, int, int], width: int = 8, height: int = 8) -> Pixels:
    """One colour all over."""
    return np.full((height, width, 3), colour, dtype=np.uint8)


def still(name: str, pixels: Pixels) -> Still:
    """A picture without a file."""
    return Still(name, Path(f"{name}.png"), pixels)


def compact_weights(path: Path, seed: int = 0) -> Path:
    """A file of untrained weights."""
    torch.manual_seed(seed)
    save_file(Compact().state_dict(), path)
    return path


def perceptual_weights(path: Path) -> Path:
    """A file of an untrained compressed VGG-19."""
    generator = torch.Generator().manual_seed(2)
    layout = LAYOUTS[0]
    tensors: dict[str, Tensor] = {}
    for name, shape in layout.shapes().items():
        fan_in = shape[1] * shape[2] * shape[3]
        tensors[f"{layout.layers[name]}.weight"] = torch.randn(shape, generator=generator) * (2 / fan_in) ** 0.5
        tensors[f"{layout.layers[name]}.bias"] = torch.zeros(shape[0])
    save_file(tensors, path)
    return path
