"""Values at the pace of the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

EVERY = 16
"""Milliseconds: a frame of the usual screen, and half of one of the usual camera."""


class Pace(QObject):
    """Passes on the first value at once and of those that follow the newest, one every 16 ms.

    A mouse can report a thousand places a second, and each would be a mix for the engine to work out.
    """

    due = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: object = None
        self._timer = QTimer(self, singleShot=True, interval=EVERY, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._pass_on)

    def offer(self, value: object) -> None:
        """This is the newest."""
        self._waiting = value
        if not self._timer.isActive():
            self._pass_on()

    def forget(self) -> None:
        """Do not pass on what waits."""
        self._waiting = None

    def _pass_on(self) -> None:
        value, self._waiting = self._waiting, None
        if value is not None:
            self._timer.start()
            self.due.emit(value)
