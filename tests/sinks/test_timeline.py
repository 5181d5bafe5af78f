from __future__ import annotations

from fractions import Fraction

import pytest

from stylecam.sinks.timeline import CaptureTime, MediaTime, SourceTime, Ticks
from tests.sinks.clips import Recording


def test_media_time_stays_as_it_is_but_never_starts_before_zero() -> None:
    assert MediaTime().zero(2.5) == 0
    assert MediaTime().zero(-0.5) == -0.5


def test_capture_time_starts_with_the_first_frame() -> None:
    ticks = Ticks(Fraction(1, 1000), CaptureTime().zero(86_400.25))

    assert [ticks.at(86_400.25), ticks.at(86_400.35)] == [0, 100]


def test_source_time_asks_the_source() -> None:
    timeline = SourceTime(Recording("a.mp4", Fraction(1, 15_360), fps=30_000 / 1001))

    assert timeline.time_base == Fraction(1, 15_360)
    assert timeline.rate == Fraction(30_000, 1001)


def test_source_time_of_a_source_that_does_not_tell() -> None:
    timeline = SourceTime(Recording("a.mp4", Fraction(0), fps=None))

    assert timeline.time_base == Fraction(1, 90_000)
    assert timeline.rate == 30


@pytest.mark.parametrize("time_base", [Fraction(1, 15_360), Fraction(1, 29_833), Fraction(1001, 30_000)])
def test_seconds_give_back_the_ticks_they_were_made_from_after_ten_hours_too(time_base: Fraction) -> None:
    stamps = [round(36_000 / time_base) + step for step in range(50)]
    ticks = Ticks(time_base, zero=0.0)

    assert [ticks.at(float(stamp * time_base)) for stamp in stamps] == stamps


def test_times_that_do_not_increase_are_one_tick_apart() -> None:
    ticks = Ticks(Fraction(1, 1000), zero=0.0)

    assert [ticks.at(seconds) for seconds in (0.0, 0.0, 0.0002, -1.0, 0.5)] == [0, 1, 2, 3, 500]


def test_what_lies_in_a_cut_is_nowhere_and_what_follows_moves_up() -> None:
    ticks = Ticks(Fraction(1, 1000), 10.0)
    assert ticks.at(11.0) == 1000
    ticks.cut(11.5)
    ticks.cut(12.0)  # it is cut already
    assert ticks.place(11.4) == pytest.approx(1.4)
    assert ticks.place(11.5) is None
    assert ticks.place(1e9) is None

    assert ticks.at(20.0) == 1500
    assert ticks.place(19.9) is None
    assert ticks.place(20.25) == pytest.approx(1.75)
    ticks.cut(21.0)
    assert ticks.at(31.0) == 2500
    assert ticks.place(20.25) == pytest.approx(1.75)


def test_a_cut_that_ends_before_it_began_takes_nothing() -> None:
    ticks = Ticks(Fraction(1, 1000), 0.0)
    assert ticks.at(1.0) == 1000
    ticks.cut(1.5)
    assert ticks.at(1.2) == 1200
