"""What the window needs: a display, Qt and the system's libraries."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import metadata, util
from pathlib import Path

from stylecam.doctor.check import Check, fails, pip_install, works
from stylecam.doctor.deadline import within
from stylecam.doctor.distribution import Distribution, this_distribution
from stylecam.doctor.interpreter import PACKAGES
from stylecam.doctor.libraries import OFFSCREEN, WINDOW, Library, mend, missing

_INSTEAD = "'stylecam live' and 'stylecam render' need none"
_SILENCE = 1.0
"""Seconds after which a display is taken not to answer."""


def checks() -> Iterator[Check]:
    """All of this family."""
    system = platform.system()
    yield check_display(system, os.environ, lambda display: within(_SILENCE, lambda: answers(display)) or False)
    yield check_qt(_version("PySide6-Essentials"), sys.version_info[:2])
    if system == "Linux":
        absent = missing(OFFSCREEN + WINDOW)
        yield check_libraries(absent, "" if absent else plugin_trouble(), this_distribution())


def check_display(system: str, environment: Mapping[str, str], answering: Callable[[str], bool]) -> Check:
    """Whether a window can be shown; `answering` asks an X display."""
    name = "display"
    wanted = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted in ("offscreen", "minimal"):
        return fails(name, f"QT_QPA_PLATFORM={wanted} shows no window", "take QT_QPA_PLATFORM out of the environment")
    if system != "Linux":
        return works(name, "the desktop's own")
    if wanted != "xcb" and environment.get("WAYLAND_DISPLAY"):
        return works(name, f"Wayland, {environment['WAYLAND_DISPLAY']}")
    display = environment.get("DISPLAY", "")
    if not display:
        fix = f"start stylecam in a desktop session, or over ssh with 'ssh -X'; {_INSTEAD}"
        return fails(name, "no display", fix)
    if not answering(display):
        fix = f"set DISPLAY to the display of your session, and start stylecam as its own user; {_INSTEAD}"
        return fails(name, f"X11, {display}, does not answer or does not let you in", fix)
    return works(name, f"X11, {display}")


def check_qt(version: str, python: tuple[int, ...]) -> Check:
    """Whether this Qt can be trusted on this Python."""
    wanted = PACKAGES["PySide6"]
    if not version:
        return fails("qt", "PySide6 is not installed", pip_install(wanted))
    if python < (3, 12) and _numbers(version) >= (6, 12):
        detail = f"PySide6 {version} corrupts None's reference count on Python {python[0]}.{python[1]}"
        return fails("qt", f"{detail}: the window's process dies", pip_install(wanted))
    return works("qt", f"PySide6 {version}")


def check_libraries(absent: Sequence[Library], trouble: str, distribution: Distribution) -> Check:
    """Whether Qt finds its system libraries; `trouble` is what the loader says of Qt's window plugin."""
    name = "qt libraries"
    if absent:
        return fails(name, f"missing: {', '.join(lib.file for lib in absent)}", mend(absent, distribution))
    if trouble:
        return fails(name, trouble, "install the package of your system that brings this file")
    return works(name, f"all {len(OFFSCREEN + WINDOW)} are here")


def plugin_trouble() -> str:
    """What the loader says of Qt's plugin for X11; "" if it loads, or there is none."""
    spec = util.find_spec("PySide6")
    folders = spec.submodule_search_locations if spec and spec.submodule_search_locations else []
    for folder in folders:
        plugin = Path(folder) / "Qt/plugins/platforms/libqxcb.so"
        if plugin.exists():
            try:
                ctypes.CDLL(str(plugin))
            except OSError as error:
                return str(error)
    return ""


def answers(display: str) -> bool:
    """Whether an X display lets us in; may wait for ever."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    let_in = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return let_in


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
