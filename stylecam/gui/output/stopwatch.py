"""How long something has run."""

from __future__ import annotations

from stylecam.clock import Clock


class Stopwatch:
    """Counts while it runs."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counted = 0.0
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        return self._counted + (self._clock.now() - self._since if self._since is not None else 0.0)

    def run(self, running: bool) -> None:
        """Count from now on, or stop counting. Idempotent."""
        if running == (self._since is not None):
            return
        self._counted = self.seconds
        self._since = self._clock.now() if running else None


def time_text(seconds: float) -> str:
    """As clocks show it: "0:07", "12:34", "1:02:03"; nothing is shown as less than 0."""
    minutes, second = divmod(int(max(0.0, seconds)), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
