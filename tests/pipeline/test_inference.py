"""The one thread that touches the engine."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import numpy as np
import pytest

from stylecam.errors import EngineError, StylecamError, WeightsError
from stylecam.frame import Card, Frame, Pixels
from stylecam.look import Look
from stylecam.pipeline.commands import SetStrength, SwitchEngine
from stylecam.pipeline.inference import FAILURES_IN_A_ROW, InferenceWorker
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import State
from tests.pipeline.parts import DEADLINE, ToyEngine, drained, eventually, indexes, numbered
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


def test_each_frame_is_painted_with_its_index_and_time() -> None:
    with at_work() as bench:
        bench.feed(numbered(3), numbered(4))
        first, second = bench.painted(), bench.painted()
    assert (first.index, first.captured_at) == (3, 103.0)
    assert (second.index, second.captured_at) == (4, 104.0)
    assert colour(first) == 50


def test_what_lies_in_the_inbox_at_its_close_is_painted() -> None:
    with at_work() as bench:
        bench.feed(*(numbered(index) for index in range(20)))
        assert indexes(bench.finish()) == list(range(20))
        assert bench.state is State.ENDED
        assert bench.engine.closed == 1


def test_one_thread_touches_the_engine() -> None:
    with at_work() as bench:
        bench.worker.send(SetStrength(1.0))
        bench.feed(numbered(0))
        bench.finish()
    assert bench.engine.threads == {"stylecam-inference"}


def test_every_output_gets_the_same_frame() -> None:
    bench = Bench(ToyEngine())
    other: BoundedFifo[Frame] = BoundedFifo(10)
    bench.worker.set_outputs((bench.outbox, other))
    bench.feed(numbered(0))
    bench.worker.start()
    assert bench.painted() is other.get(DEADLINE)
    bench.finish()
    assert drained(other) == []


def test_a_card_passes_unpainted_and_uncounted() -> None:
    pixels: Pixels = np.full((3, 4, 3), 7, np.uint8)
    with at_work() as bench:
        bench.feed(card := Card(pixels, 1, 100.0))
        assert bench.painted() is card
        assert bench.engine.seen == []
        assert bench.worker.stylize_time.count == 0


def test_it_counts_and_measures() -> None:
    with at_work() as bench:
        bench.clock.time = 110.0
        bench.feed(numbered(2, (8, 6)))
        bench.finish()
    assert bench.worker.stylize_time.count == bench.worker.busy_time.count == 1
    assert bench.worker.input_size == bench.worker.output_size == (8, 6)
    latency = bench.worker.latency.percentiles()
    assert latency is not None
    assert latency.p50 == pytest.approx(8000)


# Commands.


def test_commands_are_obeyed_in_order_before_the_next_frame() -> None:
    with at_work() as bench:
        bench.engine.may_paint.clear()
        bench.feed(numbered(0))
        assert bench.engine.painting.wait(DEADLINE)
        commands = [SetStrength(percent / 100) for percent in range(100)]
        for command in commands:
            bench.worker.send(command)
        bench.feed(numbered(1))
        bench.engine.may_paint.set()
        bench.painted()
        assert colour(bench.painted()) == 99
        assert bench.engine.applied == commands


def test_a_frame_that_was_waited_for_does_not_miss_the_command_before_it() -> None:
    with at_work() as bench:
        for percent in range(100):
            bench.worker.send(SetStrength(percent / 100))
            bench.feed(numbered(percent))
            assert colour(bench.painted()) == percent


def test_a_command_is_obeyed_while_no_frame_comes() -> None:
    with at_work() as bench:
        bench.worker.send(SetStrength(0.25))
        eventually(lambda: bench.engine.look.strength == 0.25)


def test_a_refused_command_changes_nothing_and_its_line_is_shown() -> None:
    with at_work() as bench:
        bench.worker.send(SetStrength(2))
        bench.feed(numbered(0))
        assert colour(bench.painted()) == 50
        assert bench.state is State.RUNNING
        assert bench.detail == "strength 2 is too much; 1 is the most"


def test_its_line_is_shown_until_a_command_is_obeyed() -> None:
    with at_work() as bench:
        bench.worker.send(SetStrength(2))
        bench.feed(numbered(0), numbered(1))
        bench.painted(), bench.painted()
        assert bench.detail
        bench.worker.send(SetStrength(1))
        bench.feed(numbered(2))
        assert colour(bench.painted()) == 100
        assert bench.detail == ""


def test_its_line_is_not_lost_among_commands_that_came_with_it() -> None:
    bench = Bench(ToyEngine())
    for strength in (0.1, 2, 0.3):
        bench.worker.send(SetStrength(strength))
    bench.feed(numbered(0))
    bench.worker.start()
    assert colour(bench.painted()) == 30
    assert bench.detail == "strength 2 is too much; 1 is the most"
    bench.finish()


def test_each_refusal_is_a_value_of_its_own_that_stays() -> None:
    with at_work() as bench:
        bench.worker.send(SetStrength(2))
        eventually(lambda: bench.worker.refusal)
        first = bench.worker.refusal
        assert first
        assert (first.request, first.detail) == (SetStrength(2), "strength 2 is too much; 1 is the most")
        bench.worker.send(SetStrength(1))
        eventually(lambda: bench.engine.look.strength == 1)
        assert bench.worker.refusal is first
        bench.worker.send(SetStrength(2))
        eventually(lambda: bench.worker.refusal is not first)


# Another engine.


def test_another_engine_goes_on_with_the_look_of_the_one_before() -> None:
    second = ToyEngine("GPU engine")
    with at_work(others={("cuda", "compact"): second}) as bench:
        bench.worker.send(SetStrength(0.25))
        bench.worker.send(SwitchEngine("cuda", "compact"))
        bench.feed(numbered(0))
        assert colour(bench.painted()) == 25
        assert indexes(second.seen) == [0]
        assert bench.engine.closed == 1
        assert bench.worker.worker_status.name == "GPU engine"
        bench.worker.send(SetStrength(0.75))
        bench.feed(numbered(1))
        assert colour(bench.painted()) == 75
    assert second.closed == bench.engine.closed == 1
    assert second.threads == {"stylecam-inference"}


def test_one_that_cannot_be_made_or_opened_leaves_the_old_one_at_work() -> None:
    broken = ToyEngine()
    broken.open_error = EngineError("the GPU has no memory left")
    with at_work(others={("cuda", "compact"): broken}) as bench:
        for wanted, reason in (("cuda", "the GPU has no memory left"), ("mps", "there is no mps here")):
            bench.worker.send(SwitchEngine(wanted, "compact"))
            eventually(partial(bench.says, reason))
            bench.feed(numbered(0))
            assert colour(bench.painted()) == 50
            assert bench.worker.worker_status.name == "engine"
    assert broken.closed == 1
    assert broken.seen == []


def test_where_there_is_one_engine_only_it_stays() -> None:
    inbox: BoundedFifo[Frame] = BoundedFifo(3)
    worker = InferenceWorker(ToyEngine, inbox, FakeClock())
    worker.start()
    worker.send(SwitchEngine("cuda", "compact"))
    eventually(lambda: worker.refusal)
    inbox.close()
    assert worker.join(DEADLINE)
    assert worker.refusal
    assert worker.refusal.detail == "engine is the only engine here"


def test_failures_in_a_row_are_counted_for_each_engine_by_itself() -> None:
    second = ToyEngine(troubles={2: EngineError("out of memory"), 3: EngineError("out of memory")})
    troubles = {0: EngineError("out of memory"), 1: EngineError("out of memory")}
    with at_work(ToyEngine(troubles=troubles), {("cpu", "compact"): second}) as bench:
        bench.feed(numbered(0), numbered(1))
        eventually(lambda: len(bench.engine.seen) == 2)
        bench.worker.send(SwitchEngine("cpu", "compact"))
        bench.feed(numbered(2), numbered(3), numbered(4))
        assert bench.painted().index == 4


@pytest.mark.expects_errors
def test_a_fault_of_ours_in_a_command_ends_the_engine() -> None:
    class Odd(SetStrength):
        @property
        def strength(self) -> float:
            raise ValueError("odd")

    bench = Bench(ToyEngine())
    bench.worker.start()
    bench.worker.send(Odd.__new__(Odd))
    assert drained(bench.outbox) == []
    assert bench.worker.join(DEADLINE)
    assert bench.detail == "internal error: ValueError: odd"


# Failures.


def test_one_frame_that_fails_is_skipped_and_told_until_the_next_is_painted() -> None:
    with at_work(ToyEngine(troubles={1: EngineError("out of memory")})) as bench:
        bench.feed(numbered(0), numbered(1))
        eventually(lambda: bench.detail == "out of memory")
        assert bench.state is State.RUNNING
        bench.feed(numbered(2))
        assert [bench.painted().index, bench.painted().index] == [0, 2]
        assert bench.detail == ""
        assert bench.worker.stylize_time.count == 2


def test_failures_that_are_not_in_a_row_never_end_it() -> None:
    troubles = {index: EngineError("out of memory") for index in range(30) if index % FAILURES_IN_A_ROW}
    with at_work(ToyEngine(troubles=troubles)) as bench:
        bench.feed(*(numbered(index) for index in range(30)))
        assert indexes(bench.finish()) == list(range(0, 30, FAILURES_IN_A_ROW))
        assert bench.state is State.ENDED


def test_three_failures_in_a_row_end_it() -> None:
    errors = [EngineError(f"out of memory, {index}") for index in range(3)]
    with at_work(ToyEngine(troubles=dict(enumerate(errors, start=1)))) as bench:
        bench.feed(*(numbered(index) for index in range(10)))
        assert indexes(drained(bench.outbox)) == [0]
        assert bench.worker.join(DEADLINE)
        assert bench.state is State.FAILED
        assert bench.worker.worker_status.error is errors[-1]
        assert bench.engine.closed == 1


@pytest.mark.expects_errors
def test_a_fault_of_ours_ends_it_at_once() -> None:
    with at_work(ToyEngine(troubles={1: ValueError("wrong shape")})) as bench:
        bench.feed(*(numbered(index) for index in range(10)))
        assert indexes(drained(bench.outbox)) == [0]
        assert bench.worker.join(DEADLINE)
        assert bench.detail == "internal error: ValueError: wrong shape"
        assert bench.engine.closed == 1


@pytest.mark.parametrize("error", [WeightsError("compact.safetensors is damaged; reinstall"), EngineError("no GPU")])
def test_an_engine_that_cannot_be_opened_is_closed_and_says_why(error: StylecamError) -> None:
    bench = Bench(ToyEngine())
    bench.engine.open_error = error
    bench.worker.start()
    assert drained(bench.outbox) == []
    assert bench.worker.join(DEADLINE)
    assert bench.worker.worker_status.error is error
    assert bench.engine.closed == 1


def test_an_engine_that_cannot_be_made_says_why() -> None:
    error = StylecamError("there is no model 'van-gogh'")

    def make() -> ToyEngine:
        raise error

    inbox: BoundedFifo[Frame] = BoundedFifo(3)
    outbox: BoundedFifo[Frame] = BoundedFifo(3)
    worker = InferenceWorker(make, inbox, FakeClock())
    worker.set_outputs((outbox,))
    worker.start()
    assert drained(inbox) == drained(outbox) == []
    assert worker.join(DEADLINE)
    assert worker.worker_status.error is error


def test_an_output_that_comes_after_the_end_is_closed() -> None:
    bench = Bench(ToyEngine())
    bench.worker.start()
    bench.finish()
    late: BoundedFifo[Frame] = BoundedFifo(3)
    bench.worker.set_outputs((bench.outbox, late))
    assert drained(late) == []


def test_an_output_that_comes_during_the_end_is_closed() -> None:
    for _ in itertools.repeat(None, 50):
        bench = Bench(ToyEngine())
        bench.worker.start()
        bench.inbox.close()
        late: BoundedFifo[Frame] = BoundedFifo(3)
        bench.worker.set_outputs((bench.outbox, late))
        assert drained(late) == []
        assert bench.worker.join(DEADLINE)
