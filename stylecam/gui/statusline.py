"""One quiet line: what is shown, how fast, how late, on what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QWidget

from stylecam.gui import theme
from stylecam.gui.devices.words import MOODS
from stylecam.gui.output.stopwatch import time_text
from stylecam.gui.outputs import OutputStatus
from stylecam.pipeline.status import PipelineStatus, State

_APART = "   ·   "
_ROOM = "000"
"""What every number is given room for, so that nothing comes and goes with one more digit."""


@dataclass(frozen=True)
class Account:
    """All that the line has to say.

    Attributes:
        name: what people call the source.
        trouble: what is wrong with it, "" for nothing.
        speed: frames per second, and the latency from capture to screen.
        work: the painted size, what is enlarged to it, and the engine.
    """

    name: str = ""
    trouble: str = ""
    speed: tuple[str, ...] = ()
    work: tuple[str, ...] = ()

    def ways(self) -> Iterator[tuple[str, str]]:
        """How to say it, the source's part and the measures, shorter and shorter.

        What says least goes first, and whole: engine, size, the name word by word, latency, rate.
        """
        for count in range(len(self.work), -1, -1):
            yield self._source(self.name), _APART.join((*self.speed, *self.work[:count]))
        words = self.name.split()
        for count in range(len(words) - 1, 0, -1):
            yield self._source(f"{' '.join(words[:count])} …"), _APART.join(self.speed)
        for count in range(len(self.speed), -1, -1):
            yield self.trouble, _APART.join(self.speed[:count])

    def _source(self, name: str) -> str:
        return _APART.join(filter(None, (name, self.trouble)))


def speed_of(status: PipelineStatus, latency_ms: float | None) -> tuple[str, ...]:
    """Frames per second and latency; nothing while no frames come."""
    if not _is_live(status):
        return ()
    return (f"{status.fps:.0f} fps", *([f"{latency_ms:.0f} ms"] if latency_ms is not None else []))


def work_of(status: PipelineStatus) -> tuple[str, ...]:
    """The painted size, while frames come, behind the one that is enlarged to it, and the engine."""
    size = _sizes(status.working_size, status.output_size) if _is_live(status) else ""
    # It has no name yet that says something.
    engine = "" if status.engine.state is State.STARTING else status.engine.name
    return tuple(filter(None, (size, engine)))


def _is_live(status: PipelineStatus) -> bool:
    return status.source.state is State.RUNNING and bool(status.fps)


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
        (translate("Overlay", "size"), _sizes(status.input_size, status.working_size, status.output_size)),
        (translate("Overlay", "engine"), status.engine.name),
    )
    return [f"{name}\t{value}" for name, value in rows]


def _milliseconds(duration: float | None) -> str:
    return "–" if duration is None else f"{duration:.0f} ms"


def _sizes(*sizes: tuple[int, int] | None) -> str:
    """Those that there are, from one to the next."""
    return " → ".join(f"{size[0]}×{size[1]}" for size in sizes if size)


class StatusLine(QWidget):
    """A dot for how the source is, its name, and the measures, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        theme.named(self, "statusLine")
        self._dot = theme.named(QFrame(), "stateDot")
        self._dot.setFixedSize(8, 8)
        self._account = Account()
        self.source = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.measures = theme.named(QLabel(), "statusText")
        self._recording_dot = theme.named(QFrame(), "stateDot")
        self._recording_dot.setFixedSize(8, 8)
        self.recording, self.on_air = QLabel(), theme.named(QLabel(self.tr("On air")), "onAir")
        self.recording.setToolTip(self.tr("How long the recording is"))
        self.on_air.setToolTip(self.tr("Other programs see the painting: the virtual camera or the stream is on"))
        layout = self._row = QHBoxLayout(self)
        # The line may be narrower than what it has to say.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
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
        trouble = words.get(status.source.state, "")
        self._account = Account(source, trouble, speed_of(status, latency_ms), work_of(status))
        self._fit()
        theme.set_mood(self._dot, MOODS.get(status.source.state, "waiting"))

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
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Say as much as there is room for; the tooltip says all."""
        labels = (self.source, self.measures)
        taken = self._row.minimumSize().width() - sum(label.minimumSizeHint().width() for label in labels) + theme.GAP
        ways = list(self._account.ways())
        said = next((way for way in ways if taken + sum(map(self._room_for, way)) <= self.width()), ways[-1])
        for label, text in zip(labels, said, strict=True):
            label.setText(text)
        about = self.tr("Pictures per second, delay from camera to screen, size (painted → shown), device")
        self.setToolTip("\n".join((_APART.join(filter(None, ways[0])), about)))

    def _room_for(self, text: str) -> int:
        roomy = re.sub(r"\d+", lambda number: max(number[0], _ROOM, key=len), text)
        return self.fontMetrics().horizontalAdvance(roomy)
