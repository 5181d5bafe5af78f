"""How values pass from thread to thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from stylecam.pipeline.slots import BoundedFifo, Latest, SlotClosed
from tests.pipeline.parts import DEADLINE

Make = Callable[[], BoundedFifo[int]]


@pytest.fixture(params=[Latest, lambda: BoundedFifo(3)], ids=["latest", "fifo"])
def slot(request: pytest.FixtureRequest) -> BoundedFifo[int]:
    made: BoundedFifo[int] = request.param()
    return made


def put(slot: BoundedFifo[int], *items: int) -> None:
    for item in items:
        slot.put(item)


def taken(slot: BoundedFifo[int]) -> list[int]:
    """Everything until the slot is closed."""
    items: list[int] = []
    while True:
        try:
            item = slot.get(DEADLINE)
        except SlotClosed:
            return items
        assert item is not None
        items.append(item)


def test_latest_keeps_the_newest() -> None:
    slot: Latest[int] = Latest()
    put(slot, 1, 2, 3)
    assert slot.get(0) == 3
    assert slot.get(0) is None
    assert slot.dropped == 2


def test_a_fifo_keeps_all_in_order() -> None:
    slot: BoundedFifo[int] = BoundedFifo(3)
    put(slot, 1, 2, 3)
    assert [slot.get(0) for _ in range(4)] == [1, 2, 3, None]
    assert slot.dropped == 0


def test_a_full_fifo_drops_what_comes_and_counts_it() -> None:
    slot: BoundedFifo[int] = BoundedFifo(3)
    put(slot, 1, 2, 3, 4, 5)
    assert slot.get(0) == 1
    put(slot, 6)
    slot.close()
    assert taken(slot) == [2, 3, 6]
    assert slot.dropped == 2


def test_a_fifo_has_room_for_something() -> None:
    with pytest.raises(ValueError, match="at least one"):
        BoundedFifo(0)


def test_nothing_is_none(slot: BoundedFifo[int]) -> None:
    assert slot.get(0) is None
    assert slot.take() is None
    assert slot.get(0.001) is None


def test_take_never_waits(slot: BoundedFifo[int]) -> None:
    slot.put(1)
    assert slot.take() == 1
    assert slot.take() is None
    slot.close()
    assert slot.take() is None


def test_what_lies_in_a_closed_slot_can_be_taken(slot: BoundedFifo[int]) -> None:
    slot.put(1)
    slot.close()
    assert slot.get(0) == 1
    for _ in range(2):
        with pytest.raises(SlotClosed):
            slot.get(0)


def test_what_comes_after_the_close_is_ignored(slot: BoundedFifo[int]) -> None:
    slot.close()
    slot.close()
    put(slot, 1, 2, 3, 4)
    assert slot.take() is None
    assert slot.dropped == 0


def test_a_put_wakes_who_waits(slot: BoundedFifo[int]) -> None:
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(slot.get, DEADLINE)
        slot.put(7)
        assert waiting.result() == 7


def test_a_close_wakes_all_who_wait(slot: BoundedFifo[int]) -> None:
    with ThreadPoolExecutor(2) as others:
        waiting = [others.submit(slot.get, DEADLINE) for _ in range(2)]
        slot.close()
        for each in waiting:
            with pytest.raises(SlotClosed):
                each.result()


@pytest.mark.parametrize("make", [Latest, lambda: BoundedFifo(5), lambda: BoundedFifo(10_000)])
def test_between_two_threads_every_item_is_taken_or_counted_and_none_is_older(make: Make) -> None:
    slot = make()
    count = 5_000
    begin = threading.Barrier(2)

    def produce() -> None:
        begin.wait()
        put(slot, *range(count))
        slot.close()

    with ThreadPoolExecutor(1) as other:
        producing = other.submit(produce)
        begin.wait()
        items = taken(slot)
        producing.result()
    assert items == sorted(set(items))
    assert len(items) + slot.dropped == count


def test_the_last_item_always_comes_through_latest() -> None:
    slot: Latest[int] = Latest()
    with ThreadPoolExecutor(1) as other:
        consuming = other.submit(taken, slot)
        put(slot, *range(5_000))
        slot.close()
        assert consuming.result()[-1] == 4_999
