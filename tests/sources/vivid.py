"""The kernel's test camera, which a program can unplug and plug in again: by unbinding and binding its driver."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

from stylecam.clock import MonotonicClock
from stylecam.sources.cameras import list_cameras

DEVICE = Path("/dev/video0")
LONGEST = 60.0
"""Seconds that a driver may take for anything; an emulated machine is slow."""

_DRIVER = Path("/sys/bus/platform/drivers/vivid")
_CAMERA = "vivid.0"


def may_be_unplugged() -> bool:
    """Whether there is one, and the right to unplug it."""
    return os.access(_DRIVER / "unbind", os.W_OK)


def device_name() -> str:
    return next(camera.name for camera in list_cameras() if camera.path == str(DEVICE))


def unplug() -> None:
    (_DRIVER / "unbind").write_text(_CAMERA)


def plug_in() -> None:
    """And wait until it is listed."""
    (_DRIVER / "bind").write_text(_CAMERA)
    await_that(lambda: any(camera.path == str(DEVICE) for camera in list_cameras()))


def await_that(condition: Callable[[], bool]) -> None:
    clock, never = MonotonicClock(), threading.Event()
    ends = clock.now() + LONGEST
    while not condition():
        assert clock.now() < ends, "it never came to be"
        clock.wait(never, 0.05)
