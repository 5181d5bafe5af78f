"""The original for as long as a key is held."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_ENDS = frozenset({QEvent.Type.WindowDeactivate, QEvent.Type.WindowBlocked, QEvent.Type.Hide, QEvent.Type.Close})
"""What happens to a window that another window, or none, takes the keys of."""


class OriginalOnHold(QObject):
    """Watches a window for the space bar held down.

    A key reaches the window only when the focused widget has no use for it, so a space typed into a line or pressing
    a button does nothing here.

    Args:
        window: the window whose key it is.
    """

    held = Signal(bool)
    """True when the key goes down; False when it is let go, or the window loses the keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._held = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            return self._on_key(watched, event)
        if self._held and watched is self._window and event.type() in _ENDS:
            self._set_held(False)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and watched is self._window:
            if not event.isAutoRepeat() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self._set_held(True)
            return self._held
        if event.type() == QEvent.Type.KeyRelease and self._held and not event.isAutoRepeat():
            self._set_held(False)
        return False

    def _set_held(self, held: bool) -> None:
        if held == self._held:
            return
        self._held = held
        # The focus may have moved while the key was down: let go, the key is heard wherever it goes.
        app = QCoreApplication.instance()
        if app is not None and held:
            app.installEventFilter(self)
        elif app is not None:
            app.removeEventFilter(self)
        self.held.emit(held)
