"""Paths as users write them."""

from __future__ import annotations

from pathlib import Path


def as_path(text: str) -> Path:
    """The path that a text names, `~` understood; the home of nobody is taken as a plain name."""
    path = Path(text)
    try:
        return path.expanduser()
    except (RuntimeError, ValueError):
        return path


def existing(text: str) -> Path | None:
    """The file or folder that a text names; None where there is none, or the text is too long for a name."""
    path = as_path(text)
    try:
        return path if path.exists() else None
    except OSError:
        return None


def existing_file(text: str) -> Path | None:
    """`existing`, but no folder."""
    path = existing(text)
    return path if path is not None and path.is_file() else None
