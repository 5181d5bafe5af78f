"""How much room is left for a recording."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

LEAST = 200_000_000
"""Bytes that a recording leaves free: other programs need some too."""

AHEAD = 10.0
"""Seconds of recording that must still fit."""

EVERY = 1.0
"""Seconds between two looks."""


def free_bytes(folder: Path) -> int:
    """Room on a folder's disk.

    Raises:
        OSError: it cannot be told; the disk may be gone.
    """
    return shutil.disk_usage(folder).free


class DiskWatch:
    """Notices in time that a disk becomes full, by whomsoever.

    Args:
        folder: where the recording lies.
        free: bytes that are free in a folder.
        now: seconds, monotonic.
    """

    def __init__(
        self, folder: Path, free: Callable[[Path], int] = free_bytes, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder = folder
        self._free = free
        self._now = now
        self._looked_at: float | None = None
        self._written = 0

    def shortage(self, written: int) -> int | None:
        """The bytes that are free, where that is too little to go on; None while there is room.

        Args:
            written: the recording's bytes so far.

        Raises:
            OSError: the disk cannot be asked.
        """
        now = self._now()
        since = None if self._looked_at is None else now - self._looked_at
        if since is not None and since < EVERY:
            return None
        rate = 0.0 if since is None else (written - self._written) / since
        self._looked_at, self._written = now, written
        free = self._free(self._folder)
        return free if free < max(LEAST, rate * AHEAD) else None
