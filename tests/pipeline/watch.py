"""The capture side alone, and everything that comes out of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from stylecam.clock import Clock, MonotonicClock
from stylecam.frame import Frame
from stylecam.pipeline.capture import Capture, Patience
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import State
from tests.pipeline.parts import DEADLINE, PATIENT, Shelf, drained, eventually, numbered
from tests.sources.fake_clock import FakeClock


class Frozen:
    """A clock on which nothing passes by waiting, so that whoever rests goes on resting."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now()

    def wait(self, stop: threading.Event, _seconds: float) -> bool:
        return stop.wait(0.002)


class Watch:
    """A capture at work, and everything it hands over."""

    def __init__(self, make: Shelf, spec: str, clock: Clock, patience: Patience) -> None:
        self.slot: BoundedFifo[Frame] = BoundedFifo(100_000)
        self.capture = Capture(make, spec, self.slot, clock, patience)

    def until(self, state: State, name: str | None = None) -> None:
        """Wait for a state, and for who is in it."""
        eventually(lambda: self.state is state and name in (None, self.capture.worker_status.name))

    def until_frames(self, count: int) -> None:
        eventually(lambda: self.capture.frames >= count)

    def until_told_to_end(self) -> None:
        """Wait until the watcher has given up on the present reader, which has not ended yet."""
        _, reader = self.capture._tally
        assert reader is not None
        eventually(reader._stop.is_set)

    @property
    def state(self) -> State:
        return self.capture.worker_status.state

    @property
    def detail(self) -> str:
        return self.capture.worker_status.detail

    def rest(self) -> list[Frame]:
        """Stop; what was handed over and not taken yet."""
        self.capture.stop()
        assert self.capture.join(DEADLINE)
        return drained(self.slot)


@contextmanager
def watching(make: Shelf, spec: str = "a", clock: Clock | None = None, patience: Patience = PATIENT) -> Iterator[Watch]:
    watch = Watch(make, spec, clock or MonotonicClock(), patience)
    watch.capture.start()
    try:
        yield watch
    finally:
        watch.capture.stop()
        assert watch.capture.join(DEADLINE)


def frames(*indexes: int) -> list[Frame]:
    return [numbered(index) for index in indexes]


def has(items: list[Frame], kind: type[Frame]) -> list[Frame]:
    return [item for item in items if type(item) is kind]
