"""How many rounds there is time for, when one network takes a hundred times as long as another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.timing import Timing

WARMUP = 3
"""Rounds that are not counted."""
LEAST = 5
"""Rounds however long they take."""
SLOW, SKIPPED = 10.0, 5
"""What takes more than so many times as long as the fastest runs in every fifth round only."""
LED = 1.0
"""What takes up to so many seconds in a round runs once before it is measured; what is slower feels no cold start."""


@dataclass(frozen=True)
class Pace:
    """How often who runs.

    Attributes:
        every: by network, k where it runs in each k-th round only.
        lead: by network, how often it runs before each of its measurements.
    """

    rounds: int
    every: Mapping[str, int]
    lead: Mapping[str, int]

    def of_runs(self, networks: Mapping[str, str]) -> Pace:
        """The same for runs by name, of each the network."""
        every, lead = ({run: of[name] for run, name in networks.items()} for of in (self.every, self.lead))
        return Pace(self.rounds, every, lead)


def pace(seconds: Mapping[str, float], most: int, budget: float) -> Pace:
    """As many rounds as fit into `budget` seconds, at most `most`, given what each takes in one round.

    What is slow still runs in three of them at least, if there are so many.
    """
    fastest = min(seconds.values())
    slow = {name for name, taken in seconds.items() if taken > SLOW * fastest}
    lead = {name: int(taken <= LED) for name, taken in seconds.items()}
    one = sum(taken * (1 + lead[name]) / (SKIPPED if name in slow else 1) for name, taken in seconds.items())
    rounds = min(most, max(LEAST, int(budget / one)))
    skipped = max(1, min(SKIPPED, rounds // 3))
    return Pace(rounds, {name: skipped if name in slow else 1 for name in seconds}, lead)


def ms(timing: Timing) -> dict[str, float]:
    """Milliseconds, for a file."""
    percentiles = {"p5": timing.p5, "p50": timing.p50, "p95": timing.p95}
    return {name: round(1e3 * taken, 3) for name, taken in percentiles.items()}
