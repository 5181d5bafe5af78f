"""An engine that computes while the host goes on: begun with the next frame before the last is waited for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from stylecam.errors import EngineError
from stylecam.frame import Frame
from stylecam.pipeline.commands import SetStrength, SwitchEngine
from stylecam.pipeline.inference import FAILURES_IN_A_ROW
from stylecam.pipeline.overlap import begin, overlaps
from stylecam.pipeline.status import State
from tests.pipeline.bench import Bench, at_work
from tests.pipeline.parts import ToyEngine, eventually, indexes, numbered


class AheadEngine(ToyEngine):
    """Notes what is begun and what is waited for."""

    overlaps = True

    def __init__(self, troubles: dict[int, Exception] | None = None) -> None:
        super().__init__(troubles=troubles)
        self.steps: list[str] = []

    def begin(self, frame: Frame) -> Callable[[], Frame]:
        self.steps.append(f"begin {frame.index}")
        return partial(self._finish, frame)

    def _finish(self, frame: Frame) -> Frame:
        self.steps.append(f"finish {frame.index}")
        return self.stylize(frame)


def test_an_engine_that_does_not_overlap_is_done_at_once() -> None:
    engine = ToyEngine()
    painting = begin(engine, numbered(3))
    assert not overlaps(engine)
    assert indexes(engine.seen) == [3]
    assert painting().index == 3
    assert indexes(engine.seen) == [3]


def test_one_that_could_but_would_win_nothing_is_done_at_once_too() -> None:
    engine = AheadEngine()
    engine.overlaps = False
    assert not overlaps(engine)
    begin(engine, numbered(0))
    assert indexes(engine.seen) == [0]
    assert engine.steps == []


def test_while_frames_wait_each_is_begun_before_the_last_is_waited_for() -> None:
    engine = AheadEngine()
    bench = Bench(engine)
    bench.feed(*(numbered(index) for index in range(3)))
    bench.worker.start()
    assert indexes(bench.finish()) == [0, 1, 2]
    assert engine.steps == ["begin 0", "begin 1", "finish 0", "begin 2", "finish 1", "finish 2"]
    assert bench.worker.stylize_time.count == 3


def test_a_frame_does_not_wait_for_one_that_is_not_there() -> None:
    engine = AheadEngine()
    with at_work(engine) as bench:
        for index in range(3):
            bench.feed(numbered(index))
            assert bench.painted().index == index
    assert engine.steps == [f"{step} {index}" for index in range(3) for step in ("begin", "finish")]


def test_a_command_takes_effect_after_what_is_being_painted() -> None:
    engine = AheadEngine()
    bench = Bench(engine)
    bench.feed(numbered(0))
    bench.worker.send(SetStrength(0.2))
    bench.worker.start()
    assert bench.painted().pixels.max() == 20
    bench.worker.send(SetStrength(0.9))
    bench.feed(numbered(1))
    assert bench.painted().pixels.max() == 90
    bench.finish()


def test_nothing_is_left_behind_in_an_engine_that_is_replaced() -> None:
    old, new = AheadEngine(), AheadEngine()
    bench = Bench(old, {("cuda", "compact"): new})
    bench.feed(numbered(0), numbered(1))
    bench.worker.start()
    eventually(lambda: len(old.steps) == 4)
    bench.worker.send(SwitchEngine("cuda", "compact"))
    bench.feed(numbered(2))
    assert indexes(bench.finish()) == [0, 1, 2]
    assert old.steps[-1] == "finish 1"
    assert new.steps == ["begin 2", "finish 2"]
    assert old.closed == 1


def test_a_frame_that_fails_while_it_is_waited_for_is_skipped() -> None:
    with at_work(AheadEngine({1: EngineError("out of memory")})) as bench:
        bench.feed(numbered(0), numbered(1))
        eventually(lambda: bench.detail == "out of memory")
        bench.feed(numbered(2))
        assert [bench.painted().index, bench.painted().index] == [0, 2]
        assert bench.state is State.RUNNING


def test_several_failures_in_a_row_end_it() -> None:
    troubles: dict[int, Exception] = {index: EngineError("lost") for index in range(FAILURES_IN_A_ROW)}
    with at_work(AheadEngine(troubles)) as bench:
        bench.feed(*(numbered(index) for index in range(FAILURES_IN_A_ROW)))
        eventually(lambda: bench.state is State.FAILED)
        assert bench.engine.closed == 1
        # Told in the pipeline's status; the worker itself raises nothing.
        with pytest.raises(EngineError, match="lost"):
            raise bench.worker.worker_status.error or AssertionError
