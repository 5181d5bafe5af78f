"""The rows of the page that are about the sound of recordings."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.devices.combo import Entry, Picker
from stylecam.gui.devices.form import Form
from stylecam.gui.keys import keep_keys
from stylecam.gui.output.line import StateLine
from stylecam.gui.output.meter import LevelMeter
from stylecam.gui.outputs import Outputs
from stylecam.outputs import RecordingChoice
from stylecam.recordings import LOOPS


class SoundRows(QObject):
    """Chooses a microphone, shows how loud it is, and mutes it.

    Args:
        form: where the rows come.
        outputs: what is asked.
    """

    def __init__(self, form: Form, outputs: Outputs) -> None:
        super().__init__()
        self._form, self._outputs = form, outputs
        self._microphones: tuple[str, ...] = ()
        self.microphone = Picker(self.tr("Microphone"), self.tr("Whose sound is recorded with the picture"))
        self.meter = LevelMeter(
            self.tr("Microphone level"),
            self.tr("How loud the microphone is; red is too loud"),
            lambda: outputs.ear.level,
        )
        self.mute = QCheckBox(self.tr("Mute"))
        self.mute.setToolTip(self.tr("Record silence from now on, also while a recording runs"))
        keep_keys(self.mute, (Qt.Key.Key_Space,))
        self.trouble = StateLine()
        self._beside = self._side_by_side()
        form.add(self.tr("Sound"), self.microphone)
        form.add(self.tr("Level"), self._beside)
        form.add_nameless(self.trouble)
        self.microphone.picked.connect(lambda value: self._choose(replace(self._choice, microphone=value)))
        self.mute.toggled.connect(lambda value: self._choose(replace(self._choice, muted=value)))
        self.show_choice(outputs.choices.recording)
        self.show_trouble("")

    def show_choice(self, choice: RecordingChoice) -> None:
        """What is heard."""
        listed = dict.fromkeys((*self._microphones, *([choice.microphone] if choice.microphone else [])))
        sounds = [Entry(self.tr("No sound"), None), Entry(self.tr("The system's microphone"), "")]
        self.microphone.offer([*sounds, *(Entry(name, name) for name in listed)], choice.microphone)
        with QSignalBlocker(self.mute):
            self.mute.setChecked(choice.muted)
        self._form.set_shown(self.microphone, f".{choice.format}" not in LOOPS)
        self._form.set_shown(self._beside, choice.heard is not None)

    def show_microphones(self, names: tuple[str, ...]) -> None:
        """Those that are plugged in."""
        self._microphones = names
        self.show_choice(self._choice)

    def show_trouble(self, why: str) -> None:
        """Why nothing is heard; "" for no trouble."""
        self.trouble.show_state("warning", why)
        self.trouble.setVisible(bool(why))

    def _side_by_side(self) -> QWidget:
        place = QWidget()
        beside = QHBoxLayout(place)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2 * theme.GAP)
        beside.addWidget(self.meter, 1, Qt.AlignmentFlag.AlignVCenter)
        beside.addWidget(self.mute)
        place.setFocusProxy(self.mute)
        return place

    @property
    def _choice(self) -> RecordingChoice:
        return self._outputs.choices.recording

    def _choose(self, choice: RecordingChoice) -> None:
        self._outputs.choose_recording(choice)
