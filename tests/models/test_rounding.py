"""Rounded weights are near to what they were, each and in sum."""

from __future__ import annotations

import torch

from stylecam.models.rounding import rounded_with_sums


def test_weights_are_rounded_so_that_their_sums_are(random: torch.Generator) -> None:
    weight = 5 * torch.randn(8, 6, 3, 3, generator=random)
    found = rounded_with_sums(weight)
    assert torch.equal(found, found.round())
    assert float((found - weight).abs().max()) < 1
    lost = (found - weight).sum(dim=(2, 3)).abs()
    assert float(lost.max()) <= 0.5 + 1e-4
    assert float((weight.round() - weight).sum(dim=(2, 3)).abs().max()) > 1


def test_weights_whose_sums_are_right_are_the_nearest_whole_numbers(random: torch.Generator) -> None:
    whole = torch.randint(-9, 10, (4, 3, 3, 3), generator=random).float()
    assert torch.equal(rounded_with_sums(whole), whole)
    single = torch.randn(4, 3, 1, 1, generator=random)
    assert torch.equal(rounded_with_sums(single), single.round())
