"""What is wrong, said in a bar that leaves as soon as it is mended."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from stylecam.gui import theme
from stylecam.pipeline.status import PipelineStatus, State


@dataclass(frozen=True)
class Message:
    """Lines to show, and whether something has ended for good ("error") or goes on ("warning")."""

    text: str
    mood: str


def message_of(status: PipelineStatus) -> Message | None:
    """What is wrong with the pipeline's workers; None when nothing is."""
    troubled = [worker for worker in (status.engine, status.source, *status.sinks) if worker.detail]
    if not troubled:
        return None
    failed = any(worker.state is State.FAILED for worker in troubled)
    return Message("\n".join(worker.detail for worker in troubled), "error" if failed else "warning")


class MessageBar(QFrame):
    """Lies over the picture, so that nothing moves when it comes and goes; a message that was closed stays closed."""

    def __init__(self) -> None:
        super().__init__()
        theme.named(self, "messageBar")
        self._closed: Message | None = None
        self._shown: Message | None = None
        self.label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.close_button = QToolButton()
        self.close_button.setText("×")
        self.close_button.setFixedSize(24, 24)
        self.close_button.setToolTip(self.tr("Close this message"))
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self._close_message)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP + 4, theme.GAP, theme.GAP, theme.GAP)
        layout.addWidget(self.label)
        layout.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_message(self, message: Message | None) -> None:
        """Show it, or nothing."""
        self._shown = message
        if message is None:
            self._closed = None
        else:
            self.label.setText(message.text)
            theme.set_mood(self, message.mood)
        self.setVisible(message is not None and message != self._closed)

    def _close_message(self) -> None:
        self._closed = self._shown
        self.hide()
