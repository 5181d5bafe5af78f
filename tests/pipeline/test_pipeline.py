"""The whole pipeline: real threads, real slots, toy parts."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator

import pytest

from stylecam.errors import EngineError, PipelineStuck, SinkError, SourceLost
from stylecam.frame import Card, Frame
from stylecam.pipeline.capture import Patience
from stylecam.pipeline.commands import SetStrength
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.ports import Source
from stylecam.pipeline.slots import BoundedFifo, Latest
from stylecam.pipeline.status import PipelineStatus, State
from tests.pipeline.parts import (
    CURT,
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
from tests.sources.fake_clock import FakeClock


def pipeline_of(source: Source, engine: ToyEngine | None = None, patience: Patience = PATIENT) -> Pipeline:
    toy = engine or ToyEngine()
    return Pipeline(Shelf({"a": source}), "a", lambda: toy, patience=patience)


def everything() -> BoundedFifo[Frame]:
    """A slot that drops nothing."""
    return BoundedFifo(100_000)


def previews(pipeline: Pipeline) -> Iterator[Frame]:
    """What a window would show."""
    while True:
        frame = pipeline.preview.get(DEADLINE)
        assert frame is not None
        yield frame


def feed_one(source: Reel, index: int, arrived: Callable[[], int]) -> None:
    """Feed a frame and wait until one more has arrived, so that none is overtaken."""
    before = arrived()
    source.feed(numbered(index))
    eventually(lambda: arrived() > before)


def is_consistent(status: PipelineStatus) -> bool:
    """Whether no count is ahead of the one it comes from."""
    return status.frames_in >= status.frames_out + status.dropped and all(
        status.frames_out >= sink.written + sink.dropped for sink in status.sinks
    )


# Frames flow.


def test_frames_are_captured_painted_and_written() -> None:
    album = Album()
    pipeline = pipeline_of(Flow("Desk camera"))
    pipeline.attach(album, everything())
    with running(pipeline):
        eventually(lambda: len(album.frames) >= 20)
        status = pipeline.status()
        assert status.source.name == "Desk camera"
        assert {status.source.state, status.engine.state, status.sinks[0].state} == {State.RUNNING}
        assert status.input_size == status.output_size == (4, 3)
        assert status.stylize_ms
        assert status.fps > 0
    assert indexes(album.frames) == sorted(set(indexes(album.frames)))
    assert {int(frame.pixels[0, 0, 0]) for frame in album.frames} == {50}


def test_each_part_is_used_by_one_thread() -> None:
    engine, album = ToyEngine(), Album()
    pipeline = pipeline_of(Flow(), engine)
    pipeline.attach(album, everything())
    with running(pipeline):
        pipeline.send(SetStrength(1))
        eventually(lambda: len(album.frames) >= 3)
    assert engine.threads == {"stylecam-inference"}
    assert album.threads == {"stylecam-sink"}


def test_the_preview_follows_a_command() -> None:
    with running(pipeline_of(Flow())) as pipeline:
        pipeline.send(SetStrength(0.75))
        assert next(frame for frame in previews(pipeline) if frame.pixels[0, 0, 0] == 75)


def test_counts_are_consistent_at_every_moment_and_whole_at_the_end() -> None:
    pipeline = pipeline_of(Flow(count=300))
    pipeline.attach(Album("all"), everything())
    pipeline.attach(Album("newest"), Latest())
    with running(pipeline):
        while pipeline.status().source.state is not State.ENDED:
            assert is_consistent(pipeline.status())
    status = pipeline.status()
    assert status.frames_in == 300 == status.frames_out + status.dropped
    for sink in status.sinks:
        assert sink.written + sink.dropped == status.frames_out
    assert status.sinks[0].dropped == 0


def test_an_engine_that_is_too_slow_sees_the_newest_frame() -> None:
    source, engine = Reel(), ToyEngine()
    engine.may_paint.clear()
    with running(pipeline_of(source, engine)) as pipeline:
        source.feed(numbered(0))
        assert engine.painting.wait(DEADLINE)
        source.feed(*(numbered(index) for index in range(1, 10)))
        eventually(lambda: pipeline.status().frames_in == 10)
        engine.may_paint.set()
        eventually(lambda: pipeline.status().frames_out == 2)
        assert indexes(engine.seen) == [0, 9]
        assert pipeline.status().dropped == 8
        source.feed(None)


# The engine fails.


@pytest.mark.expects_errors
@pytest.mark.parametrize("slot", [Latest, everything, lambda: BoundedFifo(1)])
def test_a_raising_engine_against_a_full_queue_hangs_nobody(slot: Callable[[], BoundedFifo[Frame]]) -> None:
    """The sink is blocked, its queue is full, frames keep coming, and the engine raises."""
    engine, album = ToyEngine({index: ValueError("wrong shape") for index in range(10, 100_000)}), Album()
    album.may_write.clear()
    pipeline = pipeline_of(Flow(), engine)
    pipeline.attach(album, slot())
    with running(pipeline):
        eventually(lambda: pipeline.status().engine.state is State.FAILED)
        seen = pipeline.status().frames_in
        eventually(lambda: pipeline.status().frames_in > seen + 10)
        assert str(pipeline.status().engine.error) == "internal error: ValueError: wrong shape"
        assert pipeline.status().source.state is State.RUNNING
        album.may_write.set()
        eventually(lambda: pipeline.status().sinks[0].state is State.ENDED)
    assert album.frames


def test_an_engine_that_cannot_paint_any_more_ends_with_its_cause() -> None:
    error = EngineError("out of memory; choose a smaller size")
    engine, album = ToyEngine(dict.fromkeys(range(20, 100000), error)), Album()
    pipeline = pipeline_of(Flow(), engine)
    pipeline.attach(album, BoundedFifo(1))
    with running(pipeline):
        eventually(lambda: pipeline.status().engine.state is State.FAILED)
        assert pipeline.status().engine.error is error
    assert all(frame.index < 20 for frame in album.frames)
    assert album.closed == engine.closed == 1


def test_one_frame_that_fails_is_missed_by_all_and_ends_nothing() -> None:
    source, album = Reel(), Album()
    pipeline = pipeline_of(source, ToyEngine({1: EngineError("a hiccup")}))
    pipeline.attach(album, everything())
    with running(pipeline):
        feed_one(source, 0, album.count)
        source.feed(numbered(1))
        eventually(lambda: pipeline.status().engine.detail == "a hiccup")
        feed_one(source, 2, album.count)
        assert pipeline.status().engine.detail == ""
        source.feed(None)
    assert indexes(album.frames) == [0, 2]


# The source ends, goes away, blocks.


def test_when_the_source_ends_all_it_gave_is_written() -> None:
    source, album = Reel(), Album()
    pipeline = pipeline_of(source)
    pipeline.attach(album, everything())
    with running(pipeline):
        for index in range(5):
            feed_one(source, index, album.count)
        source.feed(None)
        eventually(lambda: pipeline.status().source.state is State.ENDED)
        assert pipeline.status().engine.state is State.RUNNING
    assert indexes(album.frames) == [0, 1, 2, 3, 4]


def test_a_lost_camera_shows_a_card_that_is_not_painted_and_comes_back() -> None:
    camera = Reel("Desk camera")
    engine, album = ToyEngine(), Album()
    pipeline = pipeline_of(camera, engine)
    pipeline.attach(album, everything())
    with running(pipeline):
        shown = previews(pipeline)
        camera.feed(numbered(0))
        assert next(shown).index == 0
        camera.feed(SourceLost("Desk camera was unplugged"))
        card = next(shown)
        assert isinstance(card, Card)
        assert pipeline.status().source.detail == "Desk camera was unplugged"
        camera.feed(numbered(1))
        assert next(frame for frame in shown if not isinstance(frame, Card)).index == 1
        eventually(lambda: pipeline.status().source.state is State.RUNNING)
        camera.feed(None)
    assert indexes(engine.seen) == [0, 1]
    assert [type(frame) for frame in album.frames] == [Frame, Card, Frame]


def test_a_camera_that_cannot_be_opened_yet_is_awaited() -> None:
    camera = Reel("Desk camera", [SourceLost("Desk camera is busy") for _ in range(3)]).feed(numbered(7))
    with running(pipeline_of(camera)) as pipeline:
        shown = previews(pipeline)
        assert isinstance(next(shown), Card)
        assert next(frame for frame in shown if not isinstance(frame, Card)).index == 7
        camera.feed(None)


def test_switching_the_source_goes_on_with_the_same_engine_and_sinks() -> None:
    engine, album = ToyEngine(), Album()
    shelf = Shelf({"a": Flow("a"), "b": Flow("b", count=3)})
    pipeline = Pipeline(shelf, "a", lambda: engine, patience=PATIENT)
    pipeline.attach(album, everything())
    with running(pipeline):
        eventually(lambda: len(album.frames) > 5)
        pipeline.switch_source("b")
        eventually(lambda: pipeline.status().source.state is State.ENDED)
    assert album.frames[-1].index == 2
    status = pipeline.status()
    assert status.frames_in == status.frames_out + status.dropped


def test_a_blocked_source_is_named_at_the_stop_and_the_rest_has_ended() -> None:
    source, engine, album = Reel("Desk camera"), ToyEngine(), Album()
    pipeline = Pipeline(Shelf({"a": source}), "a", lambda: engine, clock=FakeClock(), patience=CURT)
    pipeline.attach(album, everything())
    pipeline.start()
    source.feed(numbered(0))
    eventually(lambda: album.frames)
    for _ in range(2):
        with pytest.raises(PipelineStuck, match=r"stylecam-reader \(Desk camera\)") as stuck:
            pipeline.stop(deadline=0.5)
        assert "inference" not in str(stuck.value)
        assert engine.closed == album.closed == 1
    source.feed(None)
    assert source.closed.wait(DEADLINE)
    pipeline.stop(DEADLINE)


def test_a_source_that_is_only_slow_to_let_go_is_waited_for() -> None:
    """A camera that is still being opened, say: it is left behind, and comes to its end before the deadline."""
    source = Reel("Desk camera")
    pipeline = pipeline_of(source, patience=CURT)
    pipeline.start()
    assert source.reading.wait(DEADLINE)
    stopping = threading.Thread(target=pipeline.stop, args=[DEADLINE])
    stopping.start()
    eventually(lambda: pipeline.status().source.state is State.ENDED)
    source.feed(None)
    stopping.join(DEADLINE)
    assert source.closed.is_set()


# Sinks fail, or are slow.


@pytest.mark.parametrize("moment", ["open", 3, "close"])
def test_a_sink_that_fails_ends_alone(moment: str | int) -> None:
    source = Reel()
    good, bad = Album("good"), Album("bad", {moment: SinkError("bad: the disk is full")})
    pipeline = pipeline_of(source)
    pipeline.attach(bad, everything())
    pipeline.attach(good, everything())
    with running(pipeline):
        for index in range(8):
            feed_one(source, index, good.count)
        source.feed(None)
    failed, fine = pipeline.status().sinks
    assert (failed.state, failed.detail) == (State.FAILED, "bad: the disk is full")
    assert (fine.state, fine.written) == (State.ENDED, 8)
    assert bad.closed == good.closed == 1


def test_a_slow_sink_slows_nobody() -> None:
    slow, fast = Album("slow"), Album("fast")
    slow.may_write.clear()
    pipeline = pipeline_of(Flow())
    pipeline.attach(slow, Latest())
    pipeline.attach(fast, everything())
    with running(pipeline):
        assert slow.writing.wait(DEADLINE)
        eventually(lambda: len(fast.frames) > 20)
        assert slow.frames == []
        slow.may_write.set()
    assert len(slow.frames) < len(fast.frames)
    assert slow.frames[-1] is fast.frames[-1]


def test_a_sink_can_be_attached_while_frames_flow() -> None:
    early, late = Album("early"), Album("late")
    pipeline = pipeline_of(Flow())
    pipeline.attach(early, everything())
    with running(pipeline):
        eventually(lambda: len(early.frames) > 5)
        pipeline.attach(late, everything())
        eventually(lambda: len(late.frames) > 5)
    missed = len(early.frames) - len(late.frames)
    assert missed > 5
    assert indexes(early.frames[missed:]) == indexes(late.frames)
    assert [sink.name for sink in pipeline.status().sinks] == ["early", "late"]


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
