from __future__ import annotations

from scripts.settled import STEADY, Rate


def test_a_rate_settles_when_it_has_stayed_near_one_for_a_while() -> None:
    rate = Rate()
    told = [rate.has_settled(29 + now % 2, now) for now in range(round(STEADY) + 2)]
    assert told == [False] * round(STEADY) + [True] * 2


def test_a_rate_that_still_rises_has_not_settled() -> None:
    rate = Rate()
    assert not any(rate.has_settled(2.0 * now, now) for now in range(20))


def test_no_frames_are_no_rate() -> None:
    rate = Rate()
    assert not any(rate.has_settled(0.0, now) for now in range(20))
