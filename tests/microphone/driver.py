"""The system's sound in a test's hands."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from stylecam.errors import SourceError
from stylecam.microphone.driver import Heard, MicrophoneInfo
from stylecam.sound import SoundBlock

DESK = MicrophoneInfo(3, "Desk Microphone", 1, 48_000)
HEADSET = MicrophoneInfo(5, "USB Headset", 2, 44_100, usual=True)
HEADSET_HANDS_FREE = MicrophoneInfo(6, "USB Headset (hands-free)", 1, 16_000)
ALL = (DESK, HEADSET, HEADSET_HANDS_FREE)


def sound(at: float, amplitude: float = 0.5) -> SoundBlock:
    """Ten milliseconds."""
    return SoundBlock(np.full((480, 1), amplitude, np.float32), 48_000, at)


class HandDriver:
    """Microphones that hear what a test says.

    Attributes:
        plugged: those that are there.
        trouble: what opening one raises.
        heard: who listens to the one that is open.
        opened: the one that is or was open.
        closed: how often one was closed.
        looks: how often it was asked which there are.
    """

    def __init__(self, plugged: tuple[MicrophoneInfo, ...] = ALL) -> None:
        self.plugged = plugged
        self.trouble: SourceError | None = None
        self.heard: Heard | None = None
        self.opened: MicrophoneInfo | None = None
        self.closed = self.looks = 0

    def microphones(self) -> list[MicrophoneInfo]:
        self.looks += 1
        return list(self.plugged)

    def open(self, microphone: MicrophoneInfo, heard: Heard) -> Callable[[], None]:
        if self.trouble is not None:
            raise self.trouble
        self.opened, self.heard = microphone, heard
        return self._close

    def say(self, *blocks: SoundBlock) -> None:
        assert self.heard is not None
        for block in blocks:
            self.heard.block(block)

    def unplug(self) -> None:
        """Take away the one that is open."""
        assert self.heard is not None
        self.plugged = tuple(each for each in self.plugged if each is not self.opened)
        self.opened = None
        self.heard.ended()

    def _close(self) -> None:
        self.closed += 1
