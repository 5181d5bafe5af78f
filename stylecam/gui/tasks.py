"""Long work: how far it is, and a way to end it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QPushButton

from stylecam.gui import theme


class TaskBar(QFrame):
    """One task: shown while it goes on.

    Args:
        text: what is done.
    """

    cancelled = Signal()
    """A person wants it to end."""

    def __init__(self, text: str) -> None:
        super().__init__()
        theme.named(self, "messageBar")
        theme.set_mood(self, "info")
        self.label = QLabel(text)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(text)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel_button.clicked.connect(self.cancelled)
        self._text = text
        layout = QGridLayout(self)
        layout.setContentsMargins(theme.GAP + 4, theme.GAP, theme.GAP, theme.GAP)
        layout.setColumnStretch(0, 1)
        layout.addWidget(self.label, 0, 0)
        layout.addWidget(self.bar, 1, 0)
        layout.addWidget(self.cancel_button, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """So much of so much is done; nothing is shown when all is. A total of 0 is not known."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.label.setText(f"{self._text}   {done} / {total}" if total else self._text)
        self.setVisible(total == 0 or done < total)
