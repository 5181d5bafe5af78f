"""The user's own styles: pictures in one folder, each with a `.json` beside it, and those that ship."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from stylecam.errors import StyleError
from stylecam.files import clean_name, slug, to_json, unused, write_atomically
from stylecam.fingerprints import Fingerprints
from stylecam.frame import Pixels
from stylecam.pictures import LARGEST_STORED, PictureError, decode_picture, fingerprint, load_picture, stored_picture
from stylecam.removed import forget_old, set_aside
from stylecam.styles import Style, picture_files, read_sidecar, read_style, style_files, title_of_file

CATEGORY = "Mine"
"""The category of a user's style whose sidecar names none."""


@dataclass(frozen=True)
class Added:
    """A picture that was to be added; `already` if the same picture was there, which `style` is then."""

    style: Style
    already: bool


@dataclass(frozen=True)
class AddedFolder:
    """What came of a folder's pictures.

    Attributes:
        added: new styles.
        already: styles that were there.
        failed: files that cannot be read, with the line that says why.
    """

    added: tuple[Style, ...]
    already: tuple[Style, ...]
    failed: tuple[tuple[Path, str], ...]


@dataclass(frozen=True)
class Removed:
    """A style that can be restored.

    Attributes:
        style: as it was.
        place: the folder its files lie in now.
    """

    style: Style
    place: Path


