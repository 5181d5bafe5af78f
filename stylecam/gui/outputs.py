"""Recording and the virtual camera, as the window switches them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from stylecam.errors import StylecamError
from stylecam.gui.desk import Desk
from stylecam.gui.messages import Message
from stylecam.gui.saved import saved
from stylecam.gui.services import SavingSink, Services
from stylecam.pipeline.delivery import Attachment
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.slots import BoundedFifo, Latest
from stylecam.pipeline.status import State

RECORDER_FRAMES = 60
"""Painted frames that may wait for the encoder: two seconds."""


class Outputs(QObject):
    """Where the painted picture goes beside the window.

    Args:
        pipeline: what paints.
        desk: the look that files are named and marked by.
        services: makes the sinks.
    """

    recording_changed = Signal(bool)
    virtual_camera_changed = Signal(bool)
    told = Signal(object)
    """Message."""

    def __init__(self, pipeline: Pipeline, desk: Desk, services: Services) -> None:
        super().__init__()
        self._pipeline, self._desk, self._services = pipeline, desk, services
        self._recording: Attachment | None = None
        self._camera: Attachment | None = None
        # What was detached and has not ended yet, and what to do then.
        self._ending: dict[Attachment, Callable[[], None]] = {}
        self._tell_recording: Callable[[], None] = lambda: None

    @property
    def recording(self) -> Attachment | None:
        """The recording that runs."""
        return self._recording

    @property
    def virtual_camera(self) -> Attachment | None:
        """The virtual camera that is fed."""
        return self._camera

    def set_recording(self, on: bool) -> None:
        """Start or finish a recording."""
        if on == (self._recording is not None):
            return
        if on:
            self._start_recording()
        elif self._recording is not None:
            self._finish(self._recording, self._tell_recording)
            self._recording = None
        self.recording_changed.emit(self._recording is not None)

    def set_virtual_camera(self, on: bool) -> None:
        """Show the picture to other programs as a camera, or end that."""
        if on == (self._camera is not None):
            return
        if on:
            self._start_virtual_camera()
        elif self._camera is not None:
            self._pipeline.detach(self._camera)
            self._camera = None
        self.virtual_camera_changed.emit(self._camera is not None)

    def poll(self) -> None:
        """Notice what has ended by itself, and what has been finished."""
        if self._recording is not None and self._recording.status.state.final:
            failed, self._recording = self._recording, None
            self._finish(failed, self._tell_recording)
            self.recording_changed.emit(False)
        if self._camera is not None and self._camera.status.state.final:
            failed, self._camera = self._camera, None
            self._finish(failed, partial(self._tell_failure, failed))
            self.virtual_camera_changed.emit(False)
        for attachment, tell in list(self._ending.items()):
            if attachment.status.state.final:
                del self._ending[attachment]
                tell()

    def _start_recording(self) -> None:
        try:
            sink = self._services.recording(self._desk.look)
        except StylecamError as error:
            self.told.emit(Message(str(error), "error"))
            return
        self._recording = self._pipeline.attach(sink, BoundedFifo(RECORDER_FRAMES))
        self._tell_recording = partial(self._tell_recorded, sink, self._recording)

    def _start_virtual_camera(self) -> None:
        try:
            sink = self._services.virtual_camera()
        except StylecamError as error:
            self.told.emit(Message(str(error), "error"))
            return
        self._camera = self._pipeline.attach(sink, Latest())

    def _finish(self, attachment: Attachment, tell: Callable[[], None]) -> None:
        self._ending[attachment] = tell
        self._pipeline.detach(attachment)

    def _tell_recorded(self, sink: SavingSink, attachment: Attachment) -> None:
        self._tell_failure(attachment)
        if sink.saved is not None:
            self.told.emit(saved(sink.saved))

    def _tell_failure(self, attachment: Attachment) -> None:
        if attachment.status.state is State.FAILED:
            self.told.emit(Message(attachment.status.detail, "error"))
