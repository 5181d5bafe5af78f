"""Whether there is a screen. Qt ends the process where there is none, so it is asked for before Qt is."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import PySide6

from stylecam.errors import UsageError

_INSTEAD = "or run 'stylecam live' or 'stylecam render', which need none"


@contextmanager
def display_held(environment: Mapping[str, str]) -> Iterator[None]:
    """Make Qt's application inside this: there is a display, and it stays.

    Raises:
        UsageError: there is no display, it does not answer, or a system library that Qt needs for it is missing.
    """
    wanted = environment.get("QT_QPA_PLATFORM", "xcb").split(":")[0]
    if not sys.platform.startswith("linux") or wanted != "xcb" or environment.get("WAYLAND_DISPLAY"):
        yield
        return
    display = environment.get("DISPLAY")
    if not display:
        raise UsageError(f"there is no display for a window: start a desktop session, set DISPLAY, {_INSTEAD}")
    _require_libraries()
    with _connected(display):
        yield


def _require_libraries() -> None:
    """Load what Qt will load: the loader's own message names the missing file, and Qt's only guesses."""
    plugins = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    try:
        ctypes.CDLL(str(plugins / "libqxcb.so"))
    except OSError as error:
        raise UsageError(
            f"a system library for the window is missing ({error}); 'stylecam doctor' names its package"
        ) from None


@contextmanager
def _connected(display: str) -> Iterator[None]:
    """A connection of our own: an X server whose last client leaves may start anew, and is away for that while."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    try:
        if xcb.xcb_connection_has_error(connection):
            raise UsageError(f"the display '{display}' does not answer; mend DISPLAY or the permission, {_INSTEAD}")
        yield
    finally:
        xcb.xcb_disconnect(connection)
