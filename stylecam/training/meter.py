"""What is counted while a training goes on: time, what is due, and the means of its losses."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from stylecam.clock import Clock
from stylecam.training.progress import Pulse
from stylecam.training.schedule import Budget


class Meter:
    """Begins when the training goes on, after so many steps and seconds."""

    def __init__(self, clock: Clock, budget: Budget, step: int, seconds: float) -> None:
        self._clock = clock
        self._budget = budget
        self._began = self._reported = clock.now()
        self._before = seconds
        self._done_before = budget.done(step, seconds)
        self._last: dict[str, float] = {}
        self._names: tuple[str, ...] = ()
        self._values: list[Tensor] = []

    def seconds(self) -> float:
        """Trained in all."""
        return self._before + self._clock.now() - self._began

    def add(self, losses: Mapping[str, Tensor]) -> None:
        """The losses of a step; nothing waits for a GPU here."""
        self._names = tuple(losses)
        self._values.append(torch.stack([losses[name] for name in self._names]))

    def take(self) -> tuple[tuple[str, ...], Tensor, float]:
        """Names and means of what was added since the last time, and the seconds of a step."""
        means, count = torch.stack(self._values).mean(0), len(self._values)
        now = self._clock.now()
        step_seconds = (now - self._reported) / count
        self._values, self._reported = [], now
        return self._names, means, step_seconds

    def pulse(self, step: int) -> Pulse:
        """How far it is after so many steps."""
        done = self._budget.done(step, self.seconds())
        gained = done - self._done_before
        left = (self._clock.now() - self._began) * (1 - done) / gained if gained > 0 else None
        return Pulse(step, done, left)

    def is_due(self, what: str, every: float) -> bool:
        """Whether so many seconds have passed since this was last due, or since the beginning."""
        now = self._clock.now()
        due = now - self._last.get(what, self._began) >= every
        if due:
            self._last[what] = now
        return due
