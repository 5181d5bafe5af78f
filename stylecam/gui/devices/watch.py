"""Which cameras are plugged in, looked at again and again beside the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from stylecam.gui.services import Camera

LOOK_EVERY = 2.0
"""Seconds between two looks: about as long as a system takes to notice a plug."""


class CameraWatch(QObject):
    """Lists the cameras in one thread and tells when another list comes out. It rests until `set_active`.

    Args:
        cameras: lists them; may take a second.
        every: seconds between two looks.
    """

    changed = Signal(object)
    """tuple[Camera, ...], also the first time."""

    def __init__(self, cameras: Callable[[], Sequence[Camera]], every: float = LOOK_EVERY) -> None:
        super().__init__()
        self._cameras = cameras
        self._every = every
        self._state = threading.Condition()
        self._active = self._due = self._closed = False
        self._thread = threading.Thread(target=self._watch, name="stylecam-cameras", daemon=True)
        self._thread.start()

    def set_active(self, active: bool) -> None:
        """Look, at once to begin with, or rest."""
        with self._state:
            # Also after a rest so short that the thread has not noticed it.
            self._due |= active and not self._active
            self._active = active
            self._state.notify()

    def close(self) -> None:
        """End the thread; waits for at most one listing. Idempotent."""
        with self._state:
            self._closed = True
            self._state.notify()
        self._thread.join()

    def _watch(self) -> None:
        known: tuple[Camera, ...] | None = None
        while self._awaited():
            found = tuple(self._cameras())
            if found != known:
                known = found
                self.changed.emit(found)

    def _awaited(self) -> bool:
        """Wait for the next look; False at the end."""
        with self._state:
            self._state.wait_for(lambda: self._closed or self._due or not self._active, self._every)
            self._state.wait_for(lambda: self._closed or self._active)
            self._due = False
            return not self._closed
