"""The painted picture as a camera that video calls can choose."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from stylecam.errors import SinkError
from stylecam.frame import Frame, Pixels
from stylecam.look import Size
from stylecam.sinks.fit import fitted
from stylecam.sinks.loopback import choose, examined, settle


class Camera(Protocol):
    """A virtual camera that is open."""

    def send(self, frame: Pixels) -> None:
        """Show RGB pixels of the size it was opened with. Does not wait for anybody to look."""
        ...

    def close(self) -> None:
        """Give the device back."""
        ...


Connect = Callable[[str | None, Size, float], Camera]
"""Opens a virtual camera: which device (None: any), width and height, frames per second.

Raises SinkError where there is none.
"""


def connect(device: str | None, size: Size, fps: float) -> Camera:
    """The system's virtual camera, through pyvirtualcam: v4l2loopback on Linux, OBS's on Windows and macOS.

    Raises:
        SinkError: pyvirtualcam is not installed, or there is no device that may be written to.
    """
    if sys.platform != "linux":
        return _pyvirtualcam(device, size, fps)
    return _LoopbackCamera(choose(examined(size), device), size, fps)


class VirtualCameraSink:
    """Shows frames to other programs as a camera of one size, to which frames of any other are fitted on black.

    Args:
        device: on Linux a v4l2loopback device's path or label, elsewhere the camera's name; None for the one that
            is meant for stylecam, else any that no other program feeds.
        size: width, height, both even.
        fps: frames per second that it announces.
        connect: opens the camera.
    """

    name = "virtual camera"

    def __init__(
        self, device: str | None = None, size: Size = (1280, 720), fps: float = 30.0, connect: Connect = connect
    ) -> None:
        self._device, self._size, self._fps = device, size, fps
        self._connect = connect
        self._camera: Camera | None = None

    def open(self) -> None:
        self._camera = self._connect(self._device, self._size, self._fps)

    def write(self, frame: Frame) -> None:
        if self._camera is None:
            raise SinkError(f"{self.name}: is not open")
        self._camera.send(fitted(frame.pixels, self._size))

    def close(self) -> None:
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.close()


class _LoopbackCamera:
    """A device of v4l2loopback that can be fed again after this."""

    def __init__(self, path: str, size: Size, fps: float) -> None:
        self._path = path
        settle(path)  # in case who fed it last was killed
        self._camera = _pyvirtualcam(path, size, fps)

    def send(self, frame: Pixels) -> None:
        self._camera.send(frame)

    def close(self) -> None:
        self._camera.close()
        settle(self._path)


def _pyvirtualcam(device: str | None, size: Size, fps: float) -> Camera:
    try:
        # GPL-2.0, hence optional.
        import pyvirtualcam
    except ImportError as error:
        raise SinkError(f"pyvirtualcam cannot be loaded ({error}); run 'stylecam doctor'") from error
    try:
        camera: Camera = pyvirtualcam.Camera(*size, fps, device=device)
    except RuntimeError as error:
        why = " ".join(str(error).split())
        raise SinkError(f"the virtual camera cannot be opened: {why}; run 'stylecam doctor'") from error
    return camera
