"""A clock that a test moves, for a thread that waits on it."""

from __future__ import annotations

import threading

from tests.pipeline.parts import DEADLINE


class HandClock:
    """Time passes in `advance` alone, which stops at each moment that the other thread waits for."""

    def __init__(self) -> None:
        self._time = 100.0
        self._changed = threading.Condition()
        self._awaited: float | None = None

    def now(self) -> float:
        return self._time

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        with self._changed:
            until = self._time + seconds
            self._awaited = until
            self._changed.notify_all()
            # A stop notifies nobody.
            while self._time < until and not stop.is_set():
                self._changed.wait(0.002)
            self._awaited = None
        return stop.is_set()

    def advance(self, seconds: float) -> None:
        """Let so much time pass; the other thread does what falls due meanwhile, and waits again."""
        until = self._time + seconds
        with self._changed:
            while self._next() <= until:
                self._time = max(self._time, self._next())
                self._awaited = None
                self._changed.notify_all()
            self._time = until

    def advance_alone(self, seconds: float) -> None:
        """The same without a look at the other thread."""
        with self._changed:
            self._time += seconds

    def _next(self) -> float:
        """The moment that is waited for, once there is one."""
        assert self._changed.wait_for(lambda: self._awaited is not None, DEADLINE), "nobody waits on this clock"
        assert self._awaited is not None
        return self._awaited
