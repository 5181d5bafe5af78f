"""A training small enough for a test: pictures, a perceptual network with random weights, and a configuration."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file

from stylecam.training.config import Config, load_config
from stylecam.training.machine import Machine
from stylecam.training.perceptual import LAYOUTS
from stylecam.training.schedule import Budget
from stylecam.training.trainer import Plan

CPU = Machine(torch.device("cpu"), None, False, "CPU, float32")


def pictures(folder: Path, count: int, seed: int) -> Path:
    """A folder of blurred noise."""
    folder.mkdir()
    random = np.random.default_rng(seed)
    for number in range(count):
        coarse = random.integers(0, 256, (6, 8, 3), dtype=np.uint8)
        Image.fromarray(coarse).resize((56, 44), Image.Resampling.BICUBIC).save(folder / f"{number}.png")
    return folder


def perceptual_file(path: Path) -> Path:
    """A compressed VGG-19 that has learnt nothing."""
    generator = torch.Generator().manual_seed(7)
    tensors = {}
    for name, shape in LAYOUTS[0].shapes().items():
        spread = 1 / float(np.prod(shape[1:])) ** 0.5
        tensors[f"{name}.weight"] = spread * torch.randn(shape, generator=generator)
        tensors[f"{name}.bias"] = torch.zeros(shape[0])
    save_file(tensors, path)
    return path


def config(network: str = "compact", **data: Any) -> Config:
    """Crops of 32 pixels, four pairs, one of which moves; a beginning of two steps."""
    shipped = load_config(network)
    values: dict[str, Any] = {"batch": 4, "crop": 32, "short_side": 40, **data}
    return replace(
        shipped,
        data=replace(shipped.data, **values),
        beginning=replace(shipped.beginning, identity_steps=2, ramp_steps=2),
        movement=replace(shipped.movement, pictures=2),
    )


def plan(folder: Path, steps: int, out: str = "out", **more: Any) -> Plan:
    """A training in this folder, where its data is made when it is not there yet."""
    if not (folder / "contents").exists():
        pictures(folder / "contents", 5, 1)
        pictures(folder / "styles", 4, 2)
        perceptual_file(folder / "vgg.safetensors")
    values: dict[str, Any] = {"config": config(), "budget": Budget(steps=steps), "log_steps": 1, **more}
    return Plan(
        content=folder / "contents",
        style=folder / "styles",
        perceptual=folder / "vgg.safetensors",
        out=folder / out,
        **values,
    )
