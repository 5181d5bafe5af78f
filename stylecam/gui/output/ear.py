"""The microphone that is chosen, open while somebody needs it."""

from __future__ import annotations

from collections.abc import Callable

from stylecam.gui.services import Microphone
from stylecam.pipeline.status import State
from stylecam.sound import Level, SoundOptions

LETTING_GO = 5.0
"""Seconds that a driver may take to let go of a microphone."""


class Ear:
    """Listens while somebody watches the level, and gives recordings the same microphone; used by one thread.

    What a recording was given is the recording's to end.

    Args:
        make: a microphone that has not started.
    """

    def __init__(self, make: Callable[[SoundOptions], Microphone]) -> None:
        self._make = make
        self._name: str | None = None
        self._muted = self._watched = self._recording = self._lent = False
        self._heard: Microphone | None = None
        # Told to end, and perhaps not let go yet.
        self._leaving: list[Microphone] = []

    @property
    def level(self) -> Level:
        """How loud it is now, whether muted or not."""
        return self._heard.level if self._heard is not None else Level()

    @property
    def trouble(self) -> str:
        """Why nothing is heard; "" where it is, or need not be."""
        return self._heard.worker_status.detail if self._heard is not None else ""

    def choose(self, name: str | None, muted: bool) -> None:
        """Which one by name ("" is the system's own choice, None is none), and whether it is to be silent."""
        if name != self._name:
            self._drop()
        self._name, self._muted = name, muted
        if self._heard is not None:
            self._heard.mute(muted)
        self.poll()

    def watch(self, watched: bool) -> None:
        """Whether somebody watches the level; what has failed is tried again."""
        self._watched = watched
        self._forget_failed()
        self.poll()

    def for_recording(self) -> Microphone | None:
        """One that has started; None where none is chosen."""
        if self._name is None:
            return None
        if self._heard is None or self._lent or self._failed:
            self._drop()
            # Many devices can be opened only once.
            self._wait()
            self._open()
        return self._heard

    def lend(self) -> None:
        """What `for_recording` gave is a recording's now."""
        self._lent = self._recording = self._heard is not None

    def take_back(self) -> None:
        """The recording takes no more pictures; it ends the microphone once it is written."""
        self._recording = False
        self._forget_failed()

    def poll(self) -> None:
        """Open it where it is needed, and let it go where it is not."""
        self._leaving = [each for each in self._leaving if not each.join(0)]
        if self._heard is not None and self._heard.worker_status.state is State.ENDED:
            self._drop()
        wanted = self._watched and self._name is not None
        if self._heard is None and wanted and not self._leaving:
            self._open()
        elif not wanted and not self._lent:
            self._drop()

    def close(self) -> None:
        """Hear no more. Idempotent."""
        self._watched = False
        self._drop()
        self._wait()

    @property
    def _failed(self) -> bool:
        return self._heard is not None and self._heard.worker_status.state is State.FAILED

    def _forget_failed(self) -> None:
        # Not while a recording runs that is silent: the meter is to show just that.
        if self._failed and not self._recording:
            self._drop()

    def _open(self) -> None:
        self._heard = self._make(SoundOptions(self._name, self._muted))
        self._heard.start()

    def _drop(self) -> None:
        heard, self._heard = self._heard, None
        if heard is not None and not self._lent:
            heard.stop()
            self._leaving.append(heard)
        self._lent = False

    def _wait(self) -> None:
        for each in self._leaving:
            each.join(LETTING_GO)
