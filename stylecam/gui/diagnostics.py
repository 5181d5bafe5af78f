"""The doctor's report, on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from stylecam.gui.messages import Message


class Diagnostics(QObject):
    """Asks the doctor beside the window's thread: to try every device takes seconds.

    Args:
        diagnose: gives the report.
    """

    told = Signal(object)
    """Message."""
    _done = Signal(object)

    def __init__(self, diagnose: Callable[[], str]) -> None:
        super().__init__()
        self._diagnose = diagnose
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stylecam-diagnostics")
        self._asked: Future[str] | None = None
        self._done.connect(self._copy)

    def copy(self) -> None:
        """Put the report on the clipboard as soon as it is there; once, however often it is asked for meanwhile."""
        if self._asked is not None and not self._asked.done():
            return
        self.told.emit(Message(self.tr("Looking at this machine …")))
        self._asked = self._worker.submit(self._diagnose)
        self._asked.add_done_callback(self._done.emit)

    def close(self) -> None:
        """End the thread; waits for a report that is being made. Idempotent."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _copy(self, report: Future[str]) -> None:
        if report.cancelled():
            return
        QGuiApplication.clipboard().setText(report.result())
        self.told.emit(Message(self.tr("The report is on the clipboard: paste it where you ask for help.")))
