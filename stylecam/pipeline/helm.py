"""The engine at work and what it is told: for the one thread that owns it."""

from __future__ import annotations

from collections.abc import Callable

from stylecam.errors import StylecamError
from stylecam.look import Look
from stylecam.pipeline.commands import GovernSize, Request, SwitchEngine
from stylecam.pipeline.ports import Engine

RemakeEngine = Callable[[str, str, Look], Engine]
"""From a device, a model and a look to an engine that is not open yet. Raises StylecamError where there is none."""


class Helm:
    """Obeys requests, and puts another engine in the place of the one at work.

    Args:
        engine: the first one, not open yet.
        remake: makes the others; None where there is no other.

    Attributes:
        engine: the one at work.
    """

    def __init__(self, engine: Engine, remake: RemakeEngine | None) -> None:
        self.engine = engine
        self._remake = remake

    def obey(self, request: Request) -> None:
        """Effective from the next frame. A request that fails changes nothing.

        Raises:
            StylecamError: it cannot be obeyed.
        """
        if isinstance(request, SwitchEngine):
            self._switch(request)
        elif isinstance(request, GovernSize):
            raise StylecamError("the size is not left to the machine here; choose one")
        else:
            self.engine.apply(request)

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
