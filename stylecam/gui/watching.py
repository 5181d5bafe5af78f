"""Looks at the pipeline now and then, and shows every part of the window what concerns it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from stylecam.gui.devices.words import name_of
from stylecam.gui.messages import Message, Offer, message_of
from stylecam.gui.parts import Parts
from stylecam.gui.statusline import overlay_lines
from stylecam.pipeline.commands import SetBackground
from stylecam.pipeline.status import PipelineStatus, Refusal, State

LOOK_EVERY = 200
"""Milliseconds between two looks."""
CONTENT_EVERY = 5
"""Looks between two pictures for the thumbnails."""


class Watch(QObject):
    """Polls; the parts only hear.

    Args:
        parts: what is looked at, and who is told.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._refusal: Refusal | None = None
        self._looks = 0
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and again and again."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        """Once."""
        parts = self._parts
        status = parts.pipeline.status()
        self._take_back(status)
        parts.outputs.poll()
        source = name_of(status.source.name)
        latency = parts.stage.latency.percentiles()
        shown_after = latency.p50 if latency else None
        parts.status_line.show_status(status, source, shown_after)
        parts.stage.show_overlay(overlay_lines(status, shown_after))
        parts.stage.show_notice(self._notice_of(status, source))
        parts.messages.show_trouble(message_of(status))
        parts.playback.show_playback(status.playback)
        parts.devices.show_status(status)
        parts.regions.show_status(status)
        if State.FAILED in (status.source.state, status.engine.state):
            # A frozen picture would look alive.
            parts.stage.clear()
        self._show_content()

    def _take_back(self, status: PipelineStatus) -> None:
        refusal = status.refusal
        if refusal is None or refusal is self._refusal or status.look is None:
            return
        self._refusal = refusal
        self._parts.desk.take_back(refusal, status.look)
        self._parts.messages.tell(Message(refusal.detail, "warning", self._mend_of(refusal)))

    def _mend_of(self, refusal: Refusal) -> Offer | None:
        """What can be done about it with one click."""
        if not isinstance(refusal.request, SetBackground):
            return None
        return Offer(self.tr("Learn the empty background…"), self._parts.regions.background.learning.start)

    def _notice_of(self, status: PipelineStatus, source: str) -> str:
        """What to say while there is no picture."""
        if State.FAILED in (status.source.state, status.engine.state):
            return self.tr("No picture")
        if status.source.state is State.STARTING:
            return self.tr("Opening %1 …").replace("%1", source)
        if status.engine.state is State.STARTING:
            return self.tr("Preparing the brushes …")
        return ""

    def _show_content(self) -> None:
        """Nobody looks at tiles that are not shown, and the live picture has better uses for the time."""
        self._looks += 1
        frame, thumbnails, gallery = self._parts.stage.newest, self._parts.thumbnails, self._parts.gallery
        if thumbnails is None:
            return
        thumbnails.set_active(gallery.isVisible() and not gallery.window().isMinimized())
        content = frame.content if frame is not None else None
        if content is not None and self._looks % CONTENT_EVERY == 1:
            thumbnails.set_content(content)
