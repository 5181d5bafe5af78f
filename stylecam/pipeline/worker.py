"""A thread that owns one thing, says how it is, and never takes the others down with it."""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod

from stylecam.errors import StylecamError
from stylecam.pipeline.status import State, WorkerStatus

log = logging.getLogger(__name__)


class Worker(ABC):
    """Runs `_work` in a thread of its own; whatever that raises ends this worker alone.

    A `StylecamError` is the user's to read: its line becomes the status. Anything else is a fault of ours: it is
    logged with its traceback, and the status says so in one line.
    """

    def __init__(self, role: str, name: str) -> None:
        self._stop = threading.Event()
        self._status = WorkerStatus(name, State.STARTING)
        # A daemon: a driver that never returns must not keep the process alive.
        self._thread = threading.Thread(target=self._run, name=f"stylecam-{role}", daemon=True)

    @property
    def worker_status(self) -> WorkerStatus:
        return self._status

    @property
    def thread_name(self) -> str:
        return self._thread.name

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end; returns at once."""
        self._stop.set()

    def join(self, timeout: float) -> bool:
        """Wait for its end; False when it has not ended by then."""
        if self._thread.ident is not None:
            self._thread.join(max(0.0, timeout))
        return not self._thread.is_alive()

    @abstractmethod
    def _work(self) -> None:
        """Everything this thread does, releasing what it owns at the end."""

    def _say(self, state: State, detail: str = "", name: str | None = None, error: StylecamError | None = None) -> None:
        self._status = WorkerStatus(name if name is not None else self._status.name, state, detail, error)

    def _run(self) -> None:
        try:
            self._work()
        except StylecamError as error:
            self._say(State.FAILED, str(error), error=error)
        except Exception as error:  # the boundary of a thread: nobody above could catch it
            log.exception("%s failed", self._thread.name)
            detail = " ".join(f"internal error: {type(error).__name__}: {error}".split())
            self._say(State.FAILED, detail, error=StylecamError(detail))
        else:
            # A worker may have said itself how it ended: lost, say.
            if self._status.state in (State.STARTING, State.RUNNING):
                self._say(State.ENDED)
