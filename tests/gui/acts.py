"""What a person's hands do in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from stylecam.gui.slider import LabelledSlider
from tests.gui.studio import Studio

LEFT_BUTTON = Qt.MouseButton.LeftButton
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def press(studio: Studio, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """Press a key wherever the focus is."""
    QTest.keyClick(studio.window.focusWidget() or studio.window, key, modifier)


def click_style(studio: Studio, place: int, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    grid = studio.parts.gallery.grid
    tile = grid.visualRect(grid.model().index(place, 0))
    QTest.mouseClick(grid.viewport(), LEFT_BUTTON, modifier, tile.center())


def click_slider(slider: LabelledSlider, share: float) -> None:
    at = QPoint(round(slider.slider.width() * share), slider.slider.height() // 2)
    QTest.mouseClick(slider.slider, LEFT_BUTTON, pos=at)


def click_tool(studio: Studio, name: str) -> None:
    QTest.mouseClick(studio.window.tool_bar.buttons[studio.window.named_actions[name]], LEFT_BUTTON)


def drop(widget: QWidget, mime: QMimeData) -> bool:
    """Drag this over a widget and let it go; whether the widget would have it."""
    where, copy = QPointF(widget.rect().center()), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(where.toPoint(), copy, mime, LEFT_BUTTON, NO_MODIFIER)
    enter.ignore()
    QGuiApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QGuiApplication.sendEvent(widget, QDropEvent(where, copy, mime, LEFT_BUTTON, NO_MODIFIER))
    return enter.isAccepted()


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT_BUTTON)


def pick(box: QComboBox, text: str) -> None:
    """As a person does: to the entry in the list, and Enter."""
    place = box.findText(text)
    assert place >= 0
    box.showPopup()
    view = box.view()
    view.setCurrentIndex(box.model().index(place, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
