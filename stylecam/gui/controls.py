"""The controls of the look."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.desk import Desk
from stylecam.gui.keys import keep_keys
from stylecam.gui.slider import LabelledSlider
from stylecam.look import Look

MOST_SMOOTHING = 2.0
"""Seconds at the right end: longer averages lag visibly behind a change of light."""


class Controls(QWidget):
    """Strength, smoothing, original, mirror: each asks the desk, and shows what the desk holds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.strength = LabelledSlider(
            self.tr("Strength"), 1.0, 0.01, _percent, self.tr("How much of the style is taken (Up, Down)")
        )
        self.smoothing = LabelledSlider(
            self.tr("Smoothing"),
            MOST_SMOOTHING,
            0.05,
            self._seconds,
            self.tr("Longer is steadier, shorter follows light faster"),
        )
        self.original = _toggle(self.tr("Original"), self.tr("Show the camera's own picture (Space)"))
        self.mirror = _toggle(self.tr("Mirror"), self.tr("Flip the picture left to right (M)"))
        self._lay_out()
        self.strength.moved.connect(desk.set_strength)
        self.smoothing.moved.connect(desk.set_smoothing)
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
        self.strength.set_value(look.strength)
        self.smoothing.set_value(look.smoothing)
        for button, on in ((self.original, look.strength == 0), (self.mirror, look.mirror)):
            with QSignalBlocker(button):
                button.setChecked(on)

    def _seconds(self, value: float) -> str:
        return f"{value:.2f} s" if value else self.tr("off")


def _percent(value: float) -> str:
    return f"{value:.0%}"


def _toggle(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setToolTip(tip)
    keep_keys(button, (Qt.Key.Key_Space,))
    return button
