"""Which device of v4l2loopback, the Linux module that makes a camera out of what a program writes, to write to.

What a device tells of itself is the answer to <linux/videodev2.h>'s `VIDIOC_QUERYCAP`. A device made with
`exclusive_caps=1` claims to take pictures while nobody feeds it and to film while somebody does; any other claims both
at all times.
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stylecam.errors import SinkError
from stylecam.look import Size

LABEL = "stylecam"
"""Of the device that is meant for us."""

CAPTURE, OUTPUT = 1, 2
"""Capabilities: it films; it takes pictures."""

_SYSFS = Path("/sys/devices/virtual/video4linux")
_EXCLUSIVE = Path("/sys/module/v4l2loopback/parameters/exclusive_caps")

_QUERY_CAPABILITIES = 0x80685600
_STREAM_ON = 0x40045612

_TAKEN = "another program feeds it, or one still watches what was fed before; close that program"
_FORBIDDEN = 'no permission to write; sudo usermod -aG video "$USER", then log out and in again'


@dataclass(frozen=True)
class Loopback:
    """A device of v4l2loopback.

    Attributes:
        path: such as "/dev/video9".
        label: what other programs call it.
        trouble: why it cannot be written to, with the mend; "" where it can.
    """

    path: str
    label: str
    trouble: str = ""


def loopbacks(folder: Path = _SYSFS) -> Iterator[tuple[str, str]]:
    """Path and label of each device, in the order of their numbers."""
    for device in sorted(folder.glob("video*"), key=lambda path: (len(path.name), path.name)):
        # Other virtual devices, such as test patterns, do not have this attribute.
        if (device / "max_openers").exists():
            yield f"/dev/{device.name}", _read(device / "name")


def examined(size: Size) -> list[Loopback]:
    """All devices, each with what keeps pictures of `size` from being sent to it."""
    return [Loopback(path, label, _trouble(path, size)) for path, label in loopbacks()]


def choose(devices: Sequence[Loopback], wanted: str | None) -> Loopback:
    """The device to write to: the wanted one (by path or label), else the one labelled for us, else the first that can
    be written to.

    Raises:
        SinkError: there is none, or it cannot be written to; a device that another program feeds is left alone.
    """
    names = (LABEL,) if wanted is None else (wanted,)
    named = [device for device in devices if device.path in names or device.label in names]
    if not named and wanted is not None:
        there_are = ", ".join(f"{device.path} ({device.label})" for device in devices) or "none"
        raise SinkError(f"{wanted}: is no v4l2loopback device; there are: {there_are}")
    candidates = named or devices
    if not candidates:
        raise SinkError("no v4l2loopback device; 'stylecam doctor' says how to get one")
    usable = next((device for device in candidates if not device.trouble), None)
    if usable is None:
        raise SinkError("; ".join(f"{device.path} ({device.label}): {device.trouble}" for device in candidates))
    return usable


def is_free(capabilities: int, exclusive: bool, fixed: str, size: Size) -> bool:
    """Whether nobody feeds a device, and it takes I420 pictures of `size`.

    Args:
        capabilities: `CAPTURE`, `OUTPUT`, both or none of them.
        exclusive: whether it was made with `exclusive_caps=1`.
        fixed: the format that is fixed as long as it is fed or watched, "YU12:1280x720@30"; "" if none is.
        size: width, height.
    """
    if not capabilities & OUTPUT:
        return not capabilities & CAPTURE  # neither: `settle` brings it back
    if not capabilities & CAPTURE or not fixed:
        return True
    return exclusive and fixed.startswith(f"YU12:{size[0]}x{size[1]}@")


def settle(path: str) -> None:
    """Bring back a device that nobody feeds any more, and that does not take pictures all the same.

    Up to v4l2loopback 0.12 (Debian 12, Ubuntu 24.04) a device made with `exclusive_caps=1` stays so, for ever, after
    a program that fed it by plain writing has closed it: only the end of a *streaming* writer makes it take pictures
    again. So we begin to stream and end; with nothing to stream beginning may fail, which changes nothing.
    """
    if sys.platform != "linux":
        return
    import fcntl

    with contextlib.suppress(OSError), _opened(path) as device:
        if not _capabilities(device) & OUTPUT:
            fcntl.ioctl(device, _STREAM_ON, struct.pack("=i", OUTPUT))


def _trouble(path: str, size: Size) -> str:
    try:
        with _opened(path) as device:
            capabilities = _capabilities(device)
            number = _number(device)
    except PermissionError:
        return _FORBIDDEN
    except OSError as error:
        return f"cannot be opened ({error.strerror}); run 'stylecam doctor'"
    flags = _read(_EXCLUSIVE).split(",")
    exclusive = number < len(flags) and flags[number] in ("Y", "1")
    fixed = _read(_SYSFS / Path(path).name / "format")
    return "" if is_free(capabilities, exclusive, fixed, size) else _TAKEN


@contextlib.contextmanager
def _opened(path: str) -> Iterator[int]:
    device = os.open(path, os.O_RDWR)
    try:
        yield device
    finally:
        os.close(device)


def _answer(device: int) -> bytes:
    """`struct v4l2_capability`."""
    if sys.platform != "linux":
        raise OSError("there is no V4L2 here")
    import fcntl

    answer = bytearray(104)
    fcntl.ioctl(device, _QUERY_CAPABILITIES, answer)
    return bytes(answer)


def _capabilities(device: int) -> int:
    """Those of the device itself, at offset 88."""
    return int(struct.unpack_from("=I", _answer(device), 88)[0]) & (CAPTURE | OUTPUT)


def _number(device: int) -> int:
    """Its place among the module's devices, from the bus it says to be on: "platform:v4l2loopback-000"."""
    bus = _answer(device)[48:80].rstrip(b"\0").decode(errors="replace")
    number = bus.rpartition("-")[2]
    return int(number) if number.isdecimal() else sys.maxsize


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip()
    except OSError:
        return ""
