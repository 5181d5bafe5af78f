"""The window in which a picture is painted slowly."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.rendering.elided import ElidedLabel
from stylecam.gui.rendering.job import Failed, Outcome, Painted, Stopped
from stylecam.gui.rendering.job import Progress as Counted
from stylecam.gui.rendering.words import progress_text
from stylecam.gui.saved import show_in_folder
from stylecam.gui.slowly.job import Progress
from stylecam.gui.slowly.picture import Picture

LEAST = QSize(320, 180)
USUAL = 640
"""Pixels of the picture's longest side when it opens."""

FINE = 1000
"""Parts that the bar moves by."""


class Easel(QDialog):
    """Shows a painting as it grows, and at last the finished one. To close it ends nothing.

    Args:
        content: what is painted.
        target: the painting's file.
        parent: the window it belongs to.
    """

    cancelled = Signal()
    """A person wants it to end."""

    def __init__(self, content: QImage, target: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Painting slowly"))
        self._kept: Path | None = None
        usual = content.size().scaled(USUAL, USUAL, Qt.AspectRatioMode.KeepAspectRatio)
        self.picture = Picture(self.tr("The painting so far"), LEAST, usual)
        self.picture.show_image(content)
        self.name = ElidedLabel()
        self.name.show_text(target.name)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(target.name)
        self.numbers = theme.named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.numbers.setMinimumHeight(self.numbers.fontMetrics().lineSpacing())
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Ends it; the best painting so far is kept"))
        self.cancel_button.clicked.connect(self.cancelled)
        self.folder_button = QPushButton()
        self.folder_button.clicked.connect(self._show_in_folder)
        self.folder_button.hide()
        self.close_button = QPushButton(self.tr("Hide"))
        self.close_button.setToolTip(self.tr("It goes on meanwhile"))
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        # Not the one that ends it.
        self.close_button.setFocus()
        self.show_progress(None)

    def show_progress(self, progress: Progress | None) -> None:
        """How far it is; None before its first step."""
        if progress is None:
            self.bar.setRange(0, 0)
            self.numbers.setText(progress_text(None))
            return
        done = round(progress.share * FINE)
        self.bar.setRange(0, FINE)
        self.bar.setValue(done)
        words = [progress_text(Counted(done, FINE, progress.seconds_left))]
        if progress.scales > 1:
            text = self.tr("from coarse to fine: %1 of %2").replace("%1", str(progress.scale))
            words.append(text.replace("%2", str(progress.scales)))
        self.numbers.setText("   ·   ".join(words))

    def show_picture(self, path: Path) -> None:
        """Show what is in this file; what cannot be read is left out."""
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        self.picture.show_image(reader.read())

    def show_ending(self) -> None:
        """It was asked to end."""
        self.cancel_button.setEnabled(False)
        self.bar.setRange(0, 0)
        self.numbers.setText(self.tr("Ending …"))

    def show_outcome(self, outcome: Outcome) -> None:
        """It has ended."""
        match outcome:
            case Painted(path):
                self._kept, text = path, self.tr("Done.")
            case Stopped(partial):
                self._kept, text = partial, self.tr("Ended. This is the best painting so far.")
            case Failed(why, partial):
                self._kept, text = partial, why
        self.numbers.setText(text)
        self.bar.hide()
        self.cancel_button.hide()
        self.close_button.setText(self.tr("Close"))
        self.close_button.setToolTip("")
        self.close_button.setFocus()
        if self._kept is not None:
            self.show_picture(self._kept)
            self.name.show_text(self._kept.name)
            self.picture.setAccessibleName(self.tr("The painting"))
            self.folder_button.setText(show_in_folder(self._kept).label)
            self.folder_button.show()

    def _show_in_folder(self) -> None:
        if self._kept is not None:
            show_in_folder(self._kept).do()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.cancel_button, self.folder_button, self.close_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * theme.GAP] * 4)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.picture, 1)
        for part in (self.name, self.bar, self.numbers):
            layout.addWidget(part)
        layout.addLayout(buttons)
