"""What a microphone asks of the system's sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from stylecam.sound import SoundBlock


@dataclass(frozen=True)
class MicrophoneInfo:
    """A microphone that is plugged in.

    Attributes:
        index: its number for the system; another one may have it after re-plugging.
        name: what its maker calls it.
        channels: how many it has.
        rate: samples a second it prefers.
        usual: whether the system takes it when none is named.
    """

    index: int
    name: str
    channels: int
    rate: int
    usual: bool = False


class Heard(Protocol):
    """Who is told of sound, in the driver's own thread, and returns at once."""

    def block(self, block: SoundBlock) -> None: ...

    def overrun(self) -> None:
        """The driver itself lost some, before the next block."""
        ...

    def ended(self) -> None:
        """Nothing more comes: it was unplugged, or closed."""
        ...


class Driver(Protocol):
    """The system's sound."""

    def microphones(self) -> list[MicrophoneInfo]:
        """Those that are plugged in now.

        Raises:
            SourceError: the system's sound cannot be asked; one line with the mend.
        """
        ...

    def open(self, microphone: MicrophoneInfo, heard: Heard) -> Callable[[], None]:
        """Start to listen; what is returned ends it, and never raises.

        Raises:
            SourceLost: it is busy, or not there any more.
        """
        ...
