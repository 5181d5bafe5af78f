"""Weights of any size as shares of one whole, and one of them changed."""

from __future__ import annotations

from collections.abc import Sequence


def shares_of(weights: Sequence[float]) -> tuple[float, ...]:
    """The weights so that they sum to 1; equal ones where there is nothing to go by."""
    total = sum(weights)
    if total <= 0:
        return equal_shares(len(weights))
    return tuple(weight / total for weight in weights)


def equal_shares(count: int) -> tuple[float, ...]:
    return (1 / max(1, count),) * count


def with_share(shares: Sequence[float], place: int, share: float) -> tuple[float, ...]:
    """One share set to 0..1; the others keep their proportions in what is left, or split it where they were all 0."""
    if len(shares) == 1:
        return (1.0,)
    rest = sum(shares) - shares[place]
    others = [value / rest if rest > 0 else 1 / (len(shares) - 1) for value in shares]
    return tuple(share if other == place else value * (1 - share) for other, value in enumerate(others))
