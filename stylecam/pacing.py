"""When the next frame is due: of a made-up source, or for a camera that others watch."""

from __future__ import annotations

import math
import threading
from typing import Protocol

from stylecam.clock import Clock


class Pace(Protocol):
    """Numbers the frames from 0 at each `start`; their indexes go on across starts."""

    def start(self) -> None:
        """Begin at frame 0."""
        ...

    def stop(self) -> None:
        """End a wait."""
        ...

    def due(self) -> int:
        """The number of the next frame."""
        ...

    def take(self, number: int) -> int | None:
        """The index of that frame, once it is due; None when stopped meanwhile."""
        ...


class Unpaced:
    """One frame after the other, as fast as they are read."""

    def __init__(self) -> None:
        self._first_index = 0
        self._next = 0

    def start(self) -> None:
        self._first_index += self._next
        self._next = 0

    def stop(self) -> None: ...

    def due(self) -> int:
        return self._next

    def take(self, number: int) -> int | None:
        self._next = number + 1
        return self._first_index + number


class Metronome(Unpaced):
    """Frames at a steady rate. Like a camera, it does not wait for a slow reader, who misses some.

    Args:
        fps: frames per second of the clock's time.
        clock: what is waited on.
    """

    def __init__(self, fps: float, clock: Clock) -> None:
        super().__init__()
        self._fps = fps
        self._clock = clock
        self._stopped = threading.Event()
        self._began = 0.0

    def start(self) -> None:
        super().start()
        self._stopped.clear()
        self._began = self._clock.now()

    def stop(self) -> None:
        self._stopped.set()

    def due(self) -> int:
        passed = math.floor((self._clock.now() - self._began) * self._fps + 1e-9)
        return max(self._next, passed)

    def take(self, number: int) -> int | None:
        left = self._began + number / self._fps - self._clock.now()
        if self._clock.wait(self._stopped, max(0.0, left)):
            return None
        return super().take(number)
