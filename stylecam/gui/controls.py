"""The controls of the look."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.desk import Desk
from stylecam.gui.keys import keep_keys
from stylecam.gui.mixer.sliders import smoothing_slider, strength_slider
from stylecam.look import Look


class Controls(QWidget):
    """Strength, smoothing, original, mirror: each asks the desk, and shows what the desk holds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.strength = strength_slider(desk)
        self.smoothing = smoothing_slider(desk)
        self.original = _toggle(self.tr("Original"), self.tr("Show the camera's own picture (Space)"))
        self.mirror = _toggle(self.tr("Mirror"), self.tr("Flip the picture left to right (M)"))
        self._lay_out()
        self.original.clicked.connect(desk.toggle_original)
        self.mirror.clicked.connect(desk.toggle_mirror)
        desk.look_changed.connect(self._show)
        self._show(desk.look)

    def _lay_out(self) -> None:
        toggles = QHBoxLayout()
        toggles.setSpacing(theme.GAP)
        toggles.addWidget(self.original)
        toggles.addWidget(self.mirror)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.strength)
        layout.addWidget(self.smoothing)
        layout.addLayout(toggles)

    def _show(self, look: Look) -> None:
        for button, on in ((self.original, look.strength == 0), (self.mirror, look.mirror)):
            with QSignalBlocker(button):
                button.setChecked(on)


def _toggle(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setToolTip(tip)
    keep_keys(button, (Qt.Key.Key_Space,))
    return button
