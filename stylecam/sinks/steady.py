"""Whatever comes, and whenever it comes: a camera gets so many pictures a second."""

from __future__ import annotations

import threading
from typing import NamedTuple, Protocol

from stylecam.clock import Clock
from stylecam.errors import SinkError
from stylecam.frame import Pixels
from stylecam.pacing import Metronome

PATIENCE = 2.0
"""Seconds after which a picture that is followed by none is taken away: nobody talks to a frozen face."""


class Camera(Protocol):
    """A virtual camera that is open."""

    @property
    def name(self) -> str:
        """What a person calls it, and where other programs find it."""
        ...

    def send(self, pixels: Pixels) -> None:
        """Show RGB pixels of the size it was opened with. Does not wait for anybody to look.

        Raises:
            SinkError: it takes no more.
        """
        ...

    def close(self) -> None:
        """Give the device back."""
        ...


_FOR_EVER = float("inf")


class _Shown(NamedTuple):
    pixels: Pixels
    until: float


class Steady:
    """Feeds a camera at a steady rate from a thread of its own, with the newest picture there is.

    A picture is shown again while no newer one comes, and one that another overtakes is never shown.

    Args:
        camera: open; it belongs to the thread from `start` to `stop`.
        fps: pictures per second.
        card: RGB pixels of the camera's size, shown while there is no picture.
        clock: what paces.
    """

    def __init__(self, camera: Camera, fps: float, card: Pixels, clock: Clock) -> None:
        self._camera, self._card, self._clock = camera, card, clock
        self._pace = Metronome(fps, clock)
        self._shown = _Shown(card, _FOR_EVER)
        self._trouble: SinkError | None = None
        self._thread = threading.Thread(target=self._run, name="stylecam-steady", daemon=True)

    def start(self) -> None:
        """Begin with the card."""
        self._pace.start()
        self._thread.start()

    def show(self, pixels: Pixels) -> None:
        """The newest picture, RGB of the camera's size.

        Raises:
            SinkError: the camera took no more.
        """
        self._turn_to(_Shown(pixels, self._clock.now() + PATIENCE))

    def show_notice(self, pixels: Pixels) -> None:
        """The same for one that stays until another comes."""
        self._turn_to(_Shown(pixels, _FOR_EVER))

    def show_card(self) -> None:
        """The same for the card."""
        self._turn_to(_Shown(self._card, _FOR_EVER))

    def stop(self) -> None:
        """End, and wait for that. Idempotent."""
        self._pace.stop()
        if self._thread.ident is not None:
            self._thread.join()

    def _turn_to(self, shown: _Shown) -> None:
        if self._trouble is not None:
            raise self._trouble
        self._shown = shown

    def _run(self) -> None:
        try:
            while self._pace.take(self._pace.due()) is not None:
                shown = self._shown
                self._camera.send(shown.pixels if self._clock.now() < shown.until else self._card)
        except SinkError as error:
            self._trouble = error
