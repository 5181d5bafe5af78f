"""Sources that end, block, fail, go away and come back, and the one who watches them."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from stylecam.clock import Clock, MonotonicClock
from stylecam.errors import SourceError, SourceLost, StylecamError, UsageError
from stylecam.frame import Card, Frame
from stylecam.pipeline.capture import Capture, Patience
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import State
from tests.pipeline.parts import CURT, DEADLINE, PATIENT, Flow, Reel, Shelf, drained, eventually, indexes, numbered
from tests.sources.fake_clock import FakeClock


class Frozen:
    """A clock on which nothing passes by waiting, so that whoever rests goes on resting."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now()

    def wait(self, stop: threading.Event, _seconds: float) -> bool:
        return stop.wait(0.002)


class Watch:
    """A capture at work, and everything it hands over."""

    def __init__(self, make: Shelf, spec: str, clock: Clock, patience: Patience) -> None:
        self.slot: BoundedFifo[Frame] = BoundedFifo(100_000)
        self.capture = Capture(make, spec, self.slot, clock, patience)

    def until(self, state: State, name: str | None = None) -> None:
        """Wait for a state, and for who is in it."""
        eventually(lambda: self.state is state and name in (None, self.capture.worker_status.name))

    def until_frames(self, count: int) -> None:
        eventually(lambda: self.capture.frames >= count)

    def until_told_to_end(self) -> None:
        """Wait until the watcher has given up on the present reader, which has not ended yet."""
        _, reader = self.capture._tally
        assert reader is not None
        eventually(reader._stop.is_set)

    @property
    def state(self) -> State:
        return self.capture.worker_status.state

    @property
    def detail(self) -> str:
        return self.capture.worker_status.detail

    def rest(self) -> list[Frame]:
        """Stop; what was handed over and not taken yet."""
        self.capture.stop()
        assert self.capture.join(DEADLINE)
        return drained(self.slot)


@contextmanager
def watching(make: Shelf, spec: str = "a", clock: Clock | None = None, patience: Patience = PATIENT) -> Iterator[Watch]:
    watch = Watch(make, spec, clock or MonotonicClock(), patience)
    watch.capture.start()
    try:
        yield watch
    finally:
        watch.capture.stop()
        assert watch.capture.join(DEADLINE)


def frames(*indexes: int) -> list[Frame]:
    return [numbered(index) for index in indexes]


def has(items: list[Frame], kind: type[Frame]) -> list[Frame]:
    return [item for item in items if type(item) is kind]


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


# Sources that go away.


def test_a_lost_source_is_opened_again_and_a_card_is_shown_meanwhile() -> None:
    camera = Reel("Desk camera").feed(*frames(0, 1), SourceLost("Desk camera was unplugged"), *frames(2, 3), None)
    with watching(Shelf({"a": camera})) as watch:
        watch.until(State.ENDED)
        assert camera.opened == 2
        assert watch.capture.frames == 4
        handed_over = watch.rest()
    assert [type(item) for item in handed_over] == [Frame, Frame, Card, Frame, Frame]
    assert indexes(has(handed_over, Frame)) == [0, 1, 2, 3]


def test_while_it_is_lost_its_name_and_what_is_wrong_are_told() -> None:
    camera = Reel("Desk camera").feed(*frames(0), SourceLost("Desk camera was unplugged"))
    with watching(Shelf({"a": camera})) as watch:
        watch.until(State.LOST, "Desk camera")
        assert watch.detail == "Desk camera was unplugged"
        camera.feed(numbered(1))
        watch.until(State.RUNNING, "Desk camera")
        assert watch.detail == ""
        camera.feed(None)
        watch.until(State.ENDED)


def test_the_card_has_the_size_of_the_frames_before_it() -> None:
    camera = Reel().feed(numbered(0, (320, 200)), SourceLost("gone"), None)
    with watching(Shelf({"a": camera})) as watch:
        watch.until(State.ENDED)
        _, card = watch.rest()
    assert card.size == (320, 200)
    assert card.pixels.std() > 0, "nothing is written on it"


def test_pauses_double_up_to_a_bound_and_start_over_after_a_frame() -> None:
    clock = FakeClock()
    patience = Patience(retry=1.0, retry_most=5.0, poll=0.125, release=DEADLINE)
    camera = Reel(refusals=[SourceLost("busy") for _ in range(5)])
    camera.feed(numbered(0), SourceLost("gone"), None)
    with watching(Shelf({"a": camera}), clock=clock, patience=patience) as watch:
        watch.until(State.ENDED)
        cards = has(watch.rest(), Card)
    pauses = [later.captured_at - sooner.captured_at for sooner, later in itertools.pairwise(cards)]
    assert pauses == [1, 2, 4, 5, 5]
    assert clock.now() - cards[-1].captured_at == 1


def test_what_cannot_be_found_now_is_looked_for_again() -> None:
    make = Shelf({"a": [SourceLost("Desk camera is not there"), SourceLost("Desk camera is not there"), Flow("a")]})
    with watching(make) as watch:
        watch.until(State.RUNNING)
        assert make.made == ["a", "a", "a"]


