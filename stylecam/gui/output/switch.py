"""A button that starts something and ends it again."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton

from stylecam.gui.keys import keep_keys


class Switch(QPushButton):
    """Says what a click does; as wide in either case.

    Args:
        name: of what it starts, read out before what it says.
        off, on: what it says while nothing runs, and while something does.
        tip: what comes of it.
    """

    asked = Signal(bool)
    """A person wants it on, or off."""

    def __init__(self, name: str, off: str, on: str, tip: str) -> None:
        super().__init__(off)
        self._name = name
        self._texts = {False: off, True: on}
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        keep_keys(self, (Qt.Key.Key_Space,))
        self.show_on(False)
        self.clicked.connect(lambda: self.asked.emit(not self._on))

    @property
    def on(self) -> bool:
        return self._on

    def show_on(self, on: bool) -> None:
        """`asked` stays silent."""
        self._on = on
        self.setText(self._texts[on])
        self.setAccessibleName(f"{self._name}: {self._texts[on]}")

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance
        more = max(map(width, self._texts.values())) - width(self.text())
        return super().sizeHint() + QSize(more, 0)
