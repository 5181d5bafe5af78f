"""The demo source: a painted scene in place of a camera."""

from __future__ import annotations

import math
import threading

from stylecam.clock import Clock, MonotonicClock
from stylecam.errors import SourceError, UsageError
from stylecam.frame import Frame
from stylecam.sources.scene import SMALLEST, Scene

UNPACED_STEP = 1 / 30
"""Seconds of scene time from one unpaced frame to the next."""


class DemoSource:
    """A talking figure before a garden window, for those without a camera and for measurements.

    Args:
        size: (width, height) of the frames.
        fps: frames per second of the clock's time. Like a camera, it does not wait for a slow reader: frames the
            reader had no time for are never drawn, and the index leaves gaps. None draws as fast as it is read.
        clock: what paces the frames and stamps `captured_at`: the moment a frame's drawing was finished.
        duration: seconds of scene time after which the source ends; None for a source without an end.

    Raises:
        UsageError: the size is under 64x64, or the rate or the duration is not a positive number.
    """

    name = "demo"

    def __init__(
        self,
        size: tuple[int, int] = (640, 360),
        fps: float | None = 30.0,
        clock: Clock | None = None,
        duration: float | None = None,
    ) -> None:
        if min(size) < SMALLEST:
            raise UsageError(f"the demo is drawn at {SMALLEST}x{SMALLEST} or larger, not {size[0]}x{size[1]}")
        if fps is not None and not 0 < fps < math.inf:
            raise UsageError(f"the demo's frame rate is a positive number, not {fps}")
        if duration is not None and not 0 < duration < math.inf:
            raise UsageError(f"the demo's duration is a positive number of seconds, not {duration}")
        self._size = size
        self._paced = fps is not None
        self._step = UNPACED_STEP if fps is None else 1 / fps
        self._clock: Clock = clock or MonotonicClock()
        # Scene time in whole frames, so that no error adds up.
        self._frames = math.inf if duration is None else math.ceil(duration / self._step - 1e-9)
        self._closed = threading.Event()
        self._scene: Scene | None = None
        self._opened_at = 0.0
        self._first_index = 0
        self._next = 0

    def open(self) -> None:
        """Paint the layers of the scene and start its time at zero. The index goes on from where it was."""
        self._scene = Scene(self._size)
        self._closed.clear()
        self._opened_at = self._clock.now()
        self._first_index += self._next
        self._next = 0

    def read(self) -> Frame | None:
        """The frame that is due, or None for ever once `duration` has passed.

        Raises:
            SourceError: the source is not open.
        """
        if self._scene is None:
            raise SourceError("the demo is not open: open it before reading")
        number = self._next
        if self._paced:
            number = max(number, math.floor((self._clock.now() - self._opened_at) / self._step + 1e-9))
        if number >= self._frames or self._waited_in_vain(number):
            return None
        self._next = number + 1
        pixels = self._scene.frame(number * self._step)
        return Frame(pixels, self._first_index + number, self._clock.now())

    def close(self) -> None:
        """Let go of the layers. Idempotent, and allowed before `open`."""
        self._closed.set()
        self._scene = None

    def _waited_in_vain(self, number: int) -> bool:
        """Wait until this frame is due; True if the source was closed meanwhile."""
        if not self._paced:
            return False
        due = self._opened_at + number * self._step
        return self._clock.wait(self._closed, max(0.0, due - self._clock.now()))
