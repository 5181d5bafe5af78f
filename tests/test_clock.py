"""The machine's clock."""

from __future__ import annotations

import threading

from stylecam.clock import Clock, MonotonicClock


def test_it_never_goes_back() -> None:
    clock: Clock = MonotonicClock()
    moments = [clock.now() for _ in range(1000)]
    assert moments == sorted(moments)


def test_a_wait_ends_with_its_time_or_with_the_stop() -> None:
    clock, stop = MonotonicClock(), threading.Event()
    began = clock.now()
    assert not clock.wait(stop, 0.01)
    assert clock.now() - began >= 0.01
    stop.set()
    assert clock.wait(stop, 1e6)


def test_a_time_that_has_passed_is_not_waited_for() -> None:
    assert not MonotonicClock().wait(threading.Event(), -1e6)
