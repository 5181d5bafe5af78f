"""The line that styles are searched in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from stylecam.gui import theme
from stylecam.gui.icons import icon

NARROWEST = 64
"""Pixels: a word or two."""


class SearchLine(QLineEdit):
    """Escape clears it, and once it is empty gives the keys back to the window."""

    entered = Signal()
    """Enter: take the first that was found."""
    left_downwards = Signal()
    """Down: on to what was found."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(self.tr("Search styles"))
        self.setToolTip(self.tr("Show the styles with these words in name, author or category"))
        self.setClearButtonEnabled(True)
        # Else a line's own wish, some twenty letters, would widen a narrow panel.
        self.setMinimumWidth(NARROWEST)
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._tint()

    def event(self, event: QEvent) -> bool:
        # Escape and Down are the window's elsewhere.
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.clear() if self.text() else self.clearFocus()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Down:
                self.left_downwards.emit()
            case _:
                super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._tint()

    def _tint(self) -> None:
        self._sign.setIcon(icon("search", theme.scheme_of(self)))
