"""Content statistics as vectors."""

from __future__ import annotations

import torch

from stylecam.models.painter import ContentStats


def test_lerp_goes_part_of_the_way_in_mean_and_spread() -> None:
    here, there = (
        ContentStats(torch.zeros(2), torch.ones(2)),
        ContentStats(torch.tensor([4.0, 8.0]), torch.full((2,), 3.0)),
    )
    between = here.lerp(there, 0.25)
    assert between.mean.tolist() == [1.0, 2.0]
    assert between.std.tolist() == [1.5, 1.5]
    assert here.mean.tolist() == [0.0, 0.0]
