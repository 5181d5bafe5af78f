"""The capture side: a reader thread that owns the source, and a supervisor that watches it from outside.

`read` of a camera driver may block for ever, and a blocked thread cannot watch itself. So the supervisor never
touches a source. It starts a reader, looks at the reader's progress, and where there is none abandons that reader
(it releases its source when it ever comes back) and starts another with a source of its own:

    opening --first frame--> running --end--> ended    (until another source is asked for)
       |                        |
       | lost, stalled          | lost, stalled
       v                        v
     lost: a card is shown, a new reader after a pause that doubles up to a bound
       |
       | an error that trying again would not mend
       v
     failed                                              (until another source is asked for)
"""

from __future__ import annotations

import queue
from collections.abc import Callable
from dataclasses import dataclass

from stylecam.cards import draw_card
from stylecam.clock import Clock
from stylecam.errors import SourceLost, StylecamError
from stylecam.frame import Card, Frame
from stylecam.pipeline.ports import Source
from stylecam.pipeline.slots import Slot
from stylecam.pipeline.status import State
from stylecam.pipeline.worker import Worker

MakeSource = Callable[[str], Source]
"""From what a user wrote (an index, a name, a path, a URL, "demo") to a source that is not open yet."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for a source, in seconds.

    Attributes:
        first: from opening to the first frame (drivers take up to ten seconds).
        next: between two frames after that.
        retry: pause before the first re-opening; doubles each time.
        retry_most: the longest pause.
        poll: how often progress is looked at.
    """

    first: float = 12.0
    next: float = 3.0
    retry: float = 0.5
    retry_most: float = 5.0
    poll: float = 0.05


class Reader(Worker):
    """Owns one source from `open` to `close` and puts its frames into the slot until told to stop."""

    def __init__(self, source: Source, outbox: Slot[Frame], clock: Clock) -> None:
        super().__init__("reader", source.name)
        self.source = source
        self._outbox = outbox
        self._clock = clock
        self.began = clock.now()
        self.progress_at: float | None = None
        self.frames = 0
        self.last_size: tuple[int, int] | None = None

    def _work(self) -> None:
        try:
            self.source.open()
            self._say(State.RUNNING, name=self.source.name)
            while not self._stop.is_set():
                frame = self.source.read()
                if frame is None:
                    return
                self._took(frame)
        except SourceLost as error:
            self._say(State.LOST, str(error))
        finally:
            self.source.close()

    def _took(self, frame: Frame) -> None:
        # After a stop the slot belongs to another reader: what a stuck driver gives late is not shown.
        if self._stop.is_set():
            return
        self.frames += 1
        self.last_size = frame.size
        self.progress_at = self._clock.now()
        self._outbox.put(frame)

    def overdue(self, patience: Patience) -> bool:
        """Whether it has given nothing for longer than a source may."""
        since, limit = (self.began, patience.first) if self.progress_at is None else (self.progress_at, patience.next)
        return self._clock.now() - since > limit


class Capture(Worker):
    """Supervises readers, one at a time. See the module's diagram."""

    def __init__(
        self, make_source: MakeSource, spec: str, outbox: Slot[Frame], clock: Clock, patience: Patience
    ) -> None:
        super().__init__("capture", spec)
        self._make_source = make_source
        self._spec = spec
        self._outbox = outbox
        self._clock = clock
        self._patience = patience
        self._wanted: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._frames_before = 0
        self._reader: Reader | None = None
        self._abandoned: list[Reader] = []
        self._card_size = (640, 360)
        self._cards = 0

    def switch(self, spec: str) -> None:
        """Close the source and open this one instead."""
        self._wanted.put(spec)

    @property
    def frames(self) -> int:
        """Frames read, of all sources together."""
        reader = self._reader
        return self._frames_before + (reader.frames if reader else 0)

    @property
    def stuck(self) -> tuple[str, ...]:
        """Sources whose thread is blocked inside a driver and could not be ended."""
        return tuple(reader.worker_status.name for reader in self._abandoned if not reader.join(0.0))

    def _work(self) -> None:
        try:
            while not self._stop.is_set():
                self._say(State.STARTING, name=self._spec)
                self._run_one_spec()
        finally:
            self._outbox.close()

    def _run_one_spec(self) -> None:
        """Keep the wanted source alive until it ends for good and another is wanted, or until the stop."""
        pause = self._patience.retry
        source: Source | None = None
        while not self._stop.is_set() and self._wanted.empty():
            source = source or self._build()
            if source is None:
                break
            reader = self._watch(source)
            status = reader.worker_status
            if self._stop.is_set() or not self._wanted.empty():
                break
            if status.state in (State.ENDED, State.FAILED):
                self._say(status.state, status.detail, status.name, status.error)
                break
            if reader.frames:
                pause = self._patience.retry
            if reader in self._abandoned:
                source = None  # still held by the blocked thread
            self._show_lost(status.name, status.detail)
            self._rest(pause)
            pause = min(pause * 2, self._patience.retry_most)
        self._await_other_wish()

    def _build(self) -> Source | None:
        try:
            return self._make_source(self._spec)
        except StylecamError as error:
            self._say(State.FAILED, str(error), error=error)
            return None

    def _watch(self, source: Source) -> Reader:
        """Run a reader until it ends, stalls, or is no longer wanted; it is stopped, or abandoned, on return."""
        reader = self._reader = Reader(source, self._outbox, self._clock)
        reader.start()
        while not self._stop.is_set() and self._wanted.empty() and not reader.overdue(self._patience):
            if reader.join(self._patience.poll):
                break
            if reader.progress_at is not None and self.worker_status.state is not State.RUNNING:
                self._say(State.RUNNING, name=source.name)
        reader.stop()
        if not reader.join(self._patience.poll * 10):
            reader._say(State.LOST, f"{source.name} sends no picture; is it unplugged, or in use by another program?")
            self._abandoned = [*(old for old in self._abandoned if not old.join(0.0)), reader]
        self._card_size = reader.last_size or self._card_size
        self._frames_before += reader.frames
        self._reader = None
        return reader

    def _rest(self, seconds: float) -> None:
        """Wait, unless there is a stop or another wish."""
        until = self._clock.now() + seconds
        while self._wanted.empty() and (left := until - self._clock.now()) > 0:
            if self._clock.wait(self._stop, min(left, self._patience.poll)):
                return

    def _show_lost(self, name: str, detail: str) -> None:
        self._say(State.LOST, detail, name)
        pixels = draw_card(self._card_size, "Camera lost", f"{detail} – trying again …")
        self._cards += 1
        self._outbox.put(Card(pixels, self._cards, self._clock.now()))

    def _await_other_wish(self) -> None:
        """After the source's end: nothing to do until another is wanted or the stop."""
        while not self._stop.is_set():
            try:
                self._spec = self._wanted.get(timeout=self._patience.poll)
            except queue.Empty:
                continue
            return
