"""A painter whose steady frames are replayed: a network is some hundred small kernels, and a fast GPU is through with
each before Python has started the next.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from stylecam.models.painter import ContentStats, Painter
from stylecam.models.recording import Recorder
from stylecam.models.regions import Region

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
        self,
        picture: Tensor,
        style: Tensor,
        strength: float | Tensor,
        stats: ContentStats | None,
        region: Region | None = None,
    ) -> tuple[Tensor, ContentStats]:
        """See `Painter.paint`; a strength below 1 may also be a tensor () on the device, float32."""
        ...


_Kind = tuple[int, int, bool, bool]
"""Height and width of a picture, whether strength is below 1 and whether there is a region: what a recording is for."""


@dataclass(frozen=True)
class _Asked:
    """What `paint` is asked for with given statistics."""

    picture: Tensor
    style: Tensor
    strength: float
    stats: ContentStats
    region: Region | None

    @property
    def kind(self) -> _Kind:
        height, width = self.picture.shape[2:]
        return height, width, self.strength < 1, self.region is not None


class GraphedPainter:
    """Paints like another painter (`models.painter.Painter`).

    With given statistics, `paint` is recorded once for each size, with and without strength and region, and replayed
    from then on; styles, strengths, statistics and masks may change with every picture. What cannot be recorded is
    painted without, and so is all that is measured.

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
        self,
        picture: Tensor,
        style: Tensor,
        strength: float,
        stats: ContentStats | None,
        region: Region | None = None,
    ) -> tuple[Tensor, ContentStats]:
        """See `Painter.paint`."""
        self.replayed = False
        if stats is not None:
            asked = _Asked(picture, style, strength, stats, region)
            if asked.kind not in self._failed:
                try:
                    painted = self._recording(asked).paint(asked)
                except RuntimeError as error:
                    self._give_up(asked.kind, error)
                else:
                    self.replayed = True
                    return painted
        return self._painter.paint(picture, style, strength, stats, region)

    def _recording(self, asked: _Asked) -> _RecordedPaint:
        """The recording for this kind of picture, which is from now on the last to go."""
        found = self._recorded.pop(asked.kind, None)
        if found is None:
            while len(self._recorded) >= KEPT:
                del self._recorded[next(iter(self._recorded))]
            found = _RecordedPaint(self._painter.apart(), self._recorder, asked)
        self._recorded[asked.kind] = found
        return found

    def _give_up(self, kind: _Kind, error: RuntimeError) -> None:
        self._recorded.pop(kind, None)
        self._failed.add(kind)
        height, width, *_ = kind
        log.info("%dx%d is painted without a recording: %s", width, height, str(error).partition("\n")[0])


class _RecordedPaint:
    """`paint` for one kind of picture, and the memory that it reads and writes.

    Args:
        painter: nobody else's: another size would take its working memory from under the recording.
        recorder: of its device.
        asked: of the kind that will come, and what the recording is tried out on.
    """

    def __init__(self, painter: Recordable, recorder: Recorder, asked: _Asked) -> None:
        self._painter = painter
        self._picture = asked.picture.clone(memory_format=torch.channels_last)
        self._style = asked.style.clone()
        self._stats = ContentStats(asked.stats.mean.clone(), asked.stats.std.clone())
        self._strength = torch.full((), asked.strength, device=painter.device) if asked.strength < 1 else 1.0
        self._mask = None if asked.region is None else asked.region.mask.clone()
        self._recording = recorder.record(self._work)

    def paint(self, asked: _Asked) -> tuple[Tensor, ContentStats]:
        self._picture.copy_(asked.picture)
        self._style.copy_(asked.style)
        self._stats.mean.copy_(asked.stats.mean)
        self._stats.std.copy_(asked.stats.std)
        if isinstance(self._strength, Tensor):
            self._strength.fill_(asked.strength)
        if self._mask is not None and asked.region is not None:
            self._mask.copy_(asked.region.mask)
        self._recording.replay()
        painted, mean, std = self._recording.outputs
        # Of these only the picture may be written over at the next call.
        return painted, ContentStats(mean.clone(), std.clone())

    def _work(self) -> tuple[Tensor, ...]:
        # What a mask weighs at each layer is found on the way, from the mask of each picture.
        region = None if self._mask is None else Region(self._mask)
        painted, seen = self._painter.paint(self._picture, self._style, self._strength, self._stats, region)
        return painted, seen.mean, seen.std
