"""Asks how the camera's picture is to be painted slowly."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from stylecam.frame import Pixels
from stylecam.gui import theme
from stylecam.gui.devices.choices import size_text
from stylecam.gui.mixer.segments import Segment, Segments
from stylecam.gui.rendering.elided import ElidedLabel
from stylecam.gui.rendering.job import Failed, Outcome
from stylecam.gui.services import SlowOrder, SlowPainter
from stylecam.gui.slowly.job import Import
from stylecam.gui.slowly.picture import Picture
from stylecam.gui.slowly.words import SIZES, USUAL, details, duration, paintable, size_of, style_note, style_title
from stylecam.gui.stage.picture import image_of
from stylecam.look import Look

DOWNLOAD = "stylecam weights download vgg19"
"""Brings the weights that it needs."""

LEAST = QSize(192, 144)
"""Of the camera's picture."""

WIDTH = 44
"""Letters side by side, beside the picture."""


class SlowlyDialog(QDialog):
    """The picture, the look, the painting's size and what is still missing; it is deleted when it is closed.

    Args:
        content: the camera's picture.
        look: how to paint.
        painter: paints it.
        device: what to compute on.
        parent: the widget it belongs to.
    """

    ordered = Signal(object)
    """SlowOrder."""

    def __init__(self, content: Pixels, look: Look, painter: SlowPainter, device: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Paint this still slowly"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look, self._painter, self._device = look, painter, device
        self._content_size = (content.shape[1], content.shape[0])
        self._style = paintable(look)
        self._size = USUAL
        self._import: Import | None = None
        self.picture = Picture(self.tr("The camera's picture"), LEAST, LEAST)
        self.picture.show_image(image_of(content))
        self.style_name = QLabel(style_title(self._style), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.style_note = _quiet(style_note(look, self._style))
        self.details = _quiet(details(look))
        self.sizes = Segments(
            self.tr("Longest side"), [Segment(str(size), str(size), duration(size)) for size in SIZES]
        )
        self.sizes.choose(str(USUAL))
        self.sizes.chosen.connect(self.choose_size)
        self.size_note = _quiet("")
        self.folder = ElidedLabel()
        self.folder.show_text(str(painter.folder))
        self.missing = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.missing.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.import_button = QPushButton(self.tr("Import files…"))
        self.import_button.setToolTip(self.tr("Choose vgg_normalised.pth and decoder.pth"))
        self.import_button.setAutoDefault(False)
        self.import_button.clicked.connect(self.ask_files)
        self._lay_out()
        self.choose_size(str(USUAL))
        self._judge("")

    def choose_size(self, longest: str) -> None:
        """So many pixels for the painting's longest side."""
        self._size = int(longest)
        text = self.tr("%1 pixels: %2, and longer while the live picture takes the processor.")
        size = size_text(size_of(self._content_size, self._size))
        self.size_note.setText(text.replace("%1", size).replace("%2", duration(self._size)))
        self._fit()

    def ask_files(self) -> QFileDialog:
        """Let a person choose the published files."""
        dialog = QFileDialog(self, self.tr("Choose vgg_normalised.pth and decoder.pth"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Weights (%1)").replace("%1", "*.pth *.safetensors"), self.tr("All files (*)")])
        dialog.filesSelected.connect(lambda names: self.import_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def import_files(self, files: list[Path]) -> None:
        """Make the weights of these."""
        self._import = Import(files, self._painter)
        self._import.ended.connect(self._on_imported)
        self.import_button.setEnabled(False)
        self._say_missing(self.tr("Importing …"))
        self._import.start()

    def accept(self) -> None:
        """Order it."""
        if self._style is None or not self._painter.ready():
            self._judge("")
            return
        look = self._look
        order = SlowOrder(self._style, self._size, look.strength, look.brush, look.keep_color, self._device)
        super().accept()
        # Then: this window would stand in the way of the painting's.
        self.ordered.emit(order)

    def done(self, result: int) -> None:
        if self._import is not None:
            self._import.ended.disconnect(self._on_imported)
            self._import.wait_for_end()
        super().done(result)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(WIDTH * theme.letter_width(self.fontMetrics()) + LEAST.width(), 0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_imported(self, outcome: Outcome) -> None:
        self._import = None
        self.import_button.setEnabled(True)
        self._judge(outcome.why if isinstance(outcome, Failed) else "")

    def _judge(self, trouble: str) -> None:
        """Say what is missing, if anything; `trouble` is why an import has failed."""
        ready = self._painter.ready()
        can_be_painted = ready and self._style is not None
        self.start_button.setEnabled(can_be_painted)
        self.import_button.setHidden(ready)
        text = self.tr("This needs the weights of VGG-19, which do not ship: run “%1”, or import the published files.")
        self._say_missing("" if ready else trouble or text.replace("%1", DOWNLOAD))

    def _say_missing(self, text: str) -> None:
        self.missing.setText(text)
        self.missing.setVisible(bool(text))
        self._fit()

    def _fit(self) -> None:
        """As high as its lines are at this width: Qt's own minimum knows only short ones."""
        layout = self.layout()
        if self.isVisible() and layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def _lay_out(self) -> None:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.start_button = buttons.button(standard.Ok)
        self.start_button.setText(self.tr("Start"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        right = QVBoxLayout()
        right.setSpacing(2 * theme.GAP)
        groups: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (self.tr("Style"), (self.style_name, self.style_note, self.details)),
            (self.tr("Longest side"), (self.sizes, self.size_note)),
            (self.tr("Saved in"), (self.folder,)),
        )
        for title, widgets in groups:
            group = QVBoxLayout()
            group.setSpacing(theme.GAP // 2)
            for part in (theme.named(QLabel(title), "heading"), *widgets):
                group.addWidget(part)
            right.addLayout(group)
        self.style_note.setVisible(bool(self.style_note.text()))
        right.addStretch(1)
        above = QHBoxLayout()
        above.setSpacing(2 * theme.GAP)
        above.addWidget(self.picture, 1)
        above.addLayout(right, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * theme.GAP] * 4)
        layout.setSpacing(2 * theme.GAP)
        layout.addLayout(above, 1)
        layout.addWidget(self.missing)
        layout.addWidget(self.import_button, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(buttons)


def _quiet(text: str) -> QLabel:
    return theme.named(QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
