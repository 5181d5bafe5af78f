"""Which cameras there are, and which of them somebody means."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass

import cv2

from stylecam.errors import SourceError

_BACKENDS = {
    "Linux": (cv2.CAP_V4L2,),
    # DirectShow knows virtual cameras that Media Foundation does not.
    "Windows": (cv2.CAP_MSMF, cv2.CAP_DSHOW),
    "Darwin": (cv2.CAP_AVFOUNDATION,),
}
LONGEST_INDEX = 4
"""Digits of a camera's number; OpenCV fails over one that is larger than a C int."""

_DEVICE = re.compile(r"/dev/video(\d+)")


@dataclass(frozen=True)
class CameraInfo:
    """A camera that is plugged in.

    Attributes:
        index: its number for OpenCV; another one may have it after re-plugging.
        name: what its maker calls it.
        path: the system's own address of it, "" if unknown.
        backend: OpenCV's number of the system interface that has this index.
    """

    index: int
    name: str
    path: str
    backend: int


def list_cameras() -> list[CameraInfo]:
    """The cameras that can be opened here, in the order of their indexes; none is opened. Never raises."""
    found: list[CameraInfo] = []
    for backend in _backends():
        known = {camera.name for camera in found}
        found += [camera for camera in _cameras_of(backend) if camera.name not in known]
    return found


def find_camera(spec: str, cameras: Sequence[CameraInfo]) -> CameraInfo | None:
    """The camera that an index, a path, a name or a part of a name means; None if there is none.

    Names are compared without regard to case, and of several cameras with one name the first is taken.

    Raises:
        SourceError: a part of a name fits cameras of several names.
    """
    if spec.isdecimal():
        return next((camera for camera in cameras if camera.index == int(spec)), None)
    path, wanted = os.path.realpath(spec), spec.casefold()
    for camera in cameras:
        if camera.path in (spec, path) or camera.name.casefold() == wanted:
            return camera
    fitting = [camera for camera in cameras if wanted in camera.name.casefold()]
    if len({camera.name for camera in fitting}) > 1:
        names = ", ".join(f"'{camera.name}'" for camera in fitting)
        raise SourceError(f"'{spec}' fits several cameras: {names}; write more of the name")
    return fitting[0] if fitting else None


def find_again(camera: CameraInfo, cameras: Sequence[CameraInfo]) -> CameraInfo | None:
    """The same camera after re-plugging: at its old path, or else of its name at any other."""
    same_name = [other for other in cameras if other.name == camera.name]
    return next((other for other in same_name if other.path == camera.path), same_name[0] if same_name else None)


def unlisted_camera(spec: str) -> CameraInfo | None:
    """A camera that only its index or device path tells of, for systems that do not list it; None for a name."""
    device = _DEVICE.fullmatch(os.path.realpath(spec)) if spec.startswith("/dev/") else None
    index = device.group(1) if device else spec
    if not index.isdecimal() or len(index) > LONGEST_INDEX:
        return None
    return CameraInfo(int(index), f"camera {index}", spec if device else "", _backends()[0])


def _backends() -> tuple[int, ...]:
    return _BACKENDS.get(platform.system(), (cv2.CAP_ANY,))


def _cameras_of(backend: int) -> list[CameraInfo]:
    try:
        from cv2_enumerate_cameras import enumerate_cameras

        found = [
            CameraInfo(int(camera.index), str(camera.name), str(camera.path or ""), backend)
            for camera in enumerate_cameras(backend)
        ]
    except (ImportError, OSError, RuntimeError, ValueError):
        return []  # A system without the means to list its cameras: they can still be opened by index.
    return sorted(found, key=lambda camera: camera.index)
