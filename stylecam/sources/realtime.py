"""A video played as if it were a camera."""

from __future__ import annotations

import threading
from typing import Protocol

from stylecam.clock import Clock, MonotonicClock
from stylecam.errors import SourceError
from stylecam.frame import Frame
from stylecam.pipeline.commands import Pause, PlaybackCommand
from stylecam.pipeline.ports import Source
from stylecam.pipeline.status import Playback
from stylecam.pipeline.trace import Tracer, Untraced

LONGEST_SILENCE = 0.25
"""Seconds after which the last picture is shown again: a video may hold one for minutes, a camera never does."""
USUAL_FPS = 30.0
PAUSED_FPS = 20.0
"""How often a held picture is given again, so that a change of style shows on it."""


class Recording(Source, Protocol):
    """A source whose `captured_at` is media time."""

    @property
    def fps(self) -> float | None:
        """Average frames per second, where it is known."""
        ...

    @property
    def live(self) -> bool:
        """Whether its frames come when they are filmed, so that there is nothing to wait for."""
        ...

    @property
    def start(self) -> float:
        """Media time of the first frame."""
        ...

    @property
    def duration(self) -> float | None:
        """Seconds from there to the end, where that is known."""
        ...

    def seek(self, seconds: float) -> bool:
        """Go on with the frame shown this long after the start; False, and nothing is changed, where it cannot."""
        ...


class RealtimeSource:
    """Gives each frame when it is due, and leaves out those that are late: their indexes are the gaps.

    `captured_at` is the moment of delivery. A reader that has fallen behind is brought to the present; a machine that
    decodes slower than the video runs sees it slowed down instead. A live stream is passed on as it comes.

    It can be paused and sought in (see `play`). While it is paused its picture is given again and again.

    Args:
        inner: the video; opened, read and closed by this source alone.
        clock: what paces the frames.
        loop: start over at the end, without a gap, instead of ending.
        tracer: is told of the time until a frame is due.
    """

    def __init__(
        self, inner: Recording, clock: Clock | None = None, loop: bool = False, tracer: Tracer | None = None
    ) -> None:
        self._inner = inner
        self._clock: Clock = clock or MonotonicClock()
        self._loop = loop
        self._tracer = tracer or Untraced()
        self._closed = threading.Event()
        self._is_open = False
        self._schedule = _Schedule(0.0)
        self._waiting: Frame | None = None
        self._shown: Frame | None = None
        self._index = -1
        self._position = 0.0
        self._paused_at: float | None = None

    @property
    def name(self) -> str:
        return self._inner.name

    @property
    def playback(self) -> Playback | None:
        """Where it is; None for a live stream."""
        if self._inner.live:
            return None
        return Playback(self._position, self._inner.duration, self._paused_at is not None)

    def open(self) -> None:
        """Open the video at its beginning, not paused.

        Raises:
            SourceLost: a server cannot be reached now.
            SourceError: it cannot be opened.
        """
        self.close()
        self._inner.open()
        self._is_open = True
        self._closed.clear()
        self._schedule = _Schedule(self._clock.now())
        self._position = 0.0
        self._paused_at = None

    def read(self) -> Frame | None:
        """The frame that is due, or None once the video has ended.

        Raises:
            SourceLost: a server has gone silent.
            SourceError: the source is not open.
        """
        if not self._is_open:
            raise SourceError(f"{self.name} is not open: open it before reading")
        if self._inner.live:
            frame = self._inner.read()
            return None if frame is None else self._deliver(frame)
        if self._paused_at is not None:
            return self._held()
        frame = self._waiting or self._next_in_time()
        if frame is None:
            return None
        return self._wait_for(frame)

    def play(self, command: PlaybackCommand) -> None:
        """Pause, go on, or go to another moment, paused or not. A live stream does not listen, and where the video
        cannot be sought in, it goes on as it was. For the thread that reads.
        """
        if not self._is_open or self._inner.live:
            return
        if isinstance(command, Pause):
            self._pause(command.paused)
        else:
            self._seek(command.seconds)

    def close(self) -> None:
        """Let go of the video. Idempotent, and allowed before `open`."""
        self._closed.set()
        self._is_open = False
        self._waiting = self._shown = None
        self._inner.close()

    def _pause(self, paused: bool) -> None:
        now = self._clock.now()
        if not paused and self._paused_at is not None:
            self._schedule.move(now - self._paused_at)
            self._paused_at = None
        elif paused and self._paused_at is None:
            self._paused_at = now

    def _seek(self, seconds: float) -> None:
        if not self._inner.seek(seconds):
            return
        now = self._clock.now()
        self._schedule = _Schedule(now)
        self._waiting = self._shown = None
        if self._paused_at is not None:
            self._paused_at = now

    def _held(self) -> Frame | None:
        """The last picture again; after a seek the one that was sought. None if closed meanwhile."""
        if self._shown is None:
            found = self._next(self._period)
            if found is not None:
                self._schedule.due(found)  # it is shown now: what follows is reckoned from here
            return found and self._deliver(found)
        if self._pace(1 / PAUSED_FPS):
            return None
        return self._deliver(self._shown)

    @property
    def _period(self) -> float:
        return 1 / (self._inner.fps or USUAL_FPS)

    def _next_in_time(self) -> Frame | None:
        """The next frame that is not late. When hurrying does not help, a late one, and the schedule is moved."""
        period = self._period
        late_before = float("inf")
        while (frame := self._next(period)) is not None:
            late = self._clock.now() - self._schedule.due(frame)
            if late <= period:
                return frame
            if late >= late_before:
                self._schedule.move(late)
                return frame
            late_before = late
            self._index += 1
        return None

    def _next(self, period: float) -> Frame | None:
        """The next frame of the recording, which starts over where it loops."""
        frame = self._inner.read()
        if frame is None and self._loop:
            self._inner.close()
            self._inner.open()
            self._schedule.start_over(period)
            frame = self._inner.read()
        return frame

    def _wait_for(self, frame: Frame) -> Frame | None:
        """The frame when it is due; before that, if it is long, the last one again. None if closed meanwhile."""
        left = self._schedule.due(frame) - self._clock.now()
        again = self._shown if left > LONGEST_SILENCE else None
        self._waiting = frame if again else None
        if self._pace(max(0.0, LONGEST_SILENCE if again else left)):
            return None
        return self._deliver(again or frame)

    def _pace(self, seconds: float) -> bool:
        """Wait; True if closed meanwhile."""
        with self._tracer.span("pace"):
            return self._clock.wait(self._closed, seconds)

    def _deliver(self, frame: Frame) -> Frame:
        self._index += 1
        self._shown = frame
        self._position = frame.captured_at - self._inner.start
        return Frame(frame.pixels, self._index, self._clock.now())


class _Schedule:
    """When each moment of a recording is due on the clock."""

    def __init__(self, start: float) -> None:
        self._next_start = start
        self._offset: float | None = None
        self._last_due = start
        self._delay = 0.0

    def due(self, frame: Frame) -> float:
        """Seconds on the clock. The first frame asked for is due at the start."""
        if self._offset is None:
            self._offset = self._next_start - frame.captured_at
        self._last_due = frame.captured_at + self._offset
        return self._last_due + self._delay

    def move(self, seconds: float) -> None:
        """Everything is due that much later."""
        self._delay += seconds

    def start_over(self, pause: float) -> None:
        """The next frame asked for is due `pause` after the last one."""
        self._next_start = self._last_due + pause
        self._offset = None
