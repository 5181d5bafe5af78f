"""Counting and timing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from stylecam.pipeline.meter import Durations, Rate


def test_no_duration_has_no_percentiles() -> None:
    assert Durations().percentiles() is None


def test_percentiles_are_in_milliseconds() -> None:
    durations = Durations()
    for milliseconds in range(101):
        durations.add(milliseconds / 1000)
    found = durations.percentiles()
    assert found is not None
    assert (found.p50, found.p95, found.p99) == pytest.approx((50, 95, 99))


def test_only_the_recent_are_kept_but_all_are_counted() -> None:
    durations = Durations(keep=10)
    for seconds in [9.0] * 50 + [0.001] * 10:
        durations.add(seconds)
    found = durations.percentiles()
    assert found is not None
    assert found.p99 == pytest.approx(1)
    assert durations.count == 60


def test_durations_may_be_read_while_they_are_added() -> None:
    durations = Durations(keep=100)

    def add() -> None:
        for _ in range(5_000):
            durations.add(0.002)

    with ThreadPoolExecutor(1) as other:
        adding = other.submit(add)
        while not adding.done():
            found = durations.percentiles()
            assert found is None or found.p50 == pytest.approx(2)
    assert durations.count == 5_000


def test_a_rate_needs_two_events() -> None:
    rate = Rate()
    assert rate.per_second(0.0) == rate.average() == 0.0
    rate.tick(1.0)
    assert rate.per_second(1.0) == rate.average() == 0.0


def test_a_steady_rate() -> None:
    rate = Rate()
    for event in range(100):
        rate.tick(event / 25)
    assert rate.per_second(99 / 25) == pytest.approx(25)
    assert rate.average() == pytest.approx(25)


def test_the_rate_is_that_of_the_last_seconds_the_average_that_of_all() -> None:
    rate = Rate(window=2.0)
    for now in [*range(10), 9.5, 10, 10.5, 11, 11.5, 12]:
        rate.tick(now)
    assert rate.per_second(12) == pytest.approx(2)
    assert rate.average() == pytest.approx(15 / 12)


def test_what_has_stopped_has_no_rate() -> None:
    rate = Rate(window=2.0)
    for event in range(10):
        rate.tick(event / 10)
    assert rate.per_second(1.0) == pytest.approx(10)
    assert rate.per_second(60.0) == 0.0
    assert rate.average() == pytest.approx(10)
