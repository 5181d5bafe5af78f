"""Files that appear under their name only when they are whole."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path
from typing import BinaryIO, Protocol

import av

from stylecam.errors import SinkError

_MENDS = {
    errno.ENOENT: "its folder does not exist; make it first",
    errno.ENOTDIR: "its folder is a file; choose another place",
    errno.EISDIR: "it is a folder; give a file's name",
    errno.EACCES: "writing there is not allowed; choose another folder",
    errno.EPERM: "writing there is not allowed; choose another folder",
    # The second is what Linux makes of a disk that goes away under an open file.
    errno.EROFS: "that disk is read-only, or was pulled out; choose another",
    errno.ENOSPC: "the disk is full; make room or choose another",
    errno.EDQUOT: "your share of the disk is used up; make room or choose another",
    errno.EFBIG: "the file is larger than the disk allows; choose another",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    **dict.fromkeys((errno.EIO, errno.ENXIO, errno.ENODEV), "that disk is broken, or was pulled out; choose another"),
}


def sink_error(path: Path, error: OSError | av.FFmpegError) -> SinkError:
    """One line for a person: which file, why not, the mend."""
    reason = _MENDS.get(error.errno or 0) or error.strerror or str(error)
    return SinkError(f"{path}: cannot be written: {reason}")


class Writable(Protocol):
    """What is written into."""

    def write(self, data: bytes, /) -> int: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def tell(self) -> int: ...


class Part(Protocol):
    """A file that is being made.

    Attributes:
        path: where it lies now.
        file: open for writing.
    """

    path: Path

    @property
    def file(self) -> Writable: ...

    def close(self) -> None:
        """Write the last of it; `rename` or `discard` follows. Idempotent.

        Raises:
            OSError: there was no room for it.
        """
        ...

    def rename(self, name: Path) -> None:
        """Give it its name, replacing what bore it.

        Raises:
            SinkError: it could not be renamed; it stays where the message says.
        """
        ...

    def discard(self) -> None:
        """Leave nothing behind. Never raises."""
        ...


class PartFile:
    """A file under a hidden name beside its target, until it is whole.

    It lies in the target's own folder, so that the last step is one atomic rename; whatever bore the target's name
    stays as it was until then.

    Attributes:
        path: where it lies now.
        file: open for binary writing until `close` or `discard`.

    Raises:
        SinkError: the target's folder is missing or cannot be written, or the target is a folder.
    """

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(f".stylecam-{secrets.token_hex(4)}{target.suffix}.part")
        try:
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "")
            self.file: BinaryIO = self.path.open("xb")
        except OSError as error:
            raise sink_error(target, error) from error

    def close(self) -> None:
        """Bring the last of it to the disk, which may be pulled out as soon as people are told. Idempotent.

        Raises:
            OSError: there was no room for it, or the disk is gone.
        """
        if not self.file.closed:
            self.sync()
        self.file.close()

    def sync(self) -> None:
        """Bring what is written to the disk, whoever wrote it.

        Raises:
            OSError: there was no room for it, or the disk is gone.
        """
        self.file.flush()
        os.fsync(self.file.fileno())

    def rename(self, name: Path) -> None:
        """Give it its name, replacing what bore it.

        Raises:
            SinkError: it could not be renamed; it stays where the message says.
        """
        try:
            self.path.replace(name)
        except OSError as error:
            why = error.strerror or str(error)
            raise SinkError(f"{name}: cannot be replaced ({why}); the new file is complete in {self.path}") from error

    def discard(self) -> None:
        """Leave nothing behind. Never raises."""
        with contextlib.suppress(OSError):  # what could not be flushed is deleted next
            self.file.close()
        with contextlib.suppress(OSError):  # a disk that is gone: nothing lies on it any more
            self.path.unlink(missing_ok=True)
