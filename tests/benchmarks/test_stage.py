"""The benchmark of showing: that it shows what it says, and that its bar can be missed."""

from __future__ import annotations

import dataclasses

import pytest

from benchmarks.stage import VARIANTS, Cost, cost_of, measure, report

GOOD = Cost("picture", (947, 533), frames=30.0, frame_ms=2.0, copy_ms=0.4, core=6.0, beyond_copy=4.8)


def test_the_cost_is_the_median_round_without_the_copy_at_the_rate_of_a_camera() -> None:
    cost = cost_of(VARIANTS[0], [(0.001, 30.0, 0.003), (0.001, 29.0, 0.004), (0.001, 31.0, 0.009)])
    assert cost.frames == 30
    assert cost.frame_ms == pytest.approx(4)
    assert cost.core == pytest.approx(12)
    assert cost.beyond_copy == pytest.approx(9)


def test_the_dearest_variant_decides() -> None:
    dear = dataclasses.replace(GOOD, beyond_copy=10.1)
    assert "kept" in report([GOOD])
    assert "MISSED" in report([GOOD, dear, GOOD])


@pytest.mark.usefixtures("qtbot")
def test_every_variant_is_shown() -> None:
    costs = measure(VARIANTS[:1] + VARIANTS[-1:], seconds=0.3, rounds=1)
    assert [(cost.name, cost.size) for cost in costs] == [("picture", (1280, 720)), ("all", (947, 533))]
    assert all(cost.frames > 0 and cost.frame_ms > 0 for cost in costs)
