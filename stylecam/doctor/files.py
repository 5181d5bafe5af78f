"""Asking for files where the answer may be refused."""

from __future__ import annotations

from pathlib import Path


def there(path: Path) -> bool:
    """Whether something is at a path, as far as we may see."""
    try:
        return path.exists()
    except OSError:
        return False  # a folder on the way there is shut


def text(path: Path) -> str:
    """What a file says, without blanks around it; "" where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
