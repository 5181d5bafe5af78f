"""From one style vector to the next in a short time."""

from __future__ import annotations

import torch
from torch import Tensor


class CrossFade:
    """A style vector that glides to its goal.

    Args:
        vector: where it stands.
        seconds: how long a glide takes.
    """

    def __init__(self, vector: Tensor, seconds: float) -> None:
        self._from = self._to = vector
        self._seconds = seconds
        self._begun = 0.0
        self.moving = False

    def to(self, goal: Tensor, now: float) -> None:
        """Glide from where it stands at time `now` to `goal`."""
        self._from, self._to, self._begun, self.moving = self.at(now), goal, now, True

    def at(self, now: float) -> Tensor:
        """Where it stands at time `now`, in seconds; `moving` is False once it has arrived."""
        if not self.moving:
            return self._to
        way = (now - self._begun) / self._seconds if self._seconds > 0 else 1.0
        if way >= 1:
            self.moving = False
            return self._to
        return torch.lerp(self._from, self._to, max(0.0, way))
