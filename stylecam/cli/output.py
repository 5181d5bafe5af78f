"""What subcommands print and write for people and for scripts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from stylecam.errors import UsageError


def print_json(value: Any) -> None:
    """To standard output, for a script."""
    json.dump(value, sys.stdout, indent=2, ensure_ascii=False)
    print()


def write_json(path: Path, value: Any) -> None:
    """To a file.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from None
