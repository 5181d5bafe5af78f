"""When a rate has settled."""

from __future__ import annotations

import math

STEADY, NEAR = 4.0, 0.15
"""For how many seconds the rate has stayed, and within which share of itself, when it has settled."""


class Rate:
    """Watches a rate settle, as it does when the machine has warmed up and the caches are at rest."""

    def __init__(self) -> None:
        self._rate, self._since = -math.inf, 0.0

    def has_settled(self, rate: float, now: float) -> bool:
        """Whether it has been near this for a while; to be asked again and again.

        Args:
            rate: what it is.
            now: in seconds of any clock.
        """
        if abs(rate - self._rate) > max(0.5, NEAR * self._rate):
            self._rate, self._since = rate, now
        return rate > 0 and now - self._since >= STEADY
