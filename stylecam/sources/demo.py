"""The demo source: a painted scene in place of a camera."""

from __future__ import annotations

import math

import cv2
import numpy as np

from stylecam.clock import Clock, MonotonicClock
from stylecam.errors import SourceError, UsageError
from stylecam.frame import Frame, Pixels
from stylecam.pacing import Metronome, Pace, Unpaced
from stylecam.pipeline.trace import Tracer, Untraced
from stylecam.sources.scene import SMALLEST, Scene

UNPACED_STEP = 1 / 30
"""Seconds of scene time from one unpaced frame to the next."""
MOST_PAINTED = 1280 * 720
"""Pixels that the scene is painted at; larger frames are scaled up. At 1920x1080 painting the layers would take longer
than a source may take to open on a small machine, and moving them longer than a frame lasts.
"""


class DemoSource:
    """A talking figure before a garden window, for those without a camera and for measurements.

    Args:
        size: (width, height) of the frames.
        fps: frames per second of the clock's time. Like a camera, it does not wait for a slow reader: frames the
            reader had no time for are never drawn, and the index leaves gaps. None draws as fast as it is read.
        clock: what paces the frames and stamps `captured_at`: the moment a frame's drawing was finished.
        duration: seconds of scene time after which the source ends; None for a source without an end.
        tracer: is told the steps of reading.

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
        tracer: Tracer | None = None,
    ) -> None:
        if min(size) < SMALLEST:
            raise UsageError(f"the demo is drawn at {SMALLEST}x{SMALLEST} or larger, not {size[0]}x{size[1]}")
        if fps is not None and not 0 < fps < math.inf:
            raise UsageError(f"the demo's frame rate is a positive number, not {fps}")
        if duration is not None and not 0 < duration < math.inf:
            raise UsageError(f"the demo's duration is a positive number of seconds, not {duration}")
        self._size = size
        self._step = UNPACED_STEP if fps is None else 1 / fps
        self._clock: Clock = clock or MonotonicClock()
        self._pace: Pace = Unpaced() if fps is None else Metronome(fps, self._clock)
        # Scene time in whole frames, so that no error adds up.
        self._frames = math.inf if duration is None else math.ceil(duration / self._step - 1e-9)
        self._tracer = tracer or Untraced()
        self._scene: Scene | None = None

    def open(self) -> None:
        """Paint the layers of the scene and start its time at zero. The index goes on from where it was."""
        self._scene = Scene(painted_size(self._size))
        self._pace.start()

    def read(self) -> Frame | None:
        """The frame that is due, or None for ever once `duration` has passed.

        Raises:
            SourceError: the source is not open.
        """
        if self._scene is None:
            raise SourceError("the demo is not open: open it before reading")
        number = self._pace.due()
        with self._tracer.span("pace"):
            index = self._pace.take(number) if number < self._frames else None
        if index is None:
            return None
        with self._tracer.span("draw", index):
            pixels = self._picture(self._scene, number * self._step)
        return Frame(pixels, index, self._clock.now())

    def close(self) -> None:
        """Let go of the layers. Idempotent, and allowed before `open`."""
        self._pace.stop()
        self._scene = None

    def _picture(self, scene: Scene, time: float) -> Pixels:
        pixels = scene.frame(time)
        if (pixels.shape[1], pixels.shape[0]) == self._size:
            return pixels
        return np.asarray(cv2.resize(pixels, self._size, interpolation=cv2.INTER_LINEAR), np.uint8)


def painted_size(size: tuple[int, int]) -> tuple[int, int]:
    """What the scene is painted at for frames of (width, height): the same shape, and not larger than it need be."""
    width, height = size
    scale = max(min(1.0, math.sqrt(MOST_PAINTED / (width * height))), SMALLEST / min(size))
    return round(width * scale), round(height * scale)
