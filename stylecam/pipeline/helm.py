"""The engine at work and what it is told: for the one thread that owns it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack

from stylecam.errors import StylecamError
from stylecam.frame import Frame
from stylecam.look import AutoSize, Look, Size
from stylecam.pipeline.commands import GovernSize, Request, SetSize, SetWorkingSize, SwitchEngine
from stylecam.pipeline.governor import Governor
from stylecam.pipeline.overlap import Painting, begin, overlaps
from stylecam.pipeline.ports import Engine, Spatial
from stylecam.pipeline.status import PersonStatus

log = logging.getLogger(__name__)

RemakeEngine = Callable[[str, str, Look], Engine]
"""From a device, a model and a look to an engine that is not open yet. Raises StylecamError where there is none."""


class Helm:
    """Obeys requests, puts another engine in the place of the one at work, and chooses the size that is painted at
    where it is left to it.

    Args:
        engine: the first one, not open yet.
        remake: makes the others; None where there is no other.

    Attributes:
        engine: the one at work.
        working_size: what it paints at before the painting is enlarged; None for the output's own.
    """

    def __init__(self, engine: Engine, remake: RemakeEngine | None) -> None:
        self.engine = engine
        self.working_size: Size | None = None
        self._remake = remake
        self._target: AutoSize | None = None
        self._governor: Governor | None = None

    def obey(self, request: Request) -> None:
        """Effective from the next frame. A request that fails changes nothing.

        Raises:
            StylecamError: it cannot be obeyed.
        """
        match request:
            case SwitchEngine():
                self._switch(request)
            case SetWorkingSize(size):
                self._work_at(size)
            case GovernSize(target):
                # It begins at what has been painted at up to now.
                fixed = self.engine.look.size
                self.engine.apply(request)
                self._govern(target, fixed if isinstance(fixed, tuple) else self.working_size)
            case SetSize():
                self.engine.apply(request)
                self._target = self._governor = None
                self._work_at(None)
            case _:
                self.engine.apply(request)

    def begin(self, frame: Frame) -> Painting:
        """Have a frame painted; see `overlap.begin`.

        Raises:
            EngineError: it could not be painted.
        """
        return begin(self.engine, frame)

    @property
    def overlaps(self) -> bool:
        """Whether another frame is to be begun before the last one is waited for."""
        return overlaps(self.engine)

    @property
    def person(self) -> PersonStatus | None:
        """How the engine tells a person from the background; None where it does not say."""
        return self.engine.person if isinstance(self.engine, Spatial) else None

    def painted(self, output: Size, seconds: float) -> None:
        """The newest frame, of this size, took so long, from its painting to its being handed over."""
        if self._governor is None:
            return
        # At strength 0 nothing is painted, and the time says nothing.
        if self.engine.look.strength > 0:
            self._governor.painted(seconds)
        size = self._governor.size(output)
        self._work_at(size if size != output else None)

    def _govern(self, target: AutoSize, start: Size | None) -> None:
        self._target, self._governor = target, Governor(target, start)
        self._work_at(start)

    def _work_at(self, size: Size | None) -> None:
        if size == self.working_size:
            return
        self.engine.apply(SetWorkingSize(size))
        self.working_size = size
        log.info("painted at %s from now on", f"{size[0]}x{size[1]}" if size else "the output's size")

    def _switch(self, wanted: SwitchEngine) -> None:
        """The new engine is open before the old one goes, so that there is always one."""
        if self._remake is None:
            raise StylecamError(f"{self.engine.name} is the only engine here")
        successor = self._remake(wanted.device, wanted.model, self.engine.look)
        with ExitStack() as on_failure:
            on_failure.callback(successor.close)
            successor.open()
            if self.working_size is not None:
                successor.apply(SetWorkingSize(self.working_size))
            on_failure.pop_all()
        self.engine.close()
        self.engine = successor
        if self._target is not None:
            self._govern(self._target, self.working_size)
