"""An inference worker on a bench: its engine, and slots to feed it and to look at what comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from stylecam.errors import StylecamError
from stylecam.frame import Frame
from stylecam.look import Look
from stylecam.pipeline.inference import InferenceWorker
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import State
from tests.pipeline.parts import DEADLINE, ToyEngine, drained
from tests.sources.fake_clock import FakeClock


class Bench:
    """A worker with its engine, fed by hand; nothing is dropped."""

    def __init__(self, engine: ToyEngine, others: Mapping[tuple[str, str], ToyEngine] | None = None) -> None:
        self.engine = engine
        self._others = others or {}
        self.inbox: BoundedFifo[Frame] = BoundedFifo(1000)
        self.outbox: BoundedFifo[Frame] = BoundedFifo(1000)
        self.clock = FakeClock()
        self.worker = InferenceWorker(lambda: engine, self.inbox, self.clock, self._other)
        self.worker.set_outputs((self.outbox,))

    def _other(self, device: str, model: str, look: Look) -> ToyEngine:
        other = self._others.get((device, model))
        if other is None:
            raise StylecamError(f"there is no {device} here")
        other.look = look
        return other

    def feed(self, *frames: Frame) -> None:
        for frame in frames:
            self.inbox.put(frame)

    def painted(self) -> Frame:
        """The next painted frame."""
        frame = self.outbox.get(DEADLINE)
        assert frame is not None
        return frame

    def finish(self) -> list[Frame]:
        """No more frames come; the rest of the painted ones."""
        self.inbox.close()
        assert self.worker.join(DEADLINE)
        return drained(self.outbox)

    @property
    def state(self) -> State:
        return self.worker.worker_status.state

    @property
    def detail(self) -> str:
        return self.worker.worker_status.detail

    def says(self, detail: str) -> bool:
        return self.detail == detail


@contextmanager
def at_work(
    engine: ToyEngine | None = None, others: Mapping[tuple[str, str], ToyEngine] | None = None
) -> Iterator[Bench]:
    bench = Bench(engine or ToyEngine(), others)
    bench.worker.start()
    try:
        yield bench
    finally:
        bench.engine.may_paint.set()
        bench.finish()


def colour(frame: Frame) -> int:
    return int(frame.pixels[0, 0, 0])
