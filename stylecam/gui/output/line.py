"""One quiet line on how something goes, with a dot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from stylecam.gui import theme


class StateLine(QWidget):
    """A dot in the colour of a mood, and words."""

    def __init__(self) -> None:
        super().__init__()
        self.dot = theme.named(QFrame(), "stateDot")
        self.dot.setFixedSize(8, 8)
        self.label = theme.named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.dot, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.label, 1)

    def show_state(self, mood: str, text: str) -> None:
        theme.set_mood(self.dot, mood)
        self.label.setText(text)
