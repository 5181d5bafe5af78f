"""The page of the panel where it is chosen where the picture goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.devices.form import Form
from stylecam.gui.output.camera import CameraRows
from stylecam.gui.output.recording import RecordingRows
from stylecam.gui.output.stream import StreamRows
from stylecam.gui.outputs import Outputs, OutputStatus
from stylecam.outputs import OutputChoices


class OutputPanel(QScrollArea):
    """Recording, virtual camera and stream; each asks the outputs and shows what they say.

    Args:
        outputs: what is asked.
        videos: the folder of recordings.
    """

    told = Signal(object)
    """Message."""

    def __init__(self, outputs: Outputs, videos: Path) -> None:
        super().__init__()
        self.form = Form()
        self.recording = RecordingRows(self.form, outputs, videos)
        self.camera = CameraRows(self.form, outputs)
        self.stream = StreamRows(self.form, outputs)
        self.recording.told.connect(self.told)
        self.stream.told.connect(self.told)
        outputs.choices_changed.connect(self._show_choices)
        outputs.status_changed.connect(self.show_status)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(*[2 * theme.GAP] * 4)
        layout.addWidget(self.form)
        layout.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_status(self, status: OutputStatus) -> None:
        """What leaves the window now."""
        self.recording.show_status(status.recording)
        self.camera.show_status(status.camera)
        self.stream.show_status(status.stream)

    def _show_choices(self, choices: OutputChoices) -> None:
        self.recording.show_choice(choices.recording)
        self.camera.show_choice(choices.camera)
        self.stream.show_choice(choices.stream)
