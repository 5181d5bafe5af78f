"""Time as a value that can be handed in, so that tests do not wait for it."""

from __future__ import annotations

import threading
import time
from typing import Protocol


class Clock(Protocol):
    """A monotonic clock and the one way to wait on it."""

    def now(self) -> float:
        """Seconds, monotonic."""
        ...

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        """Wait until `seconds` have passed or `stop` is set; True when it is set."""
        ...


class MonotonicClock:
    """The machine's own clock."""

    def now(self) -> float:
        return time.monotonic()

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        return stop.wait(max(0.0, seconds))
