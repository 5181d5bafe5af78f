"""A small dialog for one line of text, which says while it is typed what will come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from stylecam.gui import theme


@dataclass(frozen=True)
class Verdict:
    """What becomes of a text.

    Attributes:
        button: what the button that takes it says.
        note: one line below the text, "" for none.
        allowed: whether it can be taken.
    """

    button: str
    note: str = ""
    allowed: bool = True


class AskDialog(QDialog):
    """Asks; it is deleted when it is closed.

    Args:
        title: the dialog's.
        question: what stands above the line.
        proposal: what stands in the line to begin with.
        judge: the verdict on a text.
        parent: the widget it belongs to.
    """

    answered = Signal(str)
    """The text, which was allowed."""

    def __init__(
        self, title: str, question: str, proposal: str, judge: Callable[[str], Verdict], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._judge = judge
        self.line = QLineEdit(proposal)
        self.line.selectAll()
        label = QLabel(question)
        label.setBuddy(self.line)
        self.note = theme.named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        for button in buttons.buttons():
            button.setIcon(QIcon())
        self.take_button = buttons.button(standard.Ok)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        self.line.textChanged.connect(self._show_verdict)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * theme.GAP] * 4)
        layout.setSpacing(theme.GAP)
        for part in (label, self.line, self.note, buttons):
            layout.addWidget(part)
        # Room for two lines, so that nothing moves while one types.
        self.note.setMinimumHeight(2 * self.note.fontMetrics().lineSpacing())
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setMinimumWidth(52 * theme.letter_width(self.fontMetrics()))
        self._show_verdict(proposal)

    def _show_verdict(self, text: str) -> None:
        verdict = self._judge(text)
        self.take_button.setText(verdict.button)
        self.take_button.setEnabled(verdict.allowed)
        self.note.setText(verdict.note)

    def _take(self) -> None:
        self.answered.emit(self.line.text())
        self.accept()
