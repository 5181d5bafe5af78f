"""The whole pipeline: real threads, real slots, toy parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stylecam.errors import EngineError, SinkError
from stylecam.frame import Frame
from stylecam.pipeline.commands import SetStrength
from stylecam.pipeline.slots import BoundedFifo, Latest
from stylecam.pipeline.status import PersonStatus, State
from tests.pipeline.parts import (
    DEADLINE,
    Album,
    Flow,
    Reel,
    ToyEngine,
    eventually,
    indexes,
    numbered,
    running,
)
from tests.pipeline.whole import everything, feed_one, is_consistent, pipeline_of, previews

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


def test_the_status_tells_the_look_that_was_obeyed_and_what_was_refused() -> None:
    pipeline = pipeline_of(Flow())
    assert pipeline.status().look is None
    with running(pipeline):
        pipeline.send(SetStrength(0.75))
        eventually(lambda: (look := pipeline.status().look) and look.strength == 0.75)
        pipeline.send(SetStrength(2))
        eventually(lambda: pipeline.status().refusal)
        refusal, look = pipeline.status().refusal, pipeline.status().look
        assert refusal
        assert refusal.request == SetStrength(2)
        assert look
        assert look.strength == 0.75


class Learning(ToyEngine):
    """Learns for ten frames what the background is."""

    @property
    def person(self) -> PersonStatus:
        left = 10 - len(self.seen)
        return PersonStatus("none", left / 30) if left > 0 else PersonStatus("plate")


def test_the_status_tells_how_the_person_is_found() -> None:
    pipeline = pipeline_of(Flow(), Learning())
    with running(pipeline):
        eventually(lambda: pipeline.status().person == PersonStatus("plate"))
    pipeline = pipeline_of(Flow())
    with running(pipeline):
        eventually(lambda: pipeline.status().frames_out > 3)
        assert pipeline.status().person is None, "this engine paints all alike"


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
    engine, album = ToyEngine(troubles={index: ValueError("wrong shape") for index in range(10, 100_000)}), Album()
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
    engine, album = ToyEngine(troubles=dict.fromkeys(range(20, 100000), error)), Album()
    pipeline = pipeline_of(Flow(), engine)
    pipeline.attach(album, BoundedFifo(1))
    with running(pipeline):
        eventually(lambda: pipeline.status().engine.state is State.FAILED)
        assert pipeline.status().engine.error is error
    assert all(frame.index < 20 for frame in album.frames)
    assert album.closed == engine.closed == 1


def test_one_frame_that_fails_is_missed_by_all_and_ends_nothing() -> None:
    source, album = Reel(), Album()
    pipeline = pipeline_of(source, ToyEngine(troubles={1: EngineError("a hiccup")}))
    pipeline.attach(album, everything())
    with running(pipeline):
        feed_one(source, 0, album.count)
        source.feed(numbered(1))
        eventually(lambda: pipeline.status().engine.detail == "a hiccup")
        feed_one(source, 2, album.count)
        assert pipeline.status().engine.detail == ""
        source.feed(None)
    assert indexes(album.frames) == [0, 2]


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


# Sinks are detached.


def test_a_detached_sink_writes_what_lies_in_its_slot_and_is_gone() -> None:
    source, leaver, stayer = Reel(), Album("leaver"), Album("stayer")
    leaver.may_write.clear()
    pipeline = pipeline_of(source)
    attachment = pipeline.attach(leaver, everything())
    pipeline.attach(stayer, everything())
    with running(pipeline):
        for index in range(5):
            feed_one(source, index, stayer.count)
        pipeline.detach(attachment)
        feed_one(source, 5, stayer.count)
        assert [sink.name for sink in pipeline.status().sinks] == ["leaver", "stayer"]
        leaver.may_write.set()
        eventually(lambda: attachment.status.state is State.ENDED)
        eventually(lambda: [sink.name for sink in pipeline.status().sinks] == ["stayer"])
        feed_one(source, 6, stayer.count)
        source.feed(None)
    assert attachment.sink is leaver
    assert indexes(leaver.frames) == list(range(5))
    assert (attachment.status.written, leaver.closed) == (5, 1)
    assert indexes(stayer.frames) == list(range(7))


def test_a_failed_sink_is_shown_until_it_is_detached() -> None:
    error = SinkError("bad: the disk is full")
    pipeline = pipeline_of(Flow())
    attachment = pipeline.attach(Album("bad", {0: error}), everything())
    with running(pipeline):
        eventually(lambda: pipeline.status().sinks[0].state is State.FAILED)
        pipeline.detach(attachment)
        eventually(lambda: not pipeline.status().sinks)
        assert attachment.status.error is error


def test_one_can_be_attached_again_after_another_was_detached() -> None:
    pipeline = pipeline_of(Flow())
    with running(pipeline):
        for name in ("first", "second", "third"):
            album = Album(name)
            attachment = pipeline.attach(album, everything())
            eventually(album.count)
            pipeline.detach(attachment)
            eventually(lambda: not pipeline.status().sinks)
            assert album.closed == 1
