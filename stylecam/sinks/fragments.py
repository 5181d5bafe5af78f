"""Where a fragmented MP4 that was cut off stops being whole."""

from __future__ import annotations

import os

_SIZE = 4
_HEADER = 8
_LARGE = 16
"""Bytes of a box's size, of its head, and of the head of one whose size takes eight bytes."""


def whole_length(descriptor: int) -> int:
    """Bytes of an open file up to the last fragment (`moof` and its `mdat`) that is there from end to end.

    ISO/IEC 14496-12: a file is a row of boxes, each a size, a kind of four letters, and what they hold.
    """
    size = os.fstat(descriptor).st_size
    at = whole = 0
    while at + _HEADER <= size:
        head = _head(descriptor, at)
        length = int.from_bytes(head[:_SIZE], "big")
        kind = head[_SIZE:_HEADER]
        if length == 1:
            length = int.from_bytes(head[_HEADER:], "big")
        if length < _HEADER or at + length > size:
            break
        at += length
        if kind != b"moof":
            whole = at
    return whole


def _head(descriptor: int, at: int) -> bytes:
    os.lseek(descriptor, at, os.SEEK_SET)
    return os.read(descriptor, _LARGE)
