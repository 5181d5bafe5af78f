"""Styles by name: the shipped pictures, a user's folder, or any picture file."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stylecam.errors import StyleError
from stylecam.files import clean_name, read_json_object
from stylecam.paths import existing_file
from stylecam.pictures import PICTURE_SUFFIXES


@dataclass(frozen=True)
class Work:
    """A painting that is not here itself, only its statistics; see `stylecam.masters`.

    Attributes:
        year: when it was painted, as people write it, "" if unknown.
        sha256: the fingerprint of the picture that the statistics were taken from.
        palette: its colours, each as `#rrggbb`, from the darkest to the lightest.
    """

    year: str
    sha256: str
    palette: tuple[str, ...]


@dataclass(frozen=True)
class Style:
    """A picture whose look can be taken, or a painting of which there are the statistics.

    Attributes:
        id: the name scripts use: the file's stem, or a path as it was given.
        name: what people call it.
        author: who made it, "" if unknown.
        path: the picture file; of a painting the file of statistics, which knows it by the id.
        category: what people filter by, "" for none.
        work: what is known of the painting; None for a picture.
    """

    id: str
    name: str
    author: str
    path: Path
    category: str = ""
    work: Work | None = None


@dataclass(frozen=True)
class WeightedStyle:
    """One part of a mix; weights are relative."""

    style: Style
    weight: float = 1.0


class StyleLibrary:
    """Styles by id, in the order given; of two with one id the first stays."""

    def __init__(self, styles: Iterable[Style]) -> None:
        self._styles: dict[str, Style] = {}
        for style in styles:
            self._styles.setdefault(style.id, style)

    def __iter__(self) -> Iterator[Style]:
        return iter(self._styles.values())

    def __len__(self) -> int:
        return len(self._styles)

    def find(self, id_or_path: str) -> Style:
        """The style of that id, or the picture file of that path.

        Raises:
            StyleError: neither exists; the message names the nearest ids.
        """
        if id_or_path in self._styles:
            return self._styles[id_or_path]
        path = existing_file(id_or_path)
        if path is not None:
            return Style(id=id_or_path, name=path.stem, author="", path=path)
        near = difflib.get_close_matches(id_or_path, self._styles, n=3, cutoff=0.4)
        mend = f"did you mean {', '.join(near)}?" if near else "'stylecam styles list' shows what there is"
        raise StyleError(f"no style and no picture file is called '{id_or_path}'; {mend}")

    def parse(self, text: str) -> WeightedStyle:
        """`ID`, `FILE`, `ID:WEIGHT` or `FILE:WEIGHT`. A file whose own name ends like a weight is taken as a file.

        Raises:
            StyleError: no such style, or the weight is not a positive number.
        """
        head, colon, tail = text.rpartition(":")
        if not colon or text in self._styles or existing_file(text) is not None:
            return WeightedStyle(self.find(text))
        try:
            weight = float(tail)
        except ValueError:
            return WeightedStyle(self.find(text))
        if not (math.isfinite(weight) and weight > 0):
            raise StyleError(f"the weight in '{text}' must be a number above 0, such as '{head}:0.5'")
        return WeightedStyle(self.find(head), weight)


def read_styles(folder: Path) -> tuple[Style, ...]:
    """The styles in a folder, by their sidecars' "rank" and then by id; none where there is no folder."""
    found = [(_rank(read_sidecar(path)), path.stem, read_style(path)) for path in style_files(folder)]
    return tuple(style for _, _, style in sorted(found, key=lambda entry: entry[:2]))


def style_files(folder: Path) -> list[Path]:
    """The picture files in a folder by name, without hidden ones; none where it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if _is_style(path))
    except OSError:
        return []


def picture_files(folder: Path) -> list[Path]:
    """The picture files in a folder, then those in the folders directly in it, without hidden ones.

    Raises:
        StyleError: it is no folder that can be read.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise StyleError(f"{folder}: the folder cannot be read ({error.strerror})") from None
    inner = [path for path in entries if path.is_dir() and not path.name.startswith(".")]
    return [*style_files(folder), *(file for place in inner for file in style_files(place))]


def title_of_file(name: str) -> str:
    """What a style is called after a file's name: without its ending, words apart."""
    path = Path(name)
    stem = path.stem if path.suffix.lower() in PICTURE_SUFFIXES else name
    words = stem.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def read_style(path: Path, category: str = "") -> Style:
    """A style from its picture and what its sidecar says; `category` is for one that names none."""
    about = read_sidecar(path)

    def said(field: str) -> str:
        value = about.get(field)
        return clean_name(value) if isinstance(value, str) else ""

    name = said("name") or path.stem.replace("-", " ").replace("_", " ").title()
    return Style(path.stem, name, said("author"), path, said("category") or category)


def read_sidecar(path: Path) -> dict[str, Any]:
    """What the `.json` of the same stem beside a picture says; nothing where there is none that can be read."""
    try:
        return read_json_object(path.with_suffix(".json"))
    except (OSError, ValueError):
        return {}  # A sidecar is a nicety: without one the file name speaks.


def _is_style(path: Path) -> bool:
    return path.suffix.lower() in PICTURE_SUFFIXES and not path.name.startswith(".") and path.is_file()


def _rank(about: dict[str, Any]) -> float:
    rank = about.get("rank")
    return rank if isinstance(rank, int) and not isinstance(rank, bool) else math.inf
