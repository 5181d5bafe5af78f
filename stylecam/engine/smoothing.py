"""A moving average of content statistics in time, so that noise and exposure do not make the picture pulse."""

from __future__ import annotations

import math

from stylecam.models.painter import ContentStats


class Smoother:
    """An exponential moving average whose time constant is in seconds, so that it does not depend on the frame rate.

    Attributes:
        value: the average, None before the first.
    """

    def __init__(self) -> None:
        self.value: ContentStats | None = None
        self._at = 0.0

    def follow(self, seen: ContentStats, at: float, time_constant: float) -> None:
        """Move towards what was seen at time `at`, in seconds."""
        if self.value is None or time_constant <= 0:
            self.restart(seen, at)
            return
        weight = 1 - math.exp(-max(0.0, at - self._at) / time_constant)
        self.value = self.value.lerp(seen, weight)
        self._at = at

    def restart(self, seen: ContentStats, at: float) -> None:
        """Begin anew with what was seen."""
        self.value, self._at = seen, at
