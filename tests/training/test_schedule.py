"""Rates and weights over a training."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from stylecam.training.config import load_config
from stylecam.training.schedule import RAMPED, Budget, Schedule

CONFIG = load_config("compact")
FULL = {name: weight for name, weight in asdict(CONFIG.losses).items() if weight}
SCRATCH, GOING_ON = Schedule(CONFIG, from_weights=False), Schedule(CONFIG, from_weights=True)


def test_a_budget_is_of_steps_or_of_seconds() -> None:
    assert Budget(steps=10).done(4, 1e9) == 0.4
    assert Budget(seconds=60).done(10**9, 15) == 0.25
    assert Budget(steps=10).done(12, 0) == 1


def test_the_rate_warms_up_and_falls() -> None:
    optimizer = CONFIG.optimizer
    assert SCRATCH.rate(0, 0.0) == pytest.approx(optimizer.rate / optimizer.warm_up)
    assert SCRATCH.rate(optimizer.warm_up, 0.0) == optimizer.rate
    assert GOING_ON.rate(optimizer.warm_up, 0.0) == optimizer.rate_from_weights
    assert SCRATCH.rate(10**6, 0.5) == pytest.approx(optimizer.rate * (1 + optimizer.last_rate) / 2)
    assert SCRATCH.rate(10**6, 1.0) == pytest.approx(optimizer.rate * optimizer.last_rate)


def test_a_fresh_network_first_gives_back_its_content_then_takes_on_style() -> None:
    first, ramp = CONFIG.beginning.identity_steps, CONFIG.beginning.ramp_steps
    assert SCRATCH.gives_back(first - 1)
    assert set(SCRATCH.weights(0)) == {"reconstruction", "content", "out_of_range"}
    assert not SCRATCH.gives_back(first)
    half = SCRATCH.weights(first + ramp // 2 - 1)
    for name, weight in half.items():
        assert weight == pytest.approx(FULL[name] / 2 if name in RAMPED else FULL[name])
    assert SCRATCH.weights(first + ramp) == FULL


def test_distillation_counts_from_the_first_step_on() -> None:
    """Several processes can only share a step in which everything that learns has a gradient."""
    distilled = replace(CONFIG, losses=replace(CONFIG.losses, distillation=0.5))
    assert Schedule(distilled, from_weights=False).weights(0)["distillation"] == 0.5


def test_a_network_with_weights_is_spared_the_beginning() -> None:
    assert not GOING_ON.gives_back(0)
    assert GOING_ON.weights(0) == FULL
