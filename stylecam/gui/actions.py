"""What the keys do. Actions, so that menus can show them too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from stylecam.gui.desk import Desk

STYLE_KEYS = 9


def add_desk_actions(window: QWidget, desk: Desk) -> None:
    """Work the desk by keys anywhere in the window."""
    stepping = (
        (_tr("Next style"), Qt.Key.Key_Right, lambda: desk.step_style(1)),
        (_tr("Previous style"), Qt.Key.Key_Left, lambda: desk.step_style(-1)),
        (_tr("Stronger"), Qt.Key.Key_Up, lambda: desk.step_strength(1)),
        (_tr("Weaker"), Qt.Key.Key_Down, lambda: desk.step_strength(-1)),
    )
    for text, key, does in stepping:
        add_action(window, text, key, does).setAutoRepeat(True)
    add_action(window, _tr("Original"), Qt.Key.Key_Space, desk.toggle_original)
    add_action(window, _tr("Mirror"), Qt.Key.Key_M, desk.toggle_mirror)
    for place in range(STYLE_KEYS):
        _add_style_action(window, desk, place)


def add_action(window: QWidget, text: str, key: QKeySequence | Qt.Key | str, does: Callable[[], object]) -> QAction:
    """An action of the window that its key triggers once, however long it is held."""
    action = QAction(text, window)
    action.setShortcut(QKeySequence(key))
    action.setAutoRepeat(False)
    action.triggered.connect(lambda: does())
    window.addAction(action)
    return action


def _add_style_action(window: QWidget, desk: Desk, place: int) -> None:
    text = _tr("Style %1").replace("%1", str(place + 1))
    add_action(window, text, str(place + 1), lambda: desk.choose_nth_style(place))


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)
