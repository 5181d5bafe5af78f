"""What people are told, in bars over the picture: nothing waits for an answer, nothing moves when one comes or goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.pipeline.status import PipelineStatus, State

Mood = Literal["info", "warning", "error"]

SHOWN_FOR = 7000
"""Milliseconds after which good news leave by themselves."""


@dataclass(frozen=True)
class Offer:
    """Something that can be done about a message: what its button says, and what it does."""

    label: str
    do: Callable[[], object]


@dataclass(frozen=True)
class Message:
    """Lines to show.

    Attributes:
        text: what, where, and the mend.
        mood: whether it is news ("info"), goes on in spite of it ("warning"), or something has ended ("error").
        offer: a button beside it.
    """

    text: str
    mood: Mood = "info"
    offer: Offer | None = None


def message_of(status: PipelineStatus) -> Message | None:
    """What is wrong with the pipeline's workers; None when nothing is. A refusal is news, and told as such."""
    refused = status.refusal.detail if status.refusal else ""
    workers = (status.engine, status.source, *status.sinks)
    troubled = [worker for worker in workers if worker.detail not in ("", refused)]
    if not troubled:
        return None
    failed = any(worker.state is State.FAILED for worker in troubled)
    return Message("\n".join(worker.detail for worker in troubled), "error" if failed else "warning")


class MessageBar(QFrame):
    """One message; closed by its cross, by its offer, or by the next one."""

    closed = Signal()
    """A person closed it, or took its offer."""

    def __init__(self) -> None:
        super().__init__()
        theme.named(self, "messageBar")
        self._offer: Offer | None = None
        self.label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.offer_button = QPushButton()
        self.offer_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.offer_button.clicked.connect(self._take_offer)
        self.close_button = QToolButton()
        self.close_button.setText("×")
        self.close_button.setToolTip(self.tr("Close this message"))
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self._close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP + 4, theme.GAP, theme.GAP, theme.GAP)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.offer_button, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_message(self, message: Message | None) -> None:
        """Show it, or nothing."""
        self._offer = message.offer if message else None
        if message is not None:
            self.label.setText(message.text)
            self.setAccessibleName(message.text)
            self.offer_button.setText(message.offer.label if message.offer else "")
            self.offer_button.setVisible(message.offer is not None)
            theme.set_mood(self, message.mood)
        self.setVisible(message is not None)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _take_offer(self) -> None:
        offer = self._offer
        self._close()
        if offer is not None:
            offer.do()


class Messages(QWidget):
    """The bars: what is wrong with the pipeline, which leaves when it is mended, and the newest other news.

    Attributes:
        leaving: runs while good news are shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trouble, self.news = MessageBar(), MessageBar()
        self._trouble: Message | None = None
        self._closed: Message | None = None
        self.leaving = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self.leaving.timeout.connect(self.news.hide)
        self.trouble.closed.connect(self._close_trouble)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.GAP + 4] * 4)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.trouble)
        layout.addWidget(self.news)
        # The picture goes on taking clicks where there is no bar.
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def add(self, bar: QWidget) -> None:
        """Another bar below these, such as a long task's."""
        self._layout.addWidget(bar)

    def show_trouble(self, message: Message | None) -> None:
        """Called with each look at the pipeline: a message that a person closed stays closed until another comes."""
        if message is None:
            self._closed = None
        if message == self._trouble:
            return
        self._trouble = message
        self.trouble.show_message(None if message == self._closed else message)

    def tell(self, message: Message) -> None:
        """News: good ones leave by themselves, others are closed."""
        self.news.show_message(message)
        if message.mood == "info":
            self.leaving.start()
        else:
            self.leaving.stop()

    def _close_trouble(self) -> None:
        self._closed = self._trouble
