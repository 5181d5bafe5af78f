"""Looks by name, one JSON file each, and as files that are passed on."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from stylecam.files import clean_name, parse_json_object, read_json_object, slug, to_json, unused, write_atomically
from stylecam.look import Look
from stylecam.look_json import FindStyle, LookError, ReadLook, StyleRef, look_from_json, look_to_json
from stylecam.paths import existing_file
from stylecam.pictures import PictureError, encode_jpeg, load_picture
from stylecam.removed import forget_old, set_aside
from stylecam.style_store import StyleStore
from stylecam.styles import Style

__all__ = [
    "FindStyle",
    "LookError",
    "LookStore",
    "ReadLook",
    "RemovedLook",
    "StyleRef",
    "find_here",
    "look_from_json",
    "look_to_json",
    "open_look",
]

EMBEDDED_SIDE = 320
EMBEDDED_QUALITY = 85
"""The picture inside a look that is passed on: an engine looks at no more of it."""

LARGEST_FILE = 32_000_000


@dataclass(frozen=True)
class RemovedLook:
    """A look that can be restored; `place` is the folder its file lies in now."""

    name: str
    place: Path


class LookStore:
    """The looks in a folder, with their styles in `styles`. For one thread."""

    def __init__(self, folder: Path, styles: StyleStore) -> None:
        self._folder = folder
        self._styles = styles
        forget_old(folder)

    def names(self) -> tuple[str, ...]:
        """The names of all looks that can be read, in alphabetical order."""
        return tuple(sorted(self._files(), key=str.casefold))

    def exists(self, name: str) -> bool:
        """Whether there is a look of that name, in capitals or not."""
        return self._path(name) is not None

    def save(self, name: str, look: Look) -> str:
        """Keep a look, in place of one of that name; gives the name as it is kept.

        Raises:
            LookError: the name is empty, or the folder cannot be written.
        """
        title = _title(name)
        self._write(self._path(title) or self._new_path(title), look_to_json(look, title, self._styles.sha256))
        return title

    def load(self, name: str, base: Look | None = None) -> ReadLook:
        """The look of that name; what its file does not say is as in `base`.

        Raises:
            LookError: there is none, it is damaged, or none of its styles is there any more.
        """
        return _read(self._demand(name), find_here(self._styles), base)

    def rename(self, name: str, new: str) -> str:
        """Give a look another name, which is given back as it is kept.

        Raises:
            LookError: there is no such look, the new name is empty or taken, or the folder cannot be written.
        """
        path, title = self._demand(name), _title(new)
        if self._path(title) not in (None, path):
            raise LookError(f"there is a look '{title}' already; choose another name")
        self._write(path, _object(path) | {"name": title})
        return title

    def remove(self, name: str) -> RemovedLook:
        """Take a look away; for 30 days it can be restored.

        Raises:
            LookError: there is none, or its file cannot be moved.
        """
        path = self._demand(name)
        try:
            return RemovedLook(name, set_aside([path], self._folder))
        except OSError as error:
            raise LookError(f"{path}: cannot be removed ({error.strerror})") from None

    def restore(self, removed: RemovedLook) -> str:
        """Bring a removed look back; gives its name, which has a number where it was taken meanwhile.

        Raises:
            LookError: it has been deleted for good, or its file cannot be moved.
        """
        title = self._free_name(removed.name)
        try:
            (file,) = removed.place.iterdir()
            self._write(self._new_path(title), _object(file) | {"name": title})
            file.unlink()
            removed.place.rmdir()
        except (OSError, ValueError):
            raise LookError(f"'{removed.name}' cannot be brought back; its file is gone") from None
        return title

    def export(self, name: str, path: Path) -> None:
        """Write a look to a file that works elsewhere too: with the pictures of styles that do not ship.

        Raises:
            LookError: there is no such look, it is damaged, or the file cannot be written.
        """
        read = self.load(name)
        data = look_to_json(read.look, read.name, self._styles.sha256)
        for entry, part in zip(data["styles"], read.look.mix, strict=True):
            if not self._styles.ships(part.style):
                entry["picture"] = _embedded(part.style)
        self._write(path, data)

    def import_file(self, path: Path) -> ReadLook:
        """Keep the look in a file, its pictures among the user's styles; it may get a number behind its name.

        Raises:
            LookError, StyleError: as `open_look`, or the folder cannot be written.
        """
        read = open_look(path, self._styles)
        name = self._free_name(read.name or path.stem)
        self.save(name, read.look)
        return replace(read, name=name)

    def _files(self) -> dict[str, Path]:
        """Every look's file by its name; of two with one name the first counts."""
        found: dict[str, Path] = {}
        try:
            paths = sorted(path for path in self._folder.glob("*.json") if not path.name.startswith("."))
        except OSError:
            paths = []
        for path in paths:
            try:
                data = read_json_object(path)
            except (OSError, ValueError):
                continue  # load() cannot be asked for it: what has no name is not listed.
            if data.get("stylecam") == "look":
                name = data.get("name")
                found.setdefault((clean_name(name) if isinstance(name, str) else "") or path.stem, path)
        return found

    def _path(self, name: str) -> Path | None:
        wanted = clean_name(name).casefold()
        return next((path for known, path in self._files().items() if known.casefold() == wanted), None)

    def _demand(self, name: str) -> Path:
        path = self._path(name)
        if path is None:
            raise LookError(f"there is no look '{name}'")
        return path

    def _new_path(self, title: str) -> Path:
        taken = {path.stem for path in self._folder.iterdir()} if self._folder.is_dir() else set()
        return self._folder / f"{unused(slug(title, 'look'), taken)}.json"

    def _free_name(self, name: str) -> str:
        title, number = clean_name(name) or "Look", 2
        candidate = title
        while self.exists(candidate):
            candidate, number = f"{title[:70]} {number}", number + 1
        return candidate

    def _write(self, path: Path, data: dict[str, Any]) -> None:
        try:
            write_atomically(path, to_json(data))
        except OSError as error:
            raise LookError(f"{path}: cannot be written ({error.strerror}); choose another folder") from None


