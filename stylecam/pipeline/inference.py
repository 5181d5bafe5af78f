"""The inference thread: the only one that touches the engine."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from stylecam.clock import Clock
from stylecam.errors import EngineError, StylecamError
from stylecam.frame import Card, Frame
from stylecam.look import Look
from stylecam.pipeline.commands import Request
from stylecam.pipeline.helm import Helm, RemakeEngine
from stylecam.pipeline.meter import Durations, Rate
from stylecam.pipeline.overlap import Painting
from stylecam.pipeline.ports import Engine
from stylecam.pipeline.slots import Slot, SlotClosed
from stylecam.pipeline.status import PersonStatus, Refusal, State
from stylecam.pipeline.trace import Tracer, Untraced
from stylecam.pipeline.worker import Worker

POLL = 0.05
"""Seconds after which commands are looked at even while no frame comes."""

FAILURES_IN_A_ROW = 3
"""An engine that cannot paint this many frames one after the other is taken for broken."""


@dataclass(frozen=True)
class _Begun:
    """A frame that is being painted, and when that was begun."""

    painting: Painting
    frame: Frame
    at: float


class InferenceWorker(Worker):
    """Takes the newest frame, obeys the requests that came meanwhile, paints, and hands the result to every output.

    A request that fails is shown and changes nothing. A frame that fails is skipped; several in a row end the worker.
    At its end the inbox and all outputs are closed, so that neither side waits for it.
    """

    def __init__(
        self,
        make_engine: Callable[[], Engine],
        inbox: Slot[Frame],
        clock: Clock,
        remake_engine: RemakeEngine | None = None,
        tracer: Tracer | None = None,
    ) -> None:
        super().__init__("inference", "engine")
        self._make_engine = make_engine
        self._remake_engine = remake_engine
        self._inbox = inbox
        self._clock = clock
        self._tracer = tracer or Untraced()
        self._requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
        # Replaced as a whole, never changed, so that the loop needs no lock.
        self._outputs: tuple[Slot[Frame], ...] = ()
        self._over = False
        self._trouble = ""
        self._failures = 0
        self._begun: _Begun | None = None
        self.refusal: Refusal | None = None
        self.look: Look | None = None
        self.person: PersonStatus | None = None
        self.stylize_time = Durations()
        self.busy_time = Durations()
        self.latency = Durations()
        self.rate = Rate()
        self.input_size: tuple[int, int] | None = None
        self.output_size: tuple[int, int] | None = None
        self.working_size: tuple[int, int] | None = None

    def send(self, request: Request) -> None:
        """Obeyed before the next frame."""
        self._requests.put(request)

    def set_outputs(self, outputs: tuple[Slot[Frame], ...]) -> None:
        """Where painted frames go from the next one on."""
        self._outputs = outputs
        if self._over:
            self.close_outputs()

    def close_outputs(self) -> None:
        """Nothing more is painted: everyone who waits for a frame is told so."""
        # Set before the outputs are looked at, as `set_outputs` looks at it after: no new one is forgotten.
        self._over = True
        for slot in self._outputs:
            slot.close()

    def _work(self) -> None:
        try:
            helm = Helm(self._make_engine(), self._remake_engine)
            try:
                helm.engine.open()
                self.look, self.person = helm.engine.look, helm.person
                self._say(State.RUNNING, name=helm.engine.name)
                self._loop(helm)
            finally:
                helm.engine.close()
        finally:
            self._inbox.close()
            self.close_outputs()

    def _loop(self, helm: Helm) -> None:
        while not self._stop.is_set():
            try:
                # While a frame is being painted, another is begun only if it is there already.
                frame = self._inbox.get(0.0 if self._begun else POLL)
            except SlotClosed:
                self._finish(helm)
                return
            # Between getting and painting, so that a frame never misses a request that was sent before it.
            self._obey(helm)
            if frame is None or isinstance(frame, Card) or not helm.overlaps:
                self._finish(helm)
            if isinstance(frame, Card):
                self._publish(frame)
            elif frame is not None:
                self._paint(helm, frame)

    def _obey(self, helm: Helm) -> None:
        """Everything that was sent; what was refused is shown until something is sent that is not."""
        requests = [self._requests.get() for _ in range(self._requests.qsize())]
        if not requests:
            return
        # What is being painted is of the engine and the look before.
        self._finish(helm)
        self._trouble = ""
        before = helm.engine
        for request in requests:
            try:
                helm.obey(request)
            except StylecamError as error:
                self._trouble = str(error)
                self.refusal = Refusal(request, self._trouble)
        if helm.engine is not before:
            self._failures = 0
        self.look, self.person = helm.engine.look, helm.person
        self._say(State.RUNNING, self._trouble, helm.engine.name)

    def _paint(self, helm: Helm, frame: Frame) -> None:
        """Begin with a frame, then hand on the one begun before it; where nothing overlaps, this one."""
        began = self._clock.now()
        before, self._begun = self._begun, None
        with self._counting_failures(), self._tracer.span("paint", frame.index):
            self._begun = _Begun(helm.begin(frame), frame, began)
        if before is not None:
            self._hand_on(helm, before)
        if not helm.overlaps:
            self._finish(helm)

    def _finish(self, helm: Helm) -> None:
        """Hand on what is being painted, if anything is."""
        begun, self._begun = self._begun, None
        if begun is not None:
            self._hand_on(helm, begun)

    def _hand_on(self, helm: Helm, begun: _Begun) -> None:
        frame = begun.frame
        with self._counting_failures():
            painted = begun.painting()
            if self._failures:
                self._failures = 0
                self._say(State.RUNNING, self._trouble)
            # Counted before anyone can have it, so that no sink is ahead of the count.
            self.stylize_time.add(self._clock.now() - begun.at)
            self.input_size, self.output_size, self.working_size = frame.size, painted.size, helm.working_size
            self.person = helm.person
            self._publish(painted)
            now = self._clock.now()
            self.busy_time.add(now - begun.at)
            helm.painted(painted.size, now - begun.at)
            self.latency.add(now - frame.captured_at)
            self.rate.tick(now)

    @contextmanager
    def _counting_failures(self) -> Iterator[None]:
        """A frame that fails is skipped; the last of several in a row ends the worker."""
        try:
            yield
        except EngineError as error:
            self._failures += 1
            if self._failures >= FAILURES_IN_A_ROW:
                raise
            self._say(State.RUNNING, str(error))

    def _publish(self, frame: Frame) -> None:
        for slot in self._outputs:
            slot.put(frame)
