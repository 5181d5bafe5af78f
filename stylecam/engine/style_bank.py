"""Style vectors, each computed once per (model, picture) and kept in memory and on disk."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from stylecam.errors import StyleError
from stylecam.frame import Pixels
from stylecam.masters import statistics_of
from stylecam.models.painter import Painter
from stylecam.models.trained import TaughtPainter
from stylecam.pictures import load_picture
from stylecam.styles import Style, WeightedStyle

log = logging.getLogger(__name__)

STYLE_SIDE = 320
"""Longest side a style picture is scaled down to before it is looked at: about the scale of the training pictures."""


class StyleBank:
    """Looks styles up for one painter.

    Args:
        painter: computes what is not known yet.
        model_hash: of the weights; a vector belongs to one model only.
        folder: the disk cache; made when first written. A damaged or foreign entry is computed anew, and a folder
            that cannot be written costs time, not function.
    """

    def __init__(self, painter: Painter, model_hash: str, folder: Path) -> None:
        self._painter, self._model_hash = painter, model_hash
        self._folder = folder / f"{model_hash[:16]}-{STYLE_SIDE}"
        self._known: dict[str, Tensor] = {}

    def mix(self, parts: Sequence[WeightedStyle]) -> Tensor:
        """The convex sum of the parts' vectors, (style_size,), float32, on the painter's device.

        Raises:
            StyleError: there is no part.
            StyleError, PictureError: a picture cannot be read.
        """
        total = sum(part.weight for part in parts)
        if not parts or total <= 0:
            raise StyleError("a mix needs at least one style with a weight above 0")
        vectors = torch.stack([self.vector(part.style) for part in parts])
        weights = torch.tensor([part.weight / total for part in parts], device=vectors.device)
        return weights @ vectors

    def vector(self, style: Style) -> Tensor:
        """The style's vector (style_size,), float32, on the painter's device.

        Raises:
            StyleError, PictureError: the picture cannot be read, the painting's statistics are of other weights, or the
                network knows only the styles it was trained in, and this is none of them.
        """
        if isinstance(self._painter, TaughtPainter):
            return self._painter.known(style.work.sha256 if style.work else _key(style))
        if style.work is not None:
            statistics = statistics_of(style, self._model_hash, self._painter.style_size)
            return torch.from_numpy(statistics).to(self._painter.device)
        key = _key(style)
        if key not in self._known:
            path = self._folder / f"{key}.safetensors"
            vector = self._read(path)
            if vector is None:
                vector = self._compute(style)
                self._write(path, vector)
            self._known[key] = vector.to(self._painter.device)
        return self._known[key]

    def _compute(self, style: Style) -> Tensor:
        pixels = load_picture(style.path, STYLE_SIDE)
        return self._painter.style(_style_tensor(pixels, self._painter)).cpu()

    def _read(self, path: Path) -> Tensor | None:
        """The cached vector, None where there is no sound one."""
        try:
            vector = load(path.read_bytes())["style"]
        except FileNotFoundError:
            return None
        except (OSError, SafetensorError, ValueError, KeyError):
            log.info("%s: damaged, computed anew", path)
            return None
        sound = vector.shape == (self._painter.style_size,) and vector.dtype == torch.float32
        return vector if sound and bool(vector.isfinite().all()) else None

    def _write(self, path: Path, vector: Tensor) -> None:
        """Into a file beside it first: a reader sees the whole entry or none."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
                part.write(save({"style": vector.contiguous()}))
            Path(part.name).replace(path)
        except OSError as error:
            log.info("%s: not cached (%s)", path, error)


def _key(style: Style) -> str:
    """What a style is known by: the hash of its picture's file.

    Raises:
        StyleError: it cannot be read.
    """
    try:
        return hashlib.sha256(style.path.read_bytes()).hexdigest()
    except OSError as error:
        raise StyleError(f"{style.path}: the style's picture cannot be read ({error.strerror})") from None


def _style_tensor(pixels: Pixels, painter: Painter) -> Tensor:
    """(1, 3, H, W) in [0, 1]: cut to whole multiples, or, where that leaves too little, repeated up to the least."""
    multiple, least = painter.multiple, painter.least
    height, width = pixels.shape[:2]
    if height < least or width < least:
        pixels = np.tile(pixels, (-(-least // height), -(-least // width), 1))
        height, width = pixels.shape[:2]
    pixels = pixels[: height // multiple * multiple, : width // multiple * multiple]
    return torch.from_numpy(np.ascontiguousarray(pixels)).permute(2, 0, 1)[None].float().div_(255)
