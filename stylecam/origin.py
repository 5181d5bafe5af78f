"""What a picture that stylecam painted says of itself: the look, in its metadata, so that the look can be had back.

PNG holds the look as an iTXt chunk named "stylecam", JPEG and WebP as the UserComment of their EXIF. Beside it stand
the program and the time, where other programs look for them.
"""

from __future__ import annotations

import json
import struct
import warnings
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from stylecam.look_json import LookError

KEY = "stylecam"
HEAD = 12
"""Bytes that tell a kind of file."""

_CHARSET = b"ASCII\0\0\0"
"""What a UserComment begins with (Exif 2.32, 4.6.5)."""
_EXIF = b"Exif\0\0"
_SEGMENT = 65533
"""Most bytes of content of one segment of a JPEG."""
_DAMAGES = (OSError, ValueError, SyntaxError, EOFError, struct.error)
"""What Pillow raises on files that are not as they should be."""


@dataclass(frozen=True)
class Origin:
    """Where a picture comes from.

    Attributes:
        look: what it was painted in, as `stylecam.look_json.look_to_json` writes it.
        taken: when, in local time.
    """

    look: dict[str, Any]
    taken: datetime


def saving_options(form: str, origin: Origin) -> dict[str, Any]:
    """Pillow's arguments for saving a picture with its origin; `form` is "PNG", "JPEG" or "WEBP"."""
    if form == "PNG":
        return {"pnginfo": _chunks(origin)}
    exif = _exif(origin)
    return {"extra": _segments(exif)} if form == "JPEG" else {"exif": exif}


def is_picture(head: bytes) -> bool:
    """Whether a file whose first `HEAD` bytes are these is a picture that can hold a look."""
    return head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (head[:4], head[8:12]) == (b"RIFF", b"WEBP")


def look_text(path: Path) -> bytes:
    """The look in a picture file, as the content of a JSON file.

    Raises:
        LookError: there is none, or the file is damaged.
        OSError: the file is missing or must not be read.
    """
    with path.open("rb") as file:
        try:
            found = _look_in(file)
        except (Image.DecompressionBombError, *_DAMAGES):
            raise LookError(f"{path}: the picture cannot be read; is the file damaged?") from None
    if not found:
        raise LookError(f"{path}: there is no look in this picture; one that stylecam saved as a still has its look")
    return found


def _look_in(file: BinaryIO) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # What is damaged and not needed does no harm.
        with Image.open(file, formats=("PNG", "JPEG", "WEBP")) as picture:
            if picture.format == "PNG":
                text = picture.info.get(KEY)
                return text.encode() if isinstance(text, str) else b""
            comment = picture.getexif().get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.UserComment)
    return comment[len(_CHARSET) :].strip() if isinstance(comment, bytes) and comment.startswith(_CHARSET) else b""


def _chunks(origin: Origin) -> PngInfo:
    chunks = PngInfo()
    chunks.add_text("Software", KEY)
    chunks.add_text("Creation Time", origin.taken.isoformat(timespec="seconds"))
    chunks.add_itxt(KEY, json.dumps(origin.look))
    return chunks


def _exif(origin: Origin) -> bytes:
    taken = f"{origin.taken:%Y:%m:%d %H:%M:%S}"
    exif = Image.Exif()
    exif[ExifTags.Base.Software] = KEY
    exif[ExifTags.Base.DateTime] = taken
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = taken
    details[ExifTags.Base.UserComment] = _CHARSET + json.dumps(origin.look).encode("ascii")
    return exif.tobytes()


def _segments(exif: bytes) -> bytes:
    """EXIF as segments of a JPEG: more than fits into one goes on in the next, which readers join."""
    content = exif.removeprefix(_EXIF)
    room = _SEGMENT - len(_EXIF)
    pieces = [_EXIF + content[start : start + room] for start in range(0, len(content), room)]
    return b"".join(b"\xff\xe1" + struct.pack(">H", len(piece) + 2) + piece for piece in pieces)
