"""The page of the panel with the named looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from stylecam.errors import StylecamError
from stylecam.files import clean_name, slug
from stylecam.gui import theme
from stylecam.gui.ask import AskDialog, Verdict
from stylecam.gui.buttons import ButtonGrid
from stylecam.gui.choices import title_of
from stylecam.gui.desk import Desk
from stylecam.gui.gallery.gallery import accept_copy
from stylecam.gui.keys import keep_keys
from stylecam.gui.look_list import LookList, Row
from stylecam.gui.messages import Message, Offer
from stylecam.gui.scale import PERCENT
from stylecam.look import Look
from stylecam.look_files import holds_look
from stylecam.looks import LookError, LookStore, RemovedLook

SUFFIX = ".json"
STILLS = (".png", ".jpg", ".jpeg", ".webp")
"""Pictures that stylecam painted hold their looks."""


class LooksPanel(QWidget):
    """Lists the looks in a store, and keeps, shows, renames, removes and passes them on.

    Args:
        desk: shows a look, and holds the one to keep.
        store: where they are kept.
    """

    told = Signal(object)
    """Message."""
    styles_changed = Signal()
    """A look brought styles with it."""

    def __init__(self, desk: Desk, store: LookStore) -> None:
        super().__init__()
        self._desk = desk
        self._store = store
        self._looks: dict[str, Look | None] = {}
        self.list = LookList()
        self.empty = theme.named(
            QLabel(self.tr("No looks yet. Save the one you see to find it again."), wordWrap=True), "quiet"
        )
        self.save_button = _button(self.tr("Save…"), self.tr("Keep what you see now under a name"), self.ask_save)
        self.load_button = _button(self.tr("Load"), self.tr("Paint as this look says (Enter)"), self.load)
        self.rename_button = _button(self.tr("Rename…"), self.tr("Give it another name (F2)"), self.ask_rename)
        self.remove_button = _button(self.tr("Remove"), self.tr("Take it from the list (Delete)"), self.remove)
        self.import_button = _button(self.tr("Import…"), self.tr("Add a look from a file"), self.ask_import)
        self.export_button = _button(
            self.tr("Export…"), self.tr("Write it to a file that works elsewhere too"), self.ask_export
        )
        self._lay_out()
        self.setAcceptDrops(True)
        self.list.load_asked.connect(self.load)
        self.list.rename_asked.connect(self.ask_rename)
        self.list.remove_asked.connect(self.remove)
        self.list.currentRowChanged.connect(self._enable)
        desk.look_changed.connect(self._mark)
        self.refresh()

    def refresh(self, chosen: str = "") -> None:
        """Read the store again; `chosen` is selected, else what was."""
        wanted = chosen or self.list.chosen
        rows = []
        self._looks = {}
        for name, read in self._store.load_all().items():
            if isinstance(read, LookError):
                self._looks[name] = None
                rows.append(Row(name, self.tr("Cannot be shown"), str(read)))
            else:
                self._looks[name] = read.look
                rows.append(Row(name, self._about(read.look)))
        self.list.show_rows(rows, wanted)
        self._stack.setCurrentWidget(self.list if rows else self._blank)
        self._mark()
        self._enable()

    def load(self) -> None:
        """Show the selected look."""
        self._try(partial(self._use, self.list.chosen))

    def remove(self) -> None:
        """Take the selected look from the list; the message offers it back."""

        def remove() -> None:
            removed = self._store.remove(name)
            self.refresh()
            text = self.tr("Removed: %1").replace("%1", name)
            self._tell(text, Offer(self.tr("Undo"), partial(self._try, partial(self._restore, removed))))

        name = self.list.chosen
        if name:
            self._try(remove)

    def import_file(self, path: Path) -> None:
        """Add the look in a file."""

        def add() -> None:
            read = self._store.import_file(path)
            self.styles_changed.emit()
            self.refresh(read.name)
            text = "\n".join((self.tr("Added to the looks: %1").replace("%1", read.name), *read.notes))
            self._tell(text, Offer(self.tr("Show it"), partial(self._try, partial(self._use, read.name))))

        self._try(add)

    def export_file(self, path: Path) -> None:
        """Write the selected look to a file."""

        def write() -> None:
            self._store.export(self.list.chosen, path)
            self._tell(self.tr("Saved: %1").replace("%1", str(path)))

        self._try(write)

    def ask_save(self) -> None:
        """Ask for a name and keep what is shown."""

        def judge(text: str) -> Verdict:
            if self._store.exists(text):
                note = self.tr("There is a look of this name; the new one takes its place.")
                return Verdict(self.tr("Replace"), note)
            return Verdict(self.tr("Save"), allowed=bool(clean_name(text)))

        def save(text: str) -> None:
            self._try(lambda: self.refresh(self._store.save(text, self._desk.look)))

        self._ask(self.tr("Save the look"), self._proposal(), judge, save)

    def ask_rename(self) -> None:
        """Ask for another name for the selected look."""

        def judge(text: str) -> Verdict:
            button = self.tr("Rename")
            if clean_name(text).casefold() != name.casefold() and self._store.exists(text):
                return Verdict(button, self.tr("There is a look of this name already."), allowed=False)
            return Verdict(button, allowed=bool(clean_name(text)))

        def rename(text: str) -> None:
            self._try(lambda: self.refresh(self._store.rename(name, text)))

        name = self.list.chosen
        if name:
            self._ask(self.tr("Rename the look"), name, judge, rename)

    def ask_import(self) -> None:
        """Let a person choose a file to add."""
        dialog = self._file_dialog(self.tr("Import a look"), (SUFFIX, *STILLS))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.import_file(Path(path)))
        dialog.open()

    def ask_export(self) -> None:
        """Let a person choose where to write the selected look."""
        dialog = self._file_dialog(self.tr("Export the look"), (SUFFIX,))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(slug(self.list.chosen, "look") + SUFFIX)
        dialog.fileSelected.connect(lambda path: self.export_file(Path(path)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Stills are dropped here for their looks; any other picture is the window's, which makes a style of it."""
        if _looks_in(event.mimeData()):
            accept_copy(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        accept_copy(event)
        for path in _looks_in(event.mimeData()):
            self.import_file(path)

    def _lay_out(self) -> None:
        self._blank = QWidget()
        blank = QVBoxLayout(self._blank)
        blank.setContentsMargins(0, 0, 0, 0)
        blank.addWidget(self.empty)
        blank.addStretch(1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._blank)
        self._stack.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * theme.GAP] * 4)
        layout.setSpacing(theme.GAP)
        layout.addLayout(self._stack, 1)
        layout.addWidget(
            ButtonGrid(
                [
                    self.save_button,
                    self.load_button,
                    self.rename_button,
                    self.remove_button,
                    self.import_button,
                    self.export_button,
                ]
            )
        )

    def _use(self, name: str) -> None:
        if not name:
            return
        read = self._store.load(name, self._desk.look)
        self._desk.use_look(read.look)
        if read.notes:
            self.told.emit(Message("\n".join(read.notes), "warning"))

    def _restore(self, removed: RemovedLook) -> None:
        self.refresh(self._store.restore(removed))

    def _mark(self) -> None:
        """The looks that are shown just now."""
        # Regions are the camera's, and no part of a look that is kept.
        shown = replace(self._desk.look, masks=())
        self.list.mark({name for name, look in self._looks.items() if look == shown})

    def _enable(self) -> None:
        chosen = bool(self.list.chosen)
        for button in (self.rename_button, self.remove_button):
            button.setEnabled(chosen)
        for button in (self.load_button, self.export_button):
            button.setEnabled(chosen and self._looks.get(self.list.chosen) is not None)

    def _proposal(self) -> str:
        """A name for what is shown: that of the look it came from, else its styles'."""
        marked = self.list.marked
        return marked[0] if marked else title_of(self._desk.look)

    def _about(self, look: Look) -> str:
        text = self.tr("%1, strength %2")
        return text.replace("%1", title_of(look)).replace("%2", PERCENT.write(look.strength))

    def _ask(self, title: str, proposal: str, judge: Callable[[str], Verdict], done: Callable[[str], None]) -> None:
        dialog = AskDialog(title, self.tr("&Name"), proposal, judge, self)
        dialog.answered.connect(done)
        dialog.open()

    def _file_dialog(self, title: str, suffixes: Iterable[str]) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setNameFilters([self.tr("Looks (*%1)").replace("%1", " *".join(suffixes)), self.tr("All files (*)")])
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _try(self, do: Callable[[], None]) -> None:
        try:
            do()
        except StylecamError as error:
            self.told.emit(Message(str(error), "error"))
            # What is listed may be gone.
            self.refresh()

    def _tell(self, text: str, offer: Offer | None = None) -> None:
        self.told.emit(Message(text, "info", offer))


def _looks_in(mime: QMimeData) -> list[Path]:
    """The files that are dragged; none where one of them holds no look."""
    paths = [Path(url.toLocalFile()) for url in mime.urls()]
    return paths if all(map(holds_look, paths)) else []


def _button(text: str, tip: str, does: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleName(text.removesuffix("…"))
    button.clicked.connect(lambda: does())
    keep_keys(button, (Qt.Key.Key_Space,))
    return button
