"""What a person does in the gallery."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from stylecam.styles import Style
from tests.gui.gallery.conftest import Room

OFFERED = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
HELD = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
"""What whoever drags allows, and holds down."""


def add_one(qtbot: QtBot, room: Room, path: Path) -> Style:
    Image.new("RGB", (30, 30), (250, 1, 1)).save(path)
    with qtbot.waitSignal(room.collection.added) as added:
        room.collection.add([path])
    style = added.args[0]
    assert isinstance(style, Style)
    return style


def drag_of(path: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    return mime


def enter(room: Room, mime: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(50, 50), OFFERED, mime, *HELD)
    QApplication.sendEvent(room.gallery, event)
    return event


def drop(room: Room, mime: QMimeData) -> QDropEvent:
    """Qt delivers it to the widget that was entered last."""
    event = QDropEvent(QPointF(50, 50), OFFERED, mime, *HELD)
    QApplication.sendEvent(room.gallery, event)
    return event


def menu_of(room: Room, style: Style | None) -> dict[str, QAction]:
    """The context menu's entries by their texts without keys."""
    room.grid.menu_asked.emit(style, QPoint(10, 10))
    menu = room.gallery.findChild(QMenu)
    assert isinstance(menu, QMenu)
    return {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}
