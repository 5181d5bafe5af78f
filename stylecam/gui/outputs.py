"""Where the painted picture goes beside the window, as the window switches it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from stylecam.clock import Clock, MonotonicClock
from stylecam.gui.desk import Desk
from stylecam.gui.output.ear import Ear
from stylecam.gui.output.outlet import Outlet
from stylecam.gui.output.recorder import Recorder, RecordingStatus
from stylecam.gui.services import Services, Streaming, Take
from stylecam.outputs import CameraChoice, OutputChoices, RecordingChoice, StreamChoice
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.ports import Sink
from stylecam.pipeline.status import State


@dataclass(frozen=True)
class StreamStatus:
    """A stream that is on: what to open in a browser, "" before it is served, and how many look at it."""

    address: str
    viewers: int


@dataclass(frozen=True)
class OutputStatus:
    """What leaves the window now.

    Attributes:
        camera: the virtual camera that is fed, "" while it is being opened; None for none.
        deaf: why the microphone hears nothing; "" where it does, or need not.
    """

    recording: RecordingStatus | None = None
    camera: str | None = None
    stream: StreamStatus | None = None
    deaf: str = ""

    @property
    def on_air(self) -> bool:
        """Whether others see the picture now."""
        return bool(self.camera) or (self.stream is not None and bool(self.stream.address))


class Outputs(QObject):
    """Recording, virtual camera and stream.

    Args:
        pipeline: what paints.
        desk: the look that files are named by.
        services: makes the sinks.
        choices: how, to begin with.
        clock: what says how long recordings are.
    """

    told = Signal(object)
    """Message."""
    choices_changed = Signal(object)
    """OutputChoices."""
    status_changed = Signal(object)
    """OutputStatus."""

    def __init__(
        self,
        pipeline: Pipeline,
        desk: Desk,
        services: Services,
        choices: OutputChoices | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._services = desk, services
        self._choices = choices or OutputChoices()
        self._status = OutputStatus()
        self._streaming: Streaming | None = None
        self.ear = Ear(services.microphone)
        self.recorder = Recorder(pipeline, self._make_take, clock or MonotonicClock())
        self.recorder.changed.connect(self._on_recording)
        self.camera = Outlet(pipeline, lambda: services.virtual_camera(self._choices.camera))
        self.stream = Outlet(pipeline, self._make_stream)
        for output in (self.recorder, self.camera, self.stream):
            output.told.connect(self.told)
            output.changed.connect(lambda _on: self._tell_status())
        self.recorder.paused_changed.connect(lambda _paused: self._tell_status())
        self._choose_ear()

    @property
    def choices(self) -> OutputChoices:
        return self._choices

    @property
    def status(self) -> OutputStatus:
        """What was told last."""
        return self._status

    def choose_recording(self, choice: RecordingChoice) -> None:
        """For the next recording; whether it is muted, at once."""
        if self._choose(replace(self._choices, recording=choice)):
            self._choose_ear()

    def choose_camera(self, choice: CameraChoice) -> None:
        """At once, where the camera is on."""
        if self._choose(replace(self._choices, camera=choice)):
            self.camera.restart()

    def choose_stream(self, choice: StreamChoice) -> None:
        """At once, where the stream is on."""
        if self._choose(replace(self._choices, stream=choice)):
            self.stream.restart()

    def poll(self) -> None:
        """Notice what has changed by itself."""
        for output in (self.recorder, self.camera, self.stream):
            output.poll()
        self.ear.poll()
        self._tell_status()

    def close(self) -> None:
        """End what is no sink: the microphone. Idempotent."""
        self.recorder.close()
        self.ear.close()

    def _choose(self, choices: OutputChoices) -> bool:
        """Whether it is another choice."""
        if choices == self._choices:
            return False
        self._choices = choices
        self.choices_changed.emit(choices)
        return True

    def _choose_ear(self) -> None:
        self.ear.choose(self._choices.recording.heard, self._choices.recording.muted)

    def _make_take(self) -> Take:
        take = self._services.recording(self._desk.look, self._choices.recording, self.ear.for_recording())
        self.ear.lend()
        return take

    def _on_recording(self, on: bool) -> None:
        if not on:
            self.ear.take_back()

    def _make_stream(self) -> Sink:
        self._streaming = self._services.stream(self._choices.stream)
        return self._streaming

    def _tell_status(self) -> None:
        status = OutputStatus(self.recorder.status, self._camera_status(), self._stream_status(), self.ear.trouble)
        if status != self._status:
            self._status = status
            self.status_changed.emit(status)

    def _camera_status(self) -> str | None:
        attachment = self.camera.attachment
        if attachment is None or attachment.status.state is State.STARTING:
            return "" if self.camera.on else None
        # Sinks say what they are before they say which.
        return attachment.status.name.removeprefix("virtual camera: ")

    def _stream_status(self) -> StreamStatus | None:
        if not self.stream.on:
            return None
        if self._streaming is None or self.stream.attachment is None:
            return StreamStatus("", 0)
        return StreamStatus(self._streaming.address, self._streaming.viewers)
