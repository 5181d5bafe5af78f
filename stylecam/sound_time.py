"""Sound by a card's own count of time, laid on the monotonic clock that pictures are timed by.

A sound card's second differs from the clock's by up to some hundred millionths: a tenth of a second in ten minutes.
The times that come with blocks are of the right clock, but jitter, mostly to the late side; and blocks get lost. So
the card's count is trusted from block to block, and led by what the times say over a while.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from stylecam.sound import Samples, SoundBlock

RATE = 48_000
"""Samples a second of what comes out."""

WINDOW = 0.6
"""Seconds of sound whose times are looked at together, and by which it comes out later."""

EARLY = 0.25
"""The share of times that may be too early; three times as many may be too late."""

SLACK = 0.012
"""Seconds by which the count may be off before sound counts as lost, or as too much."""

PULL = 0.5
"""Of the difference, how much is made up in a second."""

MOST = 0.002
"""The largest change of speed: a thirtieth of a semitone, which nobody hears."""

PHASES = 4096
"""Places between two samples that are told apart: sound of 10 kHz has an error of 76 dB below it."""

REACH = 16
"""Samples on each side that a resampled one is made of."""


@dataclass(frozen=True, eq=False)
class Placed:
    """Sound at `RATE` by the monotonic clock.

    Attributes:
        start: when its first sample was taken, in seconds.
    """

    samples: Samples
    start: float

    @property
    def end(self) -> float:
        return self.start + len(self.samples) / RATE


class SoundClock:
    """Blocks as they were captured into sound on the clock, without steps where nothing was lost.

    What comes out follows the clock within `SLACK`, as long as blocks' times are right on the whole. Where sound was
    lost there is a gap between one piece and the next; where a card gave too much, pieces overlap.
    """

    def __init__(self) -> None:
        self._waiting: deque[_Counted] = deque()
        self._count = 0.0
        self._lag = 0.0
        self._resampler: Resampler | None = None

    def take(self, block: SoundBlock) -> list[Placed]:
        """Add a block; the pieces whose time is certain now."""
        if self._waiting and not _alike(block, self._waiting[-1].block):
            left = self.finish()
            self._resampler = None
            return [*left, *self.take(block)]
        self._waiting.append(_Counted(block, self._count))
        self._count += block.seconds
        return [self._release()] if self._count - self._waiting[0].at > WINDOW else []

    def finish(self) -> list[Placed]:
        """What is left, when nothing more comes."""
        return [self._release() for _ in range(len(self._waiting))]

    def _release(self) -> Placed:
        usual = float(np.quantile([counted.lag for counted in self._waiting], EARLY))
        first = self._waiting.popleft()
        # No block is told much too early; so before a loss, what follows it is of no account.
        target = min(usual, first.lag + SLACK / 2)
        if self._resampler is None or abs(target - self._lag) > SLACK:
            self._lag = target
            self._resampler = Resampler(first.block.rate, first.at + target)
            return self._resampler.take(first.block.samples, 1.0)
        speed = 1 + max(-MOST, min(MOST, PULL * (target - self._lag)))
        self._lag += (speed - 1) * first.block.seconds
        return self._resampler.take(first.block.samples, speed)


@dataclass(frozen=True, eq=False)
class _Counted:
    """A block, and when it began by the card's count, in seconds."""

    block: SoundBlock
    at: float

    @property
    def lag(self) -> float:
        return self.block.captured_at - self.at


def _alike(one: SoundBlock, other: SoundBlock) -> bool:
    return one.rate == other.rate and one.samples.shape[1] == other.samples.shape[1]


class Resampler:
    """A stretch of sound to `RATE`, at a speed that may change from block to block.

    Each sample is a sum over its neighbours with the weights of a windowed sinc (Julius O. Smith, "Digital Audio
    Resampling", CCRMA), cut off where the lower of both rates can hold no more.

    Args:
        rate: of what is given, samples a second.
        start: when its first sample was taken, in seconds of the monotonic clock.
    """

    def __init__(self, rate: int, start: float) -> None:
        self._rate = rate
        self._weights = _sinc(rate)
        self._reach = self._weights.shape[1] // 2
        # The first samples out are those that the first one in only touches.
        self._at = start - self._reach / rate
        self._phase = 0.0
        self._tail: Samples | None = None

    def take(self, samples: Samples, speed: float) -> Placed:
        """The next piece: `speed` is how much longer than by its own count it lasts."""
        if self._tail is None:
            self._tail = np.zeros((2 * self._reach, samples.shape[1]), np.float32)
        given = np.concatenate([self._tail, samples])
        step = self._rate / (RATE * speed)
        # Whole neighbourhoods only; the rest is the next piece's.
        count = max(0, math.ceil((len(samples) - self._phase) / step))
        made = self._sums(given, self._phase + step * np.arange(count, dtype=np.float64))
        placed = Placed(made, self._at)
        self._phase += step * count - len(samples)
        self._at += count / RATE
        self._tail = given[len(samples) :]
        return placed

    def _sums(self, given: Samples, places: npt.NDArray[np.float64]) -> Samples:
        whole = np.floor(places).astype(np.intp)
        weights = self._weights[np.rint((places - whole) * PHASES).astype(np.intp)]
        neighbours = given[whole[:, None] + np.arange(1, 2 * self._reach + 1)]
        made: Samples = np.einsum("nk,nkc->nc", weights, neighbours)
        return made


@lru_cache(maxsize=4)
def _sinc(rate: int) -> Samples:
    """Weights of the neighbours of a place between two samples: `PHASES` + 1 places x neighbours."""
    cutoff = min(1.0, RATE / rate)
    reach = math.ceil(REACH / cutoff)
    distance = np.arange(1 - reach, reach + 1) - np.linspace(0, 1, PHASES + 1)[:, None]
    weights = np.sinc(distance * cutoff) * np.cos(np.pi / 2 * distance / (reach + 1)) ** 2
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), np.float32)
