"""The capture side: a reader thread that owns the source, and a supervisor that watches it from outside.

`read` of a camera driver may block for ever, and a blocked thread cannot watch itself. So the supervisor never
touches a source. It starts a reader, looks at the reader's progress, and where there is none leaves that reader behind
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
from functools import partial

from stylecam.cards import draw_card
from stylecam.clock import Clock
from stylecam.errors import SourceLost
from stylecam.frame import Card, Frame
from stylecam.pipeline.commands import PlaybackCommand
from stylecam.pipeline.ports import Recorded, Source
from stylecam.pipeline.slots import Slot
from stylecam.pipeline.status import Playback, State
from stylecam.pipeline.trace import Tracer, Untraced
from stylecam.pipeline.worker import Worker

MakeSource = Callable[[str], Source]
"""From what a user wrote (an index, a name, a path, a URL, "demo") to a source that is not open yet."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for a source, in seconds.

    Attributes:
        first: from opening to the first frame (drivers take up to ten seconds), and from a seek to the next one.
        next: between two frames otherwise.
        retry: pause before the first re-opening; doubles each time.
        retry_most: the longest pause.
        poll: how often progress is looked at.
        release: from telling a reader to end until it is left behind.
    """

    first: float = 12.0
    next: float = 3.0
    retry: float = 0.5
    retry_most: float = 5.0
    poll: float = 0.05
    release: float = 0.5


class Reader(Worker):
    """Owns one source, from its making to its `close`, and puts its frames into the slot until told to stop."""

    def __init__(
        self, make: Callable[[], Source], name: str, outbox: Slot[Frame], clock: Clock, tracer: Tracer
    ) -> None:
        super().__init__("reader", name)
        self._tracer = tracer
        self._make = make
        self._outbox = outbox
        self._clock = clock
        self._progress_at = clock.now()
        self._flowing = False
        self._wishes: queue.SimpleQueue[PlaybackCommand] = queue.SimpleQueue()
        self.source: Source | None = None
        self.frames = 0
        self.last_size: tuple[int, int] | None = None
        self.playback: Playback | None = None

    def play(self, command: PlaybackCommand) -> None:
        """Have the source obey before its next frame; one that is no recording never hears of it."""
        self._wishes.put(command)

    def _work(self) -> None:
        source = self.source = self._make()
        try:
            self._say(State.STARTING, name=source.name)
            # One that was left behind while it looked for its source must not take the device from its successor.
            if not self._stop.is_set():
                self._read(source)
        finally:
            self.playback = None
            source.close()

    def _read(self, source: Source) -> None:
        source.open()
        recorded = source if isinstance(source, Recorded) else None
        self._say(State.RUNNING, name=source.name)
        while not self._stop.is_set():
            self._obey(recorded)
            frame = self._next(source)
            # After a stop the slot belongs to another reader: what a stuck driver gives late is not shown.
            if frame is None or self._stop.is_set():
                return
            self.frames += 1
            self.last_size = frame.size
            self.playback = recorded.playback if recorded else None
            self._progress_at = self._clock.now()
            self._flowing = True
            self._outbox.put(frame)

    def _next(self, source: Source) -> Frame | None:
        with self._tracer.span("read") as step:
            frame = source.read()
            if frame is not None:
                step.about(frame.index)
            return frame

    def _obey(self, recorded: Recorded | None) -> None:
        """Play as was wished since the last frame; of several wishes of a kind the last alone."""
        wishes: dict[type[PlaybackCommand], PlaybackCommand] = {}
        while not self._wishes.empty():
            wish = self._wishes.get()
            wishes[type(wish)] = wish
        if recorded is None or not wishes:
            return
        self._progress_at = self._clock.now()
        self._flowing = False
        for wish in wishes.values():
            recorded.play(wish)

    def overdue(self, patience: Patience) -> bool:
        """Whether it has given nothing for longer than a source may."""
        return self._clock.now() - self._progress_at > (patience.next if self._flowing else patience.first)


class Capture(Worker):
    """Supervises readers, one at a time. See the module's diagram."""

    def __init__(
        self,
        make_source: MakeSource,
        spec: str,
        outbox: Slot[Frame],
        clock: Clock,
        patience: Patience,
        tracer: Tracer | None = None,
    ) -> None:
        super().__init__("capture", spec)
        self._make_source = make_source
        self._spec = spec
        self._outbox = outbox
        self._clock = clock
        self._patience = patience
        self._tracer = tracer or Untraced()
        self._wanted: queue.SimpleQueue[str] = queue.SimpleQueue()
        # The newest reader and the frames of all before it; replaced as a whole, so that no frame is counted twice.
        self._tally: tuple[int, Reader | None] = (0, None)
        self._left_behind: tuple[Reader, ...] = ()
        self._card_size = (640, 360)
        self._cards = 0

    def switch(self, spec: str) -> None:
        """Close the source and open this one instead."""
        self._wanted.put(spec)

    def play(self, command: PlaybackCommand) -> None:
        """Hand a wish to the source at work. The next source starts without it."""
        _, reader = self._tally
        if reader is not None:
            reader.play(command)

    @property
    def playback(self) -> Playback | None:
        """Where the source at work is; None while it is no recording."""
        _, reader = self._tally
        return reader.playback if reader else None

    @property
    def frames(self) -> int:
        """Frames read, of all sources together."""
        before, reader = self._tally
        return before + (reader.frames if reader else 0)

    @property
    def left_behind(self) -> tuple[Reader, ...]:
        """Readers that are blocked inside a driver and could not be ended."""
        return tuple(reader for reader in self._left_behind if not reader.join(0.0))

    def _work(self) -> None:
        try:
            while not self._stop.is_set():
                self._say(State.STARTING, name=self._spec)
                self._keep_alive(self._spec)
                self._await_other_wish()
        finally:
            self._outbox.close()

    def _undisturbed(self) -> bool:
        """Whether neither the stop nor another source is asked for."""
        return self._wanted.empty() and not self._stop.is_set()

    def _keep_alive(self, spec: str) -> None:
        """Run readers, one after the other, until the source is over for good."""
        make: Callable[[], Source] = partial(self._make_source, spec)
        pause = self._patience.retry
        while self._undisturbed():
            reader = Reader(make, self.worker_status.name, self._outbox, self._clock, self._tracer)
            trouble = self._watch(reader)
            if not self._undisturbed():
                return
            end = reader.worker_status
            if trouble is None:
                self._say(end.state, end.detail, end.name, end.error)
                return
            make = self._next_make(spec, reader)
            pause = self._patience.retry if reader.frames else pause
            self._show_lost(end.name, trouble)
            self._rest(pause)
            pause = min(pause * 2, self._patience.retry_most)

    def _next_make(self, spec: str, reader: Reader) -> Callable[[], Source]:
        """The same source is opened again, so that its frames go on counting; not while a blocked thread holds it."""
        source = reader.source
        if source is None or reader in self._left_behind:
            return partial(self._make_source, spec)
        return lambda: source

    def _watch(self, reader: Reader) -> str | None:
        """Run a reader until it ends, stalls, or is no longer wanted; why its source is lost, None when it is not."""
        self._tally = (self.frames, reader)
        reader.start()
        stalled = False
        while self._undisturbed() and not stalled and not reader.join(self._patience.poll):
            if reader.frames and self.worker_status.state is not State.RUNNING:
                self._say(State.RUNNING, name=reader.worker_status.name)
            stalled = reader.overdue(self._patience)
        self._dismiss(reader)
        end = reader.worker_status
        if stalled and end.error is None:
            return f"{end.name} sends no picture; is it unplugged, or in use by another program?"
        return end.detail if isinstance(end.error, SourceLost) else None

    def _dismiss(self, reader: Reader) -> None:
        """End a reader, or leave it behind."""
        reader.stop()
        if not reader.join(self._patience.release):
            self._left_behind = (*self.left_behind, reader)
        self._card_size = reader.last_size or self._card_size

    def _rest(self, seconds: float) -> None:
        """Wait, unless there is a stop or another wish."""
        until = self._clock.now() + seconds
        while self._undisturbed() and (left := until - self._clock.now()) > 0:
            self._clock.wait(self._stop, min(left, self._patience.poll))

    def _show_lost(self, name: str, detail: str) -> None:
        self._say(State.LOST, detail, name)
        pixels = draw_card(self._card_size, "Camera lost", f"{detail} - trying again …")
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
