"""The size that a machine can paint live, found while it paints: the working size, which is enlarged to the output."""

from __future__ import annotations

import math
import statistics
from collections import deque

from stylecam.look import AutoSize, Size

HEIGHTS = (180, 270, 360, 450, 540, 720, 900, 1080)
"""What is chosen from, as far as they are lower than the output, and the output's own as the largest."""

SETTLING, RECENT = 4, 6
"""The first frames of a size, which say nothing (buffers are made, statistics measured afresh), and those after them
whose median is judged: few, so that a stutter is short."""

IMPATIENCE = 0.5
"""Seconds after which fewer of either are enough."""

AIM = 0.85
"""Part of a frame's time that painting should take after a step down."""

ROOM = 0.7
"""Part of a frame's time within which painting is to be expected to stay after a step up."""

CALM, CALM_MOST = 2.0, 60.0
"""Seconds with room that come before a step up, at first and at most."""

PROBATION = 30.0
"""Seconds within which a step up that has to be taken back was a mistake."""


class Governor:
    """Chooses the size to paint at by how long frames take. The time is expected to be proportional to the pixels.

    Down at once, and as far as it takes; up one step at a time, after a while in which there was room all along. Each
    mistaken step up doubles that while, so that it does not go up and down for ever.

    Args:
        target: the frames per second to keep.
        start: the size to begin near; None for the output's own.
    """

    def __init__(self, target: AutoSize, start: Size | None) -> None:
        self._budget = 1 / target.fps
        self._height = start[1] if start else math.inf
        self._rungs: tuple[Size, ...] = ()
        self._output: Size = (0, 0)
        self._calm = CALM
        self._probation = self._with_room = 0.0
        self._settling: list[float] = []
        self._recent: deque[float] = deque(maxlen=RECENT)

    def size(self, output: Size) -> Size:
        """What to paint the next frame of an output of this size at: its own size, or even and smaller in its shape."""
        if output != self._output:
            self._output, self._rungs = output, ladder(output)
            self._begin()
        return self._rungs[self._step()]

    def painted(self, seconds: float) -> None:
        """A frame of the size that was chosen took so long."""
        # Frames come no faster than the target, however fast they are painted.
        passed = max(seconds, self._budget)
        self._probation -= passed
        if len(self._settling) < SETTLING and sum(self._settling) < IMPATIENCE:
            self._settling.append(seconds)
            return
        self._recent.append(seconds)
        if len(self._recent) < RECENT and (len(self._recent) < 2 or sum(self._recent) < IMPATIENCE):
            return
        median = statistics.median(self._recent)
        if median > self._budget:
            self._down(median)
            return
        self._with_room = self._with_room + passed if self._has_room(median) else 0.0
        if self._with_room >= self._calm:
            self._up()

    def _step(self) -> int:
        """Which rung is the one in use."""
        return max(sum(height <= self._height for _, height in self._rungs) - 1, 0)

    def _has_room(self, median: float) -> bool:
        step = self._step()
        if step + 1 == len(self._rungs):
            return False
        return median * _pixels(self._rungs[step + 1]) <= ROOM * self._budget * _pixels(self._rungs[step])

    def _up(self) -> None:
        self._height = self._rungs[self._step() + 1][1]
        self._probation = PROBATION
        self._begin()

    def _down(self, median: float) -> None:
        """To the largest rung that fits."""
        step = self._step()
        if step == 0:
            return
        most = AIM * self._budget * _pixels(self._rungs[step]) / median
        fitting = [rung for rung in self._rungs[:step] if _pixels(rung) <= most]
        self._height = (fitting or self._rungs[:1])[-1][1]
        self._calm = min(2 * self._calm, CALM_MOST) if self._probation > 0 else CALM
        self._begin()

    def _begin(self) -> None:
        """Nothing is known of this size yet."""
        self._settling.clear()
        self._recent.clear()
        self._with_room = 0.0


def ladder(output: Size) -> tuple[Size, ...]:
    """The sizes to choose from for an output, smallest first."""
    width, height = output
    return (*((_even(width * rung / height), rung) for rung in HEIGHTS if rung < height), output)


def _even(length: float) -> int:
    return max(2, int(length) // 2 * 2)


def _pixels(size: Size) -> int:
    return size[0] * size[1]
