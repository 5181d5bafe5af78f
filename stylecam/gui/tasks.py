"""Long work beside everything else: how far it is, and a way to end it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from stylecam.gui import theme
from stylecam.gui.icon_button import IconButton


class TaskBar(QWidget):
    """One task in one quiet line: shown while it goes on.

    Args:
        text: what is done; where there is no room for all its words it is whole as a tip.
    """

    cancelled = Signal()
    """A person wants it to end."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.label, self.numbers = theme.named(_Words(text), "quiet"), theme.named(QLabel(), "quiet")
        self.bar = theme.named(QProgressBar(textVisible=False), "quietBar")
        self.bar.setAccessibleName(text)
        self.cancel_button = IconButton("close", self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.cancelled)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, theme.GAP, 0, 0)
        layout.setHorizontalSpacing(theme.GAP)
        layout.setVerticalSpacing(theme.GAP // 4)
        layout.setColumnStretch(0, 1)
        for column, part in enumerate((self.label, self.numbers, self.cancel_button)):
            layout.addWidget(part, 0, column)
        layout.addWidget(self.bar, 1, 0, 1, 3)
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """So much of so much is done; nothing is shown when all is. A total of 0 is not known."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.numbers.setText(f"{done} / {total}" if total else "")
        self.setToolTip(f"{self._text}   {self.numbers.text()}".strip())
        self.setVisible(total == 0 or done < total)


class _Words(QLabel):
    """As much of a text as there is room for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = text
        # Narrower than its words, if need be.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.setText(first_words(self._whole, self.fontMetrics(), self.contentsRect().width()))


def first_words(text: str, letters: QFontMetrics, room: int) -> str:
    """As many whole words as fit into so many pixels, with dots for the others; "" where not even one does.

    Writing without spaces, such as Chinese, may break after any letter.
    """
    words = text.split(" ")
    if len(words) == 1:
        return letters.elidedText(text, Qt.TextElideMode.ElideRight, room)
    shorter = (f"{' '.join(words[:count])} …" for count in range(len(words) - 1, 0, -1))
    return next((said for said in (text, *shorter) if letters.horizontalAdvance(said) <= room), "")
