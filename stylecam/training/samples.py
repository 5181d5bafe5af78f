"""What the network paints by now: the same contents in the same styles as one picture, again and again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from stylecam.files import write_atomically
from stylecam.frame import Pixels
from stylecam.training.config import TrainingError
from stylecam.training.networks import StyleTransfer
from stylecam.training.pictures import PictureFolder, centre_crop

CONTENTS, STYLES = 4, 5
LARGEST_SIDE = 256


def chosen(folder: PictureFolder, count: int, side: int) -> list[Pixels]:
    """So many pictures as squares of `side`, from all over a folder; always the same ones."""
    places = np.linspace(0, len(folder) - 1, min(len(folder), count)).astype(int)
    found = [picture for picture in map(folder.picture, map(int, places)) if picture is not None]
    return [centre_crop(picture, side) for picture in found]


@torch.inference_mode()
def sample_grid(
    network: nn.Module, contents: Sequence[Pixels], styles: Sequence[Pixels], device: torch.device
) -> Pixels:
    """Each content in each style; above the styles, on the left the contents. At least one each, of one size."""
    transfer = cast(StyleTransfer, network)
    codes = [transfer.style(_tensor(style, device)) for style in styles]
    rows = [np.concatenate([np.full_like(contents[0], 255), *styles], axis=1)]
    for content in contents:
        painted = [_pixels(transfer(_tensor(content, device), code)) for code in codes]
        rows.append(np.concatenate([content, *painted], axis=1))
    return np.concatenate(rows)


def save_png(path: Path, pixels: Pixels) -> None:
    """Write a picture.

    Raises:
        TrainingError: it cannot be written.
    """
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, "PNG")
    try:
        write_atomically(path, data.getvalue())
    except OSError as error:
        raise TrainingError(f"{path}: cannot be written ({error.strerror}); make room or use another --out") from None


def _tensor(pixels: Pixels, device: torch.device) -> Tensor:
    return torch.from_numpy(pixels).to(device).permute(2, 0, 1)[None].float() / 255


def _pixels(picture: Tensor) -> Pixels:
    shown = (picture[0].float().clamp(0, 1) * 255).round().byte()
    return np.asarray(shown.permute(1, 2, 0).cpu().numpy(), dtype=np.uint8)
