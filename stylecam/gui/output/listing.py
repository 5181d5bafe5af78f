"""What is plugged in, looked at now and then beside the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal


class Listing(QObject):
    """Looks once each time it is asked to, and not again before it has seen.

    Args:
        look: for what is plugged in; may take a second.
    """

    found = Signal(object)
    """tuple: what was seen."""
    _done = Signal(object)

    def __init__(self, look: Callable[[], Sequence[object]]) -> None:
        super().__init__()
        self._look = look
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stylecam-listing")
        self._looking = self._closed = False
        self._done.connect(self._tell)

    def look(self) -> None:
        """Now; `found` comes later."""
        if not self._looking and not self._closed:
            self._looking = True
            self._worker.submit(self._look).add_done_callback(self._done.emit)

    def close(self) -> None:
        """End the thread; waits for at most one look. Idempotent."""
        self._closed = True
        self._worker.shutdown(wait=True)

    def _tell(self, look: Future[Sequence[object]]) -> None:
        self._looking = False
        if not self._closed:
            self.found.emit(tuple(look.result()))
