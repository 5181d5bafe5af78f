"""The brush, and what else there is to do while a region is painted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.keys import keep_keys
from stylecam.gui.mixer.segments import Segment, Segments
from stylecam.gui.regions.editor import AT_FIRST, NARROWEST, WIDEST, Editor
from stylecam.gui.scale import PERCENT, LogScale
from stylecam.gui.slider import LabelledSlider

PAINT, ERASE = "paint", "erase"


class Tools(QWidget):
    """Asks the editor; shown while it paints.

    Args:
        editor: what is asked.
    """

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self.hint = theme.named(
            QLabel(self.tr("Paint over the region in the picture; the right button erases."), wordWrap=True), "quiet"
        )
        self.mode = Segments(
            self.tr("Brush"),
            (
                Segment(PAINT, self.tr("Paint"), self.tr("The brush adds to the region")),
                Segment(ERASE, self.tr("Erase"), self.tr("The brush takes away from the region; or the right button")),
            ),
        )
        self.width_slider = LabelledSlider(
            self.tr("Width of the brush"),
            LogScale(NARROWEST, WIDEST, steps=60, default=AT_FIRST),
            PERCENT,
            self.tr("How wide the brush is, in parts of the picture's height; or turn the wheel over the picture"),
        )
        self.undo = _button(self.tr("Undo"), self.tr("Takes the last stroke back (Ctrl+Z)"))
        self.clear = _button(self.tr("Clear"), self.tr("Takes away all that is painted"))
        self.done = _button(self.tr("Done"), self.tr("Takes the region as it is painted (Esc)"))
        self._lay_out()
        self.mode.chosen.connect(lambda mode: editor.set_erases(mode == ERASE))
        self.width_slider.moved.connect(editor.set_width)
        self.undo.clicked.connect(editor.undo)
        self.clear.clicked.connect(editor.clear)
        self.done.clicked.connect(editor.finish)
        editor.changed.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        for button in (self.undo, self.clear, self.done):
            buttons.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        for part in (self.hint, self.mode, self.width_slider):
            layout.addWidget(part)
        layout.addLayout(buttons)

    def _show(self) -> None:
        drawing = self._editor.drawing
        self.setVisible(drawing is not None)
        self.mode.choose(ERASE if self._editor.erases else PAINT)
        self.width_slider.set_value(self._editor.width)
        self.undo.setEnabled(drawing is not None and drawing.touched)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    button.setAccessibleDescription(tip)
    keep_keys(button, (Qt.Key.Key_Space,))
    return button
