"""A camera, through OpenCV."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import cv2
import numpy as np

from stylecam.clock import Clock, MonotonicClock
from stylecam.errors import SourceError, SourceLost
from stylecam.frame import Frame
from stylecam.pipeline.trace import Tracer, Untraced
from stylecam.sources.cameras import CameraInfo, find_again, find_camera, list_cameras, unlisted_camera
from stylecam.sources.freeze import FreezeDetector

MJPG = cv2.VideoWriter.fourcc(*"MJPG")
"""Compressed pictures: over USB 2 most cameras reach 30 frames per second at 720p and more only so."""


class Capture(Protocol):
    """What is used of `cv2.VideoCapture`."""

    def isOpened(self) -> bool: ...  # noqa: N802 - OpenCV's name
    def read(self) -> tuple[bool, Any]: ...
    def get(self, prop: int, /) -> float: ...
    def set(self, prop: int, value: float, /) -> bool: ...
    def release(self) -> None: ...


OpenCapture = Callable[[CameraInfo, Sequence[int]], Capture]
"""From a camera and `[property, value, ...]` to wish for at opening, to a capture that may have failed to open."""


@dataclass(frozen=True)
class CaptureFormat:
    """What a camera agreed to, as the driver tells it.

    Attributes:
        size: (width, height).
        fps: frames per second, None if the driver does not tell.
        codec: four letters such as "MJPG" or "YUYV", "" if the driver does not tell.
    """

    size: tuple[int, int]
    fps: float | None
    codec: str


def open_with_opencv(camera: CameraInfo, wishes: Sequence[int]) -> Capture:
    """Open a camera by its index."""
    return cv2.VideoCapture(camera.index, camera.backend, list(wishes))


class CameraSource:
    """A camera's frames as they come, stamped when they arrive.

    `read` blocks as long as the driver does, and a driver may go on giving an old picture after an unplug: whoever
    reads watches from outside. Opened again, it finds the same camera, at whatever index it now is.

    Args:
        spec: an index ("0"), a name, a part of a name, or a device path.
        size: (width, height) to ask for; the camera may give another.
        fps: frames per second to ask for; the camera may give another.
        clock: what stamps `captured_at`.
        open_capture: opens the device.
        cameras: lists the devices.
        tracer: is told the steps of reading.

    Attributes:
        got: what the camera agreed to, from `open` on.
    """

    def __init__(
        self,
        spec: str,
        size: tuple[int, int] | None = None,
        fps: float | None = None,
        clock: Clock | None = None,
        open_capture: OpenCapture = open_with_opencv,
        cameras: Callable[[], Sequence[CameraInfo]] = list_cameras,
        tracer: Tracer | None = None,
    ) -> None:
        self.name = f"camera {spec}" if spec.isdecimal() else spec
        self.got: CaptureFormat | None = None
        self._spec = spec
        self._wishes = _wishes(size, fps)
        self._clock: Clock = clock or MonotonicClock()
        self._open_capture = open_capture
        self._cameras = cameras
        self._tracer = tracer or Untraced()
        self._met: CameraInfo | None = None
        self._freeze = FreezeDetector()
        self._capture: Capture | None = None
        self._count = 0

    def open(self) -> None:
        """Open the camera and ask for MJPG, size and rate. The index of frames goes on from where it was.

        Raises:
            SourceLost: it is not plugged in, or in use by another program.
            SourceError: the name fits several cameras.
        """
        self.close()
        camera, listed = self._find()
        capture = _ask(self._open_capture, camera, self._wishes)
        if not capture.isOpened():
            capture.release()
            raise SourceLost(_why_closed(camera, listed))
        if listed:
            self._met = camera
        self.name = camera.name
        self._capture = capture
        self.got = _agreed(capture)

    def read(self) -> Frame | None:
        """The next picture. A camera has no end: never None.

        Raises:
            SourceLost: the camera went away, or repeats one picture for ever.
            SourceError: the source is not open.
        """
        if self._capture is None:
            raise SourceError(f"{self.name} is not open: open it before reading")
        with self._tracer.span("capture", self._count):
            ok, picture = self._capture.read()
        now = self._clock.now()
        if not ok or picture.size == 0:
            raise SourceLost(f"{self.name} gives no picture any more; is it unplugged?")
        if self._freeze.frozen(picture, now):
            raise SourceLost(f"{self.name} repeats one picture; is it unplugged, or its shutter closed?")
        with self._tracer.span("convert", self._count):
            pixels = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), dtype=np.uint8)
        frame = Frame(pixels, self._count, now)
        self._count += 1
        return frame

    def close(self) -> None:
        """Let go of the camera. Idempotent, and allowed before `open`."""
        if self._capture is not None:
            self._capture.release()
        self._capture = None

    def _find(self) -> tuple[CameraInfo, bool]:
        """The camera that is meant, and whether the system lists it."""
        cameras = self._cameras()
        found = find_again(self._met, cameras) if self._met else find_camera(self._spec, cameras)
        if found is not None:
            return found, True
        unlisted = None if self._met else unlisted_camera(self._spec)
        if unlisted is None:
            raise SourceLost(f"{self.name} is not plugged in; 'stylecam doctor' lists the cameras there are")
        return unlisted, False


def _wishes(size: tuple[int, int] | None, fps: float | None) -> list[tuple[int, int]]:
    wishes = [(cv2.CAP_PROP_FOURCC, MJPG)]
    if size is not None:
        wishes += [(cv2.CAP_PROP_FRAME_WIDTH, size[0]), (cv2.CAP_PROP_FRAME_HEIGHT, size[1])]
    if fps is not None:
        wishes += [(cv2.CAP_PROP_FPS, round(fps))]
    return wishes


def _ask(open_capture: OpenCapture, camera: CameraInfo, wishes: Sequence[tuple[int, int]]) -> Capture:
    """Open a camera with these wishes, granted or not."""
    if camera.backend == cv2.CAP_DSHOW:
        # DirectShow hears them at opening only, and refuses to open over one that cannot be granted.
        capture = open_capture(camera, [number for wish in wishes for number in wish])
        if capture.isOpened():
            return capture
        capture.release()
    capture = open_capture(camera, ())
    if capture.isOpened():
        # The newest picture, not one that has waited; last, since a change of format makes new buffers.
        for prop, value in (*wishes, (cv2.CAP_PROP_BUFFERSIZE, 1)):
            capture.set(prop, value)
    return capture


def _agreed(capture: Capture) -> CaptureFormat:
    fps = capture.get(cv2.CAP_PROP_FPS)
    codec = (int(capture.get(cv2.CAP_PROP_FOURCC)) & 0xFFFFFFFF).to_bytes(4, "little")
    return CaptureFormat(
        size=(int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))),
        fps=fps if fps > 0 else None,
        codec=codec.decode("ascii") if codec.isalnum() else "",
    )


def _why_closed(camera: CameraInfo, listed: bool) -> str:
    if not listed:
        return f"{camera.name} is not there; plug it in, or see 'stylecam doctor' for the cameras there are"
    if camera.path.startswith("/dev/") and not os.access(camera.path, os.R_OK | os.W_OK):
        return f"{camera.name} may not be used ({camera.path}): add yourself to the group 'video' and log in again"
    return f"{camera.name} cannot be opened; is it in use by another program?"
