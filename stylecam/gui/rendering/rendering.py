"""Files that are repainted, one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from stylecam.gui.desk import Desk
from stylecam.gui.leaving import leave_question
from stylecam.gui.messages import Message
from stylecam.gui.rendering.bar import RenderBar
from stylecam.gui.rendering.dialog import RenderDialog
from stylecam.gui.rendering.job import Failed, Job, Outcome, Painted, Progress, Stopped
from stylecam.gui.rendering.order import Order
from stylecam.gui.rendering.words import look_title
from stylecam.gui.saved import saved, show_in_folder
from stylecam.gui.services import Services
from stylecam.paths import existing_file


class Rendering(QObject):
    """Asks what to repaint, has it done and tells what came of it.

    Args:
        services: the command that repaints.
        desk: the look, the source and the engine that are proposed.

    Attributes:
        bar: for the window's messages.
    """

    told = Signal(object)
    """Message."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._dialog: RenderDialog | None = None
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
        self._job: Job | None = None
        self._waiting: deque[Order] = deque()
        self.bar = RenderBar()
        self.bar.cancelled.connect(self.cancel)

    @property
    def busy(self) -> bool:
        """Whether something is being repainted."""
        return self._job is not None

    @property
    def job(self) -> Job | None:
        """The one at work."""
        return self._job

    def ask(self, parent: QWidget) -> RenderDialog:
        """Let a person choose a file to repaint in the look that is shown."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return self._dialog
        look, source = self._desk.look, existing_file(self._desk.source)
        orders = [*([self._job.order] if self._job else []), *self._waiting]
        waiting = [order.target for order in orders]
        dialog = RenderDialog(look, look_title(look, self._services.looks), waiting, self._folder, parent)
        if source is not None:
            dialog.set_source(source.absolute())
            dialog.mirror.setChecked(look.mirror)
        dialog.ordered.connect(self.add)
        dialog.finished.connect(self._forget_dialog)
        self._dialog = dialog
        dialog.open()
        return dialog

    def add(self, order: Order) -> None:
        """Do this after what is at work and what waits."""
        self._waiting.append(order)
        if self._job is None:
            self._start_next()
        self.bar.show_waiting(len(self._waiting))

    def cancel(self) -> None:
        """End the one at work; the next begins."""
        if self._job is not None:
            self.bar.show_ending()
            self._job.cancel()

    def ask_to_leave(self, parent: QWidget, leave: Callable[[], object]) -> QMessageBox:
        """While busy: ask whether to end everything, and if so end it and leave."""
        text = self.tr("A file is still being repainted. Close stylecam all the same?")
        kept = self.tr("What is painted already is kept in a file that plays.")

        def end() -> None:
            self.close()
            leave()

        return leave_question(text, kept, parent, end)

    def close(self) -> None:
        """End everything, waiting for it. Idempotent."""
        self._waiting.clear()
        if self._dialog is not None:
            self._dialog.reject()
        if self._job is not None:
            self._job.wait_for_end()

    def _start_next(self) -> None:
        order = self._waiting.popleft()
        self._job = Job(order, self._services, self._desk.engine)
        self._job.progressed.connect(self._show_progress)
        self._job.ended.connect(self._on_ended)
        self.bar.begin(order)
        self._job.start()

    def _show_progress(self, progress: Progress) -> None:
        if self.bar.cancel_button.isEnabled():
            self.bar.show_progress(progress)

    def _on_ended(self, outcome: Outcome) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self.told.emit(self._message(outcome))
        if self._waiting:
            self._start_next()
        else:
            self.bar.hide()
        self.bar.show_waiting(len(self._waiting))

    def _message(self, outcome: Outcome) -> Message:
        match outcome:
            case Painted(path):
                return saved(path)
            case Stopped(partial):
                if partial is None:
                    return Message(self.tr("Ended before there was anything to keep."))
                text = self.tr("Ended. What was painted: %1").replace("%1", str(partial))
                return Message(text, "info", show_in_folder(partial))
            case Failed(why, partial):
                return Message(why, "error", show_in_folder(partial) if partial else None)

    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._folder = self._dialog.folder
        self._dialog = None
