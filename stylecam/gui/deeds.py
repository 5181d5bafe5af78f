"""What is done to the store of styles beside the window's thread: deeds and what came of them, all values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from stylecam.errors import StylecamError, StyleError
from stylecam.frame import Pixels
from stylecam.gui.pixels import pixels_of
from stylecam.style_store import Added, Removed, StyleStore
from stylecam.styles import Style, picture_files


@dataclass(frozen=True)
class Encoded:
    """The content of a picture file; `name` may end like a file's."""

    data: bytes
    name: str


@dataclass(frozen=True, eq=False)
class Drawn:
    """Pixels, height x width x 3 RGB uint8, and what they are called."""

    pixels: Pixels
    name: str


@dataclass(frozen=True, eq=False)
class Copied:
    """An image as the clipboard has it, and what it is called."""

    image: QImage
    name: str


Source: TypeAlias = Path | Encoded | Drawn | Copied
"""A picture that can become a style, or a folder of such."""


@dataclass(frozen=True)
class Take:
    """Make a style of a picture; list a folder."""

    source: Source


@dataclass(frozen=True)
class Rename:
    """Give one of the user's styles another name."""

    style: Style
    name: str


@dataclass(frozen=True)
class Remove:
    """Take one of the user's styles away."""

    style: Style


@dataclass(frozen=True)
class Restore:
    """Bring a style back."""

    removed: Removed


@dataclass(frozen=True)
class Reread:
    """Look what there is."""


Deed = Take | Rename | Remove | Restore | Reread


@dataclass(frozen=True)
class Listed:
    """The pictures of a folder."""

    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Failed:
    """It was not done, and this line says why."""

    deed: Deed
    why: str


@dataclass(frozen=True)
class Row:
    """All styles there are now, and the style or the removed one that it is about."""

    styles: tuple[Style, ...]
    about: Style | Removed | None = None


Outcome = Added | Listed | Row | Failed


def do(deed: Deed, store: StyleStore) -> Outcome:
    """Do it; what a person could have wrong is an outcome, not an error."""
    try:
        match deed:
            case Take(source):
                return _take(source, store)
            case Rename(style, name):
                about: Style | Removed | None = store.rename(style, name)
            case Remove(style):
                about = store.remove(style)
            case Restore(removed):
                about = store.restore(removed)
            case Reread():
                about = None
        return Row(store.styles(), about)
    except StylecamError as error:
        return Failed(deed, _with_short_name(deed, str(error)))


def is_folder(path: Path) -> bool:
    """Whether it is a folder; not, where it cannot be looked at."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _take(source: Source, store: StyleStore) -> Added | Listed:
    match source:
        case Encoded(data, name):
            return store.add_bytes(data, name)
        case Drawn(pixels, name):
            return store.add_pixels(pixels, name)
        case Copied(image, name):
            return store.add_pixels(pixels_of(image), name)
        case _ if is_folder(source):
            return _list(source)
        case _:
            return store.add_file(source)


def _list(folder: Path) -> Listed:
    paths = tuple(picture_files(folder))
    if not paths:
        text = QCoreApplication.translate(
            "Collection", "%1: no pictures in this folder; stylecam reads PNG, JPEG, WebP, GIF, TIFF and BMP"
        )
        raise StyleError(text.replace("%1", str(folder)))
    return Listed(paths)


def _with_short_name(deed: Deed, line: str) -> str:
    """A line about a file without the folders it lies in, which would fill a narrow bar."""
    match deed:
        case Take(Path() as path):
            return line.replace(str(path), path.name)
        case _:
            return line
