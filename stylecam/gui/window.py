"""The main window: puts the parts together and polls the pipeline."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.actions import add_action, add_desk_actions
from stylecam.gui.choices import SourceChoice, styles_of, title_of
from stylecam.gui.desk import Desk
from stylecam.gui.messages import MessageBar, message_of
from stylecam.gui.panel import Panel
from stylecam.gui.preview import Preview
from stylecam.gui.statusline import StatusLine
from stylecam.gui.thumbnails import ThumbnailLoader
from stylecam.look import Look
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.status import PipelineStatus, State
from stylecam.styles import Style

POLL_EVERY = 250
"""Milliseconds between two looks at the pipeline's status."""


class Window(QMainWindow):
    """Shows a pipeline and works it; to close it ends everything the window started, but not the pipeline.

    Args:
        pipeline: started and stopped by whoever made it.
        styles: the gallery; styles of the look that are not among them come first.
        sources: what the picker offers.
        look: what the pipeline's engine shows already.
        source: the specification of the source that the pipeline opens already.
    """

    closed = Signal()
    """A person closed it, or something else did; nothing of it runs any more."""

    def __init__(
        self,
        pipeline: Pipeline,
        styles: Sequence[Style],
        sources: Sequence[SourceChoice],
        look: Look,
        source: str,
    ) -> None:
        super().__init__()
        strangers = [style for style in styles_of(look) if style not in styles]
        self._pipeline = pipeline
        self.desk = Desk(pipeline, [*strangers, *styles], look, source)
        self.preview = Preview(pipeline.preview.take)
        self.message_bar = MessageBar()
        self.status_line = StatusLine()
        self.panel = Panel(self.desk, sources)
        self._lay_out()
        self._add_actions()
        self.desk.look_changed.connect(self._show_title)
        self._show_title(look)
        self._thumbnails = ThumbnailLoader()
        self._load_thumbnails()
        self._poll = QTimer(self, interval=POLL_EVERY)
        self._poll.timeout.connect(self._show_status)
        self._poll.start()
        self._show_status()
        self.preview.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.fit_to(event.size().width())
        # At once: laid out one event later, the panel would be seen outside the window first.
        self._body.activate()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._poll.stop()
        self.preview.stop()
        self._thumbnails.close()
        super().closeEvent(event)
        self.closed.emit()

    def toggle_full_screen(self) -> None:
        """The picture alone, on the whole screen; or back."""
        full = not self.isFullScreen()
        self.panel.setHidden(full)
        self.status_line.setHidden(full)
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _leave_full_screen(self) -> None:
        if self.isFullScreen():
            self.toggle_full_screen()

    def _lay_out(self) -> None:
        stage = QGridLayout()
        stage.addWidget(self.preview, 0, 0)
        stage.addWidget(self._margined(self.message_bar), 0, 0, Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(stage, 1)
        left.addWidget(self.status_line)
        body = QWidget()
        layout = self._body = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self.panel)
        self.setCentralWidget(body)
        self.setMinimumSize(640, 480)

    @staticmethod
    def _margined(bar: MessageBar) -> QWidget:
        """The bar with air around it; the picture below goes on taking clicks beside the bar."""
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(*[theme.GAP + 4] * 4)
        layout.addWidget(bar)
        return holder

    def _add_actions(self) -> None:
        add_desk_actions(self, self.desk)
        add_action(self, self.tr("Full screen"), Qt.Key.Key_F11, self.toggle_full_screen)
        add_action(self, self.tr("Leave full screen"), Qt.Key.Key_Escape, self._leave_full_screen)
        add_action(self, self.tr("Quit"), "Ctrl+Q", self.close)

    def _load_thumbnails(self) -> None:
        self._thumbnails.loaded.connect(self.panel.gallery.show_picture)
        self._thumbnails.failed.connect(self.panel.gallery.show_trouble)
        for style in self.desk.styles:
            self._thumbnails.ask(style)

    def _show_title(self, look: Look) -> None:
        self.setWindowTitle(title_of(look))

    def _show_status(self) -> None:
        status = self._pipeline.status()
        latency = self.preview.latency.percentiles()
        source = self.panel.picker.currentText()
        self.status_line.show_status(status, source, latency.p50 if latency else None)
        self.message_bar.show_message(message_of(status))
        self.preview.show_notice(self._notice_of(status, source))
        if State.FAILED in (status.source.state, status.engine.state):
            # A frozen picture would look alive.
            self.preview.clear()

    def _notice_of(self, status: PipelineStatus, source: str) -> str:
        """What to say while there is no picture."""
        if State.FAILED in (status.source.state, status.engine.state):
            return self.tr("No picture")
        if status.source.state is State.STARTING:
            return self.tr("Opening %1 …").replace("%1", source)
        if status.engine.state is State.STARTING:
            return self.tr("Preparing the brushes …")
        return ""
