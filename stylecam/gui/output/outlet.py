"""One way for the picture to leave the window: switched on and off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from stylecam.errors import StylecamError
from stylecam.gui.messages import Message
from stylecam.pipeline.delivery import Attachment
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.ports import Sink
from stylecam.pipeline.slots import Latest
from stylecam.pipeline.status import State


class Outlet(QObject):
    """A sink that is attached while it is on; it gets the newest frame, and never waits for the one before.

    Args:
        pipeline: what paints.
        make: a new sink, not open yet. Raises StylecamError.
    """

    changed = Signal(bool)
    """It is on now, or off."""
    told = Signal(object)
    """Message."""

    def __init__(self, pipeline: Pipeline, make: Callable[[], Sink]) -> None:
        super().__init__()
        self._pipeline, self._make = pipeline, make
        self._attachment: Attachment | None = None
        # Detached, and not closed yet.
        self._leaving: list[Attachment] = []
        self._awaited = False

    @property
    def on(self) -> bool:
        return self._attachment is not None or self._awaited

    @property
    def attachment(self) -> Attachment | None:
        """What runs; None also while it waits for the one before to give the device back."""
        return self._attachment

    def set_on(self, on: bool) -> None:
        """Start, or end."""
        if on == self.on:
            return
        if on:
            self._start()
        else:
            self._leave()
        self.changed.emit(self.on)

    def restart(self) -> None:
        """Go on as what makes sinks does it now."""
        if self._attachment is not None:
            self._leave()
            self._start()

    def poll(self) -> None:
        """Notice what has ended."""
        was_on = self.on
        if self._attachment is not None and self._attachment.status.state.final:
            self._leave()
        for left in [each for each in self._leaving if each.status.state.final]:
            self._leaving.remove(left)
            if left.status.state is State.FAILED:
                self.told.emit(Message(left.status.detail, "error"))
        if self._awaited and not self._leaving:
            self._start()
        if was_on != self.on:
            self.changed.emit(self.on)

    def _start(self) -> None:
        # Two cannot have one device, or one port.
        self._awaited = bool(self._leaving)
        if self._awaited:
            return
        try:
            sink = self._make()
        except StylecamError as error:
            self.told.emit(Message(str(error), "error"))
            return
        self._attachment = self._pipeline.attach(sink, Latest())

    def _leave(self) -> None:
        self._awaited = False
        attachment, self._attachment = self._attachment, None
        if attachment is not None:
            self._leaving.append(attachment)
            self._pipeline.detach(attachment)
