"""Pictures of many kinds, to look at and to paint."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from stylecam.models.compact import MULTIPLE
from stylecam.pictures import load_picture
from stylecam.resources import shipped_styles


def picture_of(path: Path, max_side: int) -> Tensor:
    """(1, 3, H, W) in [0, 1], channels-last, cropped to what the network takes."""
    pixels = load_picture(path, max_side)
    height, width = (side // MULTIPLE * MULTIPLE for side in pixels.shape[:2])
    picture = torch.from_numpy(pixels[:height, :width].copy()).permute(2, 0, 1)[None].float() / 255
    return picture.contiguous(memory_format=torch.channels_last)


def shipped_pictures(max_side: int) -> list[Tensor]:
    """The pictures of the shipped styles."""
    return [picture_of(path, max_side) for path in sorted(shipped_styles().glob("*.jpg"))]
