"""Weights as whole numbers, so that what a plain area becomes is not rounded off them."""

from __future__ import annotations

from torch import Tensor


def rounded_with_sums(weight: Tensor) -> Tensor:
    """The whole numbers nearest to weights (outputs, inputs, k, k) of those whose sums are right for each kernel.

    As many as the sum lacks are rounded the other way: those that were rounded furthest.
    """
    exact = weight.flatten(2)
    rounded = exact.round()
    taken = exact - rounded
    lacking = taken.sum(dim=2, keepdim=True).round()
    rank = (taken * lacking.sign()).argsort(dim=2, descending=True).argsort(dim=2)
    return (rounded + lacking.sign() * (rank < lacking.abs())).view_as(weight)
