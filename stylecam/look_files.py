"""Files that hold a look, with the pictures that it needs elsewhere: JSON files, and stills that were painted in it."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from stylecam.files import parse_json_object, to_json, write_atomically
from stylecam.look import Look
from stylecam.look_json import FindStyle, LookError, ReadLook, StyleRef, look_from_json, look_to_json
from stylecam.origin import HEAD, is_picture, look_text
from stylecam.paths import existing_file
from stylecam.pictures import PictureError, encode_jpeg, load_picture
from stylecam.style_store import StyleStore
from stylecam.styles import Style

EMBEDDED_SIDE = 320
EMBEDDED_QUALITY = 85
"""The picture inside a look that is passed on: an engine looks at no more of it."""

MOST_EMBEDDED = 2048 * 2048
"""Pixels of one that is taken from a look: of a stranger's file some hundred kB may unpack to gigabytes."""

LARGEST_FILE = 32_000_000


def write_look(path: Path, look: Look, name: str, styles: StyleStore) -> None:
    """Write a look to a file that works elsewhere too: with the pictures of styles that do not ship.

    Raises:
        LookError: a picture cannot be read, or the file cannot be written.
    """
    write_object(path, look_to_pass_on(look, name, styles))


def look_to_pass_on(look: Look, name: str, styles: StyleStore) -> dict[str, Any]:
    """`look_to_json`, with the pictures of styles that do not ship.

    Raises:
        LookError: a picture cannot be read.
    """
    data = look_to_json(look, name, styles.sha256)
    pairs = list(zip(data["styles"], look.mix, strict=True))
    if not isinstance(look.background, str):
        pairs += zip(data["background"], look.background, strict=True)
    for entry, part in pairs:
        if not styles.ships(part.style):
            entry["picture"] = _embedded(part.style)
    return data


def holds_look(path: Path) -> bool:
    """Whether there is something in a file, a still or a look's own, that may be a look."""
    try:
        return read_object(path).get("stylecam") == "look"
    except LookError:
        return False


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
            return styles.add_bytes(ref.picture, ref.name or ref.id, MOST_EMBEDDED).style if ref.picture else None
        except PictureError:
            return None  # As if it were not in the file.

    return read_look(path, find, base)


def read_look(path: Path, find: FindStyle, base: Look | None = None) -> ReadLook:
    """The look in a file; see `look_from_json`.

    Raises:
        LookError: it cannot be read, or none of its styles is here; the message names the file.
    """
    data = read_object(path)
    try:
        return look_from_json(data, find, base)
    except LookError as error:
        raise LookError(f"{path}: {error}") from None


def find_here(styles: StyleStore) -> FindStyle:
    """Finds the styles of looks that were made on this machine: those in the store by now, and any picture file."""
    in_store = styles.finder()

    def find(ref: StyleRef) -> Style | None:
        known = in_store(ref.id, ref.sha256)
        path = existing_file(ref.id) if known is None else None
        return known if path is None else Style(ref.id, ref.name or path.stem, "", path)

    return find


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in a look's file, or in a still that was painted in the look.

    Raises:
        LookError: it cannot be read, or holds none.
    """
    try:
        return parse_json_object(look_text(path) if _is_picture(path) else _text(path))
    except OSError as error:
        raise LookError(f"{path}: the look cannot be read ({error.strerror})") from None
    except ValueError:
        raise LookError(f"{path}: not a look; the file is damaged or of another kind") from None


def write_object(path: Path, data: dict[str, Any]) -> None:
    """Write a JSON object, whole or not at all.

    Raises:
        LookError: it cannot be written.
    """
    try:
        write_atomically(path, to_json(data))
    except OSError as error:
        raise LookError(f"{path}: cannot be written ({error.strerror}); choose another folder") from None


def _is_picture(path: Path) -> bool:
    with path.open("rb") as file:
        return is_picture(file.read(HEAD))


def _text(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_FILE:
        raise LookError(f"{path}: the file is too large for a look")
    return path.read_bytes()


def _embedded(style: Style) -> str:
    try:
        data = encode_jpeg(load_picture(style.path), EMBEDDED_SIDE, EMBEDDED_QUALITY)
    except PictureError as error:
        raise LookError(str(error)) from None
    return base64.b64encode(data).decode("ascii")
