"""Saying that a file is being written, in a way that ends with the program that says it, however that ends."""

from __future__ import annotations

import sys

_FAR = 2**62
"""A byte that no file has: Windows keeps others from what is locked, and the pictures shall be read."""


def lock(descriptor: int) -> None:
    """Lock an open file until it is closed.

    Raises:
        BlockingIOError: another program holds it, or this one by another descriptor.
        OSError: its disk knows no locks.
    """
    if sys.platform == "win32":
        import msvcrt
        import os

        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(*error.args) from error
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
