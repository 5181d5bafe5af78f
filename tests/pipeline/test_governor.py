"""The size that a machine can paint live: toy machines whose time grows with the pixels."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from stylecam.look import AutoSize, Size
from stylecam.pipeline.governor import Governor, ladder

HD = (1280, 720)
Machine = Callable[[Size], float]
"""The seconds that a frame of a size takes."""


def machine(nanoseconds: float, overhead: float = 0.0) -> Machine:
    """So many nanoseconds a pixel."""
    return lambda size: overhead + size[0] * size[1] * nanoseconds * 1e-9


def sizes(governor: Governor, time: Machine, seconds: float, source: Size = HD) -> list[Size]:
    """What is painted in so many seconds of a source of 30 frames a second."""
    painted, passed = [], 0.0
    while passed < seconds:
        size = governor.size(source)
        governor.painted(time(size))
        painted.append(size)
        passed += max(time(size), 1 / 30)
    return painted


def changes(painted: list[Size]) -> int:
    return sum(a != b for a, b in itertools.pairwise(painted))


def test_sizes_are_even_in_the_shape_of_the_output_and_the_largest_is_its_own() -> None:
    assert ladder((1280, 720)) == ((320, 180), (480, 270), (640, 360), (800, 450), (960, 540), (1280, 720))
    assert ladder((640, 480)) == ((240, 180), (360, 270), (480, 360), (600, 450), (640, 480))
    assert ladder((3840, 2160))[-2:] == ((1920, 1080), (3840, 2160))
    assert ladder((121, 75)) == ((121, 75),)
    assert ladder((361, 641))[-2:] == ((304, 540), (361, 641))


@pytest.mark.parametrize(
    ("start", "source", "first"),
    [
        ((640, 360), HD, (640, 360)),
        ((640, 360), (640, 480), (480, 360)),
        ((1280, 720), (640, 480), (640, 480)),
        ((64, 48), HD, (320, 180)),
        (None, HD, HD),
    ],
)
def test_it_begins_near_the_start_in_the_shape_of_the_source(start: Size | None, source: Size, first: Size) -> None:
    assert Governor(AutoSize(), start).size(source) == first


@pytest.mark.parametrize(
    ("nanoseconds", "reached"),
    [(10, HD), (45, (800, 450)), (60, (640, 360)), (110, (480, 270)), (200, (320, 180)), (5000, (320, 180))],
)
@pytest.mark.parametrize("start", [(320, 180), (640, 360), HD])
def test_it_reaches_a_size_that_keeps_the_rate_and_stays(nanoseconds: float, reached: Size, start: Size) -> None:
    governor, time = Governor(AutoSize(), start), machine(nanoseconds)
    sizes(governor, time, 30)
    painted = sizes(governor, time, 120)
    assert changes(painted) == 0
    # From above it stops where it fits, from below where there is room: never more than a step apart.
    rungs = ladder(HD)
    assert abs(rungs.index(painted[-1]) - rungs.index(reached)) <= 1
    assert time(painted[-1]) <= 1 / 30 or painted[-1] == rungs[0]


def test_it_steps_down_quickly_and_as_far_as_it_takes() -> None:
    painted = sizes(Governor(AutoSize(), HD), machine(250), 4)
    assert changes(painted) == 1
    assert painted[12] == (320, 180)


def test_where_a_frame_takes_seconds_it_does_not_wait_for_many() -> None:
    painted = sizes(Governor(AutoSize(), HD), machine(5000), 30)
    assert painted.count(HD) == 3
    assert painted[-1] == (320, 180)


def test_a_slow_frame_now_and_then_changes_nothing() -> None:
    governor, fast = Governor(AutoSize(), HD), machine(20)
    for _ in range(100):
        sizes(governor, fast, 0.3)
        governor.painted(0.5)
    assert governor.size(HD) == HD


def test_it_comes_back_when_the_load_goes() -> None:
    governor = Governor(AutoSize(), (640, 360))
    assert sizes(governor, machine(70), 60)[-1] == (640, 360)
    loaded = sizes(governor, machine(200), 60)
    assert changes(loaded) == 1
    assert loaded[-1] == (480, 270)
    assert sizes(governor, machine(70), 60)[-1] == (640, 360)


def test_where_time_grows_faster_than_pixels_it_soon_stops_trying() -> None:
    def cliff(size: Size) -> float:
        return 0.01 if size[1] <= 360 else 0.05

    painted = sizes(Governor(AutoSize(), (640, 360)), cliff, 600)
    assert changes(painted) <= 30
    assert sum(size[1] <= 360 for size in painted) > 0.99 * len(painted)


def test_another_source_is_painted_in_its_own_shape_at_the_same_height() -> None:
    governor = Governor(AutoSize(), (640, 360))
    assert sizes(governor, machine(70), 10)[-1] == (640, 360)
    assert governor.size((640, 480)) == (480, 360)
    assert governor.size((320, 240)) == (320, 240)
    assert governor.size(HD) == (640, 360)


def test_a_higher_rate_needs_a_smaller_size() -> None:
    time = machine(50)
    rates = [sizes(Governor(AutoSize(fps), HD), time, 30)[-1] for fps in (10, 30, 60)]
    assert rates == sorted(rates, reverse=True)
    assert len(set(rates)) == 3
