"""Recordings that a crash has left are finished at the start."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stylecam.gui.messages import Message
from stylecam.gui.saved import show_in_folder


class Rescue(QObject):
    """Finishes them once, beside the window's thread.

    Args:
        rescue: finishes one after the other, and gives their files.
    """

    told = Signal(object)
    """Message."""
    _done = Signal(object)

    def __init__(self, rescue: Callable[[], Iterable[Path]]) -> None:
        super().__init__()
        self._rescue = rescue
        self._closed = threading.Event()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stylecam-rescue")
        self._done.connect(self._tell)

    def start(self) -> None:
        self._worker.submit(self._finish).add_done_callback(self._done.emit)

    def close(self) -> None:
        """End the thread; waits for the file that is being finished, the others are left for the next start."""
        self._closed.set()
        self._worker.shutdown(wait=True)

    def _finish(self) -> list[Path]:
        finished = []
        for path in self._rescue():
            finished.append(path)
            if self._closed.is_set():
                break
        return finished

    def _tell(self, work: Future[list[Path]]) -> None:
        paths = work.result()
        if not paths:
            return
        if len(paths) == 1:
            text = self.tr("An unfinished recording was saved: %1").replace("%1", paths[0].name)
        else:
            names = ", ".join(path.name for path in paths)
            text = self.tr("Unfinished recordings were saved: %1").replace("%1", names)
        self.told.emit(Message(text, "info", show_in_folder(paths[0])))
