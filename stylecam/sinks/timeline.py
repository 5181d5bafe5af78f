"""When a frame is shown: seconds to the ticks that a file counts in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

FINE = Fraction(1, 90_000)
"""The customary time base of video whose rate varies."""


class Timeline(Protocol):
    """What a frame's `captured_at` means to the file."""

    @property
    def time_base(self) -> Fraction:
        """Seconds of one tick."""
        ...

    @property
    def rate(self) -> Fraction:
        """Frames per second, roughly: told to the encoder and to players, moves no frame."""
        ...

    def zero(self, first: float) -> float:
        """The `captured_at` that is the file's time zero, given that of the first frame."""
        ...


@dataclass(frozen=True)
class MediaTime:
    """Frames carry their place in a recording, and the file repeats it; only a start before zero is moved to zero."""

    time_base: Fraction = FINE
    rate: Fraction = Fraction(30)

    def zero(self, first: float) -> float:
        return min(0.0, first)


class Filmed(Protocol):
    """A recording that someone else reads; its attributes hold from the moment it is open."""

    @property
    def path(self) -> str: ...

    @property
    def time_base(self) -> Fraction: ...

    @property
    def fps(self) -> float | None: ...


class SourceTime:
    """`MediaTime` in the ticks of a recording. They are asked for with the first frame: before it may not be open."""

    def __init__(self, source: Filmed) -> None:
        self._source = source

    @property
    def time_base(self) -> Fraction:
        return self._source.time_base or FINE

    @property
    def rate(self) -> Fraction:
        return Fraction(self._source.fps or 30).limit_denominator(1001)

    def zero(self, first: float) -> float:
        return min(0.0, first)


@dataclass(frozen=True)
class CaptureTime:
    """Frames carry the clock's time; the file starts with the first of them."""

    time_base: Fraction = FINE
    rate: Fraction = Fraction(30)

    def zero(self, first: float) -> float:
        return first


class Ticks:
    """Strictly increasing ticks: a frame that is not later than the one before it is shown one tick after that.

    No frame is dropped for its time, since a rendered video has as many frames as its source. What lies in a cut, a
    stretch of the frames' own time, is not in the file, and what follows it moves up.
    """

    def __init__(self, time_base: Fraction, zero: float) -> None:
        self.time_base = time_base
        self.zero = zero
        self._last: int | None = None
        self._cuts: list[tuple[float, float]] = []

    def at(self, seconds: float) -> int:
        """The tick of a frame with that `captured_at`, at which a cut that is under way ends."""
        self.resume(seconds)
        place = self.place(seconds)
        tick = round((seconds - self.zero if place is None else place) / self.time_base)
        if self._last is not None:
            tick = max(tick, self._last + 1)
        self._last = tick
        return tick

    def cut(self, start: float) -> None:
        """Leave out what is captured from `start` on, until `resume`; does nothing while a cut is under way."""
        if not self.cutting:
            self._cuts.append((start, math.inf))

    def resume(self, end: float) -> None:
        """What is captured from `end` on belongs in the file again; does nothing while no cut is under way."""
        if self.cutting:
            start, _ = self._cuts.pop()
            self._cuts.append((start, max(start, end)))

    def place(self, seconds: float) -> float | None:
        """When in the file something captured at `seconds` is, in seconds; None for what lies in a cut."""
        left_out = 0.0
        for start, end in self._cuts:
            if seconds < start:
                break
            if seconds < end:
                return None
            left_out += end - start
        return seconds - self.zero - left_out

    @property
    def cutting(self) -> bool:
        """Whether a cut is under way."""
        return bool(self._cuts) and self._cuts[-1][1] == math.inf
