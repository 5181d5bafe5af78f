"""Milliseconds of a live frame in the networks, taken in turn, so that a slow minute slows them all."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

import torch

WARMUP = 3


@torch.inference_mode()
def median_milliseconds(
    forwards: Mapping[str, Callable[[], object]], rounds: int, device: torch.device
) -> dict[str, float]:
    """The median of so many rounds for each, after three that do not count."""
    taken: dict[str, list[float]] = {name: [] for name in forwards}
    for number in range(-WARMUP, rounds):
        for name, forward in forwards.items():
            began = time.perf_counter()
            forward()
            if device.type == "cuda":
                torch.cuda.synchronize(device)
            if number >= 0:
                taken[name].append(1000 * (time.perf_counter() - began))
    return {name: statistics.median(times) for name, times in taken.items()}
