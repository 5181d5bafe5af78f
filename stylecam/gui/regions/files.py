"""Masks as files: grey PNGs in the user's folder, each named after what is in it, so that none ever changes."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
from PIL import Image

from stylecam.errors import StylecamError
from stylecam.files import write_atomically
from stylecam.gui.regions.strokes import GreyMask
from stylecam.look import Size
from stylecam.pictures import PictureError, load_picture

LONGEST = 960
"""Pixels of a mask's longer side: its edge is soft anyway."""

_ALIKE = 0.02
"""The share by which the shape of a mask's picture may differ from the camera's."""


class MaskError(StylecamError):
    """A mask cannot be kept, or does not belong to the camera's picture."""


def size_for(source: Size) -> Size:
    """The size of a mask over a camera's picture: of its shape, and not larger than need be."""
    scale = min(1.0, LONGEST / max(source))
    return max(1, round(source[0] * scale)), max(1, round(source[1] * scale))


def keep_mask(folder: Path, mask: GreyMask) -> Path:
    """Write a mask into a folder, which is made where it is missing; the same mask is not written twice.

    Raises:
        MaskError: it cannot be written.
    """
    path = folder / f"{hashlib.sha256(repr(mask.shape).encode() + mask.tobytes()).hexdigest()[:16]}.png"
    try:
        if not path.exists():
            write_atomically(path, _as_png(mask))
    except OSError as error:
        raise MaskError(f"{path}: the mask cannot be kept ({error.strerror}); make room, or free the folder") from None
    return path


def read_mask(path: Path, size: Size) -> GreyMask:
    """The grey of a picture, in this size.

    Raises:
        PictureError: it cannot be read.
    """
    grey = Image.fromarray(load_picture(path)).convert("L")
    return np.asarray(grey if grey.size == size else grey.resize(size, Image.Resampling.BOX), dtype=np.uint8)


def mask_from(path: Path, source: Size) -> GreyMask:
    """The mask that somebody else has made for pictures of size `source`.

    Raises:
        PictureError: it cannot be read.
        MaskError: it is of another shape.
    """
    height, width = load_picture(path).shape[:2]
    if not _are_alike((width, height), source):
        shapes = f"{width}x{height} is not of the shape of the camera's picture, {source[0]}x{source[1]}"
        raise MaskError(f"{path.name}: {shapes}; draw it on the original of a still of this camera")
    return read_mask(path, size_for(source))


def fits(path: Path, source: Size) -> bool:
    """Whether there is a mask in a file that is of the shape of pictures of size `source`."""
    try:
        height, width = load_picture(path).shape[:2]
    except PictureError:
        return False
    return _are_alike((width, height), source)


def _are_alike(mask: Size, source: Size) -> bool:
    return abs(mask[0] * source[1] / (mask[1] * source[0]) - 1) <= _ALIKE


def _as_png(mask: GreyMask) -> bytes:
    file = io.BytesIO()
    Image.fromarray(mask).save(file, "PNG")
    return file.getvalue()
