"""A sink's own thread: a slow or failing sink costs nobody else anything."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from stylecam.clock import Clock
from stylecam.errors import SinkError
from stylecam.frame import Card, Frame
from stylecam.pipeline.meter import Durations
from stylecam.pipeline.ports import Sink
from stylecam.pipeline.slots import Slot, SlotClosed
from stylecam.pipeline.status import SinkStatus, State
from stylecam.pipeline.trace import Tracer, Untraced
from stylecam.pipeline.worker import Worker

POLL = 0.1
"""Seconds after which a stop is looked at while no frame comes."""


class SinkWorker(Worker):
    """Writes what comes through its slot until the slot is closed and empty.

    The sink is closed in every case, so that what was written stays usable.

    Attributes:
        detached: nothing more is put into its slot.
    """

    def __init__(self, sink: Sink, slot: Slot[Frame], clock: Clock, tracer: Tracer | None = None) -> None:
        super().__init__("sink", sink.name)
        self._tracer = tracer or Untraced()
        self.slot = self._tracer.slot(slot, f"in the slot of {sink.name}")
        self.sink = sink
        self._clock = clock
        self.detached = False
        self._written = 0
        self._latency = Durations()

    @property
    def sink_status(self) -> SinkStatus:
        own = self.worker_status
        return SinkStatus(
            own.name, own.state, own.detail, own.error, self._written, self.slot.dropped, self._latency.percentiles()
        )

    def _work(self) -> None:
        with contextlib.ExitStack() as failed:
            failed.callback(self._close_failed)
            self.sink.open()
            # Some know only now what they are: which device, say.
            self._say(State.RUNNING, name=self.sink.name)
            self._loop()
            failed.pop_all()
        self._close()

    def _close_failed(self) -> None:
        # The first trouble is the one to mend; what a failed sink says when it is closed follows from it.
        with contextlib.suppress(SinkError):
            self._close()

    def _close(self) -> None:
        self.slot.close()
        self.sink.close()

    def _loop(self) -> None:
        while not self._stop.is_set():
            try:
                frame = self.slot.get(POLL)
            except SlotClosed:
                return
            if frame is None:
                continue
            with self._tracer.span(f"write {self.sink.name}", frame.index):
                self.sink.write(frame)
            self._written += 1
            if not isinstance(frame, Card):
                self._latency.add(self._clock.now() - frame.captured_at)


@dataclass(frozen=True, eq=False)
class Attachment:
    """A sink at work in a pipeline, for whoever attached it; it goes on telling its state after it was detached."""

    worker: SinkWorker

    @property
    def sink(self) -> Sink:
        """What was attached; its own thread owns it."""
        return self.worker.sink

    @property
    def status(self) -> SinkStatus:
        """How it is now."""
        return self.worker.sink_status
