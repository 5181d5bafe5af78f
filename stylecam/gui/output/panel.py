"""The page of the panel where it is chosen where the picture goes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.devices.form import Form
from stylecam.gui.output.camera import CameraRows
from stylecam.gui.output.listing import Listing
from stylecam.gui.output.recording import RecordingRows
from stylecam.gui.output.stream import StreamRows
from stylecam.gui.outputs import Outputs, OutputStatus
from stylecam.gui.services import Services
from stylecam.outputs import OutputChoices


class OutputPanel(QScrollArea):
    """Recording, virtual camera and stream; each asks the outputs and shows what they say.

    Args:
        outputs: what is asked.
        services: the folder of recordings, the microphones there are, and the devices for the virtual camera.
    """

    told = Signal(object)
    """Message."""

    def __init__(self, outputs: Outputs, services: Services) -> None:
        super().__init__()
        self.form = Form()
        self.recording = RecordingRows(self.form, outputs, services.videos)
        self.camera = CameraRows(self.form, outputs)
        self.stream = StreamRows(self.form, outputs)
        self.microphones = Listing(services.microphones)
        self.microphones.found.connect(self.recording.sound.show_microphones)
        self.devices = Listing(services.virtual_cameras)
        self.devices.found.connect(self.camera.show_devices)
        self.recording.told.connect(self.told)
        self.stream.told.connect(self.told)
        self._outputs = outputs
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

    def close_look(self) -> None:
        """End the threads that look for microphones and devices. Idempotent."""
        self.microphones.close()
        self.devices.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.microphones.look()
        self.devices.look()
        self._outputs.ear.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._outputs.ear.watch(False)

    def show_status(self, status: OutputStatus) -> None:
        """What leaves the window now."""
        self.recording.show_status(status.recording)
        self.recording.sound.show_trouble(status.deaf)
        self.camera.show_status(status.camera)
        self.stream.show_status(status.stream)

    def _show_choices(self, choices: OutputChoices) -> None:
        self.recording.show_choice(choices.recording)
        self.camera.show_choice(choices.camera)
        self.stream.show_choice(choices.stream)
