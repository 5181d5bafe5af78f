"""Timing candidates against each other on a machine that drifts.

The candidates run in turn (A B C A B C ...), so that a slow minute slows them all, and ratios are taken within a round,
so that it cancels out.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """One candidate's measurements.

    Attributes:
        seconds: by round; a slow candidate may have sat some rounds out.
    """

    seconds: Mapping[int, float]

    @property
    def p5(self) -> float:
        return self.percentile(5)

    @property
    def p50(self) -> float:
        return statistics.median(self.seconds.values())

    @property
    def p95(self) -> float:
        return self.percentile(95)

    def percentile(self, percent: float) -> float:
        """The smallest measurement that at least `percent` of all do not exceed (nearest rank), in seconds."""
        ordered = sorted(self.seconds.values())
        return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]

    def ratio_to(self, other: Timing) -> float:
        """How many times as long as `other` this takes: the median of the ratios in the rounds that both ran.

        Raises:
            ValueError: they share no round.
        """
        shared = self.seconds.keys() & other.seconds.keys()
        if not shared:
            raise ValueError("these candidates never ran in the same round")
        return statistics.median(self.seconds[n] / other.seconds[n] for n in shared)


def interleaved(
    fns: Mapping[str, Callable[[], object]],
    rounds: int,
    warmup: int,
    *,
    every: Mapping[str, int] | None = None,
    lead: Mapping[str, int] | None = None,
    now: Callable[[], float] = time.perf_counter,
) -> dict[str, Timing]:
    """Run all candidates in turn, `rounds` times over, after `warmup` rounds that are not counted.

    Args:
        fns: a call returns when its work is done (a GPU's queue drained).
        every: a candidate given k here runs in each k-th round only, the first one included, and in one warm-up
            round at most.
        lead: a candidate given k here runs k times before each of its measurements, which is not counted: in a stream
            the one before a frame is a frame of the same network, and not another one that has been through all memory.
        now: seconds, monotonic.

    Raises:
        ValueError: fewer than one round, or a k below 1.
    """
    stride = {name: (every or {}).get(name, 1) for name in fns}
    if rounds < 1 or min(stride.values(), default=1) < 1:
        raise ValueError("at least one round, and each candidate in every k-th with k at least 1")
    for n in range(warmup):
        for name, fn in fns.items():
            if stride[name] == 1 or n == 0:
                fn()
    seconds: dict[str, dict[int, float]] = {name: {} for name in fns}
    for n in range(rounds):
        for name, fn in fns.items():
            if n % stride[name] == 0:
                for _ in range((lead or {}).get(name, 0)):
                    fn()
                began = now()
                fn()
                seconds[name][n] = now() - began
    return {name: Timing(taken) for name, taken in seconds.items()}
