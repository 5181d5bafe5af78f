"""Hands that do anything at all in the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QSlider, QWidget

from stylecam.gui.devices.combo import Picker
from stylecam.gui.gallery.chips import Chip
from tests.gui.pointer import move_pointer
from tests.gui.script import OFTEN, Action, droppable
from tests.gui.studio import Studio

T = TypeVar("T")

LEFT = Qt.MouseButton.LeftButton
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
KEPT_CLOSED = {"Ctrl+Q", "Ctrl+O", "Ctrl+E", "Ctrl+Shift+A"}
"""Keys that end the window or open a dialog of files."""
MOST_OPEN = 20
"""Dialogs and menus over one another; more do not close."""
OPENS_FILES = {"Add styles", "Import", "Export", "From a picture"}
"""Buttons that do."""
NAMES = ("Calm", "Dusk", "", "Ünïcode 名", "a/b\\c:*?", "x" * 200)
WORDS = ("red", "GRÉEN", "zzz", "mine", "名", "[(*")
SIZES = ((640, 480), (900, 600), (1280, 800), (700, 1000), (1600, 500))
SOURCES = ("demo", "Desk camera", "absent", "clip.mp4", "Phone@1280x720@30")
FOCUSED_KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Delete,
    Qt.Key.Key_F2,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_X,
    Qt.Key.Key_7,
)


class Hands:
    """Does actions in a studio's window, and closes whatever dialog or menu they open.

    Args:
        studio: whose window.
        folder: for the files that are dropped and pasted.

    Attributes:
        closed: how many dialogs and menus opened, by kind.
    """

    def __init__(self, studio: Studio, folder: Path) -> None:
        self._studio = studio
        self.closed: Counter[str] = Counter()
        self._window = studio.window
        self._files = droppable(studio, folder)
        shortcuts = [entry for group in studio.window.shortcuts.groups for entry in group.entries if entry is not None]
        self._keys = [entry.shortcut() for entry in shortcuts if entry.shortcut().toString() not in {*KEPT_CLOSED, ""}]
        self._keyless = [entry for entry in shortcuts if entry.shortcut().isEmpty() and entry.isCheckable()]
        self._deeds: dict[str, Callable[[float, float], None]] = {name: getattr(self, f"_{name}") for name in OFTEN}

    def do(self, action: Action) -> None:
        """Do it, let the window answer, and close what has opened."""
        self._deeds[action.deed](action.x, action.y)
        self._let_answer()
        self._close_all(action.y)
        if not self._window.isActiveWindow():
            # Where there is no window manager, nobody gives it the keys back.
            self._window.activateWindow()
            self._let_answer()

    def every_file_once(self) -> list[Action]:
        """Drops of all there is to drop."""
        return [Action("drop", (place + 0.5) / len(self._files), 0.9) for place in range(len(self._files))]

    @staticmethod
    def _let_answer() -> None:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _close_all(self, x: float) -> None:
        """Menus and lists first, then the dialogs below them."""
        for _ in range(MOST_OPEN):
            if (popup := QApplication.activePopupWidget()) is not None:
                self.closed[type(popup).__name__] += 1
                QTest.keyClick(popup, Qt.Key.Key_Escape)
            elif (dialog := QApplication.activeModalWidget()) is not None:
                self.closed[type(dialog).__name__] += 1
                self._answer(dialog, x)
            else:
                return
            self._let_answer()
        raise AssertionError(f"does not close: {popup or dialog}")

    def _answer(self, dialog: QWidget, x: float) -> None:
        """Type a name where one is asked for and take it, now and then; close it otherwise."""
        line = dialog.findChild(QLineEdit)
        # A dialog of files asks on where there is no such file.
        if line is not None and x > 0.3 and not isinstance(dialog, QFileDialog):
            line.setText(_one_of(NAMES, x))
            QTest.keyClick(line, Qt.Key.Key_Return)
        dialog.close()

    def _shortcut(self, x: float, _y: float) -> None:
        QTest.keySequence(self._window.focusWidget() or self._window, _one_of(self._keys, x))

    def _focused_key(self, x: float, y: float) -> None:
        self._press(_one_of(FOCUSED_KEYS, x), CTRL if y > 0.9 else NONE)

    def _tile(self, x: float, y: float) -> None:
        """Anywhere in the grid: on pictures, stars and the gaps between."""
        grid = self._studio.parts.gallery.grid
        if grid.isVisible():
            QTest.mouseClick(grid.viewport(), LEFT, CTRL if x + y > 1 else NONE, _point(grid.viewport().rect(), x, y))

    def _mix(self, x: float, y: float) -> None:
        """Take styles into the mix, and move the handle or a bar."""
        grid = self._studio.parts.gallery.grid
        self._press(Qt.Key.Key_1, CTRL)
        for place in (x, y, (x + y) / 2):
            tile = grid.visualRect(grid.model().index(int(place * grid.model().rowCount()), 0))
            QTest.mouseClick(grid.viewport(), LEFT, CTRL, tile.center())
        self._press(Qt.Key.Key_2, CTRL)
        self._pad_drag(x, y)
        self._slider(x, y)

    def _tile_key(self, x: float, y: float) -> None:
        """A key on a tile that was reached by Tab."""
        grid = self._studio.parts.gallery.grid
        if not grid.isVisible():
            return
        grid.setFocus(Qt.FocusReason.TabFocusReason)
        keys = (Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_F, Qt.Key.Key_Return)
        for key in (Qt.Key.Key_Home, _one_of(keys, x)):
            self._press(key, CTRL if y > 0.8 else NONE)

    def _look_key(self, x: float, _y: float) -> None:
        self._press(Qt.Key.Key_4, CTRL)
        looks = self._studio.parts.looks.list
        looks.setFocus(Qt.FocusReason.TabFocusReason)
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Down, Qt.Key.Key_End)
        self._press(_one_of(keys, x))

    def _save(self, _x: float, _y: float) -> None:
        """A look, under the name that is typed into the dialog."""
        self._press(Qt.Key.Key_S, CTRL)

    def _menu(self, x: float, y: float) -> None:
        grid = self._studio.parts.gallery.grid
        at = _point(grid.viewport().rect(), x, y)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, grid.viewport().mapToGlobal(at))
        QGuiApplication.sendEvent(grid.viewport(), asked)

    def _button(self, x: float, _y: float) -> None:
        """Any that can be seen."""
        found = self._window.findChildren(QAbstractButton)
        usable = [each for each in found if _can_be_clicked(each) and each.accessibleName() not in OPENS_FILES]
        if usable:
            QTest.mouseClick(_one_of(usable, x), LEFT)

    def _chip(self, x: float, _y: float) -> None:
        chips = [chip for chip in self._window.findChildren(Chip) if _can_be_clicked(chip)]
        if chips:
            QTest.mouseClick(_one_of(chips, x), LEFT)

    def _tab(self, x: float, _y: float) -> None:
        bar = self._window.panel.tabs.tabBar()
        if bar.isVisible():
            QTest.mouseClick(bar, LEFT, pos=bar.tabRect(int(x * bar.count())).center())

    def _slider(self, x: float, y: float) -> None:
        sliders = [each for each in self._window.findChildren(QSlider) if _can_be_clicked(each)]
        if sliders:
            self._drag(_one_of(sliders, x), (y, 0.5), (x, 0.5))

    def _pad_drag(self, x: float, y: float) -> None:
        pad = self._studio.parts.mixer.pad
        if pad.isVisible():
            self._drag(pad, (0.5, 0.5), (x * 1.2 - 0.1, y * 1.2 - 0.1))

    def _stage_drag(self, x: float, y: float) -> None:
        """From the line between before and after, if it is there."""
        stage = self._studio.parts.stage
        place = stage.picture_place
        line = (place.left() + place.width() * stage.split_place) / max(1, stage.width())
        self._drag(stage, (line, 0.5), (x, y))

    def _brush(self, x: float, y: float) -> None:
        """A stroke of a region, of a new one if none is painted just now."""
        self._press(Qt.Key.Key_3, CTRL)
        regions, canvas = self._studio.parts.regions, self._studio.parts.canvas
        if canvas.isHidden() and regions.add.isEnabled():
            regions.add.click()
        if canvas.isVisible():
            self._drag(canvas, (x, y), (y, x))

    def _double_click(self, x: float, y: float) -> None:
        stage = self._studio.parts.stage
        QTest.mouseDClick(stage, LEFT, pos=_point(stage.rect(), x, y))

    def _search(self, x: float, y: float) -> None:
        search = self._studio.parts.gallery.search
        if search.isVisible():
            search.setFocus(Qt.FocusReason.MouseFocusReason)
            search.insert(_one_of(WORDS, x))
            self._press(_one_of((Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Backspace), y))

    def _drop(self, x: float, y: float) -> None:
        target = self._window if y > 0.5 else self._studio.parts.gallery
        where = QPointF(target.rect().center())
        mime = _mime(_one_of(self._files, x))
        enter = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, mime, LEFT, NONE)
        enter.ignore()
        QGuiApplication.sendEvent(target, enter)
        if enter.isAccepted():
            QGuiApplication.sendEvent(target, QDropEvent(where, Qt.DropAction.CopyAction, mime, LEFT, NONE))

    def _drag_past(self, x: float, _y: float) -> None:
        """A file over the window that is not let go there."""
        mime = _mime(_one_of(self._files, x))
        centre = self._window.rect().center()
        QGuiApplication.sendEvent(self._window, QDragEnterEvent(centre, Qt.DropAction.CopyAction, mime, LEFT, NONE))
        QGuiApplication.sendEvent(self._window, QDragLeaveEvent())

    def _paste(self, x: float, y: float) -> None:
        mime = _mime(_one_of(self._files, x))
        if y > 0.7:
            mime = QMimeData()
            mime.setImageData(QImage(30, 20, QImage.Format.Format_RGB32))
        QGuiApplication.clipboard().setMimeData(mime)
        self._window.paste()

    def _source(self, x: float, _y: float) -> None:
        self._studio.parts.desk.switch_source(_one_of(SOURCES, x))

    def _pick(self, x: float, y: float) -> None:
        """An entry of any list on the page of devices, but those that ask for a file or an address."""
        pickers = [each for each in self._window.findChildren(Picker) if _can_be_clicked(each)]
        if pickers:
            picker = _one_of(pickers, x)
            places = [n for n, entry in enumerate(picker.entries) if entry is not None and "…" not in entry.label]
            picker.activated.emit(_one_of(places, y))

    def _resize(self, x: float, _y: float) -> None:
        self._window.resize(*_one_of(SIZES, x))

    def _dress(self, x: float, _y: float) -> None:
        """Another theme or language."""
        _one_of(self._keyless, x).toggle()

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self._window.focusWidget() or self._window, key, modifiers)

    def _drag(self, widget: QWidget, start: tuple[float, float], end: tuple[float, float]) -> None:
        """In three steps."""
        places = [
            _point(widget.rect(), *(a + (b - a) * n / 3 for a, b in zip(start, end, strict=True))) for n in range(4)
        ]
        QTest.mousePress(widget, LEFT, NONE, places[0])
        for place in places[1:]:
            move_pointer(widget, place)
            QCoreApplication.processEvents()
        QTest.mouseRelease(widget, LEFT, NONE, places[-1])


def _can_be_clicked(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()


def _one_of(row: Sequence[T], share: float) -> T:
    return row[int(share * len(row))]


def _point(rect: QRect, x: float, y: float) -> QPoint:
    return QPoint(round(x * rect.width()), round(y * rect.height()))


def _mime(path: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    return mime
