"""A painter whose steady frames are replayed: a network is some hundred small kernels, and a fast GPU is through with
each before Python has started the next.
"""

from __future__ import annotations

import logging
from typing import Protocol

import torch
from torch import Tensor

from stylecam.models.painter import ContentStats, Painter
from stylecam.models.recording import Recorder

log = logging.getLogger(__name__)

KEPT = 4
"""How many recordings are kept; each has the memory of all that the network computes on the way."""


class Recordable(Painter, Protocol):
    """A painter whose `paint` with given statistics can be recorded.

    For one shape of picture it does the same operations on the same memory each time, and asks nothing of the host.
    """

    def apart(self) -> Recordable:
        """A painter with the same network and working memory of its own."""
        ...

    def paint(
        self, picture: Tensor, style: Tensor, strength: float | Tensor, stats: ContentStats | None
    ) -> tuple[Tensor, ContentStats]:
        """See `Painter.paint`; a strength below 1 may also be a tensor () on the device, float32."""
        ...


_Kind = tuple[int, int, bool]
"""Height and width of a picture, and whether strength is below 1: what a recording is made for."""


class GraphedPainter:
    """Paints like another painter (`models.painter.Painter`).

    With given statistics, `paint` is recorded once for each size, with and without strength, and replayed from then on;
    styles, strengths and statistics may change with every picture. What cannot be recorded is painted without, and so
    is all that is measured.

    Args:
        painter: the one that paints.
        recorder: makes recordings on its device.

    Attributes:
        replayed: whether the last picture came from a recording.
    """

    def __init__(self, painter: Recordable, recorder: Recorder) -> None:
        self._painter, self._recorder = painter, recorder
        self.multiple, self.least, self.style_size = painter.multiple, painter.least, painter.style_size
        self.device, self.dtype = painter.device, painter.dtype
        self.replayed = False
        self._recorded: dict[_Kind, _RecordedPaint] = {}
        self._failed: set[_Kind] = set()

    def style(self, picture: Tensor) -> Tensor:
        """See `Painter.style`."""
        return self._painter.style(picture)

    @torch.inference_mode()
    def paint(
        self, picture: Tensor, style: Tensor, strength: float, stats: ContentStats | None
    ) -> tuple[Tensor, ContentStats]:
        """See `Painter.paint`."""
        kind = (picture.shape[2], picture.shape[3], strength < 1)
        self.replayed = False
        if stats is not None and kind not in self._failed:
            try:
                painted = self._recording(kind, picture, style, strength, stats).paint(picture, style, strength, stats)
            except RuntimeError as error:
                self._give_up(kind, error)
            else:
                self.replayed = True
                return painted
        return self._painter.paint(picture, style, strength, stats)

    def _recording(
        self, kind: _Kind, picture: Tensor, style: Tensor, strength: float, stats: ContentStats
    ) -> _RecordedPaint:
        """The recording for this kind of picture, which is from now on the last to go."""
        found = self._recorded.pop(kind, None)
        if found is None:
            while len(self._recorded) >= KEPT:
                del self._recorded[next(iter(self._recorded))]
            found = _RecordedPaint(self._painter.apart(), self._recorder, picture, style, strength, stats)
        self._recorded[kind] = found
        return found

    def _give_up(self, kind: _Kind, error: RuntimeError) -> None:
        self._recorded.pop(kind, None)
        self._failed.add(kind)
        height, width, _ = kind
        log.info("%dx%d is painted without a recording: %s", width, height, str(error).partition("\n")[0])


class _RecordedPaint:
    """`paint` for one kind of picture, and the memory that it reads and writes.

    Args:
        painter: nobody else's: another size would take its working memory from under the recording.
        recorder: of its device.
        picture, style, strength, stats: of the kind that will come, and what the recording is tried out on.
    """

    def __init__(
        self,
        painter: Recordable,
        recorder: Recorder,
        picture: Tensor,
        style: Tensor,
        strength: float,
        stats: ContentStats,
    ) -> None:
        self._painter = painter
        self._picture = picture.clone(memory_format=torch.channels_last)
        self._style, self._stats = style.clone(), ContentStats(stats.mean.clone(), stats.std.clone())
        self._strength = torch.full((), strength, device=painter.device) if strength < 1 else 1.0
        self._recording = recorder.record(self._work)

    def paint(
        self, picture: Tensor, style: Tensor, strength: float, stats: ContentStats
    ) -> tuple[Tensor, ContentStats]:
        self._picture.copy_(picture)
        self._style.copy_(style)
        self._stats.mean.copy_(stats.mean)
        self._stats.std.copy_(stats.std)
        if isinstance(self._strength, Tensor):
            self._strength.fill_(strength)
        self._recording.replay()
        painted, mean, std = self._recording.outputs
        # Of these only the picture may be written over at the next call.
        return painted, ContentStats(mean.clone(), std.clone())

    def _work(self) -> tuple[Tensor, ...]:
        painted, seen = self._painter.paint(self._picture, self._style, self._strength, self._stats)
        return painted, seen.mean, seen.std
