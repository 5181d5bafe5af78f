"""The tab of styles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.collection import Collection
from stylecam.gui.gallery.asking import Entry, ask_for_folder, ask_for_name, ask_for_pictures, offer
from stylecam.gui.gallery.chips import ChipRow
from stylecam.gui.gallery.grid import StyleGrid
from stylecam.gui.gallery.model import StyleModel
from stylecam.gui.gallery.overlays import DropHint, IntakeProgress
from stylecam.gui.gallery.pictures import PictureReader
from stylecam.gui.gallery.reception import Reception
from stylecam.gui.gallery.search import SearchLine
from stylecam.gui.gallery.shelves import ALL, RECENT, matching, shelves_of, styles_on, why_empty
from stylecam.gui.gallery.tile import MARGIN
from stylecam.gui.icons import icon
from stylecam.styles import Style, WeightedStyle

WIDE = 36
"""Letters across from which the button says what it does."""


class Gallery(QWidget):
    """Shows a collection; what a person does in it is told by signals or done to the collection.

    Args:
        collection: its styles, favourites and recent ones; not closed with the gallery.
        reception: where drops and pasted pictures go; not closed either.
    """

    chosen = Signal(object)
    """Style: the one a person picked."""
    mixed = Signal(object)
    """Style: to join the mix, or to leave it."""
    background_asked = Signal(object)
    """Style: to paint the background in, and nothing else."""
    order_changed = Signal(object)
    """tuple[Style, ...]: what is shown now, in order."""
    looked_at = Signal()
    """Other tiles are in view: `visible_styles` has changed."""
    told = Signal(object)
    """Message: from the gallery, its collection or its reception."""

    def __init__(self, collection: Collection, reception: Reception) -> None:
        super().__init__()
        self._collection = collection
        self._reception = reception
        self._mix: tuple[WeightedStyle, ...] = ()
        self._model = StyleModel()
        self._reader = PictureReader()
        self.search = SearchLine()
        self.add_button = QPushButton()
        self.chips = ChipRow()
        self.grid = StyleGrid(self._model)
        self.notice = theme.named(QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter), "quiet")
        self.progress = IntakeProgress()
        self._stack = QStackedWidget()
        self._lay_out()
        self.drop_hint = DropHint(self)
        self.setAcceptDrops(True)
        self._connect_parts()
        self._connect_collection()
        self._show_collection()

    @property
    def shown(self) -> tuple[Style, ...]:
        """What is shown, in order."""
        return self._model.styles

    def visible_styles(self) -> tuple[Style, ...]:
        """In order, those in view and about one screen more below: whose pictures are worth painting."""
        return self.grid.visible_styles()

    def show_mix(self, mix: Sequence[WeightedStyle]) -> None:
        """Mark the styles that the picture is painted in, with their shares; bring a new one into view."""
        before, self._mix = self._mix, tuple(mix)
        self._model.show_mix(mix)
        self.grid.show_mix(before, mix)

    def show_painted(self, style: Style, painted: QImage | None) -> None:
        """The camera's picture in this style, of any size; None where there is none any more."""
        self._model.set_painted(style, painted)

    def show_style(self, style: Style) -> None:
        """Bring it into view, whatever is searched for."""
        if style not in self.shown:
            self.search.clear()
            self.chips.pick(ALL)
        self.grid.bring_to(style)

    def add_pictures(self) -> None:
        """Ask for picture files, and add them."""
        ask_for_pictures(self, self._collection.add)

    def add_folder(self) -> None:
        """Ask for a folder, and add its pictures."""
        ask_for_folder(self, self._collection.add)

    def rename(self, style: Style) -> None:
        """Ask for another name."""
        ask_for_name(self, style.name, lambda name: self._collection.rename(style, name))

    def close_reader(self) -> None:
        """Read no more pictures. Idempotent."""
        self._reader.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._reception.accepts(event.mimeData()):
            accept_copy(event)
            self.drop_hint.offer()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_hint.hide()
        accept_copy(event)
        self._reception.take(event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_button()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_button()

    def _lay_out(self) -> None:
        self.add_button.setToolTip(self.tr("Add picture files as styles; or drop pictures anywhere in the window"))
        self.add_button.setAccessibleName(self.tr("Add styles"))
        self.add_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.notice)
        above = QHBoxLayout()
        above.addWidget(self.search, 1)
        above.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        # Aligned with the pictures: beside them is room for their rings, and for the scroll bar.
        scroll_bar = self.grid.verticalScrollBar().sizeHint().width()
        above.setContentsMargins(MARGIN, 0, scroll_bar, 0)
        layout.addLayout(above)
        layout.addWidget(self.chips)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.progress)
        self.chips.setViewportMargins(MARGIN, 0, 0, 0)
        self.notice.setContentsMargins(MARGIN, 0, scroll_bar, 0)
        self.progress.setContentsMargins(MARGIN, 0, scroll_bar, theme.GAP)

    def _connect_parts(self) -> None:
        self.search.textChanged.connect(self._refill)
        self.search.entered.connect(self._choose_first)
        self.search.left_downwards.connect(self.grid.setFocus)
        self.chips.picked.connect(self._refill)
        self.add_button.clicked.connect(self.add_pictures)
        self.progress.cancelled.connect(self._reception.cancel)
        self.grid.chosen.connect(self.chosen)
        self.grid.mixed.connect(self.mixed)
        self.grid.starred.connect(self._collection.toggle_favourite)
        self.grid.rename_asked.connect(self.rename)
        self.grid.remove_asked.connect(self._collection.remove)
        self.grid.menu_asked.connect(self._offer)
        self.grid.looked_at.connect(self._read_pictures)
        self.grid.looked_at.connect(self.looked_at)
        self._reader.loaded.connect(self._model.set_picture)
        self._reader.failed.connect(self._model.set_trouble)

    def _connect_collection(self) -> None:
        self._collection.changed.connect(self._show_collection)
        self._collection.marked.connect(self._show_marks)
        self._collection.added.connect(self.show_style)
        self._collection.told.connect(self.told)
        self._collection.progress.connect(self.progress.show_pictures)
        self._reception.told.connect(self.told)
        self._reception.downloader.progress.connect(self.progress.show_bytes)

    def _show_collection(self) -> None:
        self._model.keep_only(self._collection.styles)
        self._reader.keep_only(self._collection.styles)
        self.chips.show_shelves(shelves_of(self._collection.styles))
        self._show_marks()
        self._refill()

    def _show_marks(self) -> None:
        self._model.show_favourites(self._collection.favourites)
        # The recent ones stay as they are while they are shown: they would move away under the pointer.
        if self.chips.shelf != RECENT or not self.shown:
            self._refill()

    def _refill(self) -> None:
        collection = self._collection
        lying = styles_on(self.chips.shelf, collection.styles, collection.favourites, collection.recent)
        found = tuple(matching(lying, self.search.text()))
        self._stack.setCurrentWidget(self.grid if found else self.notice)
        self.notice.setText(why_empty(self.chips.shelf, self.search.text().strip() if lying else ""))
        if found != self._model.styles:
            self._model.show_row(found)
            self.grid.show_mix((), self._mix)
            self.order_changed.emit(found)

    def _choose_first(self) -> None:
        if self.shown:
            self.chosen.emit(self.shown[0])

    def _read_pictures(self) -> None:
        for style in self.visible_styles():
            self._reader.ask(style)

    def _offer(self, style: Style | None, where: QPoint) -> None:
        collection = self._collection
        entries: list[Entry | None] = [] if style is None else self._entries_of(style)
        entries += [
            (self.tr("Add pictures…"), "", self.add_pictures, True),
            (self.tr("Add a folder…"), "", self.add_folder, True),
            (self.tr("Paste a picture"), "Ctrl+V", self._reception.paste, True),
            (self.tr("Undo removing"), "Ctrl+Z", collection.undo, collection.can_undo),
        ]
        offer(self, entries, where)

    def _entries_of(self, style: Style) -> list[Entry | None]:
        in_mix = any(part.style.id == style.id for part in self._mix)
        mix = self.tr("Take out of mix") if in_mix else self.tr("Add to mix")
        favourite = self._collection.is_favourite(style)
        star = self.tr("No longer a favourite") if favourite else self.tr("Favourite")
        own = self._collection.owns(style)
        return [
            (self.tr("Choose"), "Return", lambda: self.chosen.emit(style), True),
            (mix, "Ctrl+Return", lambda: self.mixed.emit(style), True),
            (self.tr("Paint the background in it"), "", lambda: self.background_asked.emit(style), True),
            (star, "F", lambda: self._collection.toggle_favourite(style), True),
            None,
            (self.tr("Rename…"), "F2", lambda: self.rename(style), own),
            (self.tr("Remove"), "Del", lambda: self._collection.remove(style), own),
            (self.tr("Show file in folder"), "", lambda: _show_folder(style), style.work is None),
            None,
        ]

    def _fit_button(self) -> None:
        wide = self.width() >= WIDE * theme.letter_width(self.fontMetrics())
        self.add_button.setText(self.tr("Add…") if wide else "")
        side = self.fontMetrics().height()
        self.add_button.setIconSize(QSize(side, side))
        self.add_button.setIcon(icon("add", theme.scheme_of(self)))


def accept_copy(event: QDropEvent) -> None:
    """Take what is dropped, and leave it where it came from."""
    # A file manager that is told "move" deletes what was dropped.
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _show_folder(style: Style) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(style.path.parent)))
