from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.timing import Timing, interleaved


class FakeClock:
    """Time passes only where a candidate spends it."""

    def __init__(self) -> None:
        self.time = 0.0
        self.ran: list[str] = []

    def now(self) -> float:
        return self.time

    def candidate(self, name: str, *seconds: float) -> Callable[[], None]:
        """Takes the given durations one after another, over and over."""

        def run() -> None:
            self.time += seconds[self.ran.count(name) % len(seconds)]
            self.ran.append(name)

        return run


def test_candidates_run_in_turn_and_warm_up_rounds_are_not_counted() -> None:
    clock = FakeClock()
    fns = {"a": clock.candidate("a", 9, 1, 2), "b": clock.candidate("b", 9, 3, 4)}
    timings = interleaved(fns, rounds=2, warmup=1, now=clock.now)
    assert clock.ran == ["a", "b"] * 3
    assert timings == {"a": Timing({0: 1, 1: 2}), "b": Timing({0: 3, 1: 4})}


def test_a_slow_candidate_sits_rounds_out_and_stays_between_the_others() -> None:
    clock = FakeClock()
    fns = {name: clock.candidate(name, 1) for name in ("a", "slow", "b")}
    timings = interleaved(fns, rounds=4, warmup=2, every={"slow": 3}, now=clock.now)
    warmup = ["a", "slow", "b", "a", "b"]
    assert clock.ran == [*warmup, "a", "slow", "b", "a", "b", "a", "b", "a", "slow", "b"]
    assert list(timings["slow"].seconds) == [0, 3]


def test_what_runs_ahead_of_a_measurement_is_not_counted() -> None:
    clock = FakeClock()
    fns = {"a": clock.candidate("a", 9, 1), "b": clock.candidate("b", 2)}
    timings = interleaved(fns, rounds=2, warmup=0, lead={"a": 1}, now=clock.now)
    assert clock.ran == ["a", "a", "b"] * 2
    assert timings == {"a": Timing({0: 1, 1: 1}), "b": Timing({0: 2, 1: 2})}


def test_a_ratio_is_taken_within_rounds_so_that_drift_cancels_out() -> None:
    clock = FakeClock()
    fns = {"a": clock.candidate("a", 1, 10, 100), "b": clock.candidate("b", 3, 30, 300)}
    timings = interleaved(fns, rounds=3, warmup=0, now=clock.now)
    assert timings["b"].ratio_to(timings["a"]) == 3
    assert timings["a"].ratio_to(timings["b"]) == pytest.approx(1 / 3)


def test_a_ratio_uses_only_the_rounds_that_both_ran() -> None:
    fast = Timing({0: 1.0, 1: 50.0, 2: 2.0})
    slow = Timing({0: 10.0, 2: 40.0})
    assert slow.ratio_to(fast) == 15.0


def test_no_common_round_is_no_ratio() -> None:
    with pytest.raises(ValueError, match="same round"):
        Timing({0: 1.0}).ratio_to(Timing({1: 1.0}))


def test_percentiles() -> None:
    timing = Timing({n: float(n + 1) for n in range(100)})
    assert (timing.p5, timing.p50, timing.p95) == (5.0, 50.5, 95.0)
    alone = Timing({0: 7.0})
    assert alone.p5 == alone.p50 == alone.p95 == 7.0


@pytest.mark.parametrize(("rounds", "every"), [(0, {}), (3, {"a": 0})])
def test_impossible_plans_are_refused(rounds: int, every: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least one round"):
        interleaved({"a": lambda: None}, rounds, warmup=0, every=every)
