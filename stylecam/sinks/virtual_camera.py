"""The painted picture as a camera that video calls can choose."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from stylecam.cards import draw_card
from stylecam.clock import Clock, MonotonicClock
from stylecam.errors import SinkError
from stylecam.frame import Card, Frame, Pixels
from stylecam.look import Size
from stylecam.outputs import Fit
from stylecam.sinks.fit import filled, fitted
from stylecam.sinks.loopback import Loopback, choose, examined, settle
from stylecam.sinks.pipewire import PIPEWIRE, PipeWireCamera
from stylecam.sinks.steady import Camera, Steady

Connect = Callable[[str | None, Size, float], Camera]
"""Opens a virtual camera: which device (None: any), width and height, frames per second.

Raises SinkError where there is none.
"""

_FITS = {"letterbox": fitted, "crop": filled}


@dataclass(frozen=True, eq=False)
class CameraForm:
    """What other programs get, whatever is painted.

    Attributes:
        size: width, height, both even.
        fps: frames per second: exactly so many are sent.
        fit: what becomes of a picture of another shape.
        card: RGB pixels of any size, shown while there is no picture; None for stylecam's own.
    """

    size: Size = (1280, 720)
    fps: float = 30.0
    fit: Fit = "letterbox"
    card: Pixels | None = None

    def fitted(self, pixels: Pixels) -> Pixels:
        """RGB pixels of the camera's size."""
        return _FITS[self.fit](pixels, self.size)


_FORM = CameraForm()


def connect(device: str | None, size: Size, fps: float) -> Camera:
    """A virtual camera: in the PipeWire session where `PIPEWIRE` is asked for; else the system's through pyvirtualcam,
    which is a device of v4l2loopback on Linux and OBS's on Windows and macOS.

    Raises:
        SinkError: what it takes is not installed, or there is no device that may be written to.
    """
    if device == PIPEWIRE:
        return PipeWireCamera(size, fps)
    if sys.platform != "linux":
        return _PyVirtualCam(device, size, fps)
    return _LoopbackCamera(choose(examined(size), device), size, fps)


class VirtualCameraSink:
    """Shows frames to other programs as a camera of one size and one rate.

    While no picture comes, and when the pipeline says that the source is lost, it shows a card.

    Args:
        device: on Linux a v4l2loopback device's path or label, or `PIPEWIRE`; elsewhere the camera's name; None for
            the one that is meant for stylecam, else any that no other program feeds.
        form: what other programs get.
        connect: opens the camera.
        clock: what paces.
    """

    def __init__(
        self,
        device: str | None = None,
        form: CameraForm = _FORM,
        connect: Connect = connect,
        clock: Clock | None = None,
    ) -> None:
        self.name = "virtual camera"
        self._device, self._form = device, form
        self._connect = connect
        self._clock = clock or MonotonicClock()
        self._camera: Camera | None = None
        self._steady: Steady | None = None

    def open(self) -> None:
        """From here on its name says which camera it is."""
        form = self._form
        card = form.card if form.card is not None else draw_card(form.size, "stylecam: no picture")
        self._camera = self._connect(self._device, form.size, form.fps)
        self.name = self._camera.name
        self._steady = Steady(self._camera, form.fps, form.fitted(card), self._clock)
        self._steady.start()

    def write(self, frame: Frame) -> None:
        if self._steady is None:
            raise SinkError(f"{self.name}: is not open")
        if not isinstance(frame, Card):
            self._steady.show(self._form.fitted(frame.pixels))
        elif self._form.card is None:
            self._steady.show_notice(fitted(frame.pixels, self._form.size))
        else:
            self._steady.show_card()

    def close(self) -> None:
        steady, self._steady = self._steady, None
        if steady is not None:
            steady.stop()
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.close()


class _PyVirtualCam:
    """A camera of pyvirtualcam."""

    def __init__(self, device: str | None, size: Size, fps: float) -> None:
        try:
            # GPL-2.0, hence optional.
            import pyvirtualcam
        except ImportError as error:
            raise SinkError(f"pyvirtualcam cannot be loaded ({error}); run 'stylecam doctor'") from error
        try:
            self._camera = pyvirtualcam.Camera(*size, fps, device=device)
        except RuntimeError as error:
            raise SinkError(f"the virtual camera cannot be opened: {_line(error)}; run 'stylecam doctor'") from error
        self.name = f"virtual camera: {self._camera.device}"

    def send(self, pixels: Pixels) -> None:
        try:
            self._camera.send(pixels)
        except RuntimeError as error:
            raise SinkError(f"{self.name}: takes no more pictures: {_line(error)}; switch it on again") from error

    def close(self) -> None:
        self._camera.close()


class _LoopbackCamera(_PyVirtualCam):
    """A device of v4l2loopback that can be fed again after this."""

    def __init__(self, device: Loopback, size: Size, fps: float) -> None:
        self._path = device.path
        settle(device.path)  # in case who fed it last was killed
        super().__init__(device.path, size, fps)
        self.name = f"virtual camera: {device.path} ({device.label})"

    def close(self) -> None:
        super().close()
        settle(self._path)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
