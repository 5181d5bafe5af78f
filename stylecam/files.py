"""Small files of the user's: written whole or not at all, and named after what people type."""

from __future__ import annotations

import contextlib
import json
import secrets
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Any

LONGEST_NAME = 80
"""Characters of a name that people give."""

LONGEST_STEM = 48
"""Characters of a file's stem: four bytes each and a suffix fit into what file systems allow."""

DEEPEST = 32
"""Levels of lists and objects in a file; what is read can be written again."""

_RESERVED = {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))}


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or as it was before; its folder is made where it is missing.

    Raises:
        OSError: it cannot be written; nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def to_json(value: Any) -> bytes:
    """A value as the content of a JSON file."""
    # Half a surrogate pair, which UTF-8 does not have, becomes JSON's own escape.
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def read_json_object(path: Path) -> dict[str, Any]:
    """The object in a JSON file.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not JSON, or no object.
    """
    return parse_json_object(path.read_bytes())


def parse_json_object(data: bytes) -> dict[str, Any]:
    """The object that the content of a JSON file says.

    Raises:
        ValueError: it is not JSON, or no object.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(found, dict) or _is_deeper(found, DEEPEST):
        raise ValueError("it is no object, or nested too deeply")
    return found


def clean_name(text: str) -> str:
    """A name as people give it, in one short line of what can be printed; "" if nothing is left of it."""
    words = "".join(char if char.isprintable() else " " for char in text).split()
    return " ".join(words)[:LONGEST_NAME].strip()


def slug(name: str, instead: str) -> str:
    """A file's stem from a name in any script: its letters and digits, with hyphens between; `instead` if none."""
    plain = unicodedata.normalize("NFC", name).lower()
    kept = "".join(char if char.isalnum() or unicodedata.category(char).startswith("M") else " " for char in plain)
    stem = "-".join(kept.split())[:LONGEST_STEM].strip("-") or instead
    return f"{stem}-{instead}" if stem in _RESERVED else stem


def unused(stem: str, taken: Collection[str]) -> str:
    """The stem, or with the first number from 2 that makes it unlike all that are taken, in capitals or not."""
    lowered = {name.lower() for name in taken}
    number, candidate = 2, stem
    while candidate.lower() in lowered:
        candidate, number = f"{stem}-{number}", number + 1
    return candidate


def _is_deeper(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return bool(inner) and (levels == 0 or any(_is_deeper(part, levels - 1) for part in inner))
