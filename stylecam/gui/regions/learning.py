"""The button that has the empty background learned: a countdown to leave the picture, then how far it is."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.desk import Desk
from stylecam.gui.messages import Message
from stylecam.gui.output.switch import Switch
from stylecam.pipeline.status import PersonStatus

COUNT_FROM = 3
"""Seconds to leave the picture in."""
LEARN_FOR = 3.0
"""Seconds."""

_STEPS = 1000


class Learning(QWidget):
    """Counts down, asks the desk, and shows what comes of it.

    Args:
        desk: what is asked.

    Attributes:
        timer: runs while it counts.
    """

    counting = Signal(int)
    """So many seconds are left to leave the picture in; 0 when none is."""
    asked = Signal(str)
    """What a person is to do now, "" for nothing any more."""
    told = Signal(object)
    """Message."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._left = 0
        self._learning = False
        self.timer = QTimer(self, interval=1000)
        self.timer.timeout.connect(self._count)
        name = self.tr("Empty background")
        tip = self.tr("Looks at the picture without you, and knows you from then on by what has changed")
        self.button = Switch(name, self.tr("Learn the empty background…"), self.tr("Stop"), tip)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Learning the background"))
        self.bar.setRange(0, _STEPS)
        self.bar.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.button)
        layout.addWidget(self.bar)
        self.button.asked.connect(self._on_asked)

    def start(self) -> None:
        """Count, then learn."""
        self._show_left(COUNT_FROM)

    def cancel(self) -> bool:
        """Count no more; whether it was counting."""
        counting = self._left > 0
        if counting:
            self._show_left(0)
        return counting

    def show_person(self, person: PersonStatus | None) -> None:
        """How the engine tells a person from the background."""
        left = person.learning if person is not None else None
        was, self._learning = self._learning, left is not None
        self.bar.setVisible(self._learning)
        self.button.setDisabled(self._learning)
        if was != self._learning:
            self._ask()
        if left is not None:
            self.bar.setValue(round(_STEPS * max(0.0, 1 - left / LEARN_FOR)))
        elif was and person is not None:
            done = self.tr("The empty background is learned. You can come back into the picture.")
            self.told.emit(Message(person.trouble, "warning") if person.trouble else Message(done))

    def _on_asked(self, on: bool) -> None:
        if on:
            self.start()
        else:
            self.cancel()

    def _count(self) -> None:
        self._show_left(self._left - 1)
        if self._left == 0:
            self._desk.learn_background(LEARN_FOR)

    def _show_left(self, left: int) -> None:
        self._left = left
        self.button.show_on(left > 0)
        if left == 0:
            self.timer.stop()
        elif not self.timer.isActive():
            self.timer.start()
        self.counting.emit(left)
        self._ask()

    def _ask(self) -> None:
        if self._left:
            self.asked.emit(self.tr("Leave the picture"))
        else:
            self.asked.emit(self.tr("Stay out of the picture") if self._learning else "")
