"""The system's sound by PortAudio, which is loaded with the first question."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from stylecam.errors import SourceError, SourceLost
from stylecam.microphone.driver import Heard, MicrophoneInfo
from stylecam.sound import SoundBlock
from stylecam.sound_time import RATE

BLOCK = 0.01
"""Seconds of a block."""

BUFFER = 0.3
"""Seconds that the driver keeps while this program gets no turn; with what drivers keep by themselves a busy machine
loses sound."""

DELAYED = 2.0
"""Seconds since the first sample of a block was taken that a driver can be believed."""

# Windows lists each microphone once for each of its four ways to open it, and only this one by its whole name.
_BEST_WAY = {"win32": "Windows WASAPI"}

_PORTAUDIO = threading.Lock()
"""The library is one to a process, and listing anew what is plugged in starts it afresh."""


class PortAudio:
    """Microphones as PortAudio finds them: ALSA, PulseAudio and PipeWire, Core Audio, WASAPI."""

    def microphones(self) -> list[MicrophoneInfo]:
        library = load()
        with _PORTAUDIO:
            try:
                # It looks at what is plugged in when it starts, and only while nobody listens does it start again.
                # After a start that failed there is nothing to end.
                if library._initialized:
                    library._terminate()
                library._initialize()
                found, ways = list(library.query_devices()), list(library.query_hostapis())
            except library.PortAudioError as error:
                raise SourceError(f"microphones cannot be listed: {_why(error)}") from None
            return choose(found, ways, sys.platform)

    def open(self, microphone: MicrophoneInfo, heard: Heard) -> Callable[[], None]:
        library = load()
        with _PORTAUDIO:
            try:
                library._initialize()
                try:
                    stream = _start(library, microphone, heard)
                except library.PortAudioError:
                    library._terminate()
                    raise
            except library.PortAudioError as error:
                raise SourceLost(
                    f"{microphone.name}: cannot be opened ({_why(error)}); close what else listens to it, or choose"
                    " another microphone"
                ) from None

        def close() -> None:
            # Not under the lock: it waits for the driver's thread.
            stream.close(ignore_errors=True)
            with _PORTAUDIO:
                library._terminate()

        return close


def load() -> ModuleType:
    """The library.

    Raises:
        SourceError: it is not installed, or does not start; one line says what brings it.
    """
    try:
        import sounddevice
    except ImportError:
        raise SourceError("microphones need the package 'sounddevice': pip install sounddevice") from None
    except OSError:
        raise SourceError(
            "microphones need PortAudio: install the package libportaudio2 (Debian, Ubuntu, openSUSE) or portaudio"
            " (Fedora, Arch)"
        ) from None
    except Exception as error:
        # It starts PortAudio as it is imported, and its own error is not to be had before it is.
        if type(error).__name__ != "PortAudioError":
            raise
        raise SourceError(f"the system's sound cannot be used: {_why(error)}") from None
    library: ModuleType = sounddevice
    return library


def choose(
    devices: list[dict[str, Any]] | list[Any], ways: list[dict[str, Any]] | list[Any], system: str
) -> list[MicrophoneInfo]:
    """The microphones among PortAudio's devices, each once; `system` is as `sys.platform` says."""
    best = next((index for index, way in enumerate(ways) if way["name"] == _BEST_WAY.get(system)), None)
    usual = ways[best or 0]["default_input_device"] if ways else -1
    return [
        MicrophoneInfo(
            device["index"],
            device["name"],
            device["max_input_channels"],
            round(device["default_samplerate"]),
            device["index"] == usual,
        )
        for device in devices
        if device["max_input_channels"] > 0 and best in (None, device["hostapi"])
    ]


def captured_at(now: float, current: float, taken: float, seconds: float) -> float:
    """When a block's first sample was taken, by the clock that says `now`.

    Args:
        now: the moment at which the block is handed over.
        current, taken: the driver's own times of that moment and of the first sample; some know neither.
        seconds: how long the block is; it cannot have begun later than so long ago.
    """
    age = current - taken
    return now - (age if seconds <= age < DELAYED else seconds)


def _start(library: ModuleType, microphone: MicrophoneInfo, heard: Heard) -> Any:
    """An open stream at our rate, or at the microphone's own where it knows no other."""
    try:
        return _stream(library, microphone, heard, RATE)
    except library.PortAudioError:
        if microphone.rate == RATE:
            raise
        return _stream(library, microphone, heard, microphone.rate)


def _stream(library: ModuleType, microphone: MicrophoneInfo, heard: Heard, rate: int) -> Any:
    def callback(samples: npt.NDArray[np.float32], count: int, times: Any, flags: Any) -> None:
        at = captured_at(time.monotonic(), times.currentTime, times.inputBufferAdcTime, count / rate)
        if flags.input_overflow:
            heard.overrun()
        heard.block(SoundBlock(samples.copy(), rate, at))

    stream = library.InputStream(
        samplerate=rate,
        blocksize=round(BLOCK * rate),
        device=microphone.index,
        channels=min(2, microphone.channels),
        dtype="float32",
        latency=BUFFER,
        callback=callback,
        finished_callback=heard.ended,
    )
    try:
        stream.start()
    except library.PortAudioError:
        stream.close(ignore_errors=True)
        raise
    return stream


def _why(error: Exception) -> str:
    """PortAudio's words without its numbers."""
    return str(error.args[0] if error.args else error).split(" [")[0]
