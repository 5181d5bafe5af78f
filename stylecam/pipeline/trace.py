"""Where the time of each frame goes: each thread tells the steps that it takes, as values.

Whoever works on a frame is handed a `Tracer`. While nobody traces that is `Untraced`, which reads no clock and keeps
nothing.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from stylecam.clock import Clock, MonotonicClock
from stylecam.frame import Frame
from stylecam.pipeline.slots import Slot

KEEP = 200_000
"""Spans that are held, some 60 MB: more than five minutes of a camera at 30 frames per second."""

_IN_SLOT = 256
"""Frames of one slot whose arrival is remembered; more do not wait in any."""


@dataclass(frozen=True)
class Track:
    """A thread, by the system's number for it and by its name."""

    id: int
    name: str


@dataclass(frozen=True)
class Span:
    """Something that took time.

    Attributes:
        name: what was done.
        began, ended: seconds on the clock.
        track: the thread that did it; None for what a frame waited in a slot, which no thread does.
        frame: the index of the frame it was done for; None where it was for none.
    """

    name: str
    began: float
    ended: float
    track: Track | None
    frame: int | None


class Step(Protocol):
    """A span that has not ended."""

    def about(self, frame: int) -> None:
        """It turns out to be for the frame of this index."""
        ...


class Tracer(Protocol):
    """Is told of steps, by any thread."""

    def span(self, name: str, frame: int | None = None, /) -> AbstractContextManager[Step]:
        """What is done inside is a step of that name, for the frame of that index."""
        ...

    def settled(self, settle: Callable[[], None], /) -> Tracer:
        """The same, for work that is only handed over to a device: a step ends when `settle` has come back."""
        ...

    def slot(self, slot: Slot[Frame], name: str, /) -> Slot[Frame]:
        """The same slot, in which it is seen how long frames wait, and how long their consumer waits for them."""
        ...


class Untraced:
    """Is told of everything and does nothing."""

    def span(self, _name: str, _frame: int | None = None) -> AbstractContextManager[Step]:
        return _NO_STEP

    def settled(self, _settle: Callable[[], None]) -> Tracer:
        return self

    def slot(self, slot: Slot[Frame], _name: str) -> Slot[Frame]:
        return slot


class Recorder:
    """Keeps the newest spans.

    Args:
        clock: what they are timed by; the pipeline's.
        keep: how many are held; of more the oldest are let go.
    """

    def __init__(self, clock: Clock | None = None, keep: int = KEEP) -> None:
        self._clock = clock or MonotonicClock()
        self._spans: deque[Span] = deque(maxlen=keep)
        self._lock = threading.Lock()
        self._count = 0

    @property
    def lost(self) -> int:
        """How many spans were let go."""
        with self._lock:
            return self._count - len(self._spans)

    def spans(self) -> tuple[Span, ...]:
        """Those that are held, in the order in which they ended."""
        with self._lock:
            return tuple(self._spans)

    @contextmanager
    def span(self, name: str, frame: int | None = None) -> Iterator[Step]:
        step = _OpenStep(frame)
        began = self._clock.now()
        try:
            yield step
        finally:
            self._add(Span(name, began, self._clock.now(), _this_thread(), step.frame))

    def settled(self, settle: Callable[[], None]) -> Tracer:
        return _Settled(self, settle)

    def slot(self, slot: Slot[Frame], name: str) -> Slot[Frame]:
        return _WatchedSlot(slot, name, self)

    def now(self) -> float:
        """Seconds on the clock that times the spans."""
        return self._clock.now()

    def waited(self, name: str, began: float, frame: int) -> None:
        """A frame lay in a slot from `began` until now."""
        self._add(Span(name, began, self._clock.now(), None, frame))

    def _add(self, span: Span) -> None:
        with self._lock:
            self._spans.append(span)
            self._count += 1


class _OpenStep:
    def __init__(self, frame: int | None) -> None:
        self.frame = frame

    def about(self, frame: int) -> None:
        self.frame = frame


class _NoStep:
    """Nothing, and therefore the same for all."""

    def __enter__(self) -> _NoStep:
        return self

    def __exit__(self, *_: object) -> None: ...

    def about(self, frame: int) -> None: ...


_NO_STEP = _NoStep()


class _Settled:
    """See `Tracer.settled`."""

    def __init__(self, tracer: Tracer, settle: Callable[[], None]) -> None:
        self._tracer, self._settle = tracer, settle

    @contextmanager
    def span(self, name: str, frame: int | None = None) -> Iterator[Step]:
        with self._tracer.span(name, frame) as step:
            yield step
            self._settle()

    def settled(self, settle: Callable[[], None]) -> Tracer:
        return _Settled(self, settle)

    def slot(self, slot: Slot[Frame], name: str) -> Slot[Frame]:
        return self._tracer.slot(slot, name)


class _WatchedSlot:
    """See `Tracer.slot`."""

    def __init__(self, slot: Slot[Frame], name: str, recorder: Recorder) -> None:
        self._slot, self._name, self._recorder = slot, name, recorder
        # What tells a frame, not the frame itself, which would be kept alive after it was dropped; and when it came.
        self._came: deque[tuple[tuple[int, float], float]] = deque(maxlen=_IN_SLOT)

    def put(self, item: Frame) -> None:
        self._came.append(((item.index, item.captured_at), self._recorder.now()))
        self._slot.put(item)

    def get(self, timeout: float) -> Frame | None:
        with self._recorder.span("wait") as step:
            frame = self._slot.get(timeout)
            if frame is not None:
                step.about(frame.index)
        if frame is not None:
            self._tell(frame)
        return frame

    def close(self) -> None:
        self._slot.close()

    @property
    def dropped(self) -> int:
        return self._slot.dropped

    def _tell(self, frame: Frame) -> None:
        """How long it lay there; those that came before it and did not come out were dropped."""
        while self._came:
            told, at = self._came.popleft()
            if told == (frame.index, frame.captured_at):
                self._recorder.waited(self._name, at, frame.index)
                return


def _this_thread() -> Track:
    return Track(threading.get_ident(), threading.current_thread().name)
