"""A file from elsewhere tried in a process of its own, since a damaged one can end whatever reads it.

    python -m stylecam.engine.person.trial NAME < FILE

says nothing and exits with 0 where the file is a network that finds people, else says in a line why it is none.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from stylecam.engine.person.networks import EXPECTED, parse_network
from stylecam.errors import StylecamError, UsageError, WeightsError

_PATIENCE = 120.0
"""Seconds."""

_REFUSED, _CANNOT = 3, 4


def try_data(data: bytes, path: Path) -> None:
    """Find out whether a file's content is a network; its path says which kind, and is for messages.

    Raises:
        WeightsError: it is none.
        UsageError: what runs it is not installed.
    """
    command = [sys.executable, "-m", __name__, str(path)]
    try:
        trial = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise WeightsError(f"{path}: could not be loaded in {_PATIENCE:.0f} seconds; {EXPECTED}") from None
    said = trial.stdout.decode("utf-8", "replace").strip()
    if trial.returncode == _CANNOT:
        raise UsageError(said)
    if trial.returncode == _REFUSED:
        raise WeightsError(said)
    if trial.returncode != 0:
        raise WeightsError(f"{path}: is damaged (what read it ended with {trial.returncode}); {EXPECTED}")


def main() -> int:
    """The command of this module."""
    try:
        parse_network(sys.stdin.buffer.read(), Path(sys.argv[1]))
    except StylecamError as error:
        sys.stdout.buffer.write(str(error).encode())
        return _CANNOT if isinstance(error, UsageError) else _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
