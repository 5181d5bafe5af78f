"""Which keys a focused widget keeps from the window's shortcuts."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _KeyKeeper(QObject):
    def __init__(self, widget: QWidget, keys: Iterable[Qt.Key]) -> None:
        super().__init__(widget)
        self._keys = frozenset(keys)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # Qt asks the focused widget before it looks for a shortcut; to accept is to claim the key.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return False
        claimed = event.key() in self._keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if claimed:
            event.accept()
        return claimed


def keep_keys(widget: QWidget, keys: Iterable[Qt.Key]) -> None:
    """While the widget has the focus, these keys work it and not the window.

    It takes the focus by Tab only, so that after a click into it the window's own keys go on working.
    """
    widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    widget.installEventFilter(_KeyKeeper(widget, keys))
