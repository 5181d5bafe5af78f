"""The file of a recording that is being made: it plays and is found, even if the program or the machine dies."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import time
from itertools import count
from pathlib import Path
from typing import Protocol

import av

from stylecam.errors import SinkError
from stylecam.recordings import FILMS
from stylecam.sinks.fragments import whole_length
from stylecam.sinks.lock import lock
from stylecam.sinks.partfile import sink_error
from stylecam.sinks.remux import has_room_twice, remux

SYNC_EVERY = 1.0
"""Seconds after which what is written is brought to the disk itself: a machine may lose its power."""

SYNC_SHARE = 0.25
"""Of the time, that waiting for a slow disk may take: one of half a second is waited for every two."""

PATIENCE = 3.0
"""Seconds for making a finished recording a clean file: a stop shall not keep anyone waiting."""

MARK = {"comment": "recorded by stylecam"}
"""In every recording, so that no other program's files are taken for unfinished ones."""

FRAGMENTED = (".mp4", ".mov")

_NAME = re.compile(r"(?P<stem>.+)\.recording(-\d+)?")


def final_name(path: Path) -> Path | None:
    """The name that a recording under its working name is to bear; None where that is no working name."""
    match = _NAME.fullmatch(path.stem)
    if match is None or path.suffix.lower() not in FILMS:
        return None
    return path.with_name(match["stem"] + path.suffix)


def drop_torn_end(path: Path, descriptor: int) -> None:
    """Of a file that nobody could finish, drop what is no whole fragment: decoders stumble over it.

    Raises:
        OSError: the disk is gone.
    """
    if path.suffix.lower() in FRAGMENTED:
        os.ftruncate(descriptor, whole_length(descriptor))


class Opened(Protocol):
    """A file that somebody has open."""

    def fileno(self) -> int: ...

    def close(self) -> None: ...


def move_open(path: Path, file: Opened, name: Path) -> None:
    """Give a file that is open and locked another name, which nobody can come between.

    Raises:
        OSError: it cannot have it.
    """
    try:
        path.replace(name)
    except PermissionError:  # Windows moves no file that is open
        file.close()
        path.replace(name)


def remove_open(path: Path, file: Opened) -> None:
    """Delete a file that is open and locked.

    Raises:
        OSError: it cannot be deleted.
    """
    try:
        path.unlink(missing_ok=True)
    except PermissionError:  # Windows deletes none; nobody shall find pictures in it meanwhile
        os.ftruncate(file.fileno(), 0)
        file.close()
        path.unlink(missing_ok=True)


class SteadyFile:
    """A file whose every write is at once with the operating system, and soon on the disk.

    Once a write has failed it takes nothing more: what lies there plays up to that point, and shall not be spoilt.
    """

    def __init__(self, path: Path) -> None:
        """
        Raises:
            OSError: there is a file, or none can be made.
        """
        self.name = str(path)
        self._file = path.open("x+b", buffering=0)
        self._failure: OSError | None = None
        self._sync_at = time.monotonic() + SYNC_EVERY

    def fileno(self) -> int:
        return self._file.fileno()

    def write(self, data: bytes) -> int:
        """All of it.

        Raises:
            OSError: there is no room, or the disk is gone; every later call says the same.
        """
        if self._failure is not None:
            raise self._failure
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._file.write(rest) or 0 :]
            self._sync_if_due()
        except OSError as error:
            self._failure = error
            raise
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def sync(self) -> None:
        """
        Raises:
            OSError: the disk is gone.
        """
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()

    def _sync_if_due(self) -> None:
        now = time.monotonic()
        if now >= self._sync_at:
            self.sync()
            took = time.monotonic() - now
            self._sync_at = now + max(SYNC_EVERY, took / SYNC_SHARE)


class WorkingFile:
    """`NAME.recording.mp4` beside `NAME.mp4`, locked until it is renamed or discarded.

    Attributes:
        path: where it lies now.
        file: open for writing.

    Raises:
        SinkError: the target's folder is missing or cannot be written, or the target is a folder.
    """

    def __init__(self, target: Path) -> None:
        try:
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "")
            self.path, self.file = _new(target)
        except OSError as error:
            raise sink_error(target, error) from error

    def close(self) -> None:
        """Bring the last of it to the disk; it stays locked.

        Raises:
            OSError: there was no room for it.
        """
        self.file.sync()

    def rename(self, name: Path) -> None:
        """Give it its name, replacing what bore it, as a clean file where that is quickly done, else as it is.

        Raises:
            SinkError: it could not be renamed; it stays where the message says.
        """
        try:
            if self._made_clean(name):
                self.discard()
            else:
                drop_torn_end(self.path, self.file.fileno())
                move_open(self.path, self.file, name)
        except OSError as error:
            why = error.strerror or str(error)
            raise SinkError(f"{name}: cannot be replaced ({why}); the recording is in {self.path}") from error
        finally:
            self.file.close()

    def discard(self) -> None:
        """Leave nothing behind. Never raises."""
        with contextlib.suppress(OSError):  # a disk that is gone
            remove_open(self.path, self.file)
        self.file.close()

    def _made_clean(self, name: Path) -> bool:
        """A Matroska file is clean once it is finished."""
        if name.suffix.lower() not in FRAGMENTED:
            return False
        try:
            return has_room_twice(self.path) and remux(self.path, name, PATIENCE)
        except (OSError, av.FFmpegError, SinkError):
            return False


def _new(target: Path) -> tuple[Path, SteadyFile]:
    """A file of its own for this recording, beside those of recordings to the same name, and locked."""
    for number in count(1):
        path = target.with_name(f"{target.stem}.recording{f'-{number}' if number > 1 else ''}{target.suffix}")
        try:
            file = SteadyFile(path)
        except FileExistsError:
            continue
        try:
            lock(file.fileno())
        except BlockingIOError:  # who looks for unfinished recordings was quicker, and deletes what is empty
            file.close()
            continue
        except OSError:
            pass  # A disk without locks: nobody can lock the file to finish it, either.
        return path, file
    raise AssertionError("unreachable")
