"""The engine at work and what it is told: for the one thread that owns it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from stylecam.errors import StylecamError
from stylecam.frame import Frame
from stylecam.look import AutoSize, Look
from stylecam.pipeline.commands import GovernSize, Request, SetSize, SwitchEngine
from stylecam.pipeline.governor import Governor
from stylecam.pipeline.ports import Engine

RemakeEngine = Callable[[str, str, Look], Engine]
"""From a device, a model and a look to an engine that is not open yet. Raises StylecamError where there is none."""


class Helm:
    """Obeys requests, puts another engine in the place of the one at work, and chooses its size where it is left to it.

    Args:
        engine: the first one, not open yet.
        remake: makes the others; None where there is no other.

    Attributes:
        engine: the one at work.
    """

    def __init__(self, engine: Engine, remake: RemakeEngine | None) -> None:
        self.engine = engine
        self._remake = remake
        self._target: AutoSize | None = None
        self._governor: Governor | None = None

    @property
    def look(self) -> Look:
        """What was asked for and obeyed."""
        look = self.engine.look
        return replace(look, size=self._target) if self._target else look

    def obey(self, request: Request) -> None:
        """Effective from the next frame. A request that fails changes nothing.

        Raises:
            StylecamError: it cannot be obeyed.
        """
        if isinstance(request, SwitchEngine):
            self._switch(request)
        elif isinstance(request, GovernSize):
            self._govern(request.target)
        else:
            self.engine.apply(request)
            if isinstance(request, SetSize):
                self._target = self._governor = None

    def stylize(self, frame: Frame) -> Frame:
        """The painted frame.

        Raises:
            EngineError: it could not be painted.
        """
        if self._governor is not None:
            size = self._governor.size(frame.size)
            if size != self.engine.look.size:
                self.engine.apply(SetSize(size))
        return self.engine.stylize(frame)

    def painted(self, seconds: float) -> None:
        """The newest frame took so long, from its painting to its being handed over."""
        # At strength 0 nothing is painted, and the time says nothing.
        if self._governor is not None and self.engine.look.strength > 0:
            self._governor.painted(seconds)

    def _govern(self, target: AutoSize) -> None:
        """Begin at the size as it is."""
        size = self.engine.look.size
        self._target, self._governor = target, Governor(target, size if isinstance(size, tuple) else None)

    def _switch(self, wanted: SwitchEngine) -> None:
        """The new engine is open before the old one goes, so that there is always one."""
        if self._remake is None:
            raise StylecamError(f"{self.engine.name} is the only engine here")
        successor = self._remake(wanted.device, wanted.model, self.engine.look)
        try:
            successor.open()
        except BaseException:
            successor.close()
            raise
        self.engine.close()
        self.engine = successor
        if self._target is not None:
            self._govern(self._target)
