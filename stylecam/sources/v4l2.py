"""What a camera of Linux offers, asked of its driver while others may be filming with it.

The structures are those of <linux/videodev2.h>, the questions `VIDIOC_ENUM_FMT`, `VIDIOC_ENUM_FRAMESIZES` and
`VIDIOC_ENUM_FRAMEINTERVALS` (https://docs.kernel.org/userspace-api/media/v4l/user-func.html).
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from stylecam.look import Size

ENUM_FORMATS = 0xC0405602
ENUM_SIZES = 0xC02C564A
ENUM_INTERVALS = 0xC034564B
"""Numbers of the questions: direction, size of the structure, "V", number."""

CAPTURE = 1
DISCRETE = 1
MOST_ANSWERS = 256
"""More than any camera gives; a driver that never says "that was all" is not believed."""

READABLE = frozenset(b"MJPG JPEG YUYV UYVY NV12 NV21 YU12 YV12 RGB3 BGR3 GREY".split())
"""Codings that OpenCV makes a picture of."""

Ask = Callable[[int, bytes], bytes | None]
"""From a question and its structure to the structure filled in; None where the driver has no (further) answer."""


@contextmanager
def asking(path: str) -> Iterator[Ask]:
    """Questions to the driver of a device.

    Raises:
        OSError: it is gone, or may not be opened.
    """
    if sys.platform != "linux":
        raise OSError("there is no V4L2 here")
    import fcntl

    device = os.open(path, os.O_RDWR | os.O_NONBLOCK)

    def ask(question: int, structure: bytes) -> bytes | None:
        answer = bytearray(structure)
        try:
            fcntl.ioctl(device, question, answer)
        except OSError:
            return None
        return bytes(answer)

    try:
        yield ask
    finally:
        os.close(device)


def pixel_formats(ask: Ask) -> list[int]:
    """The codings it films in that can be read."""
    answers = _answers(ask, ENUM_FORMATS, lambda index: struct.pack("=II56x", index, CAPTURE))
    found = [int(struct.unpack_from("=I", answer, 44)[0]) for answer in answers]
    return [coding for coding in found if coding.to_bytes(4, "little") in READABLE]


def sizes(ask: Ask, coding: int) -> list[tuple[range, range]]:
    """The widths and heights it films in; each range holds one number where the driver names its sizes singly."""
    answers = _answers(ask, ENUM_SIZES, lambda index: struct.pack("=II36x", index, coding))
    return [_size(*struct.unpack_from("=7I", answer, 8)) for answer in answers]


def rates(ask: Ask, coding: int, size: Size) -> list[tuple[float, float]]:
    """Frames per second that it gives at that size, from the least to the most; twice the same for a single one."""
    answers = _answers(ask, ENUM_INTERVALS, lambda index: struct.pack("=IIII36x", index, coding, *size))
    found = [_rates(*struct.unpack_from("=5I", answer, 16)) for answer in answers]
    return [span for span in found if span is not None]


def _answers(ask: Ask, question: int, structure: Callable[[int], bytes]) -> Iterator[bytes]:
    for index in range(MOST_ANSWERS):
        answer = ask(question, structure(index))
        if answer is None:
            return
        yield answer


def _size(kind: int, *numbers: int) -> tuple[range, range]:
    if kind == DISCRETE:
        width, height = numbers[:2]
        return range(width, width + 1), range(height, height + 1)
    narrowest, widest, width_step, lowest, highest, height_step = numbers
    return range(narrowest, widest + 1, width_step or 1), range(lowest, highest + 1, height_step or 1)


def _rates(kind: int, shortest: int, shortest_of: int, longest: int, longest_of: int) -> tuple[float, float] | None:
    """A driver tells seconds from one frame to the next, as fractions."""
    if kind == DISCRETE:
        longest, longest_of = shortest, shortest_of
    if not shortest or not longest:
        return None
    return longest_of / longest, shortest_of / shortest
