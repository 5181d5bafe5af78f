"""One quiet line: what is shown, how fast, how late, on what."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from stylecam.gui import theme
from stylecam.gui.output.stopwatch import time_text
from stylecam.gui.outputs import OutputStatus
from stylecam.pipeline.status import PipelineStatus, State

_MOODS = {State.RUNNING: "good", State.LOST: "warning", State.FAILED: "error"}


def measures(status: PipelineStatus, latency_ms: float | None) -> str:
    """Frames per second, latency from capture to screen, size and device; only the device while no frames come."""
    # It has no name yet that says something.
    engine = "" if status.engine.state is State.STARTING else status.engine.name
    if status.source.state is not State.RUNNING or not status.fps:
        return engine
    latency = f"{latency_ms:.0f} ms" if latency_ms is not None else ""
    size = _size(status.output_size) if status.output_size else ""
    return "   ·   ".join(filter(None, (f"{status.fps:.0f} fps", latency, size, engine)))


def overlay_lines(status: PipelineStatus, latency_ms: float | None) -> list[str]:
    """The measures for those who watch them, a name and a value each: rate, times, frames left out, sizes, device."""
    translate = QCoreApplication.translate
    painting = status.stylize_ms.p50 if status.stylize_ms else None
    dropped = translate("Overlay", "%1 of %2").replace("%1", str(status.dropped)).replace("%2", str(status.frames_in))
    rows = (
        (translate("Overlay", "rate"), f"{status.fps:.1f} fps"),
        (translate("Overlay", "camera to screen"), _milliseconds(latency_ms)),
        (translate("Overlay", "painting"), _milliseconds(painting)),
        (translate("Overlay", "dropped"), dropped),
        (translate("Overlay", "size"), " → ".join(map(_size, filter(None, (status.input_size, status.output_size))))),
        (translate("Overlay", "engine"), status.engine.name),
    )
    return [f"{name}\t{value}" for name, value in rows]


def _milliseconds(duration: float | None) -> str:
    return "–" if duration is None else f"{duration:.0f} ms"


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]}×{size[1]}"


class StatusLine(QWidget):
    """A dot for how the source is, its name, and the measures."""

    def __init__(self) -> None:
        super().__init__()
        theme.named(self, "statusLine")
        self._dot = theme.named(QFrame(), "stateDot")
        self._dot.setFixedSize(8, 8)
        self.source = QLabel()
        self.source.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.measures = theme.named(QLabel(), "statusText")
        self._recording_dot = theme.named(QFrame(), "stateDot")
        self._recording_dot.setFixedSize(8, 8)
        self.recording, self.on_air = QLabel(), theme.named(QLabel(self.tr("On air")), "onAir")
        self.recording.setToolTip(self.tr("How long the recording is"))
        self.on_air.setToolTip(self.tr("Other programs see the painting: the virtual camera or the stream is on"))
        self.measures.setToolTip(self.tr("Pictures per second, delay from camera to screen, size, device"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP + 4, 6, theme.GAP + 4, 6)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self._dot, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.source, 1)
        for label in (self.recording, self.on_air):
            label.setContentsMargins(0, 0, theme.GAP, 0)
        for part in (self._recording_dot, self.recording, self.on_air, self.measures):
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.show_outputs(OutputStatus())

    def show_status(self, status: PipelineStatus, source: str, latency_ms: float | None) -> None:
        """`source` is what people call it; `latency_ms` is from capture to screen."""
        words = {
            State.STARTING: self.tr("opening …"),
            State.LOST: self.tr("lost"),
            State.ENDED: self.tr("ended"),
            State.FAILED: self.tr("failed"),
        }
        said = words.get(status.source.state)
        self.source.setText(f"{source}   ·   {said}" if said else source)
        self.measures.setText(measures(status, latency_ms))
        theme.set_mood(self._dot, _MOODS.get(status.source.state, "waiting"))

    def show_outputs(self, status: OutputStatus) -> None:
        """What leaves the window."""
        recording = status.recording
        for part in (self._recording_dot, self.recording):
            part.setVisible(recording is not None)
        if recording is not None:
            theme.set_mood(self._recording_dot, "warning" if recording.paused else "error")
            time = time_text(recording.seconds)
            self.recording.setText(self.tr("%1, paused").replace("%1", time) if recording.paused else time)
        self.on_air.setVisible(status.on_air)
