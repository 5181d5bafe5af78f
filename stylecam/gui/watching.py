"""Looks at the pipeline now and then, and shows every part of the window what concerns it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from stylecam.gui.desk import Desk
from stylecam.gui.devices.panel import DevicesPanel
from stylecam.gui.messages import Message, Messages, message_of
from stylecam.gui.outputs import Outputs
from stylecam.gui.playback import PlaybackBar
from stylecam.gui.stage.stage import Stage
from stylecam.gui.statusline import StatusLine, overlay_lines
from stylecam.gui.thumbnails import LiveThumbnails
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.status import PipelineStatus, Refusal, State

LOOK_EVERY = 200
"""Milliseconds between two looks."""
CONTENT_EVERY = 5
"""Looks between two pictures for the thumbnails."""


class Watch(QObject):
    """Polls; the parts only hear.

    Args:
        pipeline: what is looked at.
        desk, stage, messages, status_line, playback, devices, outputs, thumbnails: who is told.
    """

    def __init__(
        self,
        pipeline: Pipeline,
        desk: Desk,
        stage: Stage,
        messages: Messages,
        status_line: StatusLine,
        playback: PlaybackBar,
        devices: DevicesPanel,
        outputs: Outputs,
        thumbnails: LiveThumbnails | None,
    ) -> None:
        super().__init__()
        self._pipeline, self._desk, self._stage, self._messages = pipeline, desk, stage, messages
        self._status_line, self._playback, self._devices = status_line, playback, devices
        self._outputs, self._thumbnails = outputs, thumbnails
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
        status = self._pipeline.status()
        self._take_back(status)
        self._outputs.poll()
        source = self._devices.source_label
        latency = self._stage.latency.percentiles()
        shown_after = latency.p50 if latency else None
        self._status_line.show_status(status, source, shown_after)
        self._stage.show_overlay(overlay_lines(status, shown_after))
        self._messages.show_trouble(message_of(status))
        self._stage.show_notice(self._notice_of(status, source))
        self._playback.show_playback(status.playback)
        self._devices.show_status(status)
        if State.FAILED in (status.source.state, status.engine.state):
            # A frozen picture would look alive.
            self._stage.clear()
        self._show_content()

    def _take_back(self, status: PipelineStatus) -> None:
        refusal = status.refusal
        if refusal is None or refusal is self._refusal or status.look is None:
            return
        self._refusal = refusal
        self._desk.take_back(refusal, status.look)
        self._messages.tell(Message(refusal.detail, "warning"))

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
        self._looks += 1
        frame = self._stage.newest
        if self._thumbnails is not None and frame is not None and self._looks % CONTENT_EVERY == 1:
            self._thumbnails.set_content(frame)
