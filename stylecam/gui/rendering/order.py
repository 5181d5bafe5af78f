"""What is to be repainted into which file, and what will come of it."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from stylecam.look import Look
from stylecam.paths import existing, existing_file
from stylecam.pictures import PICTURE_SUFFIXES

VIDEO_ENDINGS = (".mp4", ".mkv", ".mov", ".webm")
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp")
"""Of files that can be written."""

LONGEST_STEM = 200
"""Bytes: with what is added to them, names stay under the 255 that file systems take."""

Fate = Literal["new", "replaces", "nothing", "gone", "same", "waiting", "ending", "folder"]
"""What becomes of an order: a new file; another in place of one. Or it cannot be done: no file is chosen; it is not
there any more; it would be painted over itself; another order writes that file; the ending is none that can be written
from it; the folder is missing."""


@dataclass(frozen=True)
class Order:
    """Repaint `source` into `target`, so."""

    source: Path
    target: Path
    look: Look


def endings_for(source: Path) -> tuple[str, ...]:
    """What a repainted file's name can end in, the usual one first."""
    return PICTURE_ENDINGS if source.suffix.lower() in PICTURE_SUFFIXES else VIDEO_ENDINGS


def proposal(source: Path, waiting: Collection[Path] = ()) -> Path:
    """A name beside the source that nothing bears, and nothing in `waiting` will: `NAME painted.mp4`."""
    endings = endings_for(source)
    ending = source.suffix.lower() if source.suffix.lower() in endings else endings[0]
    stem = _shortened(source.stem)
    path, number = source.with_name(f"{stem} painted{ending}"), 2
    while path in waiting or existing(str(path)) is not None:
        path, number = source.with_name(f"{stem} painted {number}{ending}"), number + 1
    return path


def fate_of(source: Path | None, target: Path | None, waiting: Collection[Path] = ()) -> Fate:
    """What becomes of an order; `waiting` are the files that others will write."""
    if source is None or target is None:
        return "nothing"
    folder = existing(str(target.parent))
    checks: tuple[tuple[Fate, bool], ...] = (
        ("gone", existing_file(str(source)) is None),
        ("same", target == source or _are_same(source, target)),
        ("waiting", target in waiting),
        ("ending", target.suffix.lower() not in endings_for(source)),
        ("folder", folder is None or not folder.is_dir()),
        ("replaces", existing(str(target)) is not None),
    )
    return next((fate for fate, applies in checks if applies), "new")


def _shortened(stem: str) -> str:
    while len(os.fsencode(stem)) > LONGEST_STEM:
        stem = stem[:-1]
    return stem


def _are_same(source: Path, target: Path) -> bool:
    """Whether both names lead to one file; not, where one of them leads to none."""
    try:
        return target.samefile(source)
    except OSError:
        return False
