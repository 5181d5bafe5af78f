"""Frames fall due at a steady rate, and a slow reader misses some."""

from __future__ import annotations

import pytest

from stylecam.pacing import Metronome, Pace, Unpaced
from tests.sources.fake_clock import FakeClock


def indexes(pace: Pace, count: int) -> list[int | None]:
    return [pace.take(pace.due()) for _ in range(count)]


def test_a_metronome_waits_until_a_frame_is_due() -> None:
    clock = FakeClock()
    pace = Metronome(10.0, clock)
    pace.start()
    assert indexes(pace, 4) == [0, 1, 2, 3]
    assert clock.now() == pytest.approx(100.3)


def test_a_slow_reader_misses_frames_and_never_gets_old_ones() -> None:
    clock = FakeClock()
    pace = Metronome(10.0, clock)
    pace.start()
    assert indexes(pace, 2) == [0, 1]
    clock.time += 0.55
    assert indexes(pace, 2) == [6, 7]


def test_a_stop_ends_the_wait() -> None:
    pace = Metronome(10.0, FakeClock())
    pace.start()
    pace.stop()
    assert indexes(pace, 1) == [None]


@pytest.mark.parametrize("pace", [Unpaced(), Metronome(10.0, FakeClock())])
def test_numbers_start_anew_and_indexes_go_on(pace: Pace) -> None:
    pace.start()
    assert indexes(pace, 3) == [0, 1, 2]
    pace.start()
    assert pace.due() == 0
    assert indexes(pace, 2) == [3, 4]
