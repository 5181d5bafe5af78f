"""Microphones: which there are, and what listens to them. None is listened to."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from stylecam.doctor.check import Check, fails, pip_install, works
from stylecam.doctor.deadline import within
from stylecam.doctor.distribution import Distribution, this_distribution
from stylecam.doctor.libraries import Library, mend
from stylecam.errors import StylecamError

PORTAUDIO = Library("libportaudio.so.2", ("libportaudio2", "portaudio", "portaudio", "libportaudio2"))

PATIENCE = 10.0
"""Seconds that the system's sound may take to say what is plugged in."""

_FIXES = {
    "Linux": "plug one in; in a container, pass the host's PipeWire or PulseAudio socket through",
    "Windows": "plug one in, and allow desktop apps in Settings > Privacy & security > Microphone",
    "Darwin": "plug one in, and allow your terminal in System Settings > Privacy & Security > Microphone",
}


def checks() -> Iterator[Check]:
    """All of this family."""
    from stylecam.microphone.portaudio import load

    system = platform.system()
    try:
        load()
    except StylecamError as error:
        yield check_library(str(error), has_package(), system, this_distribution())
        return
    yield check_microphones(within(PATIENCE, _names), system)


def has_package() -> bool:
    """Whether the Python side is installed."""
    return find_spec("sounddevice") is not None


def check_library(why: str, package: bool, system: str, distribution: Distribution) -> Check:
    """That sound cannot be asked for, and why; `package` says whether the Python side is installed."""
    if not package:
        return fails("microphones", why, pip_install("sounddevice"))
    fix = mend([PORTAUDIO], distribution) if system == "Linux" else pip_install("--force-reinstall", "sounddevice")
    return fails("microphones", why, fix)


def check_microphones(found: Sequence[str] | str | None, system: str) -> Check:
    """Whether there is a microphone: their names, or why they cannot be listed; None for no answer."""
    if isinstance(found, str):
        return fails("microphones", found, _FIXES.get(system, "plug one in"))
    if found is None:
        return fails("microphones", "the system's sound does not answer", "restart it, or the machine")
    if not found:
        return fails("microphones", "no microphone; recordings are silent", _FIXES.get(system, "plug one in"))
    return works("microphones", ", ".join(found))


def _names() -> list[str] | str:
    from stylecam.microphone.microphone import list_microphones

    try:
        return [microphone.name for microphone in list_microphones()]
    except StylecamError as error:
        return str(error)
