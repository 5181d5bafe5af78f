"""The one thread that touches the engine."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from stylecam.errors import EngineError, StylecamError, WeightsError
from stylecam.frame import Card, Frame, Pixels
from stylecam.pipeline.commands import SetStrength
from stylecam.pipeline.inference import FAILURES_IN_A_ROW, InferenceWorker
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import State
from tests.pipeline.bench import Bench, at_work, colour
from tests.pipeline.parts import DEADLINE, ToyEngine, drained, eventually, indexes, numbered
from tests.sources.fake_clock import FakeClock


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
    assert bench.worker.working_size is None
    latency = bench.worker.latency.percentiles()
    assert latency is not None
    assert latency.p50 == pytest.approx(8000)


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
