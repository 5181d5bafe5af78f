"""A program that is fed through its standard input, and that never outlives the one who feeds it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

_PIPE_BYTES = 1 << 20
"""As much as Linux gives to anybody."""


@contextlib.contextmanager
def fed(command: Sequence[str], said: BinaryIO) -> Iterator[int]:
    """Start a program for the time of a `with`: its standard input, which never blocks.

    It ends with this; on Linux also with the *thread* that started it, however that ends. One that waits for ever does
    not notice that nobody feeds it any more.

    Args:
        command: the program and its arguments.
        said: a file for what it says on standard error.

    Raises:
        OSError: it cannot be started.
    """
    # In a session of its own: Ctrl+C in the terminal is for us, and we end it.
    child = subprocess.Popen(
        leashed(command), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
    )
    assert child.stdin is not None
    pipe = child.stdin.fileno()
    try:
        os.set_blocking(pipe, False)
        _widen(pipe)
        yield pipe
    finally:
        child.kill()
        child.wait()
        child.stdin.close()


def leashed(command: Sequence[str]) -> list[str]:
    """The command, by which the kernel kills it when the thread that started it ends; as it is where that cannot be.

    By util-linux's program, which turns into the other: between `fork` and `exec` a program with threads may not run
    Python to ask for it.
    """
    leash = shutil.which("setpriv") if sys.platform == "linux" else None
    return [leash, "--pdeathsig", "KILL", *command] if leash else list(command)


def _widen(pipe: int) -> None:
    """Make the pipe hold more, so that a picture goes through in a few pieces."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # somebody's pipes hold much already
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
