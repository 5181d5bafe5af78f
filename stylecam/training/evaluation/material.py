"""What is painted: pictures of one size, and clips as frames of one size."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

from stylecam.errors import UsageError
from stylecam.frame import Pixels
from stylecam.look import Size
from stylecam.pictures import PICTURE_SUFFIXES, load_picture

CLIP_SUFFIXES = frozenset({".mp4", ".mkv", ".mov", ".avi", ".webm", ".m4v"})

USUAL_FPS = 30.0
"""Of a clip that does not say its own."""


@dataclass(frozen=True)
class Still:
    """A picture, cut to the size that all have.

    Attributes:
        name: its file's stem.
        path: the file.
        pixels: RGB, uint8.
    """

    name: str
    path: Path
    pixels: Pixels

    def tensor(self, device: torch.device) -> Tensor:
        """(1, 3, H, W), float32 in [0, 1]."""
        return to_tensor(self.pixels, device)


@dataclass(frozen=True)
class Clip:
    """A video's first frames.

    Attributes:
        name: its file's stem.
        fps: frames per second.
        frames: RGB, uint8, all of one size.
    """

    name: str
    fps: float
    frames: tuple[Pixels, ...]


T = TypeVar("T")


def spread(items: Sequence[T], count: int) -> list[T]:
    """So many of them, or all that there are, evenly from the first to the last."""
    if count >= len(items):
        return list(items)
    return [items[round(k * (len(items) - 1) / max(1, count - 1))] for k in range(count)]


def to_tensor(pixels: Pixels, device: torch.device) -> Tensor:
    """(1, 3, H, W), float32 in [0, 1]."""
    return torch.tensor(pixels, device=device).permute(2, 0, 1)[None].float().div_(255)


def to_pixels(picture: Tensor) -> Pixels:
    """The picture (1, 3, H, W), clipped to [0, 1]."""
    pixels: Pixels = picture[0].permute(1, 2, 0).float().mul(255).round().clamp(0, 255).to(torch.uint8).cpu().numpy()
    return np.ascontiguousarray(pixels)


def fitted(pixels: Pixels, size: Size) -> Pixels:
    """Scaled to fill the size, the overhang cut off equally at both ends."""
    return np.asarray(ImageOps.fit(Image.fromarray(pixels), size, Image.Resampling.LANCZOS), dtype=np.uint8)


def resized(still: Still, size: Size) -> Still:
    """The same picture in another size."""
    return replace(still, pixels=fitted(still.pixels, size))


def files_in(folder: Path, suffixes: Collection[str], kind: str) -> list[Path]:
    """The folder's files of a kind by name, without hidden ones.

    Raises:
        UsageError: there is no such folder, or none in it.
    """
    try:
        found = sorted(p for p in folder.iterdir() if p.suffix.lower() in suffixes and not p.name.startswith("."))
    except OSError as error:
        raise UsageError(f"{folder}: is no folder that can be read ({error.strerror})") from None
    if not found:
        raise UsageError(f"{folder}: there are no {kind} in it")
    return found


def load_stills(folder: Path, size: Size, limit: int) -> list[Still]:
    """The first pictures of a folder by name.

    Raises:
        UsageError: there are none.
        PictureError: one of them cannot be read.
    """
    paths = files_in(folder, PICTURE_SUFFIXES, "pictures")[:limit]
    return [Still(path.stem, path, fitted(load_picture(path), size)) for path in paths]


def load_clips(folder: Path, size: Size, limit: int | None, frames: int) -> list[Clip]:
    """The first clips of a folder by name, or all, of each the first frames.

    Raises:
        UsageError: there are none, or one of them cannot be read.
    """
    return [load_clip(path, size, frames) for path in files_in(folder, CLIP_SUFFIXES, "videos")[:limit]]


def load_clip(path: Path, size: Size, frames: int) -> Clip:
    """A video's first frames.

    Raises:
        UsageError: it has fewer than two that can be read.
    """
    video = cv2.VideoCapture(str(path))
    try:
        read: list[Pixels] = []
        while len(read) < frames:
            there, picture = video.read()
            if not there:
                break
            read.append(fitted(np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), dtype=np.uint8), size))
        fps = video.get(cv2.CAP_PROP_FPS) or USUAL_FPS
    finally:
        video.release()
    if len(read) < 2:
        raise UsageError(f"{path}: is no video of at least two frames that can be read")
    return Clip(path.stem, fps, tuple(read))