def test_a_lost_source_that_turns_out_to_be_broken_is_given_up() -> None:
    camera = Reel().feed(SourceLost("gone"), SourceError("it speaks nonsense"))
    with watching(Shelf({"a": camera})) as watch:
        watch.until(State.FAILED)
        assert watch.detail == "it speaks nonsense"


# Sources that block.


def test_a_blocked_source_is_left_behind_and_another_reader_takes_over() -> None:
    clock = FakeClock()
    stuck, fresh = Reel("Desk camera").feed(numbered(0)), Flow("Desk camera")
    make = Shelf({"a": [stuck, fresh]})
    with watching(make, clock=clock, patience=CURT) as watch:
        watch.until_frames(1)
        clock.time += 3.5
        eventually(lambda: fresh.opened)
        watch.until(State.RUNNING)
        assert [reader.worker_status.name for reader in watch.capture.left_behind] == ["Desk camera"]
        assert not stuck.closed.is_set()
        stuck.feed(numbered(255))
        assert stuck.closed.wait(DEADLINE), "it came back and did not let go of its device"
        eventually(lambda: not watch.capture.left_behind)
        handed_over = watch.rest()
    assert make.made == ["a", "a"]
    assert 255 not in indexes(has(handed_over, Frame)[:2]), "what it gave late was shown"
    assert len(has(handed_over, Card)) == 1
    assert watch.capture.frames == len(has(handed_over, Frame))


def test_a_blocked_source_is_told_as_lost() -> None:
    clock = FakeClock()
    stuck = Reel("Desk camera")
    make = Shelf({"a": [stuck, SourceLost("Desk camera is busy")]})
    with watching(make, clock=clock, patience=CURT) as watch:
        eventually(stuck.reading.is_set)
        clock.time += 12.5
        watch.until(State.LOST)
        stuck.feed(None)
        eventually(lambda: watch.detail == "Desk camera is busy")
        assert len(make.made) > 1


def test_its_message_says_what_to_look_at() -> None:
    clock = FakeClock()
    source = Reel("Desk camera").feed(numbered(0))
    patience = Patience(retry=1e9, poll=0.002, release=0.02)
    with watching(Shelf({"a": source}), clock=Frozen(clock), patience=patience) as watch:
        watch.until_frames(1)
        clock.time += 3.5
        watch.until(State.LOST, "Desk camera")
        assert watch.detail == "Desk camera sends no picture; is it unplugged, or in use by another program?"
        source.feed(None)


def test_the_first_frame_may_take_longer_than_the_next() -> None:
    clock = FakeClock()
    source = Reel()
    with watching(Shelf({"a": source}), clock=clock, patience=CURT) as watch:
        eventually(source.reading.is_set)
        clock.time += 11.5
        source.feed(numbered(0))
        watch.until(State.RUNNING)
        source.feed(None)
        watch.until(State.ENDED)
        assert watch.capture.left_behind == ()


def test_a_source_that_stalled_and_wakes_at_once_is_lost_not_ended() -> None:
    """Its reader ends because it was told to, which is no end of the source."""
    clock = FakeClock()
    source = Reel("slow.mp4").feed(numbered(0))
    with watching(Shelf({"a": source}), clock=clock, patience=Patience(poll=0.002, release=DEADLINE)) as watch:
        watch.until_frames(1)
        clock.time += 3.5
        watch.until_told_to_end()
        source.feed(numbered(1))
        eventually(lambda: source.opened == 2)
        source.feed(numbered(2), None)
        watch.until(State.ENDED)
        handed_over = watch.rest()
    assert [type(item) for item in handed_over] == [Frame, Card, Frame]
    assert indexes(has(handed_over, Frame)) == [0, 2]


def test_a_stop_does_not_wait_for_a_blocked_source() -> None:
    source = Reel("Desk camera")
    with watching(Shelf({"a": source}), clock=FakeClock(), patience=CURT) as watch:
        eventually(source.reading.is_set)
        assert watch.rest() == []
        assert [reader.worker_status.name for reader in watch.capture.left_behind] == ["Desk camera"]
        source.feed(None)
        eventually(lambda: watch.capture.left_behind == ())


def test_one_left_behind_while_it_looked_for_its_source_opens_nothing() -> None:
    gate, late = Reel(), Flow("late")

    def make(spec: str) -> Flow:
        if spec == "a":
            gate.read()
            return late
        return Flow(spec)

    slot: BoundedFifo[Frame] = BoundedFifo(100_000)
    capture = Capture(make, "a", slot, MonotonicClock(), Patience(poll=0.002, release=0.02))
    capture.start()
    eventually(gate.reading.is_set)
    capture.switch("b")
    eventually(lambda: capture.worker_status.state is State.RUNNING)
    assert len(capture.left_behind) == 1
    gate.feed(None)
    eventually(lambda: not capture.left_behind)
    capture.stop()
    assert capture.join(DEADLINE)
    assert late.opened == 0
    assert late.closed.is_set()


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
