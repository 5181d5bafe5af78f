"""The camera's picture of one moment, painted slowly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from stylecam.errors import SinkError
from stylecam.frame import Frame, Pixels
from stylecam.gui.desk import Desk
from stylecam.gui.leaving import leave_question
from stylecam.gui.messages import Message
from stylecam.gui.rendering.job import Failed, Outcome, Painted, Stopped
from stylecam.gui.saved import saved, show_in_folder
from stylecam.gui.services import SlowOrder, SlowPainter
from stylecam.gui.slowly.dialog import SlowlyDialog
from stylecam.gui.slowly.easel import Easel
from stylecam.gui.slowly.job import Progress, SlowJob
from stylecam.gui.stage.picture import image_of
from stylecam.look import Look
from stylecam.naming import new_file
from stylecam.stills import StillFormat
from stylecam.styles import WeightedStyle


class Slowly(QObject):
    """Asks how to paint what the camera sees now, has it done, shows it and tells what came of it; one at a time.

    Args:
        painter: does it.
        desk: the look and the device to paint with.
        newest: the frame that is shown.
        form: the files' format.
    """

    told = Signal(object)
    """Message."""

    def __init__(
        self,
        painter: SlowPainter,
        desk: Desk,
        newest: Callable[[], Frame | None],
        form: Callable[[], StillFormat],
    ) -> None:
        super().__init__()
        self._painter, self._desk, self._newest, self._form = painter, desk, newest, form
        self._dialog: SlowlyDialog | None = None
        self._job: SlowJob | None = None
        self._easel: Easel | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being painted."""
        return self._job is not None

    @property
    def job(self) -> SlowJob | None:
        """The one at work."""
        return self._job

    @property
    def easel(self) -> Easel | None:
        """The window of the one at work."""
        return self._easel

    def ask(self, parent: QWidget) -> SlowlyDialog | Easel | None:
        """Let a person choose how to paint what the camera sees now; while one is at work, show that instead."""
        shown = self._dialog or self._easel
        if shown is not None:
            shown.show()
            shown.raise_()
            shown.activateWindow()
            return shown
        frame = self._newest()
        if frame is None or frame.content is None:
            self.told.emit(Message(self.tr("There is no picture to paint yet."), "warning"))
            return None
        content, look = frame.content, self._desk.look
        dialog = self._dialog = SlowlyDialog(content, look, self._painter, self._desk.engine[0], parent)
        dialog.ordered.connect(lambda order: self.start(content, order, parent))
        dialog.finished.connect(self._forget_dialog)
        dialog.open()
        return dialog

    def start(self, content: Pixels, order: SlowOrder, parent: QWidget) -> None:
        """Paint this."""
        try:
            look = Look((WeightedStyle(order.style),))
            target = new_file(self._painter.folder, look, f".{self._form()}", datetime.now())
        except SinkError as error:
            self.told.emit(Message(str(error), "error"))
            return
        job = self._job = SlowJob(content, target, order, self._painter)
        easel = self._easel = Easel(image_of(content), target, parent)
        job.progressed.connect(self._show_progress)
        job.previewed.connect(easel.show_picture)
        job.ended.connect(self._on_ended)
        easel.cancelled.connect(self.cancel)
        easel.finished.connect(self._on_hidden)
        easel.show()
        job.start()

    def cancel(self) -> None:
        """End the one at work; its best painting so far is kept."""
        if self._job is not None and self._easel is not None:
            self._easel.show_ending()
            self._job.cancel()

    def ask_to_leave(self, parent: QWidget, leave: Callable[[], object]) -> QMessageBox:
        """While busy: ask whether to end it, and if so end it and leave."""
        text = self.tr("A picture is still being painted. Close stylecam all the same?")
        kept = self.tr("The best painting so far is kept.")

        def end() -> None:
            self.close()
            leave()

        return leave_question(text, kept, parent, end)

    def close(self) -> None:
        """End everything, waiting for it. Idempotent."""
        if self._dialog is not None:
            self._dialog.reject()
        if self._job is not None:
            self._job.wait_for_end()

    def _show_progress(self, progress: Progress) -> None:
        if self._easel is not None and self._easel.cancel_button.isEnabled():
            self._easel.show_progress(progress)

    def _on_ended(self, outcome: Outcome) -> None:
        job, easel, self._job, self._easel = self._job, self._easel, None, None
        if job is not None:
            job.deleteLater()
        if easel is not None:
            easel.show_outcome(outcome)
            if easel.isHidden():
                easel.deleteLater()
            else:
                easel.finished.connect(easel.deleteLater)
        self.told.emit(self._message(outcome))

    def _on_hidden(self) -> None:
        if self.busy:
            text = self.tr("It goes on being painted; “Paint this still slowly” in the Output menu shows it again.")
            self.told.emit(Message(text))

    def _message(self, outcome: Outcome) -> Message:
        match outcome:
            case Painted(path):
                return saved(path)
            case Stopped(partial):
                if partial is None:
                    return Message(self.tr("Ended before there was anything to keep."))
                text = self.tr("Ended. The best painting so far: %1").replace("%1", str(partial))
                return Message(text, "info", show_in_folder(partial))
            case Failed(why, partial):
                return Message(why, "error", show_in_folder(partial) if partial else None)

    def _forget_dialog(self) -> None:
        self._dialog = None
