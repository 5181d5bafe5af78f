"""The rows of the page that are about the stream."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from stylecam.gui import theme
from stylecam.gui.devices.form import Form
from stylecam.gui.icon_button import IconButton
from stylecam.gui.messages import Message
from stylecam.gui.output.line import StateLine
from stylecam.gui.output.switch import Switch
from stylecam.gui.output.words import stream_line
from stylecam.gui.outputs import Outputs, StreamStatus
from stylecam.outputs import LAST_PORT, StreamChoice


class StreamRows(QObject):
    """Switches the stream, and says where it is seen. Only this machine can look.

    Args:
        form: where the rows come.
        outputs: what is asked.
    """

    told = Signal(object)
    """Message."""

    def __init__(self, form: Form, outputs: Outputs) -> None:
        super().__init__()
        self._outputs = outputs
        about = self.tr("Show the painting to browsers and OBS on this computer")
        self.switch = Switch(self.tr("Stream"), self.tr("Start"), self.tr("Stop"), about)
        self.line = StateLine()
        self.port = QLineEdit()
        self.port.setAccessibleName(self.tr("Port"))
        self.port.setToolTip(self.tr("The number at the end of the address; 0 takes a free one"))
        self.address = QLineEdit(readOnly=True)
        self.address.setAccessibleName(self.tr("Address"))
        self.address.setToolTip(self.tr("Open it in a browser, or in OBS as a browser source"))
        self.address.setPlaceholderText(self.tr("While it is on"))
        self.copy = IconButton("copy", self.tr("Copy the address"))
        self._lay_out(form)
        self.switch.asked.connect(outputs.stream.set_on)
        self.port.editingFinished.connect(self._choose_port)
        self.copy.clicked.connect(self._copy)
        self.show_choice(outputs.choices.stream)
        self.show_status(None)

    def show_choice(self, choice: StreamChoice) -> None:
        """Where it is served."""
        self.port.setText(str(choice.port))

    def show_status(self, status: StreamStatus | None) -> None:
        """How it goes; None while it is off."""
        self.switch.show_on(status is not None)
        address = status.address if status is not None else ""
        self.line.show_state("good" if address else "", stream_line(status.viewers if status is not None else None))
        if address != self.address.text():
            self.address.setText(address)
            # Where there is no room for its end, its beginning is seen.
            self.address.setCursorPosition(0)
        self.copy.setEnabled(bool(address))

    def _lay_out(self, form: Form) -> None:
        place = QWidget()
        beside = QHBoxLayout(place)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.GAP)
        beside.addWidget(self.address, 1)
        beside.addWidget(self.copy)
        place.setFocusProxy(self.address)
        form.add_heading(self.tr("Stream"))
        form.add_nameless(self.switch)
        form.add_nameless(self.line)
        form.add(self.tr("Port"), self.port)
        form.add(self.tr("Address"), place)

    def _choose_port(self) -> None:
        text = self.port.text().strip()
        port = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
        if 0 <= port <= LAST_PORT:
            self._outputs.choose_stream(StreamChoice(port))
        else:
            said = self.tr("There is no port %1; choose one from 1024 to 65535, or 0 for a free one.")
            self.told.emit(Message(said.replace("%1", text), "warning"))
        # Also without what was typed around the number.
        self.show_choice(self._outputs.choices.stream)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())
        self.told.emit(Message(self.tr("The address is on the clipboard.")))
