"""Picture files to pixels: whatever a user drags in becomes RGB uint8, upright, without alpha."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from stylecam.errors import StylecamError
from stylecam.frame import Pixels

PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff"})
"""File name endings that are taken for still pictures."""


LONGEST_STORED = 2048
LARGEST_STORED = 4_000_000
"""Pixels and bytes up to which a picture is kept as it came."""

_SUFFIXES = {
    "JPEG": ".jpg",
    "MPO": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "BMP": ".bmp",
    "GIF": ".gif",
    "TIFF": ".tif",
}

_PROGRAMS = ("EPS",)
"""Kinds of file that are programs: to see what they draw, Pillow has Ghostscript run them."""

_DAMAGES = (OSError, ValueError, SyntaxError, EOFError, RuntimeError, struct.error)
"""What Pillow raises on files that are not as they should be."""


class PictureError(StylecamError):
    """A picture file cannot be read."""

    exit_code = 2


def load_picture(path: Path, max_side: int | None = None) -> Pixels:
    """Read a picture as RGB uint8, height x width x 3.

    EXIF rotation is applied, transparency laid over white, greyscale, palette, CMYK and 16-bit pictures converted;
    of an animation the first frame is taken. With `max_side`, a larger picture is scaled down to it.

    Raises:
        PictureError: the file is missing, is not a picture, is damaged or is far too large.
    """
    return _read(path, str(path), max_side)


def decode_picture(data: bytes, name: str, max_side: int | None = None, most: int | None = None) -> Pixels:
    """`load_picture` for the content of a file.

    Args:
        name: what an error calls it.
        most: pixels above which it is not even unpacked; None for `load_picture`'s own bound.

    Raises:
        PictureError: as there.
    """
    return _read(io.BytesIO(data), name, max_side, most)


def encode_jpeg(pixels: Pixels, max_side: int, quality: int) -> bytes:
    """Pixels as the content of a JPEG file, scaled down to `max_side` where they are larger."""
    picture = Image.fromarray(pixels)
    picture.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality, subsampling=0)
    return file.getvalue()


def fingerprint(pixels: Pixels) -> str:
    """The SHA-256 of a picture's pixels, as hexadecimal digits.

    It does not depend on the kind of file: a copy without loss has the same.
    """
    height, width, _ = pixels.shape
    return hashlib.sha256(b"%d x %d " % (width, height) + np.ascontiguousarray(pixels).tobytes()).hexdigest()


def stored_picture(pixels: Pixels, data: bytes) -> tuple[bytes, str]:
    """What to keep of a picture, and the file name ending of that: the file as it came, or else a JPEG.

    `data` is the file's content, empty if there is none or it is too large.
    """
    if max(pixels.shape) <= LONGEST_STORED and len(data) <= LARGEST_STORED:
        suffix = _suffix(data)
        if suffix:
            return data, suffix
    return encode_jpeg(pixels, LONGEST_STORED, 92), ".jpg"


def _suffix(data: bytes) -> str:
    """The file name ending that fits the content of a sound picture file; "" if it is of no usual kind."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as picture:
                return _SUFFIXES.get(picture.format or "", "")
    except UnidentifiedImageError:
        return ""


def _read(file: Path | io.BytesIO, name: str, max_side: int | None, most: int | None = None) -> Pixels:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Damaged metadata does no harm to the picture.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file) as opened:
                if opened.format in _PROGRAMS:
                    raise UnidentifiedImageError
                if most is not None and opened.width * opened.height > most:
                    raise PictureError(f"{name}: the picture is too large; it may have {most} pixels")
                if max_side is not None:
                    opened.draft("RGB", (max_side, max_side))
                picture = ImageOps.exif_transpose(opened)
                picture = _flat_rgb(picture)
    except FileNotFoundError:
        raise PictureError(f"{name}: no such file") from None
    except IsADirectoryError:
        raise PictureError(f"{name}: is a folder, not a picture") from None
    except UnidentifiedImageError:
        raise PictureError(f"{name}: not a picture that can be read; use PNG, JPEG or WebP") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError(f"{name}: the picture is far too large; scale it under 89 megapixels") from None
    except _DAMAGES as error:
        raise PictureError(f"{name}: the picture cannot be read ({error}); is the file damaged?") from None
    if max_side is not None:
        picture.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    return np.array(picture)


def _flat_rgb(picture: Image.Image) -> Image.Image:
    """Any Pillow mode to RGB, transparency over white."""
    if picture.mode in ("I;16", "I;16L", "I;16B", "I;16N", "I", "F"):
        values = np.asarray(picture, dtype=np.float64)
        # Pillow clips these modes to 0..255 instead of scaling them.
        full = 255.0 if values.max(initial=0.0) <= 255 else 65535.0
        return Image.fromarray((values / full * 255).clip(0, 255).round().astype(np.uint8)).convert("RGB")
    if picture.has_transparency_data:
        rgba = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
    return picture.convert("RGB")
