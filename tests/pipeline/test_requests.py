"""What the inference thread is asked for: commands to the engine, and other engines."""

from __future__ import annotations

from functools import partial

import pytest

from stylecam.errors import EngineError
from stylecam.frame import Frame
from stylecam.pipeline.commands import SetStrength, SwitchEngine
from stylecam.pipeline.inference import InferenceWorker
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import State
from tests.pipeline.bench import Bench, at_work, colour
from tests.pipeline.parts import DEADLINE, ToyEngine, drained, eventually, indexes, numbered
from tests.sources.fake_clock import FakeClock


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
