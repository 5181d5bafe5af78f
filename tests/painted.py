"""Pictures made for a test."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from stylecam.frame import Pixels


def painted(seed: int, size: tuple[int, int] = (40, 30)) -> Pixels:
    """A picture unlike that of any other seed."""
    return np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), np.uint8)


def saved(path: Path, pixels: Pixels) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)
    return path
