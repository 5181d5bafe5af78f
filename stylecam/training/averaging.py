"""An exponential moving average of weights: steadier than any single step's (Polyak & Juditsky 1992)."""

from __future__ import annotations

import torch
from torch import nn


def keep_share(most: float, steps: int) -> float:
    """How much of the average the step after so many `steps` keeps: little at first, when it is about nothing yet."""
    return min(most, (steps + 1) / (steps + 51))


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, keep: float) -> None:
    """Move `average`, a copy of `network`, towards it in place: `keep * average + (1 - keep) * network`."""
    for mine, its in zip(average.parameters(), network.parameters(), strict=True):
        mine.lerp_(its.detach(), 1 - keep)
    for kept, current in zip(average.buffers(), network.buffers(), strict=True):
        kept.copy_(current)
