"""Counting and timing, cheap enough for every frame and readable from any thread."""

from __future__ import annotations

import threading
from collections import deque

import numpy as np

from stylecam.pipeline.status import Percentiles


class Durations:
    """The most recent durations of something, and how many there were in all."""

    def __init__(self, keep: int = 4096) -> None:
        self._recent: deque[float] = deque(maxlen=keep)
        self._lock = threading.Lock()
        self._count = 0

    def add(self, seconds: float) -> None:
        with self._lock:
            self._recent.append(seconds)
            self._count += 1

    @property
    def count(self) -> int:
        with self._lock:
            return self._count

    def percentiles(self) -> Percentiles | None:
        """In milliseconds; None before the first."""
        with self._lock:
            recent = np.fromiter(self._recent, dtype=np.float64)
        if recent.size == 0:
            return None
        p50, p95, p99 = np.percentile(recent * 1000, (50, 95, 99))
        return Percentiles(float(p50), float(p95), float(p99))


class Rate:
    """Events per second, over the last `window` seconds and in all."""

    def __init__(self, window: float = 2.0) -> None:
        self._window = window
        self._times: deque[float] = deque()
        self._lock = threading.Lock()
        self._first: float | None = None
        self._last = 0.0
        self._count = 0

    def tick(self, now: float) -> None:
        with self._lock:
            self._first = now if self._first is None else self._first
            self._last = now
            self._count += 1
            self._times.append(now)
            self._forget(now)

    def per_second(self, now: float) -> float:
        """0 until two events lie inside the window."""
        with self._lock:
            self._forget(now)
            if len(self._times) < 2:
                return 0.0
            return (len(self._times) - 1) / max(self._times[-1] - self._times[0], 1e-9)

    def average(self) -> float:
        """From the first event to the last; 0 until there are two."""
        with self._lock:
            if self._first is None or self._last <= self._first:
                return 0.0
            return (self._count - 1) / (self._last - self._first)

    def _forget(self, now: float) -> None:
        while self._times and now - self._times[0] > self._window:
            self._times.popleft()
