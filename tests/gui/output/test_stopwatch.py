from __future__ import annotations

import threading

import pytest

from stylecam.gui.output.stopwatch import Stopwatch, time_text


class SetClock:
    """Shows what it is set to."""

    def __init__(self) -> None:
        self.time = 100.0

    def now(self) -> float:
        return self.time

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        self.time += seconds
        return stop.is_set()

    def advance(self, seconds: float) -> None:
        self.time += seconds


def test_only_the_time_while_it_runs_is_counted() -> None:
    clock = SetClock()
    watch = Stopwatch(clock)
    clock.advance(5.0)
    assert watch.seconds == 0
    watch.run(True)
    clock.advance(2.0)
    watch.run(True)
    clock.advance(1.0)
    assert watch.seconds == pytest.approx(3.0)
    watch.run(False)
    clock.advance(10.0)
    watch.run(False)
    assert watch.seconds == pytest.approx(3.0)
    watch.run(True)
    clock.advance(4.0)
    assert watch.seconds == pytest.approx(7.0)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-0.1, "0:00"), (7.99, "0:07"), (60, "1:00"), (754, "12:34"), (3600, "1:00:00"), (36_125, "10:02:05")],
)
def test_a_time_is_written_as_clocks_show_it(seconds: float, text: str) -> None:
    assert time_text(seconds) == text
