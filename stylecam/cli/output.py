"""What subcommands print and write for people and for scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from stylecam.errors import SinkError, UsageError
from stylecam.files import to_json

S = TypeVar("S")


class News(Protocol):
    """Something to be said while it runs, once it is so."""

    def tell(self) -> None: ...


def print_json(value: Any) -> None:
    """To standard output, for a script: plain ASCII, whatever encoding the reader's system has."""
    print(json.dumps(value, indent=2))


def write_json(path: Path, value: Any) -> None:
    """To a file.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        path.write_bytes(to_json(value))
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from None


def file_sink(make: Callable[[], S]) -> S:
    """The sink that the arguments name; that it cannot be made is a fault of the arguments.

    Raises:
        UsageError: it cannot.
    """
    try:
        return make()
    except SinkError as error:
        raise UsageError(str(error)) from None
