"""Folders of pictures: decoded when first wanted, kept in memory, and cut into crops."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cv2
import numpy as np

from stylecam.errors import UsageError
from stylecam.frame import Pixels
from stylecam.pictures import PICTURE_SUFFIXES, PictureError, load_picture


class PictureFolder:
    """The pictures in a folder and the folders below it, in the order of their names; or one picture.

    Many threads may ask at once; at worst two decode the same picture, to the same pixels.
    """

    def __init__(self, folder: Path, short_side: int) -> None:
        """Pictures are scaled to `short_side` pixels.

        Raises:
            UsageError: there is no such folder, or no picture in it that can be read.
        """
        self.folder = folder
        self.paths = _picture_files(folder)
        self._short_side = short_side
        self._kept: dict[int, Pixels | None] = {}
        # What cannot be read is drawn again, for ever if there were nothing else.
        if all(self.picture(index) is None for index in range(len(self.paths))):
            raise UsageError(f"{folder}: none of its {len(self.paths)} pictures can be read; name another folder")

    def __len__(self) -> int:
        return len(self.paths)

    @property
    def unreadable(self) -> int:
        """How many of the pictures asked for so far could not be read."""
        return sum(picture is None for picture in list(self._kept.values()))

    def fingerprint(self) -> str:
        """Of the files' names: which picture has which number."""
        folder = self.folder if self.folder.is_dir() else self.folder.parent
        names = "\n".join(path.relative_to(folder).as_posix() for path in self.paths)
        return hashlib.sha256(names.encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def picture(self, index: int) -> Pixels | None:
        """A picture as RGB uint8, or None if its file is no picture."""
        if index not in self._kept:
            self._kept[index] = self._decoded(self.paths[index])
        return self._kept[index]

    def draw(self, random: np.random.Generator) -> tuple[int, Pixels]:
        """Any picture that can be read, and its number."""
        while True:
            number = int(random.integers(len(self.paths)))
            found = self.picture(number)
            if found is not None:
                return number, found

    def _decoded(self, path: Path) -> Pixels | None:
        try:
            return scaled(load_picture(path), self._short_side)
        except PictureError:
            return None


def scaled(pixels: Pixels, short_side: int) -> Pixels:
    """A picture with this short side."""
    height, width, _ = pixels.shape
    ratio = short_side / min(height, width)
    size = (max(short_side, round(width * ratio)), max(short_side, round(height * ratio)))
    return _resized(pixels, size)


def random_crop(pixels: Pixels, side: int, flip: float, random: np.random.Generator) -> Pixels:
    """A square of `side` pixels, cut at any size from that to the whole picture's short side and scaled down.

    Half of the squares are cut at `side` itself, where nothing is lost; a share `flip` is mirrored.
    """
    height, width, _ = pixels.shape
    cut = side if random.random() < 0.5 else int(random.integers(side, min(height, width) + 1))
    top, left = int(random.integers(height - cut + 1)), int(random.integers(width - cut + 1))
    square = pixels[top : top + cut, left : left + cut]
    if random.random() < flip:
        square = square[:, ::-1]
    return np.ascontiguousarray(_resized(square, (side, side)))


def centre_crop(pixels: Pixels, side: int) -> Pixels:
    """The largest square in the middle, as `side` x `side`."""
    height, width, _ = pixels.shape
    cut = min(height, width)
    top, left = (height - cut) // 2, (width - cut) // 2
    return _resized(pixels[top : top + cut, left : left + cut], (side, side))


def _resized(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    height, width, _ = pixels.shape
    if (width, height) == size:
        return pixels
    way = cv2.INTER_AREA if size[0] <= width else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(np.ascontiguousarray(pixels), size, interpolation=way), dtype=np.uint8)


def _picture_files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder; name one with pictures")
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURE_SUFFIXES and path.is_file())
    if not found:
        raise UsageError(f"{folder}: there are no pictures in it; put some there or name another folder")
    return found
