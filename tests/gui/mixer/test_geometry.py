from __future__ import annotations

import math
import random

import pytest

from stylecam.gui.mixer.geometry import Point, corners, extent, nearest, place_of, shares_at

COUNTS = (1, 2, 3, 4)


def places(count: int, how_many: int = 500) -> list[Point]:
    """Places all over the pad, its edges and its corners."""
    dice = random.Random(count)
    wide, tall = extent(count)
    inside = [(dice.uniform(-0.2, wide + 0.2), dice.uniform(-0.2, tall + 0.2)) for _ in range(how_many)]
    return [nearest(count, point) for point in inside] + list(corners(count))


@pytest.mark.parametrize("count", COUNTS)
def test_a_corner_is_its_style_alone_exactly(count: int) -> None:
    for place, corner in enumerate(corners(count)):
        assert shares_at(count, corner) == tuple(float(other == place) for other in range(count))


@pytest.mark.parametrize("count", COUNTS)
def test_shares_are_never_negative_and_sum_to_one_inside_and_outside(count: int) -> None:
    dice = random.Random(7)
    for _ in range(1000):
        shares = shares_at(count, (dice.uniform(-3, 4), dice.uniform(-3, 4)))
        assert len(shares) == count
        assert min(shares) >= 0
        assert sum(shares) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("count", COUNTS)
def test_a_place_is_found_again_by_its_shares(count: int) -> None:
    for point in places(count):
        assert place_of(shares_at(count, point)) == pytest.approx(point, abs=1e-12)


@pytest.mark.parametrize("count", [2, 3])
def test_any_shares_of_two_or_three_styles_have_their_place(count: int) -> None:
    dice = random.Random(3)
    for _ in range(500):
        drawn = [dice.random() for _ in range(count)]
        shares = [part / sum(drawn) for part in drawn]
        assert shares_at(count, place_of(shares)) == pytest.approx(shares, abs=1e-12)


def test_four_shares_without_a_place_of_their_own_are_shown_at_their_balance_point() -> None:
    assert place_of((0.5, 0.0, 0.0, 0.5)) == (0.5, 0.5)
    assert place_of((0.5, 0.5, 0.0, 0.0)) == (0.5, 0.0)


@pytest.mark.parametrize("count", COUNTS)
def test_a_small_step_changes_the_shares_by_little_across_the_edges_too(count: int) -> None:
    dice = random.Random(5)
    step = 1e-6
    for _ in range(2000):
        x, y, turn = dice.uniform(-0.5, 1.5), dice.uniform(-0.5, 1.5), dice.uniform(0, math.tau)
        here = shares_at(count, (x, y))
        there = shares_at(count, (x + step * math.cos(turn), y + step * math.sin(turn)))
        # The steepest place is a square's corner, along the diagonal.
        assert max(abs(a - b) for a, b in zip(here, there, strict=True)) <= 1.01 * math.sqrt(2) * step


@pytest.mark.parametrize("count", COUNTS)
def test_the_nearest_place_of_a_place_on_the_pad_is_itself(count: int) -> None:
    for point in places(count):
        assert nearest(count, point) == pytest.approx(point, abs=1e-12)


@pytest.mark.parametrize("count", COUNTS)
def test_no_place_on_the_pad_is_nearer_than_the_nearest(count: int) -> None:
    dice = random.Random(11)
    others = places(count)
    for _ in range(50):
        point = (dice.uniform(-2, 3), dice.uniform(-2, 3))
        distance = math.dist(point, nearest(count, point))
        assert distance <= min(math.dist(point, other) for other in others) + 1e-12


def test_the_middle_of_a_pad_has_all_its_styles_in_equal_parts() -> None:
    for count in COUNTS:
        equal = [1 / count] * count
        assert shares_at(count, place_of(equal)) == pytest.approx(equal, abs=1e-12)


def test_the_triangle_has_equal_sides() -> None:
    left, right, top = corners(3)
    assert math.dist(left, right) == pytest.approx(math.dist(right, top)) == pytest.approx(math.dist(top, left))