class StyleStore:
    """The styles of a user's folder and the shipped ones. Any thread may call it.

    The folder is read anew each time, so that pictures put there by hand join. At the start what was removed a month
    ago is deleted.
    """

    def __init__(self, folder: Path, shipped: Sequence[Style]) -> None:
        self._folder = folder
        self._shipped = tuple(shipped)
        self._lock = threading.RLock()
        self._fingerprints = Fingerprints()
        forget_old(folder)

    @property
    def folder(self) -> Path:
        """Where the user's pictures lie."""
        return self._folder

    def styles(self) -> tuple[Style, ...]:
        """The user's styles, the newest first, then the shipped ones in their order; an id stands for one only."""
        own = sorted(self._own(), key=_added_at, reverse=True)
        ids = {style.id for style in own}
        return (*own, *(style for style in self._shipped if style.id not in ids))

    def owns(self, style: Style) -> bool:
        """Whether it is one of the user's, which can be renamed and removed."""
        return style.path.parent == self._folder and style.path.is_file()

    def ships(self, style: Style) -> bool:
        """Whether it is one that every installation has."""
        return style in self._shipped

    def find(self, style_id: str, sha256: str = "") -> Style | None:
        """The style of that id, or else one whose picture has that fingerprint; None if there is neither.

        Where the style of that id is another picture, one with the fingerprint goes first.
        """
        return self.finder()(style_id, sha256)

    def finder(self) -> Callable[[str, str], Style | None]:
        """`find` for many in a row: the folder is read once, now."""
        styles = self.styles()
        by_id = {style.id: style for style in styles}

        def find(style_id: str, sha256: str) -> Style | None:
            known = by_id.get(style_id)
            if known is not None and sha256 in ("", self.sha256(known)):
                return known
            return self._fingerprints.find(sha256, styles) or known

        return find

    def sha256(self, style: Style) -> str:
        """The fingerprint of a style's picture, "" if it cannot be read."""
        return self._fingerprints.of(style)

    def add_file(self, path: Path) -> Added:
        """Add a copy of a picture file.

        Raises:
            PictureError: it is no picture that can be read.
            StyleError: the folder cannot be written.
        """
        pixels = load_picture(path)
        try:
            data = path.read_bytes() if path.stat().st_size <= LARGEST_STORED else b""
        except OSError as error:
            raise PictureError(f"{path}: the picture cannot be read ({error.strerror})") from None
        return self._add(pixels, data, title_of_file(path.name))

    def add_bytes(self, data: bytes, name: str, most: int | None = None) -> Added:
        """Add a picture from the content of a file; `name` may end like a file's, `most` is `decode_picture`'s.

        Raises:
            PictureError, StyleError: as `add_file`.
        """
        pixels = decode_picture(data, clean_name(name) or "the picture", most=most)
        return self._add(pixels, data, title_of_file(name))

    def add_pixels(self, pixels: Pixels, name: str) -> Added:
        """Add a picture, height x width x 3 RGB uint8.

        Raises:
            StyleError: the folder cannot be written.
        """
        return self._add(pixels, b"", name)

    def add_folder(self, path: Path) -> AddedFolder:
        """Add the pictures in a folder and in the folders directly in it.

        Raises:
            StyleError: the folder cannot be read, or the user's cannot be written.
        """
        added: list[Style] = []
        already: list[Style] = []
        failed: list[tuple[Path, str]] = []
        for file in picture_files(path):
            try:
                result = self.add_file(file)
                (already if result.already else added).append(result.style)
            except PictureError as error:
                failed.append((file, str(error)))
        return AddedFolder(tuple(added), tuple(already), tuple(failed))

    def rename(self, style: Style, name: str) -> Style:
        """Give a style another name; its id and file stay.

        Raises:
            StyleError: the name is empty, the style is none of the user's, or its folder cannot be written.
        """
        cleaned = clean_name(name)
        if not cleaned:
            raise StyleError(f"'{style.name}' cannot be without a name; type one")
        self._demand_own(style, "renamed")
        with self._lock:
            # Without a sidecar so far the file's time is that of adding, and this must not make it the newest.
            about = {"added": _added_at(style)} | read_sidecar(style.path) | {"name": cleaned}
            self._write(style.path.with_suffix(".json"), to_json(about))
        return replace(style, name=cleaned)

    def remove(self, style: Style) -> Removed:
        """Take a style away; for 30 days it can be restored.

        Raises:
            StyleError: it is none of the user's, or its files cannot be moved.
        """
        self._demand_own(style, "removed")
        with self._lock:
            files = [path for path in (style.path, style.path.with_suffix(".json")) if path.exists()]
            try:
                return Removed(style, set_aside(files, self._folder))
            except OSError as error:
                raise StyleError(f"{style.path}: cannot be removed ({error.strerror})") from None

    def restore(self, removed: Removed) -> Style:
        """Bring a removed style back, under another id if its own has been taken.

        Raises:
            StyleError: it has been deleted for good, or its files cannot be moved.
        """
        with self._lock:
            stem = unused(removed.style.id, self._taken())
            try:
                for path in sorted(removed.place.iterdir()):
                    path.replace(self._folder / f"{stem}{path.suffix}")
                removed.place.rmdir()
            except OSError as error:
                raise StyleError(f"'{removed.style.name}' cannot be brought back ({error.strerror})") from None
            return read_style(self._folder / f"{stem}{removed.style.path.suffix}", CATEGORY)

    def _add(self, pixels: Pixels, data: bytes, name: str) -> Added:
        sha256 = fingerprint(pixels)
        with self._lock:
            twin = self._fingerprints.find(sha256, self.styles())
            if twin is not None:
                return Added(twin, already=True)
            content, suffix = stored_picture(pixels, data)
            title = clean_name(name) or "Style"
            path = self._folder / f"{unused(slug(title, 'style'), self._taken())}{suffix}"
            about = {"name": title, "added": _now(), "sha256": sha256}
            self._write(path, content)
            try:
                self._write(path.with_suffix(".json"), to_json(about))
            except StyleError:
                path.unlink(missing_ok=True)
                raise
            return Added(read_style(path, CATEGORY), already=False)

    def _own(self) -> tuple[Style, ...]:
        return tuple(read_style(path, CATEGORY) for path in style_files(self._folder))

    def _taken(self) -> set[str]:
        """Stems that a new style cannot have: every file's, as another may lie beside it, and the shipped ids."""
        try:
            stems = {path.stem for path in self._folder.iterdir()}
        except OSError:
            stems = set()
        return stems | {style.id for style in self._shipped}

    def _demand_own(self, style: Style, done: str) -> None:
        if not self.owns(style):
            raise StyleError(f"'{style.name}' cannot be {done}: only styles that you added can")

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_atomically(path, data)
        except OSError as error:
            reason = error.strerror or error
            raise StyleError(
                f"{self._folder}: the style cannot be stored there ({reason}); look after that folder"
            ) from None


def _now() -> str:
    return datetime.now(timezone.utc).isoformat()


def _added_at(style: Style) -> str:
    """When a style was added, as ISO time in UTC, which sorts like the time: the sidecar's, else the file's."""
    noted: Any = read_sidecar(style.path).get("added")
    try:
        return datetime.fromisoformat(noted).astimezone(timezone.utc).isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        pass
    try:
        return datetime.fromtimestamp(style.path.stat().st_mtime, timezone.utc).isoformat()
    except (OSError, ValueError, OverflowError):
        return ""
