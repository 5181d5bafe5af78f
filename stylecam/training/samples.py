"""What the network paints by now: the same contents in the same styles as one picture, again and again."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from stylecam.files import write_atomically
from stylecam.frame import Pixels
from stylecam.training.config import TrainingError
from stylecam.training.networks import styles_of
from stylecam.training.pictures import PictureFolder, centre_crop

CONTENTS, STYLES = 4, 5
LARGEST_SIDE = 256


def chosen(folder: PictureFolder, count: int, side: int) -> dict[int, Pixels]:
    """So many pictures by number, as squares of `side`, from all over a folder; always the same ones."""
    places = map(int, np.linspace(0, len(folder) - 1, min(len(folder), count)))
    found = {place: folder.picture(place) for place in places}
    return {place: centre_crop(picture, side) for place, picture in found.items() if picture is not None}


@torch.inference_mode()
def sample_grid(
    network: nn.Module, contents: Collection[Pixels], styles: Mapping[int, Pixels], device: torch.device
) -> Pixels:
    """Each content in each style; above the styles, on the left the contents. At least one each, of one size.

    Args:
        styles: by their numbers in their folder.
    """
    codes = [
        styles_of(network, _tensor(style, device), torch.tensor([number], device=device))
        for number, style in styles.items()
    ]
    blank = np.full_like(next(iter(styles.values())), 255)
    rows = [np.concatenate([blank, *styles.values()], axis=1)]
    for content in contents:
        painted = [_pixels(network(_tensor(content, device), code)) for code in codes]
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
