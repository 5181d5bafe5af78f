"""The supervisor and its readers in ordinary life: frames, ends, failures for good, other wishes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stylecam.clock import MonotonicClock
from stylecam.errors import SourceError, SourceLost, StylecamError, UsageError
from stylecam.pipeline.capture import Patience
from stylecam.pipeline.status import State
from tests.pipeline.parts import CURT, DEADLINE, PATIENT, Flow, Reel, Shelf, drained, eventually, indexes, numbered
from tests.pipeline.watch import Watch, watching
from tests.sources.fake_clock import FakeClock

# A source's ordinary life.


def test_every_frame_is_handed_over_in_order_and_counted() -> None:
    source = Flow(count=50)
    with watching(Shelf({"a": source})) as watch:
        watch.until(State.ENDED)
        assert watch.capture.frames == 50
        assert source.closed.is_set()
        assert indexes(watch.rest()) == list(range(50))


def test_it_says_which_source_runs() -> None:
    with watching(Shelf({"a": Flow("Desk camera")})) as watch:
        watch.until(State.RUNNING, "Desk camera")
        assert watch.detail == ""


def test_a_stop_closes_the_source_and_the_slot() -> None:
    source = Flow()
    with watching(Shelf({"a": source})) as watch:
        watch.until_frames(3)
        handed_over = watch.rest()
        assert source.closed.is_set()
        assert len(handed_over) == watch.capture.frames
        assert watch.state is State.ENDED


def test_stopped_before_its_start_it_opens_nothing() -> None:
    source = Flow()
    watch = Watch(Shelf({"a": source}), "a", MonotonicClock(), PATIENT)
    watch.capture.stop()
    watch.capture.start()
    assert drained(watch.slot) == []
    assert watch.capture.join(DEADLINE)
    assert source.opened == 0


# Failures that trying again would not mend.


def refusing(error: Exception) -> Shelf:
    return Shelf({"a": Reel("clip.mp4", refusals=[error]), "b": Flow("b")})


def unreadable(error: Exception) -> Shelf:
    return Shelf({"a": Reel("clip.mp4").feed(numbered(0), error), "b": Flow("b")})


def unmakable(error: Exception) -> Shelf:
    return Shelf({"a": error, "b": Flow("b")})


@pytest.mark.parametrize("shelf", [refusing, unreadable, unmakable])
@pytest.mark.parametrize("error", [SourceError("clip.mp4: not a video"), UsageError("which one?")])
def test_what_fails_for_good_is_not_tried_again(shelf: Callable[[Exception], Shelf], error: StylecamError) -> None:
    make = shelf(error)
    with watching(make) as watch:
        watch.until(State.FAILED)
        assert watch.capture.worker_status.error is error
        assert watch.detail == str(error)
        assert make.made == ["a"]
        watch.capture.switch("b")
        watch.until(State.RUNNING, "b")
        assert watch.capture.worker_status.error is None


@pytest.mark.expects_errors
@pytest.mark.parametrize("shelf", [refusing, unreadable, unmakable])
def test_a_fault_of_ours_in_a_source_leaves_the_others_usable(shelf: Callable[[Exception], Shelf]) -> None:
    with watching(shelf(ZeroDivisionError("no fps"))) as watch:
        watch.until(State.FAILED)
        assert watch.detail == "internal error: ZeroDivisionError: no fps"
        watch.capture.switch("b")
        watch.until(State.RUNNING, "b")


def test_a_source_that_failed_is_closed() -> None:
    source = Reel(refusals=[SourceError("not a video")])
    with watching(Shelf({"a": source})) as watch:
        watch.until(State.FAILED)
        assert source.closed.is_set()


# Another source is wanted.


def test_switching_while_it_runs() -> None:
    first, second = Flow("first"), Flow("second")
    with watching(Shelf({"a": first, "b": second})) as watch:
        watch.until_frames(3)
        watch.capture.switch("b")
        watch.until(State.RUNNING, "second")
        assert first.closed.is_set()
        handed_over = watch.rest()
        assert watch.capture.frames == len(handed_over)
    assert indexes(handed_over).count(0) == 2, "each source starts with its first frame"


def test_switching_to_the_same_opens_it_anew() -> None:
    with watching(make := Shelf({"a": [Flow("one"), Flow("two")]})) as watch:
        watch.until(State.RUNNING, "one")
        watch.capture.switch("a")
        watch.until(State.RUNNING, "two")
        assert make.made == ["a", "a"]


def test_switching_while_it_is_lost() -> None:
    never = Patience(retry=1e9, retry_most=1e9, poll=0.002, release=DEADLINE)
    with watching(Shelf({"a": Reel(refusals=[SourceLost("gone")]), "b": Flow("b")}), patience=never) as watch:
        watch.until(State.LOST)
        watch.capture.switch("b")
        watch.until(State.RUNNING, "b")
        assert watch.detail == ""


def test_switching_after_the_end() -> None:
    with watching(Shelf({"a": Flow("a", count=3), "b": Flow("b", count=4)})) as watch:
        watch.until(State.ENDED, "a")
        watch.capture.switch("b")
        watch.until(State.ENDED, "b")
        assert indexes(watch.rest()) == [0, 1, 2, 0, 1, 2, 3]


def test_switching_while_it_is_blocked() -> None:
    stuck = Reel("stuck")
    with watching(Shelf({"a": stuck, "b": Flow("b")}), clock=FakeClock(), patience=CURT) as watch:
        eventually(stuck.reading.is_set)
        watch.capture.switch("b")
        watch.until(State.RUNNING, "b")
        assert [reader.worker_status.name for reader in watch.capture.left_behind] == ["stuck"]
        stuck.feed(None)


def test_of_many_wishes_the_last_is_granted() -> None:
    shelf = Shelf({name: Flow(name) for name in "abcdef"})
    with watching(shelf) as watch:
        watch.until(State.RUNNING, "a")
        for name in "bcdef":
            watch.capture.switch(name)
        watch.until(State.RUNNING, "f")


def test_a_wish_from_before_the_start_is_granted() -> None:
    make = Shelf({"a": Flow("a"), "b": Flow("b")})
    watch = Watch(make, "a", MonotonicClock(), PATIENT)
    watch.capture.switch("b")
    watch.capture.start()
    watch.until(State.RUNNING, "b")
    assert make.made == ["b"]
    watch.rest()
