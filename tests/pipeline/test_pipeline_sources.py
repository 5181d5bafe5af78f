"""The whole pipeline when its source ends, goes away, blocks or is switched."""

from __future__ import annotations

import threading

import pytest

from stylecam.errors import PipelineStuck, SourceLost
from stylecam.frame import Card, Frame
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.status import State
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
from tests.pipeline.whole import everything, feed_one, pipeline_of, previews
from tests.sources.fake_clock import FakeClock

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
