"""How far a file is that is being repainted, over the picture, with a way to end it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QPushButton

from stylecam.gui import theme
from stylecam.gui.rendering.elided import ElidedLabel
from stylecam.gui.rendering.job import Progress
from stylecam.gui.rendering.order import Order
from stylecam.gui.rendering.words import progress_text


class RenderBar(QFrame):
    """Shown while something is repainted."""

    cancelled = Signal()
    """A person wants the one that is at work to end."""

    def __init__(self) -> None:
        super().__init__()
        theme.named(self, "messageBar")
        theme.set_mood(self, "info")
        self._waiting = 0
        self.name = ElidedLabel()
        self.numbers = theme.named(QLabel(wordWrap=True), "quiet")
        self.bar = QProgressBar(textVisible=False)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Ends it; what is painted already is kept"))
        self.cancel_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel_button.clicked.connect(self.cancelled)
        layout = QGridLayout(self)
        layout.setContentsMargins(theme.GAP + 4, theme.GAP, theme.GAP, theme.GAP)
        layout.setHorizontalSpacing(2 * theme.GAP)
        layout.setColumnStretch(0, 1)
        # The words have the whole width: in a narrow window with large letters there is not much of it.
        layout.addWidget(self.name, 0, 0, 1, 2)
        layout.addWidget(self.bar, 1, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.cancel_button, 1, 1)
        layout.addWidget(self.numbers, 2, 0, 1, 2)
        self.hide()

    def begin(self, order: Order) -> None:
        """This one is at work now."""
        self.name.show_text(self.tr("Repainting %1").replace("%1", order.source.name))
        self.bar.setAccessibleName(self.name.whole)
        self.cancel_button.setEnabled(True)
        self.show_progress(None)
        self.show()

    def show_progress(self, progress: Progress | None) -> None:
        """How far it is; None before its first frame."""
        self.bar.setRange(0, (progress.total or 0) if progress else 0)
        self.bar.setValue(progress.done if progress else 0)
        self._show_numbers(progress_text(progress))

    def show_waiting(self, count: int) -> None:
        """So many others come after it."""
        self._waiting = count
        self._show_numbers(self._said)

    def show_ending(self) -> None:
        """It was asked to end."""
        self.cancel_button.setEnabled(False)
        self._show_numbers(self.tr("Ending …"))

    def _show_numbers(self, text: str) -> None:
        self._said = text
        waiting = self.tr("%1 more after it").replace("%1", str(self._waiting))
        self.numbers.setText(f"{text}\n{waiting}" if self._waiting else text)
