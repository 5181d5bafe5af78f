"""Asks which file is to be repainted into which."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFileDialog, QLabel, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.devices.choices import VIDEO_SUFFIXES, size_text
from stylecam.gui.gallery.gallery import accept_copy
from stylecam.gui.rendering.file_row import FileRow
from stylecam.gui.rendering.order import Fate, Order, endings_for, fate_of, proposal
from stylecam.gui.rendering.words import look_details
from stylecam.look import Look
from stylecam.paths import existing_file
from stylecam.pictures import PICTURE_SUFFIXES

WIDTH = 64
"""Letters side by side, where the screen has room for them."""


class RenderDialog(QDialog):
    """Two files, the look, and what will come of it; it is deleted when it is closed.

    Args:
        look: how to paint.
        title: what that is called.
        waiting: files that are being written already.
        folder: where to look for files, "" for anywhere.
        parent: the widget it belongs to.
    """

    ordered = Signal(object)
    """Order, which can be done."""

    def __init__(self, look: Look, title: str, waiting: Collection[Path], folder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Repaint a file"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.folder = folder
        self._look, self._waiting = look, waiting
        self.source = FileRow(
            self.tr("Video or picture"),
            self.tr("Choose the video or the picture to repaint"),
            self.tr("None yet"),
            self.tr("Choose one, or drop it here"),
        )
        self.target = FileRow(
            self.tr("Painted file"), self.tr("Choose where to write the painted file"), self.tr("None yet"), ""
        )
        self.look_name = QLabel(title, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.look_details = theme.named(QLabel(look_details(look), wordWrap=True), "quiet")
        self.own_size = QCheckBox(self.tr("In the file's own size"))
        self.own_size.setChecked(True)
        if isinstance(look.size, tuple):
            tip = self.tr("Off: %1, as the live picture is painted").replace("%1", size_text(look.size))
            self.own_size.setToolTip(tip)
        else:
            self.own_size.hide()
        self.mirror = QCheckBox(self.tr("Flip left to right"))
        self.mirror.setToolTip(self.tr("Flips the painted file, as a mirror does"))
        # Room for two lines, so that nothing moves.
        self.note = theme.named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.note.setMinimumHeight(2 * self.note.fontMetrics().lineSpacing())
        self._lay_out()
        self.source.button.clicked.connect(self.ask_source)
        self.target.button.clicked.connect(self.ask_target)
        self._judge()

    def set_source(self, path: Path) -> None:
        """Repaint this, into a file beside it."""
        self.source.show_path(path)
        self.target.show_path(proposal(path, self._waiting))
        self.folder = str(path.parent)
        self._judge()
        self.start_button.setFocus()

    def set_target(self, path: Path) -> None:
        """Write this."""
        self.target.show_path(path)
        self._judge()
        self.start_button.setFocus()

    def ask_source(self) -> QFileDialog:
        """Let a person choose what to repaint."""
        dialog = QFileDialog(self, self.tr("Choose a video or a picture"), self.folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = _pattern(VIDEO_SUFFIXES | PICTURE_SUFFIXES)
        dialog.setNameFilters(
            [self.tr("Videos and pictures (%1)").replace("%1", endings), self.tr("All files (*)")],
        )
        dialog.fileSelected.connect(lambda name: self.set_source(Path(name)))
        return _opened(dialog)

    def ask_target(self) -> QFileDialog:
        """Let a person choose where to write it."""
        source, target = self.source.path, self.target.path
        dialog = QFileDialog(self, self.tr("Write the painted file"), str(target.parent) if target else self.folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # This dialog says it too, and its button.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        endings = endings_for(source or Path())
        dialog.setNameFilters([f"{ending[1:].upper()} (*{ending})" for ending in endings])
        if target is not None:
            dialog.selectNameFilter(f"{target.suffix[1:].upper()} (*{target.suffix})")
            dialog.setDefaultSuffix(target.suffix[1:])
            dialog.selectFile(target.name)
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.rpartition(".")[2].rstrip(")")))
        dialog.fileSelected.connect(lambda name: self.set_target(Path(name)))
        return _opened(dialog)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(WIDTH * theme.letter_width(self.fontMetrics()), 0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def accept(self) -> None:
        """Order it, if it can still be done: files come and go."""
        source, target = self.source.path, self.target.path
        if not self._judge() or source is None or target is None:
            return
        size = None if self.own_size.isChecked() else self._look.size
        look = replace(self._look, size=size, mirror=self.mirror.isChecked())
        self.ordered.emit(Order(source, target, look))
        super().accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()) is not None:
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_in(event.mimeData())
        if path is not None:
            accept_copy(event)
            self.set_source(path)

    def _lay_out(self) -> None:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.start_button = buttons.button(standard.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        look = QVBoxLayout()
        look.setSpacing(2)
        for label in (theme.named(QLabel(self.tr("Look")), "heading"), self.look_name, self.look_details):
            look.addWidget(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * theme.GAP] * 4)
        layout.setSpacing(2 * theme.GAP)
        layout.addWidget(self.source)
        layout.addWidget(self.target)
        layout.addLayout(look)
        ticks = QVBoxLayout()
        ticks.setSpacing(theme.GAP // 2)
        ticks.addWidget(self.own_size)
        ticks.addWidget(self.mirror)
        layout.addLayout(ticks)
        layout.addWidget(self.note)
        layout.addWidget(buttons)

    def _judge(self) -> bool:
        """Say what will come of it; whether it can be done."""
        fate = fate_of(self.source.path, self.target.path, self._waiting)
        allowed = fate in ("new", "replaces")
        self.note.setText(self._note(fate))
        self.start_button.setText(self.tr("Replace and start") if fate == "replaces" else self.tr("Start"))
        self.start_button.setEnabled(allowed)
        self.target.button.setEnabled(self.source.path is not None)
        self._fit()
        return allowed

    def _fit(self) -> None:
        """As high as its lines are at this width: Qt's own minimum knows only short ones."""
        layout = self.layout()
        if self.isVisible() and layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _note(self, fate: Fate) -> str:
        match fate:
            case "new" | "nothing":
                return ""
            case "replaces":
                return self.tr("There is a file of this name; the painted one takes its place.")
            case "gone":
                return self.tr("The file to repaint is not there any more.")
            case "same":
                return self.tr("That is the file itself; choose another name for the painted one.")
            case "waiting":
                return self.tr("That file is being written already; choose another name.")
            case "folder":
                return self.tr("The folder for the painted file is not there.")
            case "ending":
                endings = ", ".join(endings_for(self.source.path or Path()))
                return self.tr("The painted file's name must end in one of: %1").replace("%1", endings)


def _pattern(suffixes: Collection[str]) -> str:
    return " ".join(f"*{suffix}" for suffix in sorted(suffixes))


def _opened(dialog: QFileDialog) -> QFileDialog:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _file_in(mime: QMimeData) -> Path | None:
    """The first local file of what is dragged."""
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return next((path for path in paths if existing_file(str(path)) is not None), None)
