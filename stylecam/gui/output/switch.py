"""A button that starts something and ends it again."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton

from stylecam.gui.keys import keep_keys


class Switch(QPushButton):
    """Says what a click does; as wide in either case.

    Args:
        off, on: what it says while nothing runs, and while something does.
        tip: what comes of it.
    """

    asked = Signal(bool)
    """A person wants it on, or off."""

    def __init__(self, off: str, on: str, tip: str) -> None:
        super().__init__(off)
        self._texts = {False: off, True: on}
        self._on = False
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        keep_keys(self, (Qt.Key.Key_Space,))
        self.clicked.connect(lambda: self.asked.emit(not self._on))

    @property
    def on(self) -> bool:
        return self._on

    def show_on(self, on: bool) -> None:
        """`asked` stays silent."""
        self._on = on
        self.setText(self._texts[on])
        self.setAccessibleName(self._texts[on])

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance
        more = max(map(width, self._texts.values())) - width(self.text())
        return super().sizeHint() + QSize(more, 0)
