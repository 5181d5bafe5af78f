"""A sink's own thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from stylecam.errors import SinkError
from stylecam.frame import Card, Frame
from stylecam.pipeline.delivery import SinkWorker
from stylecam.pipeline.slots import BoundedFifo, Latest
from stylecam.pipeline.status import SinkStatus, State
from tests.pipeline.parts import DEADLINE, Album, drained, eventually, indexes, numbered
from tests.sources.fake_clock import FakeClock


@contextmanager
def at_work(album: Album, slot: BoundedFifo[Frame]) -> Iterator[SinkWorker]:
    worker = SinkWorker(album, slot, FakeClock())
    worker.start()
    try:
        yield worker
    finally:
        album.may_write.set()
        slot.close()
        assert worker.join(DEADLINE)


def finished(worker: SinkWorker) -> SinkStatus:
    assert worker.join(DEADLINE)
    return worker.sink_status


def test_it_writes_what_comes_until_the_slot_is_closed_and_empty() -> None:
    album, slot = Album(), BoundedFifo[Frame](100)
    with at_work(album, slot) as worker:
        for index in range(50):
            slot.put(numbered(index))
        slot.close()
        status = finished(worker)
    assert indexes(album.frames) == list(range(50))
    assert (status.name, status.state, status.written, status.dropped) == ("album", State.ENDED, 50, 0)
    assert album.closed == 1


def test_one_thread_touches_the_sink() -> None:
    album, slot = Album(), Latest[Frame]()
    slot.put(numbered(0))
    with at_work(album, slot):
        eventually(lambda: album.frames)
    assert album.threads == {"stylecam-sink"}


@pytest.mark.parametrize(
    ("slot", "taken"),
    [(Latest[Frame](), [0, 9]), (BoundedFifo[Frame](5), [0, 1, 2, 3, 4, 5])],
    ids=["of the latest, only the newest", "of a fifo, all until it is full"],
)
def test_what_a_slow_sink_gets(slot: BoundedFifo[Frame], taken: list[int]) -> None:
    album = Album()
    album.may_write.clear()
    with at_work(album, slot) as worker:
        slot.put(numbered(0))
        assert album.writing.wait(DEADLINE)
        for index in range(1, 10):
            slot.put(numbered(index))
        album.may_write.set()
        slot.close()
        status = finished(worker)
    assert indexes(album.frames) == taken
    assert (status.written, status.dropped) == (len(taken), 10 - len(taken))


def test_latency_is_from_the_capture_to_the_written_frame_and_cards_have_none() -> None:
    album, slot = Album(), BoundedFifo[Frame](5)
    clock = FakeClock()
    clock.time = 100.25
    worker = SinkWorker(album, slot, clock)
    slot.put(numbered(0))
    slot.put(Card(np.zeros((3, 4, 3), np.uint8), 1, 0.0))
    slot.close()
    assert worker.sink_status.latency_ms is None
    worker.start()
    status = finished(worker)
    assert status.written == 2
    assert status.latency_ms is not None
    assert status.latency_ms.p99 == pytest.approx(250)


@pytest.mark.parametrize("moment", ["open", 3, "close"])
def test_a_sink_that_fails_is_closed_and_says_why(moment: str | int) -> None:
    error = SinkError("clip.mp4: the disk is full; free some space")
    album, slot = Album(troubles={moment: error}), BoundedFifo[Frame](10)
    for index in range(5):
        slot.put(numbered(index))
    with at_work(album, slot) as worker:
        if moment == "close":
            slot.close()
        status = finished(worker)
    assert (status.state, status.detail) == (State.FAILED, str(error))
    assert status.error is error
    assert status.written == {"open": 0, 3: 3, "close": 5}[moment]
    assert album.closed == 1


@pytest.mark.parametrize("moment", ["open", 0])
def test_what_is_sent_to_a_sink_that_failed_is_let_go(moment: str | int) -> None:
    album, slot = Album(troubles={moment: SinkError("gone")}), BoundedFifo[Frame](10)
    slot.put(numbered(0))
    with at_work(album, slot) as worker:
        finished(worker)
        for index in range(1, 30):
            slot.put(numbered(index))
        assert set(indexes(drained(slot))) <= {0}
        assert slot.dropped == 0


@pytest.mark.expects_errors
def test_a_fault_of_ours_in_a_sink_ends_it_alone() -> None:
    album, slot = Album(troubles={0: ValueError("odd width")}), BoundedFifo[Frame](10)
    slot.put(numbered(0))
    with at_work(album, slot) as worker:
        assert finished(worker).detail == "internal error: ValueError: odd width"
    assert album.closed == 1


def test_when_writing_and_closing_fail_the_first_trouble_is_told() -> None:
    first, second = SinkError("the disk is full; free some space"), SinkError("clip.mp4 could not be finished")
    album, slot = Album(troubles={0: first, "close": second}), BoundedFifo[Frame](10)
    slot.put(numbered(0))
    with at_work(album, slot) as worker:
        assert finished(worker).error is first


def test_one_that_is_told_to_stop_leaves_the_rest_and_closes() -> None:
    """So it goes with a sink that was stuck at the end of an ordered stop."""
    album, slot = Album(), BoundedFifo[Frame](10)
    album.may_write.clear()
    for index in range(5):
        slot.put(numbered(index))
    with at_work(album, slot) as worker:
        assert album.writing.wait(DEADLINE)
        worker.stop()
        album.may_write.set()
        finished(worker)
    assert indexes(album.frames) == [0]
    assert album.closed == 1
