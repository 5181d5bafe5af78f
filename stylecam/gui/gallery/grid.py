"""The grid of tiles: what the pointer and the keyboard do in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from stylecam.gui import theme
from stylecam.gui.gallery.model import StyleModel
from stylecam.gui.gallery.tile import TileDelegate
from stylecam.gui.keys import ARROWS, keep_keys
from stylecam.styles import Style, WeightedStyle

NARROWEST = 92
"""Pixels: the grid gets one more column as soon as its tiles stay wider than this, or than `SHORTEST_NAME`."""
SHORTEST_NAME = 11
"""Letters of a name that a tile has room for, where there is room at all."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WALKING = (*ARROWS, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_OWN_KEYS = (*_WALKING, *_ENTER, Qt.Key.Key_F, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Menu)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class StyleGrid(QListView):
    """As many columns as there is room for; a click or, while it has the focus, the arrow keys choose."""

    chosen = Signal(object)
    """Style: the one a person picked."""
    mixed = Signal(object)
    """Style: to join the mix, or to leave it."""
    starred = Signal(object)
    """Style: to become a favourite, or no longer."""
    rename_asked = Signal(object)
    remove_asked = Signal(object)
    menu_asked = Signal(object, QPoint)
    """Style or None where there is none; where on the screen."""
    looked_at = Signal()
    """Other tiles are in view."""

    def __init__(self, model: StyleModel) -> None:
        super().__init__()
        self._styles = model
        self._tile = TileDelegate()
        self._pressed_star = QModelIndex()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self.setObjectName("gallery")
        self.setAccessibleName(self.tr("Styles"))
        self.setModel(model)
        self.setItemDelegate(self._tile)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        # What is chosen is the look's to say, not the view's: a mix has several, and keys outside change it too.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.setAcceptDrops(False)
        self.clicked.connect(self._click)
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self.looked_at)
        # The value would be taken for an interval.
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._looking.start())
        model.modelReset.connect(self._looking.start)
        keep_keys(self, _OWN_KEYS)

    def visible_styles(self) -> tuple[Style, ...]:
        """In order, those in view and about one screen more below."""
        step = self.gridSize()
        if not step.isValid() or not self._styles.styles:
            return ()
        columns = max(1, self.viewport().width() // step.width())
        first = max(0, self.verticalOffset() // step.height()) * columns
        rows = 2 * (self.viewport().height() // step.height() + 1)
        return self._styles.styles[first : first + rows * columns]

    def bring_to(self, style: Style) -> None:
        """Make it the one that the arrow keys go on from, and bring it into view."""
        place = self._styles.place_of(style)
        if place.isValid():
            self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(place)

    def show_mix(self, before: Sequence[WeightedStyle], mix: Sequence[WeightedStyle]) -> None:
        """Bring what is new in the mix into view; the arrow keys go on from a style that is alone."""
        known = {part.style.id for part in before}
        new = [part.style for part in mix if part.style.id not in known]
        if len(mix) == 1:
            self.bring_to(mix[0].style)
        elif new and self._styles.place_of(new[0]).isValid():
            self.scrollTo(self._styles.place_of(new[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WALKING:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self.chosen.emit(self._styles.style_at(self.currentIndex()))
            return
        signal = self._signal_of(event)
        if signal is not None and self.currentIndex().isValid():
            signal.emit(self._styles.style_at(self.currentIndex()))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._modifiers = event.modifiers()
        self._pressed_star = self._star_at(event) if event.button() is Qt.MouseButton.LeftButton else QModelIndex()
        if not self._pressed_star.isValid():
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_star = self._pressed_star, QModelIndex()
        if not pressed.isValid():
            super().mouseReleaseEvent(event)
        elif self._star_at(event) == pressed:
            self.starred.emit(self._styles.style_at(pressed))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keyboard else self.indexAt(event.pos())
        place = self.visualRect(index).center() if by_keyboard else event.pos()
        style = self._styles.style_at(index) if index.isValid() else None
        self.menu_asked.emit(style, self.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_tiles()
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())
        self._looking.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_tiles()

    def _fit_tiles(self) -> None:
        # The scroll bar's room is kept free, so that the columns do not depend on whether it is there.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        narrowest = max(NARROWEST, SHORTEST_NAME * theme.letter_width(self.fontMetrics()))
        # One pixel stays free: a row that fills the view exactly is wrapped.
        self._tile.fit_cell((room - 1) // max(2, room // narrowest), self.fontMetrics().height())
        self.setGridSize(self._tile.cell)

    def _star_at(self, event: QMouseEvent) -> QModelIndex:
        """The tile whose star is under the pointer; invalid where there is none."""
        index = self.indexAt(event.position().toPoint())
        place = self._tile.star_place(self.visualRect(index), self.font())
        return index if index.isValid() and place.contains(event.position().toPoint()) else QModelIndex()

    def _click(self, index: QModelIndex) -> None:
        signal = self.mixed if self._modifiers & _CONTROL else self.chosen
        signal.emit(self._styles.style_at(index))

    def _signal_of(self, event: QKeyEvent) -> SignalInstance | None:
        """What a key asks for about the current style."""
        control = bool(event.modifiers() & _CONTROL)
        if event.key() in _ENTER:
            return self.mixed if control else self.chosen
        keys: dict[int, SignalInstance] = {
            Qt.Key.Key_F: self.starred,
            Qt.Key.Key_F2: self.rename_asked,
            Qt.Key.Key_Delete: self.remove_asked,
        }
        return None if control else keys.get(event.key())
