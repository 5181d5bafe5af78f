"""Tiny real parts for a pipeline: sources of numbered frames, an engine, sinks, and a way to wait for anything."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from stylecam.errors import StylecamError
from stylecam.frame import Frame
from stylecam.look import Look
from stylecam.pipeline.capture import Patience
from stylecam.pipeline.commands import Command, SetStrength
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.ports import Source
from stylecam.pipeline.slots import BoundedFifo, SlotClosed

DEADLINE = 60.0
"""Seconds after which a test that waits has failed; none of them takes a hundredth of it on an idle machine."""

PATIENT = Patience(first=1e6, next=1e6, retry=0.001, retry_most=0.004, poll=0.002, release=DEADLINE)
"""For sources that behave: none is ever taken for stalled, however busy the machine."""

CURT = Patience(first=12.0, next=3.0, retry=0.5, retry_most=5.0, poll=0.002, release=0.02)
"""For sources that block, with a `FakeClock`: they stall when the test moves the clock, and are not waited for."""


def eventually(condition: Callable[[], object]) -> None:
    """Wait until it is so."""
    until = time.monotonic() + DEADLINE
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < until, "it did not come to pass"
        pause.wait(0.002)


def numbered(index: int, size: tuple[int, int] = (4, 3)) -> Frame:
    """A frame whose pixels are its index, captured as many seconds after 100."""
    width, height = size
    return Frame(np.full((height, width, 3), index % 256, np.uint8), index, 100.0 + index)


def indexes(frames: list[Frame]) -> list[int]:
    return [frame.index for frame in frames]


def drained(slot: BoundedFifo[Frame]) -> list[Frame]:
    """Everything that comes through a slot until it is closed."""
    frames: list[Frame] = []
    while True:
        try:
            frame = slot.get(DEADLINE)
        except SlotClosed:
            return frames
        assert frame is not None, "the slot was not closed"
        frames.append(frame)


class Flow:
    """A source that gives a frame each millisecond: `count` of them, or no end of them."""

    def __init__(self, name: str = "flow", count: int | None = None) -> None:
        self.name = name
        self.opened = 0
        self.closed = threading.Event()
        self._count = count
        self._index = -1

    def open(self) -> None:
        self.opened += 1
        self.closed.clear()

    def read(self) -> Frame | None:
        self.closed.wait(0.001)
        if self._count is not None and self._index + 1 >= self._count:
            return None
        self._index += 1
        return numbered(self._index)

    def close(self) -> None:
        self.closed.set()


class Reel:
    """A source that gives what it is fed: a frame, an error to raise, None for the end. Unfed it blocks, as drivers do.

    Attributes:
        refusals: errors that the next calls of `open` raise.
    """

    def __init__(self, name: str = "reel", refusals: list[Exception] | None = None) -> None:
        self.name = name
        self.refusals = refusals or []
        self.opened = 0
        self.closed = threading.Event()
        self.reading = threading.Event()
        self._food: queue.SimpleQueue[Frame | Exception | None] = queue.SimpleQueue()

    def feed(self, *food: Frame | Exception | None) -> Reel:
        for piece in food:
            self._food.put(piece)
        return self

    def open(self) -> None:
        self.opened += 1
        self.closed.clear()
        if self.refusals:
            raise self.refusals.pop(0)

    def read(self) -> Frame | None:
        self.reading.set()
        piece = self._food.get()
        if isinstance(piece, Exception):
            raise piece
        return piece

    def close(self) -> None:
        self.closed.set()


class Shelf:
    """Makes sources: each name stands for some, of which the next is handed out each time and the last for ever.

    An exception among them is raised.
    """

    def __init__(self, sources: Mapping[str, Source | Exception | list[Source | Exception]]) -> None:
        self._sources = {name: each if isinstance(each, list) else [each] for name, each in sources.items()}
        self.made: list[str] = []

    def __call__(self, spec: str) -> Source:
        self.made.append(spec)
        row = self._sources[spec]
        source = row.pop(0) if len(row) > 1 else row[0]
        if isinstance(source, Exception):
            raise source
        return source


class ToyEngine:
    """Paints every pixel with a hundred times its strength. Refuses a strength above 1, raises what it is told to.

    Attributes:
        troubles: what painting the frame of an index raises.
        may_paint: while it is not set, painting takes its time.
    """

    def __init__(self, name: str = "engine", troubles: Mapping[int, Exception] | None = None) -> None:
        self.name = name
        self.troubles = dict(troubles or {})
        self.may_paint = threading.Event()
        self.may_paint.set()
        self.painting = threading.Event()
        self.look = Look((), strength=0.5)
        self.applied: list[Command] = []
        self.seen: list[Frame] = []
        self.open_error: Exception | None = None
        self.threads: set[str] = set()
        self.closed = 0

    def open(self) -> None:
        self.threads.add(threading.current_thread().name)
        if self.open_error is not None:
            raise self.open_error

    def apply(self, command: Command) -> None:
        self.threads.add(threading.current_thread().name)
        assert isinstance(command, SetStrength)
        if command.strength > 1:
            raise StylecamError(f"strength {command.strength:g} is too much; 1 is the most")
        self.look = replace(self.look, strength=command.strength)
        self.applied.append(command)

    def stylize(self, frame: Frame) -> Frame:
        self.threads.add(threading.current_thread().name)
        self.seen.append(frame)
        self.painting.set()
        assert self.may_paint.wait(DEADLINE)
        if frame.index in self.troubles:
            raise self.troubles[frame.index]
        painted = np.full_like(frame.pixels, round(100 * self.look.strength))
        return replace(frame, pixels=painted, content=frame.pixels)

    def close(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.closed += 1


class Album:
    """A sink that keeps what it is given.

    Attributes:
        troubles: what `open`, `close` and the writing of the frame of an index raise.
        may_write: while it is not set, writing takes its time.
    """

    def __init__(self, name: str = "album", troubles: Mapping[str | int, Exception] | None = None) -> None:
        self.name = name
        self.troubles = dict(troubles or {})
        self.may_write = threading.Event()
        self.may_write.set()
        self.writing = threading.Event()
        self.frames: list[Frame] = []
        self.threads: set[str] = set()
        self.closed = 0

    def count(self) -> int:
        return len(self.frames)

    def open(self) -> None:
        self._meet("open")

    def write(self, frame: Frame) -> None:
        self.writing.set()
        assert self.may_write.wait(DEADLINE)
        self._meet(frame.index)
        self.frames.append(frame)

    def close(self) -> None:
        self.closed += 1
        self._meet("close")

    def _meet(self, moment: str | int) -> None:
        self.threads.add(threading.current_thread().name)
        if moment in self.troubles:
            raise self.troubles[moment]


@contextmanager
def running(pipeline: Pipeline) -> Iterator[Pipeline]:
    """Started here, stopped at the end."""
    pipeline.start()
    try:
        yield pipeline
    finally:
        pipeline.stop(DEADLINE)
