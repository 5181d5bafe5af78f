"""How far a training is, and what follows from that: the learning rate and the weights of the losses."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from stylecam.training.config import Config

RAMPED = ("style", "flat_variation", "lattice", "temporal")
"""Losses that grow to their weight: the style, and what only a style makes necessary."""


@dataclass(frozen=True)
class Budget:
    """How long to train: so many steps, or so many seconds; one of them is None."""

    steps: int | None = None
    seconds: float | None = None

    def done(self, steps: int, seconds: float) -> float:
        """What share of it, 0 to 1, so many steps in so many seconds are."""
        share = steps / self.steps if self.steps else seconds / self.seconds if self.seconds else 1.0
        return min(1.0, share)


@dataclass(frozen=True)
class Schedule:
    """Pure functions of the step (from 0) and of the share that is done.

    Attributes:
        config: where the values come from.
        from_weights: the network started with weights, so it is spared the beginning.
    """

    config: Config
    from_weights: bool

    def rate(self, step: int, done: float) -> float:
        """The learning rate: a linear warm-up times a cosine (Loshchilov & Hutter 2017) over the whole training."""
        optimizer = self.config.optimizer
        highest = optimizer.rate_from_weights if self.from_weights else optimizer.rate
        warm = min(1.0, (step + 1) / max(1, optimizer.warm_up))
        falling = 0.5 * (1 + math.cos(math.pi * done))
        return highest * warm * (optimizer.last_rate + (1 - optimizer.last_rate) * falling)

    def gives_back(self, step: int) -> bool:
        """Whether the network now only learns to give back its content."""
        return not self.from_weights and step < self.config.beginning.identity_steps

    def weights(self, step: int) -> Mapping[str, float]:
        """The weight of every loss that counts now, by name."""
        full: dict[str, float] = asdict(self.config.losses)
        beginning = self.config.beginning
        if self.gives_back(step):
            now = {
                "reconstruction": beginning.reconstruction,
                "content": beginning.content,
                "out_of_range": full["out_of_range"],
                "distillation": full["distillation"],
            }
        elif self.from_weights:
            now = full
        else:
            share = min(1.0, (step + 1 - beginning.identity_steps) / max(1, beginning.ramp_steps))
            now = {name: weight * share if name in RAMPED else weight for name, weight in full.items()}
        return {name: weight for name, weight in now.items() if weight > 0}
