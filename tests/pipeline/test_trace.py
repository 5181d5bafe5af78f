"""Spans: who tells them, and that nobody does where nobody asked."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from stylecam.errors import EngineError
from stylecam.frame import Frame
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.slots import BoundedFifo, Latest, Slot
from stylecam.pipeline.trace import Recorder, Span, Track, Untraced
from tests.pipeline.parts import PATIENT, Album, Flow, Reel, Shelf, ToyEngine, eventually, numbered, running
from tests.pipeline.spans import by_frame, overlapping
from tests.pipeline.whole import everything, feed_one
from tests.sources.fake_clock import FakeClock

HERE = Track(threading.get_ident(), threading.current_thread().name)


def traced(reel: Reel, engine: ToyEngine, recorder: Recorder) -> Pipeline:
    return Pipeline(Shelf({"a": reel}), "a", lambda: engine, patience=PATIENT, tracer=recorder)


def test_a_traced_pipeline_tells_every_step_of_every_frame() -> None:
    recorder, reel, album = Recorder(), Reel(), Album()
    pipeline = traced(reel, ToyEngine(), recorder)
    pipeline.attach(album, everything())
    with running(pipeline):
        for index in range(5):
            feed_one(reel, index, album.count)
        reel.feed(None)
    waits = {"wait", "in the slot of the engine", "in the slot of album"}
    assert by_frame(recorder.spans()) == dict.fromkeys(range(5), {"read", "paint", "write album"} | waits)
    done = {(span.name, span.track.name) for span in recorder.spans() if span.track and span.name != "wait"}
    threads = {"read": "stylecam-reader", "paint": "stylecam-inference", "write album": "stylecam-sink"}
    assert done == set(threads.items())


def test_spans_of_a_thread_nest_and_do_not_overlap() -> None:
    recorder, reel, album = Recorder(), Reel(), Album()
    pipeline = traced(reel, ToyEngine(), recorder)
    pipeline.attach(album, everything())
    with running(pipeline):
        for index in range(5):
            feed_one(reel, index, album.count)
        reel.feed(None)
    assert all(span.began <= span.ended for span in recorder.spans())
    assert overlapping(recorder.spans()) == []


def test_spans_that_cross_are_found() -> None:
    """The tests here and elsewhere would pass on anything otherwise."""
    whole, inside, across = (Span(name, *ends, HERE, 0) for name, ends in (("a", (0, 4)), ("b", (1, 2)), ("c", (3, 5))))
    assert overlapping([inside, whole]) == []
    assert overlapping([whole, inside, across]) == [(whole, across)]


def test_a_step_that_fails_took_time_too() -> None:
    recorder, reel, album = Recorder(), Reel(), Album()
    pipeline = traced(reel, ToyEngine(troubles={0: EngineError("no")}), recorder)
    pipeline.attach(album, everything())
    with running(pipeline):
        reel.feed(numbered(0))
        eventually(lambda: "paint" in by_frame(recorder.spans()).get(0, ()))
        feed_one(reel, 1, album.count)
        reel.feed(None)
    assert "write album" not in by_frame(recorder.spans())[0]


def test_a_span_is_of_its_time_thread_and_frame() -> None:
    clock = FakeClock()
    recorder = Recorder(clock)
    began = clock.now()
    with recorder.span("outer", 7):
        clock.wait(threading.Event(), 2.0)
        with recorder.span("inner") as step:
            clock.wait(threading.Event(), 1.0)
            step.about(8)
    assert recorder.spans() == (
        Span("inner", began + 2, began + 3, HERE, 8),
        Span("outer", began, began + 3, HERE, 7),
    )


def test_memory_is_bounded_and_what_was_let_go_is_counted() -> None:
    recorder = Recorder(FakeClock(), keep=3)
    for index in range(10):
        with recorder.span("step", index):
            pass
    assert [span.frame for span in recorder.spans()] == [7, 8, 9]
    assert recorder.lost == 7


def test_a_slot_tells_how_long_a_frame_lay_in_it() -> None:
    clock = FakeClock()
    recorder = Recorder(clock)
    slot: Slot[Frame] = recorder.slot(BoundedFifo(4), "fifo")
    put = clock.now()
    for index in range(2):
        slot.put(numbered(index))
        clock.wait(threading.Event(), 1.0)
    assert [getattr(slot.get(0), "index", None) for _ in range(3)] == [0, 1, None]
    lain = [span for span in recorder.spans() if span.track is None]
    assert lain == [Span("fifo", put, put + 2, None, 0), Span("fifo", put + 1, put + 2, None, 1)]
    assert [span.frame for span in recorder.spans() if span.name == "wait"] == [0, 1, None]


def test_a_frame_that_was_dropped_in_a_slot_is_neither_timed_nor_kept() -> None:
    recorder = Recorder(FakeClock())
    slot: Slot[Frame] = recorder.slot(Latest(), "latest")
    first = numbered(0)
    gone = weakref.ref(first)
    slot.put(first)
    del first
    slot.put(numbered(1))
    gc.collect()
    assert gone() is None
    assert slot.dropped == 1
    newest = slot.get(0)
    assert newest
    assert newest.index == 1
    assert [span.frame for span in recorder.spans() if span.name == "latest"] == [1]


def test_a_settled_step_ends_when_the_device_has_done_it() -> None:
    clock = FakeClock()

    def settle() -> None:
        clock.time += 5.0

    recorder = Recorder(clock)
    began = clock.now()
    with recorder.settled(settle).span("network", 3):
        pass
    assert recorder.spans() == (Span("network", began, began + 5, HERE, 3),)


def test_untraced_nothing_is_timed_waited_for_or_put_between() -> None:
    def never() -> None:
        pytest.fail("an untraced device is not waited for")

    slot = everything()
    assert Untraced().slot(slot, "slot") is slot
    with Untraced().settled(never).span("network", 1) as step:
        step.about(2)


def test_a_pipeline_that_nobody_traces_uses_the_slots_as_they_are() -> None:
    slots = everything(), everything()
    for tracer, slot, same in ((None, slots[0], True), (Recorder(), slots[1], False)):
        pipeline = Pipeline(Shelf({"a": Flow(count=3)}), "a", ToyEngine, patience=PATIENT, tracer=tracer)
        attachment = pipeline.attach(Album(), slot)
        with running(pipeline):
            eventually(lambda: pipeline.status().source.state.final)  # noqa: B023  (it is over within the turn)
        assert (attachment.worker.slot is slot) == same
