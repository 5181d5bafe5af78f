"""A source, an engine and a sink in memory, for renderings; each notes what was done to it, and by which thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from stylecam.frame import Frame
from stylecam.look import Look
from stylecam.pipeline.commands import Command
from tests.sinks.clips import frames_at


def nothing(_: object) -> None:
    pass


@dataclass
class Calls:
    """What was done to an object, and in which threads."""

    made: list[str] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def note(self, call: str) -> None:
        self.made.append(call)
        self.threads.add(threading.get_ident())


class ListSource:
    """Frames from a list; `at_read` is called before each."""

    name = "list"

    def __init__(self, frames: Iterable[Frame], at_read: Callable[[int], None] = nothing) -> None:
        self._frames = list(frames)
        self._at_read = at_read
        self._next = 0
        self.frame_count: int | None = len(self._frames)
        self.calls = Calls()

    def open(self) -> None:
        self.calls.note("open")

    def read(self) -> Frame | None:
        self.calls.note("read")
        if self._next == len(self._frames):
            return None
        self._at_read(self._next)
        self._next += 1
        return self._frames[self._next - 1]

    def close(self) -> None:
        self.calls.note("close")


class Negative:
    """An engine that turns light into dark; `at_frame` is called before each frame."""

    name = "negative"
    look = Look(())

    def __init__(self, at_frame: Callable[[int], None] = nothing) -> None:
        self._at_frame = at_frame
        self.calls = Calls()

    def open(self) -> None:
        self.calls.note("open")

    def apply(self, command: Command) -> None:
        raise AssertionError(f"nobody sends commands to a rendering: {command}")

    def stylize(self, frame: Frame) -> Frame:
        self.calls.note("stylize")
        self._at_frame(frame.index)
        return frame.with_pixels(255 - frame.pixels)

    def close(self) -> None:
        self.calls.note("close")


class NegativeAhead(Negative):
    """The same, that may begin with a frame before the one before it is done."""

    overlaps = True

    def begin(self, frame: Frame) -> Callable[[], Frame]:
        self.calls.note(f"begin {frame.index}")
        return partial(self._finish, frame)

    def _finish(self, frame: Frame) -> Frame:
        self.calls.note(f"finish {frame.index}")
        return self.stylize(frame)


class ListSink:
    """Keeps frames in a list; `at_write` is called before each."""

    name = "list"

    def __init__(self, at_write: Callable[[int], None] = nothing) -> None:
        self._at_write = at_write
        self.frames: list[Frame] = []
        self.calls = Calls()

    def open(self) -> None:
        self.calls.note("open")

    def write(self, frame: Frame) -> None:
        self.calls.note("write")
        self._at_write(frame.index)
        self.frames.append(frame)

    def close(self) -> None:
        self.calls.note("close")

    def abort(self) -> Path | None:
        self.calls.note("abort")
        return Path("list.partial")


def ten_seconds() -> list[Frame]:
    return frames_at(index / 10 for index in range(100))


def fail_at(frame: int, error: BaseException) -> Callable[[int], None]:
    def act(index: int) -> None:
        if index == frame:
            raise error

    return act
