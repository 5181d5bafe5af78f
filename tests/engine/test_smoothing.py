"""A moving average whose time is in seconds."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from stylecam.engine.smoothing import Smoother
from stylecam.models.painter import ContentStats


def stats(value: float) -> ContentStats:
    return ContentStats(torch.tensor([value]), torch.tensor([10 * value]))


def followed(fps: int, seconds: float, time_constant: float) -> float:
    """Where the average stands some time after what is seen has gone from 0 to 1."""
    smoother = Smoother()
    smoother.restart(stats(0.0), 0.0)
    for i in range(1, round(seconds * fps) + 1):
        smoother.follow(stats(1.0), i / fps, time_constant)
    assert smoother.value is not None
    assert smoother.value.std.item() == pytest.approx(10 * smoother.value.mean.item())
    return smoother.value.mean.item()


@given(time_constant=st.floats(0.05, 5.0), waits=st.lists(st.floats(0.001, 0.5), min_size=1, max_size=60))
def test_a_step_takes_the_time_constant_whatever_the_frame_rate(time_constant: float, waits: list[float]) -> None:
    """Steady or not: what counts is how long ago the step was."""
    smoother, at = Smoother(), 0.0
    smoother.restart(stats(0.0), at)
    for wait in waits:
        at += wait
        smoother.follow(stats(1.0), at, time_constant)
    assert smoother.value is not None
    assert smoother.value.mean.item() == pytest.approx(1 - math.exp(-at / time_constant), abs=1e-4)


def test_after_one_time_constant_it_has_gone_63_percent_of_the_way() -> None:
    assert followed(30, 0.5, 0.5) == pytest.approx(0.632, abs=1e-3)


def test_the_first_is_taken_as_it_is() -> None:
    smoother = Smoother()
    assert smoother.value is None
    first = stats(3.0)
    smoother.follow(first, 100.0, 0.5)
    assert smoother.value is first


@pytest.mark.parametrize("time_constant", [0.0, -1.0])
def test_without_a_time_constant_it_is_always_the_last(time_constant: float) -> None:
    smoother = Smoother()
    for value in (1.0, 5.0, 2.0):
        smoother.follow(stats(value), value, time_constant)
        assert smoother.value is not None
        assert smoother.value.mean.item() == value


def test_it_begins_anew() -> None:
    smoother = Smoother()
    smoother.follow(stats(1.0), 0.0, 0.5)
    smoother.restart(stats(9.0), 1.0)
    smoother.follow(stats(0.0), 1.0, 0.5)
    assert smoother.value is not None
    assert smoother.value.mean.item() == 9.0


def test_a_clock_that_goes_back_does_not_lead_it_away() -> None:
    smoother = Smoother()
    smoother.restart(stats(1.0), 10.0)
    smoother.follow(stats(5.0), 9.0, 0.5)
    assert smoother.value is not None
    assert smoother.value.mean.item() == 1.0
