"""The two ways a value passes from one thread to the next: the newest only, or all in order up to a bound.

Neither ever blocks the producer. Both can be closed by anyone: what lies in them can still be taken, then `get`
raises `SlotClosed`; what is put after that is ignored.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class SlotClosed(Exception):
    """The slot is closed and empty: nothing will come any more."""


class Slot(Protocol[T]):
    """What producer and consumer rely on."""

    def put(self, item: T) -> None:
        """Hand over an item without waiting."""
        ...

    def get(self, timeout: float) -> T | None:
        """Take the next item, waiting up to `timeout` seconds; None when none came.

        Raises:
            SlotClosed: closed, and everything has been taken.
        """
        ...

    def close(self) -> None:
        """Nothing more will be put. Idempotent."""
        ...

    @property
    def dropped(self) -> int:
        """How many items were put and will never be taken."""
        ...


class BoundedFifo(Generic[T]):
    """All items in order; one that comes while `capacity` items wait is dropped and counted."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("a fifo holds at least one item")
        self._capacity = capacity
        self._items: deque[T] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._dropped = 0

    def put(self, item: T) -> None:
        with self._changed:
            if self._closed:
                return
            if len(self._items) == self._capacity:
                self._make_room(item)
            else:
                self._items.append(item)
            self._changed.notify()

    def get(self, timeout: float) -> T | None:
        with self._changed:
            self._changed.wait_for(lambda: self._items or self._closed, timeout)
            if self._items:
                return self._items.popleft()
            if self._closed:
                raise SlotClosed
            return None

    def take(self) -> T | None:
        """What lies there, without waiting; None when nothing does, closed or not."""
        with self._changed:
            return self._items.popleft() if self._items else None

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def dropped(self) -> int:
        with self._changed:
            return self._dropped

    def _make_room(self, _item: T) -> None:
        self._dropped += 1


class Latest(BoundedFifo[T]):
    """Only the newest item: a slow consumer sees fewer items, never older ones."""

    def __init__(self) -> None:
        super().__init__(capacity=1)

    def _make_room(self, item: T) -> None:
        self._items[0] = item
        self._dropped += 1
