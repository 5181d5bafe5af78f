"""A microphone that hears a voice, for pictures of the window."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from stylecam.clock import MonotonicClock
from stylecam.microphone.driver import Heard, MicrophoneInfo
from stylecam.sound import SoundBlock

NAME = "USB Headset"
RATE = 48_000
BLOCK = RATE // 50
"""Samples."""
LOUDNESS = 0.25
"""Of full scale: somebody who talks at a fair distance."""


class VoiceDriver:
    """One microphone; nothing of this machine's sound is touched."""

    def microphones(self) -> list[MicrophoneInfo]:
        return [MicrophoneInfo(0, NAME, 1, RATE, usual=True)]

    def open(self, _microphone: MicrophoneInfo, heard: Heard) -> Callable[[], None]:
        """Let it be heard; what is returned ends it."""
        closed = threading.Event()
        speaker = threading.Thread(target=_speak, args=(heard, closed), name="stylecam-voice")
        speaker.start()

        def close() -> None:
            closed.set()
            speaker.join()

        return close


def _speak(heard: Heard, closed: threading.Event) -> None:
    """Noise that swells and fades four times a second, as syllables do."""
    clock, dice = MonotonicClock(), np.random.default_rng(5)
    started, count = clock.now(), 0
    while not closed.is_set():
        seconds = np.arange(count * BLOCK, (count + 1) * BLOCK) / RATE
        swell = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * seconds)
        samples = (LOUDNESS * swell * dice.uniform(-1, 1, BLOCK)).astype(np.float32)[:, None]
        heard.block(SoundBlock(samples, RATE, started + count * BLOCK / RATE))
        count += 1
        clock.wait(closed, max(0.0, started + count * BLOCK / RATE - clock.now()))
    heard.ended()
