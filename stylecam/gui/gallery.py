"""The styles as pictures in a grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from stylecam.gui.keys import ARROWS, keep_keys
from stylecam.gui.tile import CHOSEN, NUMBER, TileDelegate
from stylecam.styles import Style

Index = QModelIndex | QPersistentModelIndex

NARROWEST = 92
"""Pixels: the grid gets one more column as soon as its tiles stay wider than this."""


class StyleModel(QAbstractListModel):
    """Styles in gallery order, with their pictures as they come in."""

    def __init__(self, styles: Sequence[Style]) -> None:
        super().__init__()
        self._styles = tuple(styles)
        self._chosen: frozenset[Style] = frozenset()
        self._pictures: dict[Style, QIcon] = {}
        self._troubles: dict[Style, str] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._styles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        style = self._styles[index.row()]
        answers = {
            Qt.ItemDataRole.DisplayRole: style.name,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken(style),
            Qt.ItemDataRole.ToolTipRole: self._troubles.get(style)
            or "\n".join(filter(None, (style.name, style.author))),
            Qt.ItemDataRole.DecorationRole: self._pictures.get(style),
            NUMBER: index.row() + 1,
            CHOSEN: style in self._chosen,
        }
        return answers.get(role)

    def place_of(self, style: Style) -> QModelIndex:
        """Invalid when it is not here."""
        return self.index(self._styles.index(style)) if style in self._styles else QModelIndex()

    def style_at(self, index: Index) -> Style:
        return self._styles[index.row()]

    def choose(self, styles: Iterable[Style]) -> None:
        """Mark these and no others."""
        before, self._chosen = self._chosen, frozenset(styles)
        for style in before ^ self._chosen:
            self._tell(style)

    def set_picture(self, style: Style, picture: QImage) -> None:
        self._pictures[style] = QIcon(QPixmap.fromImage(picture))
        self._tell(style)

    def set_trouble(self, style: Style, why: str) -> None:
        """There is no picture, and this line says why."""
        self._troubles[style] = why
        self._tell(style)

    def _spoken(self, style: Style) -> str:
        return self.tr("%1, chosen").replace("%1", style.name) if style in self._chosen else style.name

    def _tell(self, style: Style) -> None:
        index = self.place_of(style)
        if index.isValid():
            self.dataChanged.emit(index, index)


class Gallery(QListView):
    """A grid of as many columns as there is room for; a click or, while it has the focus, the arrow keys choose."""

    chosen = Signal(object)
    """Style: the one a person picked."""

    def __init__(self, styles: Sequence[Style]) -> None:
        super().__init__()
        self._styles = StyleModel(styles)
        self._tile = TileDelegate()
        self.setObjectName("gallery")
        self.setAccessibleName(self.tr("Styles"))
        self.setModel(self._styles)
        self.setItemDelegate(self._tile)
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
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        keep_keys(self, ARROWS)

    def show_chosen(self, styles: Sequence[Style]) -> None:
        """Mark these, and bring the first into view."""
        self._styles.choose(styles)
        place = self._styles.place_of(styles[0]) if styles else QModelIndex()
        if place.isValid():
            self.setCurrentIndex(place)
            self.scrollTo(place)

    def show_picture(self, style: Style, picture: QImage) -> None:
        self._styles.set_picture(style, picture)

    def show_trouble(self, style: Style, why: str) -> None:
        self._styles.set_trouble(style, why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._choose(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The scroll bar's room is kept free, so that the columns do not depend on whether it is there.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        # One pixel stays free: a row that fills the view exactly is wrapped.
        self._tile.fit_cell((room - 1) // max(2, room // NARROWEST), self.fontMetrics().height())
        self.setGridSize(self._tile.cell)
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._styles.style_at(index))
