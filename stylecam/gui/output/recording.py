"""The rows of the page that are about recordings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from stylecam.gui import theme
from stylecam.gui.buttons import ButtonGrid
from stylecam.gui.devices.choices import size_text
from stylecam.gui.devices.combo import Entry, Picker
from stylecam.gui.devices.form import Form
from stylecam.gui.keys import keep_keys
from stylecam.gui.messages import Message
from stylecam.gui.output.line import StateLine
from stylecam.gui.output.recorder import RecordingStatus
from stylecam.gui.output.sound import SoundRows
from stylecam.gui.output.switch import Switch
from stylecam.gui.output.words import recording_line
from stylecam.gui.outputs import Outputs
from stylecam.gui.rendering.elided import ElidedLabel
from stylecam.look import Size
from stylecam.outputs import RecordingChoice
from stylecam.recordings import LOOPS

SIZES: tuple[Size, ...] = ((1280, 720), (1920, 1080))


class RecordingRows(QObject):
    """Starts, pauses and ends recordings, and says how they are made.

    Args:
        form: where the rows come.
        outputs: what is asked.
        folder: where recordings are.
    """

    told = Signal(object)
    """Message."""

    def __init__(self, form: Form, outputs: Outputs, folder: Path) -> None:
        super().__init__()
        self._form, self._outputs, self._folder = form, outputs, folder
        self.record = Switch(
            self.tr("Recording"), self.tr("Record"), self.tr("Stop"), self.tr("Record the painted picture (Ctrl+R)")
        )
        self.pause = Switch(
            self.tr("Recording"),
            self.tr("Pause"),
            self.tr("Resume"),
            self.tr("Leave out what comes from now on (Ctrl+Shift+R)"),
        )
        self.line = StateLine()
        self.format = Picker(self.tr("Format"), self.tr("What kind of file a recording is"))
        self.quality = Picker(self.tr("Quality"), self.tr("A better recording is a larger file"))
        self.size = Picker(self.tr("Largest size"), self.tr("A larger picture is scaled down in the recording"))
        self.encoder = Picker(self.tr("Encoder"), self.tr("What makes the file while the picture is painted"))
        self.original = QCheckBox(self.tr("Also the original"))
        self.original.setToolTip(self.tr("Record the camera's own picture into a second file"))
        keep_keys(self.original, (Qt.Key.Key_Space,))
        self.folder = ElidedLabel()
        self.folder.show_text(str(folder))
        self.open = QPushButton(self.tr("Open"))
        self.open.setToolTip(self.tr("Open the folder of recordings"))
        self.open.setAccessibleName(self.tr("Open the folder of recordings"))
        keep_keys(self.open, (Qt.Key.Key_Space,))
        self._lay_out()
        self._connect()
        self.show_choice(outputs.choices.recording)
        self.show_status(None)

    def show_choice(self, choice: RecordingChoice) -> None:
        """How the next recording is made."""
        self.format.offer(self._formats(), choice.format)
        qualities = (self.tr("Low"), self.tr("Medium"), self.tr("High"))
        self.quality.offer(
            [Entry(text, id_) for text, id_ in zip(qualities, ("low", "medium", "high"), strict=True)], choice.quality
        )
        sizes = sorted({*SIZES, *([choice.within] if choice.within else [])})
        self.size.offer(
            [Entry(self.tr("As painted"), None), *(Entry(size_text(size), size) for size in sizes)], choice.within
        )
        self.encoder.offer(
            [Entry(self.tr("Automatic"), "auto"), Entry(self.tr("Processor only"), "software")], choice.encoder
        )
        self._form.set_shown(self.encoder, f".{choice.format}" not in LOOPS)
        self.sound.show_choice(choice)
        with QSignalBlocker(self.original):
            self.original.setChecked(choice.original)

    def show_status(self, status: RecordingStatus | None) -> None:
        """How the recording goes; None while none runs."""
        on = status is not None
        self.record.show_on(on)
        self.pause.show_on(status is not None and status.paused)
        self.pause.setEnabled(on)
        mood = "" if status is None else "warning" if status.paused else "error"
        self.line.show_state(mood, recording_line(status) or self.tr("Not recording"))
        for picker in (self.format, self.quality, self.size, self.encoder, self.sound.microphone):
            picker.set_alone(on, self.tr("Stop the recording to change this"))
        self.original.setEnabled(not on)

    def _formats(self) -> list[Entry | None]:
        return [
            Entry("MP4", "mp4"),
            Entry("MKV", "mkv"),
            Entry("WebM", "webm"),
            None,
            Entry(self.tr("GIF, 10 seconds at most"), "gif"),
            Entry(self.tr("WebP, 10 seconds at most"), "webp"),
        ]

    def _lay_out(self) -> None:
        form = self._form
        place = QWidget()
        beside = QHBoxLayout(place)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.GAP)
        beside.addWidget(self.folder, 1)
        beside.addWidget(self.open)
        place.setFocusProxy(self.open)
        form.add_heading(self.tr("Recording"))
        form.add_nameless(ButtonGrid([self.record, self.pause]))
        form.add_nameless(self.line)
        form.add(self.tr("Format"), self.format)
        form.add(self.tr("Quality"), self.quality)
        form.add(self.tr("Size"), self.size)
        form.add(self.tr("Encoder"), self.encoder)
        self.sound = SoundRows(form, self._outputs)
        form.add_nameless(self.original)
        form.add(self.tr("Folder"), place)

    def _connect(self) -> None:
        recorder = self._outputs.recorder
        self.record.asked.connect(recorder.set_on)
        self.pause.asked.connect(recorder.set_paused)
        choose = self._outputs.choose_recording
        self.format.picked.connect(lambda value: choose(replace(self._choice, format=value)))
        self.quality.picked.connect(lambda value: choose(replace(self._choice, quality=value)))
        self.size.picked.connect(lambda value: choose(replace(self._choice, within=value)))
        self.encoder.picked.connect(lambda value: choose(replace(self._choice, encoder=value)))
        self.original.toggled.connect(lambda value: choose(replace(self._choice, original=value)))
        self.open.clicked.connect(self._open_folder)

    @property
    def _choice(self) -> RecordingChoice:
        return self._outputs.choices.recording

    def _open_folder(self) -> None:
        if self._folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
        else:
            text = self.tr("%1 is not there yet; the first recording makes it.").replace("%1", str(self._folder))
            self.told.emit(Message(text))
