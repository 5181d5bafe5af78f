"""What can be chosen of sources, formats and sizes, and how people read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from stylecam.gui.services import Camera
from stylecam.look import Size
from stylecam.paths import existing_file
from stylecam.pictures import PICTURE_SUFFIXES
from stylecam.source_spec import CameraMode, is_url, parse_source

DEMO = "demo"

VIDEO_SUFFIXES = frozenset(
    {".mp4", ".mov", ".mkv", ".avi", ".webm", ".m4v", ".mpg", ".mpeg", ".wmv", ".flv", ".ts", ".mts", ".ogv", ".3gp"}
)
"""File name endings that are offered as videos; any other file can be opened too."""

USUAL_SCHEMES = ("rtsp", "http", "https", "rtmp", "udp")
SCHEMES = (*USUAL_SCHEMES, "rtsps", "tcp", "srt", "rtp")
"""What addresses of streams begin with."""

SIZES: tuple[Size, ...] = ((426, 240), (640, 360), (854, 480), (1280, 720), (1920, 1080))
RATES = (15.0, 24.0, 30.0, 60.0)
"""Frames a second that the size can follow."""


def is_recording(spec: str) -> bool:
    """Whether it is an address or a file, be it there or not, and not a camera or the demo scene."""
    path = PurePath(spec)
    known_ending = path.suffix.lower() in VIDEO_SUFFIXES | PICTURE_SUFFIXES
    if is_url(spec) or known_ending or (path.is_absolute() and not spec.startswith("/dev/")):
        return True
    # Last: the window asks five times a second, and a slow disk would hold it.
    return existing_file(spec) is not None


def is_camera(spec: str) -> bool:
    """Whether it is neither the demo scene nor a recording."""
    name = parse_source(spec).name
    return name != DEMO and not is_recording(name) and not is_recording(spec)


def label_of(spec: str) -> str:
    """A file goes by its name, an address without user name and password, anything else by its specification."""
    if is_url(spec):
        # By hand: of an address that cannot be opened not even the parts can be told.
        return re.sub(r"^([^/?#]*://)[^/?#]*@", r"\1", spec)
    path = PurePath(spec)
    return path.name if is_recording(spec) and path.name else spec


def find_camera(name: str, cameras: Iterable[Camera]) -> Camera | None:
    """The camera of that name, or the only one that has it in its name; None if none is plugged in."""
    wanted = name.casefold()
    fitting = [camera for camera in cameras if wanted in camera.name.casefold()]
    exact = [camera for camera in fitting if camera.name.casefold() == wanted]
    if exact:
        return exact[0]
    return fitting[0] if len(fitting) == 1 else None


def sizes_of(modes: Iterable[CameraMode]) -> list[Size]:
    """The resolutions, the largest first."""
    return sorted({mode.size for mode in modes}, key=lambda size: (size[0] * size[1], size), reverse=True)


def rates_of(modes: Iterable[CameraMode], size: Size | None) -> list[float]:
    """The rates at a resolution, the highest first."""
    return sorted({mode.fps for mode in modes if mode.size == size}, reverse=True)


def size_text(size: Size) -> str:
    return f"{size[0]} × {size[1]}"


def rate_text(fps: float) -> str:
    """With as many digits as it needs, such as 29.97."""
    return f"{fps:.2f}".rstrip("0").rstrip(".")


def address_trouble(text: str) -> str:
    """Which part of an address is wrong: "scheme", "host", "" for none."""
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname or parts.netloc
    except ValueError:
        return "host"
    if parts.scheme.lower() not in SCHEMES or not is_url(text.strip()):
        return "scheme"
    return "" if host else "host"


def with_recent(spec: str, recent: Sequence[str], most: int) -> tuple[str, ...]:
    """The recordings that were opened last, the latest first, with this one in front."""
    return (spec, *(other for other in recent if other != spec))[:most]


def folder_of(recent: Iterable[str]) -> str:
    """Where the latest file lies, "" if there is none."""
    paths = (existing_file(spec) for spec in recent)
    return next((str(path.parent) for path in paths if isinstance(path, Path)), "")
