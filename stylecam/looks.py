"""Looks by name, one JSON file each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from stylecam.files import clean_name, read_json_object, slug, unused
from stylecam.look import Look
from stylecam.look_files import find_here, open_look, read_look, read_object, write_look, write_object
from stylecam.look_json import FindStyle, LookError, ReadLook, StyleRef, look_from_json, look_to_json
from stylecam.removed import forget_old, set_aside
from stylecam.style_store import StyleStore

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
    "read_look",
    "write_look",
]


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
        write_object(self._path(title) or self._new_path(title), look_to_json(look, title, self._styles.sha256))
        return title

    def load(self, name: str, base: Look | None = None) -> ReadLook:
        """The look of that name; what its file does not say is as in `base`.

        Raises:
            LookError: there is none, it is damaged, or none of its styles is there any more.
        """
        return read_look(self._demand(name), find_here(self._styles), base)

    def load_all(self) -> dict[str, ReadLook | LookError]:
        """`load` for every look, by name in alphabetical order; each file is read once."""
        find = find_here(self._styles)
        loaded: dict[str, ReadLook | LookError] = {}
        for name, path in sorted(self._files().items(), key=lambda entry: entry[0].casefold()):
            try:
                loaded[name] = read_look(path, find)
            except LookError as error:
                loaded[name] = error
        return loaded

    def rename(self, name: str, new: str) -> str:
        """Give a look another name, which is given back as it is kept.

        Raises:
            LookError: there is no such look, the new name is empty or taken, or the folder cannot be written.
        """
        path, title = self._demand(name), _title(new)
        if self._path(title) not in (None, path):
            raise LookError(f"there is a look '{title}' already; choose another name")
        write_object(path, read_object(path) | {"name": title})
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
            write_object(self._new_path(title), read_object(file) | {"name": title})
            file.unlink()
            removed.place.rmdir()
        except (OSError, ValueError):
            raise LookError(f"'{removed.name}' cannot be brought back; its file is gone") from None
        return title

    def export(self, name: str, path: Path) -> tuple[str, ...]:
        """`write_look` for the look of that name; gives `load`'s notes.

        Raises:
            LookError: there is no such look, it is damaged, or the file cannot be written.
        """
        read = self.load(name)
        write_look(path, read.look, read.name, self._styles)
        return read.notes

    def import_file(self, path: Path) -> ReadLook:
        """Keep the look in a file, its pictures among the user's styles; gives it as it is called here.

        It gets a number behind its name where another look has that name.

        Raises:
            LookError, StyleError: as `open_look`, or the folder cannot be written.
        """
        read = open_look(path, self._styles)
        name = clean_name(read.name or path.stem) or "Look"
        if not (self.exists(name) and self._is(name, read.look)):
            name = self.save(self._free_name(name), read.look)
        return replace(read, name=name)

    def _is(self, name: str, look: Look) -> bool:
        try:
            return self.load(name).look == look
        except LookError:
            return False

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


def _title(name: str) -> str:
    title = clean_name(name)
    if not title:
        raise LookError("a look cannot be without a name; type one")
    return title
