"""The empty room as a camera sees it, to tell from it later who has come in."""

from __future__ import annotations

import tokenize
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from stylecam.engine.glance import Field
from stylecam.engine.person.edges import mask_size
from stylecam.errors import StylecamError
from stylecam.files import write_atomically
from stylecam.look import Size

AGAIN = "leave the picture and run 'stylecam live --learn-background'"
"""What brings a plate."""

_MOST_BYTES = 4_000_000
_DAMAGES = (
    ValueError, KeyError, OSError, EOFError, RuntimeError, MemoryError,
    zipfile.BadZipFile, zlib.error, tokenize.TokenError,
)  # fmt: skip
"""What reading a file raises of which some bytes are not what they were."""

_ALIKE = 0.01
"""Share by which the shape of a picture may differ from the plate's."""


class PlateError(StylecamError):
    """A background cannot be learned, or what was learned cannot be used."""


@dataclass(frozen=True, eq=False)
class Plate:
    """A background.

    Attributes:
        mean: (h, w, 3) RGB, 0 to 255.
        noise: (h, w), the standard deviation of a colour in levels.
        size: (width, height) of the pictures it was learned from.
    """

    mean: npt.NDArray[np.float32]
    noise: Field
    size: Size

    def fits(self, size: Size) -> bool:
        """Whether pictures of a size (width, height) have its shape."""
        shapes = [width / height for width, height in (self.size, size)]
        return abs(shapes[0] / shapes[1] - 1) <= _ALIKE


def write_plate(path: Path, plate: Plate) -> None:
    """Keep a plate.

    Raises:
        PlateError: the file cannot be written.
    """
    content = BytesIO()
    noise, mean = plate.noise.astype(np.float16), np.rint(16 * plate.mean).astype(np.uint16)
    np.savez_compressed(content, sixteenths=mean, noise=noise, size=np.array(plate.size, np.int32))
    try:
        write_atomically(path, content.getvalue())
    except OSError as error:
        raise PlateError(f"{path}: cannot be written ({error.strerror}); make room, and learn it again") from None


def read_plate(path: Path) -> Plate:
    """The plate in a file.

    Raises:
        PlateError: there is none, or the file is damaged.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlateError(f"{path}: cannot be read ({error.strerror}); {AGAIN}") from None
    try:
        return _plate(data)
    except _DAMAGES:
        raise PlateError(f"{path}: is damaged or no learned background; {AGAIN}") from None


def _plate(data: bytes) -> Plate:
    """What a file's content says.

    Raises:
        ValueError, and what else a damaged archive makes NumPy raise.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
            raise ValueError
    # No pickles: a file is data, never code.
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        sixteenths, noise, size = arrays["sixteenths"], arrays["noise"], arrays["size"]
    if size.shape != (2,) or size.dtype != np.int32 or size.min() < 1:
        raise ValueError
    width, height = size.tolist()
    w, h = mask_size(width, height)
    if (sixteenths.shape, noise.shape) != ((h, w, 3), (h, w)):
        raise ValueError
    if (sixteenths.dtype, noise.dtype) != (np.uint16, np.float16) or not (np.isfinite(noise) & (noise >= 0)).all():
        raise ValueError
    return Plate(sixteenths.astype(np.float32) / 16, noise.astype(np.float32), (width, height))