def open_look(path: Path, styles: StyleStore, base: Look | None = None) -> ReadLook:
    """The look in a file that was passed on; pictures in it that are not here yet become styles of the user's.

    Raises:
        LookError: it cannot be read, or none of its styles is here.
        StyleError: a picture cannot be stored.
    """

    def find(ref: StyleRef) -> Style | None:
        known = styles.find(ref.id, ref.sha256)
        if known is not None and (not ref.picture or styles.sha256(known) == ref.sha256):
            return known
        try:
            return styles.add_bytes(ref.picture, ref.name or ref.id).style if ref.picture else None
        except PictureError:
            return None  # As if it were not in the file.

    return _read(path, find, base)


def find_here(styles: StyleStore) -> FindStyle:
    """Finds the styles of a look that was made on this machine: those in the store, and any picture file."""

    def find(ref: StyleRef) -> Style | None:
        known = styles.find(ref.id, ref.sha256)
        path = existing_file(ref.id) if known is None else None
        return known if path is None else Style(ref.id, ref.name or path.stem, "", path)

    return find


def _title(name: str) -> str:
    title = clean_name(name)
    if not title:
        raise LookError("a look cannot be without a name; type one")
    return title


def _read(path: Path, find: FindStyle, base: Look | None) -> ReadLook:
    try:
        return look_from_json(_object(path), find, base)
    except LookError as error:
        message = str(error)
        raise LookError(message if message.startswith(str(path)) else f"{path}: {message}") from None


def _object(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise LookError(f"{path}: the file is too large for a look")
        return parse_json_object(path.read_bytes())
    except OSError as error:
        raise LookError(f"{path}: the look cannot be read ({error.strerror})") from None
    except ValueError:
        raise LookError(f"{path}: not a look; the file is damaged or of another kind") from None


def _embedded(style: Style) -> str:
    try:
        data = encode_jpeg(load_picture(style.path), EMBEDDED_SIDE, EMBEDDED_QUALITY)
    except PictureError as error:
        raise LookError(str(error)) from None
    return base64.b64encode(data).decode("ascii")
