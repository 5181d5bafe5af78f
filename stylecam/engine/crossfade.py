"""From one style vector to the next in a short time."""

from __future__ import annotations

import torch
from torch import Tensor


class CrossFade:
    """A style vector that glides to its goal, fast at first.

    The way after a part `t` of the time is `1 - (1 - t)^2`. A hand and an eye wait for a beginning, not for an end:
    at 30 frames a second the first frame of 0.3 seconds shows a fifth of the change, not a tenth. And a goal that moves
    with every frame, as while weights are dragged, is followed in less than half of the time.

    Args:
        vector: where it stands.

    Attributes:
        moving: whether it has not arrived.
    """

    def __init__(self, vector: Tensor) -> None:
        self._from = self._to = vector
        self._begun = self._seconds = 0.0
        self.moving = False

    def to(self, goal: Tensor, now: float, seconds: float) -> None:
        """Glide from where it stands at time `now` to `goal`, which takes so many seconds."""
        self._from, self._to = self.at(now), goal
        self._begun, self._seconds, self.moving = now, seconds, True

    def aim(self, goal: Tensor) -> None:
        """Stand at `goal` from now on; a glide that is under way ends there, when it would have."""
        self._to = goal

    def at(self, now: float) -> Tensor:
        """Where it stands at time `now`, in seconds; `moving` is False once it has arrived."""
        if not self.moving:
            return self._to
        part = max(0.0, (now - self._begun) / self._seconds) if self._seconds > 0 else 1.0
        if part >= 1:
            self.moving = False
            return self._to
        return torch.lerp(self._from, self._to, 1 - (1 - part) ** 2)
