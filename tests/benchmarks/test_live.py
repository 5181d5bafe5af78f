"""The live benchmark: what its watch sees, and that its bars can be missed."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from benchmarks.live import Result, SwapWatch, growth, report
from stylecam.frame import Frame

GOOD = Result(
    fps=29.0,
    latency=40.0,
    latency_frames=1.2,
    forward=28.0,
    busy=30.0,
    overhead=0.07,
    swap_frames=1,
    swap_worst=3,
    first_frame=2500.0,
    growth=1.0,
)


def flat(level: int, index: int) -> Frame:
    return Frame(np.full((16, 16, 3), level, dtype=np.uint8), index, float(index))


def test_a_swap_is_counted_from_its_command_to_the_first_frame_that_shows_it() -> None:
    watch = SwapWatch()
    for index, level in enumerate((100, 102, 100)):
        watch.write(flat(level, index))
    watch.command_sent()
    for index, level in enumerate((101, 160), start=3):
        watch.write(flat(level, index))
    assert watch.swaps == [2]


def test_every_bar_can_be_met_and_missed() -> None:
    assert "MISSED" not in report(GOOD)
    bad: dict[str, Any] = {
        "fps": 10.0,
        "latency_frames": 3.0,
        "overhead": 0.3,
        "swap_frames": 5,
        "first_frame": 9e3,
        "growth": 80.0,
    }
    for name, value in bad.items():
        assert report(dataclasses.replace(GOOD, **{name: value})).count("MISSED") == 1


def test_memory_that_jitters_but_stands_has_not_grown() -> None:
    still = [(float(second), 450.0 + 20 * (second % 7 == 0)) for second in range(100)]
    leaking = [(second, value + 0.1 * second) for second, value in still]
    starting = [(second, value - (100 - 5 * second if second < 20 else 0)) for second, value in still]
    assert growth(still, 20) == growth(starting, 20) == 0
    assert growth(leaking, 20) > 5
