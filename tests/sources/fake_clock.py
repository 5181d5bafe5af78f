"""Time for tests."""

from __future__ import annotations

import threading


class FakeClock:
    """A clock that passes only when waited on, or when a test moves it."""

    def __init__(self) -> None:
        self.time = 100.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.time

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        self.waits.append(seconds)
        self.time += seconds
        return stop.is_set()
