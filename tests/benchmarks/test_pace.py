from __future__ import annotations

from benchmarks.pace import Pace, ms, pace
from benchmarks.timing import Timing


def test_as_many_rounds_as_there_is_time_for() -> None:
    assert pace({"a": 2.0, "b": 4.0}, most=30, budget=120) == Pace(20, {"a": 1, "b": 1}, {"a": 0, "b": 0})
    assert pace({"a": 1.0, "b": 2.0}, most=30, budget=600).rounds == 30


def test_what_is_slow_runs_in_every_fifth_round() -> None:
    assert pace({"a": 2.0, "slow": 30.0}, most=30, budget=200) == Pace(25, {"a": 1, "slow": 5}, {"a": 0, "slow": 0})


def test_what_is_fast_is_measured_warm_and_its_lead_takes_time_too() -> None:
    assert pace({"a": 0.5, "b": 2.0}, most=30, budget=60) == Pace(20, {"a": 1, "b": 1}, {"a": 1, "b": 0})


def test_where_there_is_no_time_some_rounds_are_run_all_the_same() -> None:
    found = pace({"a": 1.0, "slow": 100.0}, most=30, budget=1)
    assert (found.rounds, found.every) == (5, {"a": 1, "slow": 1})


def test_a_network_alone_is_never_slow() -> None:
    assert pace({"a": 100.0}, most=2, budget=1) == Pace(2, {"a": 1}, {"a": 0})


def test_milliseconds_are_rounded() -> None:
    assert ms(Timing({0: 0.0100004, 1: 0.02, 2: 0.03})) == {"p5": 10.0, "p50": 20.0, "p95": 30.0}


def test_several_runs_of_a_network_go_at_its_pace() -> None:
    found = Pace(7, {"a": 1, "slow": 5}, {"a": 1, "slow": 0}).of_runs({"a forward": "a", "slow frame": "slow"})
    assert found == Pace(7, {"a forward": 1, "slow frame": 5}, {"a forward": 1, "slow frame": 0})
