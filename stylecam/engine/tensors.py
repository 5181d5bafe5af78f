"""The one place where uint8 pixels become tensors and tensors become pixels."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import cv2
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from stylecam.engine.geometry import padded_size
from stylecam.frame import Pixels


class _HostBuffer:
    """Bytes on the host that a device copies from or to, used again for every frame.

    On CUDA they are pinned, which is memory that a GPU reads and writes by itself while the host goes on, and copied in
    a stream of their own, beside what the GPU computes.
    """

    def __init__(self, shape: tuple[int, ...], device: torch.device) -> None:
        on_gpu = device.type == "cuda"
        self._bytes = torch.empty(shape, dtype=torch.uint8, pin_memory=on_gpu)
        self._copies = _CudaCopies(device) if on_gpu else None

    def settled(self) -> Pixels:
        """The bytes, to read or to write: no copy is under way any more."""
        if self._copies is not None:
            self._copies.wait()
        pixels: Pixels = self._bytes.numpy()
        return pixels

    def send(self, device: torch.device) -> Tensor:
        """The bytes on a device, or soon: what is computed there from now on waits for them."""
        if self._copies is None:
            return self._bytes.to(device)
        return self._copies.to_device(self._bytes)

    def fetch(self, there: Tensor) -> None:
        """Copy what is computed by now from a device, by the time that the buffer is settled."""
        if self._copies is None:
            self._bytes.copy_(there)
        else:
            self._copies.to_host(there, self._bytes)


class _CudaCopies:
    """Copies of one host buffer, in a stream of their own."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]
        # Blocking: whoever waits sleeps, and leaves the processor to the camera.
        self._done = torch.cuda.Event(blocking=True)  # type: ignore[no-untyped-call]

    def wait(self) -> None:
        self._done.synchronize()

    def to_device(self, host: Tensor) -> Tensor:
        computing = torch.cuda.current_stream(self._device)
        with torch.cuda.stream(self._stream):
            there = host.to(self._device, non_blocking=True)
            self._done.record(self._stream)
        computing.wait_event(self._done)
        # Its memory was taken for this stream's work, and is read by the other's.
        there.record_stream(computing)
        return there

    def to_host(self, there: Tensor, host: Tensor) -> None:
        self._stream.wait_stream(torch.cuda.current_stream(self._device))
        with torch.cuda.stream(self._stream):
            host.copy_(there, non_blocking=True)
            self._done.record(self._stream)
        there.record_stream(self._stream)


def _in_turn(shape: tuple[int, ...], device: torch.device) -> Iterator[_HostBuffer]:
    """Buffers to write: for a GPU two, of which one is written while the other may still be on its way."""
    turns = 2 if device.type == "cuda" else 1
    return itertools.cycle([_HostBuffer(shape, device) for _ in range(turns)])


class Uploader:
    """Pixels to a picture tensor on a device, through host buffers that are used again.

    For a GPU these are two in turn: one is written while the other may still be on its way.

    Args:
        device, dtype: of the tensor.
        multiple: its height and width are padded to multiples of this, by reflection at the right and the bottom.
    """

    def __init__(self, device: torch.device, dtype: torch.dtype, multiple: int) -> None:
        self._device, self._dtype, self._multiple = device, dtype, multiple
        self._shape = (0, 0, 3)
        self._hosts: Iterator[_HostBuffer] = iter(())

    def __call__(self, pixels: Pixels, gain: float = 1.0) -> Tensor:
        """(1, 3, H, W) in [0, 1], times `gain`, channels-last. Valid until the next call."""
        height, width = pixels.shape[:2]
        padded_width, padded_height = padded_size((width, height), self._multiple)
        shape = (padded_height, padded_width, 3)
        if shape != self._shape:
            self._hosts = _in_turn(shape, self._device)
            self._shape = shape
        buffer = next(self._hosts)
        host = buffer.settled()
        right, bottom = padded_width - width, padded_height - height
        if right or bottom:
            cv2.copyMakeBorder(pixels, 0, bottom, 0, right, cv2.BORDER_REFLECT_101, dst=host)
        else:
            np.copyto(host, pixels)
        return buffer.send(self._device).to(self._dtype).mul_(gain / 255).permute(2, 0, 1)[None]


class MaskUploader:
    """A mask to a tensor on a device, padded as `Uploader` pads the picture, through buffers that are used again.

    Args:
        device: of the tensor.
        multiple: its height and width are padded to multiples of this.
    """

    def __init__(self, device: torch.device, multiple: int) -> None:
        self._device, self._multiple = device, multiple
        self._shape = (0, 0)
        self._hosts: Iterator[_HostBuffer] = iter(())

    def __call__(self, mask: npt.NDArray[np.float32], size: tuple[int, int]) -> Tensor:
        """(1, 1, H, W), float32, of a mask (h, w), 0 to 1, made so large; to 255ths. Valid until the next call."""
        width, height = size
        padded_width, padded_height = padded_size((width, height), self._multiple)
        if (padded_height, padded_width) != self._shape:
            self._shape = padded_height, padded_width
            self._hosts = _in_turn(self._shape, self._device)
        buffer = next(self._hosts)
        levels = cv2.convertScaleAbs(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), alpha=255)
        right, bottom = padded_width - width, padded_height - height
        cv2.copyMakeBorder(levels, 0, bottom, 0, right, cv2.BORDER_REFLECT_101, dst=buffer.settled())
        return buffer.send(self._device).float().div_(255)[None, None]


class Downloader:
    """A picture tensor to pixels, through buffers that are used again for every frame.

    For a GPU these are two in turn: one is read while the next picture is on its way to the other.
    """

    def __init__(self) -> None:
        self._float = torch.empty((0, 0, 3))
        self._hosts: Iterator[_HostBuffer] = iter(())

    def __call__(self, picture: Tensor, size: tuple[int, int]) -> Pixels:
        """The top left (width, height) of (1, 3, H, W), clipped to [0, 1], as a new array."""
        return self.begin(picture, size)()

    def begin(self, picture: Tensor, size: tuple[int, int]) -> Callable[[], Pixels]:
        """The same in two: what is given back waits for the pixels. One more may be begun before that, no third."""
        width, height = size
        shown = picture[0, :, :height, :width].permute(1, 2, 0)
        if self._float.shape != shown.shape or self._float.device != shown.device:
            self._float = torch.empty(shown.shape, dtype=torch.float32, device=shown.device)
            turns = 2 if shown.device.type == "cuda" else 0
            self._hosts = itertools.cycle([_HostBuffer(shown.shape, shown.device) for _ in range(turns)])
        there = self._float.copy_(shown).mul_(255).round_().clamp_(0, 255).to(torch.uint8)
        if shown.device.type != "cuda":
            pixels: Pixels = there.cpu().numpy()
            return lambda: pixels
        host = next(self._hosts)
        host.fetch(there)
        return lambda: np.copy(host.settled())
