"""Paths as users write them."""

from __future__ import annotations

from pathlib import Path


def existing_file(text: str) -> Path | None:
    """The file that a text names, `~` understood; None where there is none, or the text cannot name one."""
    try:
        path = Path(text).expanduser()
        return path if path.is_file() else None
    except (OSError, RuntimeError):
        return None  # Too long for a name, or in the home of nobody.
