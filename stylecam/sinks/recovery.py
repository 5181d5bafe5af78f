"""Recordings whose program died: found and finished at the next start."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path

import av

from stylecam.errors import SinkError
from stylecam.sinks.lock import lock
from stylecam.sinks.partfile import sink_error
from stylecam.sinks.remux import has_room_twice, is_playable, remux
from stylecam.sinks.working import MARK, Opened, drop_torn_end, final_name, move_open, remove_open

YOUNG = 60.0
"""Seconds for which a file without a picture may be one that has just been started."""


EMPTY = 100_000
"""Bytes of a file that is not worth a second look if nothing can be read of it."""


def rescue(folder: Path, reserved: Collection[str] = ()) -> list[Path]:
    """Finish all unfinished recordings in a folder; the finished files. May take a while for long recordings.

    What cannot be finished stays as it is. Small leftovers without a single picture are deleted.

    Args:
        reserved: names that none of them gets, since a new recording will replace what bears them.
    """
    finished = []
    for path in unfinished(folder):
        with contextlib.suppress(SinkError):
            finished.append(finish(path, reserved))
    return finished


def unfinished(folder: Path) -> list[Path]:
    """Recordings in a folder that nobody writes any more and that were never finished, the oldest first."""
    found = []
    with contextlib.suppress(OSError):
        found = [path for path in folder.iterdir() if final_name(path) is not None and _is_left(path)]
    return sorted(found, key=lambda path: path.name)


def finish(path: Path, reserved: Collection[str] = ()) -> Path:
    """Make a recording that was left behind a clean file under a name that is free and not reserved, its times kept.

    Where there is no room for a copy the file only gets its name; it plays as it is.

    Raises:
        SinkError: it is still being written, it is no unfinished recording, or it holds no picture; the last is
            deleted where it is small and older than a minute.
    """
    name = final_name(path)
    if name is None or not _is_ours(path):
        raise SinkError(f"{path}: is no unfinished recording; leave it as it is")
    try:
        with _owned(path) as file:
            if not is_playable(path):
                raise _nothing_in(path, file)
            target = _free(name, reserved)
            if has_room_twice(path) and _remuxed(path, target):
                remove_open(path, file)
            else:
                drop_torn_end(path, file.fileno())
                move_open(path, file, target)
            return target
    except BlockingIOError:
        raise SinkError(f"{path}: is still being recorded; stop that recording first") from None
    except OSError as error:
        raise sink_error(path, error) from error


def _remuxed(path: Path, target: Path) -> bool:
    try:
        return remux(path, target)
    except (OSError, av.FFmpegError, SinkError):
        return False


def _nothing_in(path: Path, file: Opened) -> SinkError:
    found = path.stat()
    if found.st_size < EMPTY and time.time() - found.st_mtime > YOUNG:
        remove_open(path, file)
    return SinkError(f"{path}: holds no picture")


def _free(name: Path, reserved: Collection[str]) -> Path:
    """The name, or with the first number that makes it new."""
    numbered = (name.with_name(f"{name.stem} {number}{name.suffix}") for number in count(2))
    return next(path for path in chain((name,), numbered) if path.name not in reserved and not path.exists())


@contextmanager
def _owned(path: Path) -> Iterator[Opened]:
    """The open file; nobody else writes or finishes the file meanwhile.

    Raises:
        OSError: somebody does, or it cannot be told.
    """
    with path.open("r+b", buffering=0) as file:
        lock(file.fileno())
        yield file


def _is_left(path: Path) -> bool:
    try:
        with _owned(path):
            return _is_ours(path)
    except OSError:
        return False


def _is_ours(path: Path) -> bool:
    """Whether it bears the mark; one that ended before its head was written is empty."""
    try:
        if path.stat().st_size == 0:
            return True
        with av.open(f"file:{path}", metadata_errors="replace") as container:
            return bool(set(MARK.values()) & set(container.metadata.values()))
    except (OSError, av.FFmpegError):
        return False
