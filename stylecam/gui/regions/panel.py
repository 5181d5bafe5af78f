"""The page of the panel where parts of the picture get a treatment of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.buttons import ButtonGrid
from stylecam.gui.desk import Desk
from stylecam.gui.keys import keep_keys
from stylecam.gui.mix_pictures import MixPictures
from stylecam.gui.regions.background import BackgroundRows
from stylecam.gui.regions.editor import Editor
from stylecam.gui.regions.files import fits
from stylecam.gui.regions.rows import Rows
from stylecam.gui.regions.tools import Tools
from stylecam.look import Look, MaskedRegion, Size
from stylecam.pictures import PICTURE_SUFFIXES
from stylecam.pipeline.status import PipelineStatus

MOST = 8
"""Regions that can be added here: each costs the engine time in every frame."""


class RegionsPanel(QScrollArea):
    """The background and the painted regions.

    Args:
        desk: what is asked, and what holds both.
        folder: where masks are kept; it need not be there yet.
        waiting: regions that come as soon as there is a picture of their shape.
    """

    told = Signal(object)
    """Message."""
    counting = Signal(int)
    """So many seconds are left to leave the picture in; 0 when none is."""
    asked = Signal(str)
    """What a person is to do now, "" for nothing any more."""

    def __init__(self, desk: Desk, folder: Path, waiting: Sequence[MaskedRegion] = ()) -> None:
        super().__init__()
        self._desk = desk
        self._waiting = tuple(waiting)
        self._pictures = MixPictures()
        self.editor = Editor(desk, folder)
        self.background = BackgroundRows(desk, self._pictures.of)
        self.rows = Rows(desk)
        self.hint = theme.named(
            QLabel(
                self.tr("With a camera that stands still, parts of its picture can be treated in ways of their own.")
            ),
            "quiet",
        )
        self.hint.setWordWrap(True)
        self.add = _button(self.tr("Paint a region"), self.tr("Paint a region with a brush, over the picture"))
        self.add_picture = _button(self.tr("From a picture…"), self.tr("A grey picture: what is white is the region"))
        self.tools = Tools(self.editor)
        self._lay_out()
        self._connect(desk)
        self._show_look(desk.look)

    @property
    def masks(self) -> tuple[MaskedRegion, ...]:
        """The regions of the picture, and those that still wait for theirs."""
        return (*self._desk.look.masks, *self._waiting)

    def show_status(self, status: PipelineStatus) -> None:
        """How the pipeline is now."""
        if status.input_size is not None and status.input_size != self.editor.source:
            self._bring(status.input_size)
        self.editor.set_source(status.input_size)
        self.background.show_person(status.person)

    def leave(self) -> bool:
        """End what is going on: the countdown, else the painting of a region; whether there was any."""
        return self.background.learning.cancel() or self.editor.finish()

    def close_reader(self) -> None:
        """Read no more pictures of styles. Idempotent."""
        self._pictures.close()

    def ask_picture(self) -> None:
        """Let a person choose a mask's picture."""
        dialog = QFileDialog(self, self.tr("Choose a mask"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES))
        dialog.setNameFilters([self.tr("Pictures (%1)").replace("%1", patterns)])
        dialog.fileSelected.connect(lambda path: self.editor.add_picture(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _bring(self, source: Size) -> None:
        """Those that have waited for pictures of this shape."""
        fitting = [region for region in self._waiting if fits(region.mask, source)]
        self._waiting = tuple(region for region in self._waiting if region not in fitting)
        if fitting:
            self._desk.set_masks((*self._desk.look.masks, *fitting))

    def _lay_out(self) -> None:
        self._buttons = ButtonGrid([self.add, self.add_picture])
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(*[2 * theme.GAP] * 4)
        layout.setSpacing(theme.GAP)
        layout.addWidget(theme.named(QLabel(self.tr("Background")), "heading"))
        layout.addWidget(self.background)
        layout.addSpacing(2 * theme.GAP)
        layout.addWidget(theme.named(QLabel(self.tr("Regions of the picture")), "heading"))
        for part in (self.hint, self.rows, self._buttons, self.tools):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self, desk: Desk) -> None:
        self.add.clicked.connect(lambda: self.editor.begin(len(desk.look.masks)))
        self.add_picture.clicked.connect(self.ask_picture)
        self.rows.edit_asked.connect(self.editor.begin)
        self.editor.changed.connect(self._show_editing)
        self.editor.told.connect(self.told)
        self.background.learning.told.connect(self.told)
        self.background.learning.counting.connect(self.counting)
        self.background.learning.asked.connect(self.asked)
        self._pictures.changed.connect(self.background.swatches.update)
        desk.look_changed.connect(self._show_look)

    def _show_look(self, look: Look) -> None:
        self._show_editing()
        if not isinstance(look.background, str):
            self._pictures.show_mix(look.background)

    def _show_editing(self) -> None:
        painting = self.editor.drawing is not None
        self.hint.setVisible(not painting and not self._desk.look.masks)
        self._buttons.setVisible(not painting)
        self.rows.setDisabled(painting)
        for button in (self.add, self.add_picture):
            button.setEnabled(self.editor.source is not None and len(self._desk.look.masks) < MOST)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleName(text.removesuffix("…"))
    button.setAccessibleDescription(tip)
    keep_keys(button, (Qt.Key.Key_Space,))
    return button
