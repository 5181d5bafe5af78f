"""What the virtual camera shows while there is no picture."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QFileDialog

from stylecam.gui.devices.combo import Entry, Picker
from stylecam.pictures import PICTURE_SUFFIXES

OWN = ""
"""Stylecam's own card."""


class _Other(Enum):
    """Entries that ask first."""

    PICTURE = "picture"
    COLOUR = "colour"


class CardPicker(Picker):
    """Stylecam's own card, a picture, or a colour."""

    chosen = Signal(str)
    """The card that a person chose, as `stylecam.outputs.CameraChoice` has it."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("CardPicker", "Without a picture"),
            QCoreApplication.translate("CardPicker", "What the camera shows while there is no picture to paint"),
        )
        self._card = OWN
        self.picked.connect(self._on_picked)

    def show_card(self, card: str) -> None:
        """Show this one as the current."""
        self._card = card
        own = Entry(self.tr("stylecam's notice"), OWN)
        # A colour goes by its number, a file by its name.
        current = [Entry(Path(card).name, card)] if card else []
        others = [Entry(self.tr("A picture…"), _Other.PICTURE), Entry(self.tr("A colour…"), _Other.COLOUR)]
        self.offer([own, *current, None, *others], card)

    def ask_picture(self) -> QFileDialog:
        """Let a person choose a picture."""
        folder = str(Path(self._card).parent) if self._card and not self._card.startswith("#") else ""
        dialog = QFileDialog(self, self.tr("Choose a picture"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES))
        dialog.setNameFilters([self.tr("Pictures (%1)").replace("%1", patterns)])
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def ask_colour(self) -> QColorDialog:
        """Let a person choose a colour."""
        dialog = QColorDialog(QColor(self._card if self._card.startswith("#") else "#000000"), self)
        dialog.setWindowTitle(self.tr("Choose a colour"))
        dialog.colorSelected.connect(lambda colour: self.chosen.emit(colour.name()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _on_picked(self, value: object) -> None:
        if isinstance(value, str):
            self.chosen.emit(value)
            return
        # What is chosen stays the one that is shown.
        self.show_current()
        if value is _Other.PICTURE:
            self.ask_picture()
        else:
            self.ask_colour()
