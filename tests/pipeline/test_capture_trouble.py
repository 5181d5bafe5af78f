"""Sources that go away or block, and how they come back."""

from __future__ import annotations

import itertools

from stylecam.clock import MonotonicClock
from stylecam.errors import SourceError, SourceLost
from stylecam.frame import Card, Frame
from stylecam.pipeline.capture import Capture, Patience
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import State
from tests.pipeline.parts import CURT, DEADLINE, Flow, Reel, Shelf, eventually, indexes, numbered
from tests.pipeline.watch import Frozen, frames, has, watching
from tests.sources.fake_clock import FakeClock

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
