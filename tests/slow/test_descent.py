"""L-BFGS, on functions whose minimum is known."""

from __future__ import annotations

from itertools import pairwise

import pytest
import torch
from torch import Tensor

from stylecam.slow.descent import descend

GOAL = torch.linspace(0, 1, 48).view(1, 3, 4, 4)
SLOPES = torch.logspace(0, 3, 48).view(1, 3, 4, 4)


def valley(picture: Tensor) -> Tensor:
    """A quadratic a thousand times as steep in one direction as in another."""
    return (SLOPES * (picture - GOAL).square()).mean()


def test_it_finds_the_minimum_of_a_narrow_valley() -> None:
    *_, last = descend(valley, torch.zeros_like(GOAL), 120)
    torch.testing.assert_close(last.picture, GOAL, rtol=0, atol=1e-3)
    assert last.loss == pytest.approx(float(valley(last.picture)), rel=1e-4)


def test_the_loss_never_grows_and_the_start_stays_as_it_was() -> None:
    start = torch.rand(GOAL.shape, generator=torch.Generator().manual_seed(1))
    kept = start.clone()
    losses = [found.loss for found in descend(valley, start, 30)]
    assert len(losses) == 30
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 1e-3 * float(valley(start))
    assert torch.equal(start, kept)


def test_losses_as_small_as_those_of_large_pictures_are_minimised_too() -> None:
    *_, last = descend(lambda picture: 1e-6 * valley(picture), torch.zeros_like(GOAL), 60)
    torch.testing.assert_close(last.picture, GOAL, rtol=0, atol=0.01)


def test_no_point_is_computed_twice_in_a_row() -> None:
    seen: list[Tensor] = []

    def noting(picture: Tensor) -> Tensor:
        seen.append(picture.detach().clone())
        return valley(picture)

    list(descend(noting, torch.zeros_like(GOAL), 20))
    assert not any(torch.equal(one, other) for one, other in pairwise(seen))


def test_where_nothing_can_be_won_the_start_is_the_best() -> None:
    for found in descend(valley, GOAL, 3):
        assert found.loss == 0
        assert torch.equal(found.picture, GOAL)


def test_a_loss_that_is_no_number_leaves_the_start() -> None:
    start = torch.rand_like(GOAL)
    *_, last = descend(lambda picture: picture.sum() * float("nan"), start, 2)
    assert torch.equal(last.picture, start)
