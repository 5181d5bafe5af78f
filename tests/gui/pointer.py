"""A pointer that moves at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

LEFT_BUTTON = Qt.MouseButton.LeftButton
NO_BUTTON = Qt.MouseButton.NoButton


def move_pointer(widget: QWidget, at: QPoint, button: Qt.MouseButton = LEFT_BUTTON) -> None:
    """Move to this point of the widget's with a button held.

    Qt's own function moves the pointer of the screen: on a real one the widget hears of it some time later.
    """
    place = QPointF(at)
    moved = QMouseEvent(
        QEvent.Type.MouseMove, place, widget.mapToGlobal(place), NO_BUTTON, button, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, moved)


def double_click(widget: QWidget, at: QPoint, button: Qt.MouseButton = LEFT_BUTTON) -> None:
    """Click twice at this point of the widget's.

    Qt's own function makes the next press of the next test the third of a row.
    """
    place = QPointF(at)
    kinds = QEvent.Type
    for kind in (kinds.MouseButtonPress, kinds.MouseButtonRelease, kinds.MouseButtonDblClick, kinds.MouseButtonRelease):
        held = NO_BUTTON if kind == kinds.MouseButtonRelease else button
        event = QMouseEvent(kind, place, widget.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)
