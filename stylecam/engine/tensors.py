"""The one place where uint8 pixels become tensors and tensors become pixels."""

from __future__ import annotations

import cv2
import numpy as np
import torch
from torch import Tensor

from stylecam.engine.geometry import padded_size
from stylecam.frame import Pixels


class Uploader:
    """Pixels to a picture tensor on a device, through one host buffer that is used again for every frame.

    Args:
        device, dtype: of the tensor.
        multiple: its height and width are padded to multiples of this, by reflection at the right and the bottom.
    """

    def __init__(self, device: torch.device, dtype: torch.dtype, multiple: int) -> None:
        self._device, self._dtype, self._multiple = device, dtype, multiple
        self._host = torch.empty((0, 0, 3), dtype=torch.uint8)

    def __call__(self, pixels: Pixels, gain: float = 1.0) -> Tensor:
        """(1, 3, H, W) in [0, 1], times `gain`, channels-last. Valid until the next call."""
        height, width = pixels.shape[:2]
        padded_width, padded_height = padded_size((width, height), self._multiple)
        if self._host.shape[:2] != (padded_height, padded_width):
            # Pinned memory is what a GPU can read by itself.
            pinned = self._device.type == "cuda"
            self._host = torch.empty((padded_height, padded_width, 3), dtype=torch.uint8, pin_memory=pinned)
        host = self._host.numpy()
        right, bottom = padded_width - width, padded_height - height
        if right or bottom:
            cv2.copyMakeBorder(pixels, 0, bottom, 0, right, cv2.BORDER_REFLECT_101, dst=host)
        else:
            np.copyto(host, pixels)
        there = self._host.to(self._device, non_blocking=True)
        return there.to(self._dtype).mul_(gain / 255).permute(2, 0, 1)[None]


class Downloader:
    """A picture tensor to pixels, through buffers that are used again for every frame."""

    def __init__(self) -> None:
        self._float = torch.empty((0, 0, 3))

    def __call__(self, picture: Tensor, size: tuple[int, int]) -> Pixels:
        """The top left (width, height) of (1, 3, H, W), clipped to [0, 1], as a new array."""
        width, height = size
        shown = picture[0, :, :height, :width].permute(1, 2, 0)
        if self._float.shape != shown.shape or self._float.device != shown.device:
            self._float = torch.empty(shown.shape, dtype=torch.float32, device=shown.device)
        self._float.copy_(shown).mul_(255).round_().clamp_(0, 255)
        pixels: Pixels = self._float.to(torch.uint8).cpu().numpy()
        return pixels
