"""Files that were removed and can still be had back: a hidden folder beside them, emptied after a month."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

FOLDER = ".removed"

KEPT_DAYS = 30


def set_aside(paths: Iterable[Path], folder: Path) -> Path:
    """Move files into a folder of their own in `folder/.removed`, which is given.

    Raises:
        OSError: they cannot be moved; those that were are back.
    """
    place = folder / FOLDER / secrets.token_hex(8)
    place.mkdir(parents=True)
    moved: list[tuple[Path, Path]] = []
    try:
        for path in paths:
            path.replace(place / path.name)
            moved.append((place / path.name, path))
    except OSError:
        for there, back in moved:
            there.replace(back)
        place.rmdir()
        raise
    return place


def forget_old(folder: Path, days: float = KEPT_DAYS) -> None:
    """Delete for good what was removed longer ago than that. What cannot be deleted stays for another time."""
    before = time.time() - days * 86_400
    with contextlib.suppress(OSError):
        for place in list((folder / FOLDER).iterdir()):
            # A folder's time is that of the last file moved into it.
            if place.stat().st_mtime < before:
                shutil.rmtree(place, ignore_errors=True)
