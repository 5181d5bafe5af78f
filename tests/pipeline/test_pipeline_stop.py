"""The ordered stop of the whole pipeline."""

from __future__ import annotations

import itertools
import threading

import pytest

from stylecam.errors import PipelineStuck
from stylecam.pipeline.commands import SetStrength
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.slots import BoundedFifo, Latest
from stylecam.pipeline.status import State
from tests.pipeline.parts import (
    DEADLINE,
    PATIENT,
    Album,
    Flow,
    Reel,
    Shelf,
    ToyEngine,
    eventually,
    indexes,
    numbered,
    running,
)
from tests.pipeline.whole import everything, feed_one, is_consistent, pipeline_of

# Stopping.


def test_the_stop_drains_what_was_captured_through_every_stage() -> None:
    source, engine, album = Reel(), ToyEngine(), Album()
    engine.may_paint.clear()
    album.may_write.clear()
    pipeline = pipeline_of(source, engine)
    pipeline.attach(album, everything())
    pipeline.start()
    source.feed(numbered(0))
    assert engine.painting.wait(DEADLINE)
    source.feed(numbered(1), None)
    eventually(lambda: pipeline.status().source.state is State.ENDED)
    stopping = threading.Thread(target=pipeline.stop, args=[DEADLINE])
    stopping.start()
    engine.may_paint.set()
    album.may_write.set()
    stopping.join(DEADLINE)
    assert indexes(album.frames) == [0, 1]


def test_the_stop_writes_all_that_waits_for_a_slow_sink() -> None:
    source, album = Reel(), Album()
    album.may_write.clear()
    pipeline = pipeline_of(source)
    pipeline.attach(album, BoundedFifo(60))
    pipeline.start()
    for index in range(50):
        feed_one(source, index, lambda: pipeline.status().frames_out)
    source.feed(None)
    stopping = threading.Thread(target=pipeline.stop, args=[DEADLINE])
    stopping.start()
    eventually(lambda: pipeline.status().engine.state is State.ENDED)
    album.may_write.set()
    stopping.join(DEADLINE)
    assert indexes(album.frames) == list(range(50))
    assert pipeline.status().sinks[0].dropped == 0


def test_the_stop_waits_for_a_detached_sink_that_is_still_writing() -> None:
    source, album = Reel(), Album()
    album.may_write.clear()
    pipeline = pipeline_of(source)
    attachment = pipeline.attach(album, BoundedFifo(60))
    pipeline.start()
    for index in range(9):
        feed_one(source, index, lambda: pipeline.status().frames_out)
    pipeline.detach(attachment)
    source.feed(None)
    stopping = threading.Thread(target=pipeline.stop, args=[DEADLINE])
    stopping.start()
    eventually(lambda: pipeline.status().engine.state is State.ENDED)
    assert stopping.is_alive()
    album.may_write.set()
    stopping.join(DEADLINE)
    assert indexes(album.frames) == list(range(9))
    assert album.closed == 1


def test_a_detached_sink_that_is_stuck_is_named() -> None:
    album = Album("camera 9")
    album.may_write.clear()
    pipeline = pipeline_of(Flow())
    attachment = pipeline.attach(album, Latest())
    pipeline.start()
    assert album.writing.wait(DEADLINE)
    pipeline.detach(attachment)
    with pytest.raises(PipelineStuck, match=r"stylecam-sink \(camera 9\)"):
        pipeline.stop(deadline=1)
    album.may_write.set()
    pipeline.stop(DEADLINE)


@pytest.mark.parametrize("blocked", ["engine", "sink"])
def test_one_stuck_stage_is_named_and_costs_the_others_nothing(blocked: str) -> None:
    source, engine, stuck, good = Flow(), ToyEngine(), Album("camera 9"), Album("good")
    pipeline = pipeline_of(source, engine)
    pipeline.attach(stuck, everything())
    pipeline.attach(good, everything())
    pipeline.start()
    eventually(lambda: good.frames and stuck.frames)
    gate = engine.may_paint if blocked == "engine" else stuck.may_write
    gate.clear()
    seen = pipeline.status().frames_in
    eventually(lambda: pipeline.status().frames_in > seen + 5)
    with pytest.raises(PipelineStuck) as error:
        pipeline.stop(deadline=1)
    name = {"engine": "stylecam-inference (engine)", "sink": "stylecam-sink (camera 9)"}[blocked]
    assert str(error.value) == f"still blocked after 1 s: {name}; it ends with the program"
    assert source.closed.is_set()
    assert good.closed == 1
    gate.set()
    pipeline.stop(DEADLINE)
    assert engine.closed == stuck.closed == 1


