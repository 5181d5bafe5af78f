"""The painting so far, in a file that people can look at meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stylecam.cli.still_report import Teller
from stylecam.clock import Clock
from stylecam.errors import SinkError
from stylecam.frame import Frame, Pixels
from stylecam.sinks.picture import PictureFileSink
from stylecam.slow.painting import Step

APART = 3.0
"""Seconds between two previews."""


class Previews:
    """Writes the painting so far, whole or not at all, at the first step and then every few seconds.

    One that cannot be written is told once, and no other is: the painting goes on.

    Args:
        path: where; None for nowhere.
        finish: from a step to what is shown.
        teller: hears of each.
    """

    def __init__(self, path: Path | None, finish: Callable[[Step], Pixels], clock: Clock, teller: Teller) -> None:
        self._path, self._finish, self._clock, self._teller = path, finish, clock, teller
        self._shown_at = float("-inf")

    def show(self, step: Step) -> None:
        """A step was taken."""
        if self._path is None or self._clock.now() - self._shown_at < APART:
            return
        try:
            sink = PictureFileSink(self._path)
            sink.open()
            sink.write(Frame(self._finish(step), 0, 0.0))
            sink.close()
            self._teller.previewed(self._path)
        except SinkError as error:
            self._teller.warned(f"{error}; there is no preview any more")
            self._path = None
        self._shown_at = self._clock.now()