def test_stopping_twice_is_as_stopping_once() -> None:
    pipeline = pipeline_of(Flow())
    pipeline.attach(Album(), Latest())
    with running(pipeline):
        eventually(lambda: pipeline.status().frames_out)
        pipeline.stop(DEADLINE)
        status = pipeline.status()
        assert {status.source.state, status.engine.state, status.sinks[0].state} == {State.ENDED}


def test_stopped_before_its_start_it_uses_nothing_and_its_sinks_end() -> None:
    engine, album = ToyEngine(), Album()
    pipeline = pipeline_of(Flow(), engine)
    pipeline.attach(album, everything())
    pipeline.stop(DEADLINE)
    assert pipeline.status().sinks[0].state is State.ENDED
    assert album.closed == 1
    assert engine.threads == set()


@pytest.mark.parametrize("started", [True, False])
def test_a_sink_that_comes_after_the_stop_ends_at_once(started: bool) -> None:
    pipeline = pipeline_of(Flow())
    if started:
        pipeline.start()
    pipeline.stop(DEADLINE)
    pipeline.attach(Album(), everything())
    eventually(lambda: pipeline.status().sinks[0].state is State.ENDED)


def test_what_is_wanted_after_the_stop_is_let_go() -> None:
    with running(pipeline_of(Flow())) as pipeline:
        eventually(lambda: pipeline.status().frames_out)
        pipeline.stop(DEADLINE)
        painted = pipeline.status().frames_out
        pipeline.send(SetStrength(1))
        pipeline.switch_source("a")
        assert pipeline.status().frames_out == painted
        assert pipeline.status().source.state is State.ENDED


def test_it_can_be_stopped_while_the_engine_is_being_opened() -> None:
    class SlowStart(ToyEngine):
        def open(self) -> None:
            super().open()
            assert self.may_paint.wait(DEADLINE)

    engine = SlowStart()
    engine.may_paint.clear()
    pipeline = pipeline_of(Flow(), engine)
    pipeline.start()
    eventually(lambda: engine.threads and pipeline.status().frames_in)
    stopping = threading.Thread(target=pipeline.stop, args=[DEADLINE])
    stopping.start()
    eventually(lambda: pipeline.status().source.state is State.ENDED)
    engine.may_paint.set()
    stopping.join(DEADLINE)
    assert engine.closed == 1
    assert len(engine.seen) == 1, "the last frame before the stop is painted"


def test_stops_switches_and_commands_from_many_threads_leave_nothing_behind() -> None:
    shelf = Shelf({name: Flow(name) for name in "abc"})
    engine = ToyEngine()
    pipeline = Pipeline(shelf, "a", lambda: engine, patience=PATIENT)
    begin = threading.Barrier(3)

    def switch() -> None:
        begin.wait(DEADLINE)
        for name in itertools.islice(itertools.cycle("bca"), 60):
            pipeline.switch_source(name)

    def command() -> None:
        begin.wait(DEADLINE)
        for percent in range(100):
            pipeline.send(SetStrength(percent / 100))
            assert is_consistent(pipeline.status())

    with running(pipeline):
        others = [threading.Thread(target=switch), threading.Thread(target=command)]
        for other in others:
            other.start()
        begin.wait(DEADLINE)
        eventually(lambda: pipeline.status().frames_out > 3)
        pipeline.stop(DEADLINE)
        for other in others:
            other.join(DEADLINE)
    assert engine.closed == 1


def test_where_no_thread_can_be_started_nothing_is_left_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = ToyEngine()
    pipeline = pipeline_of(Flow(), engine)
    start = threading.Thread.start

    def start_one(thread: threading.Thread) -> None:
        if thread.name == "stylecam-capture":
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", start_one)
    with pytest.raises(RuntimeError, match="new thread"):
        pipeline.start()
    assert pipeline.status().engine.state is State.ENDED
    assert engine.closed == 1
