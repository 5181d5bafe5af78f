"""Feature maps in channels-last memory: with their reflected border, as rows, as pixel shuffles; all without copies."""

from __future__ import annotations

import torch
from torch import Tensor


class Padded:
    """A buffer for (1, C, H, W) features with a border: of one for 3x3 convolutions, of four for 9x9.

    Write into `inner`, call `reflect` (or `replicate`), convolve without padding what it returns.

    Attributes:
        inner: (1, C, H, W), the middle of the buffer.
    """

    def __init__(
        self, channels: int, height: int, width: int, dtype: torch.dtype, device: torch.device, border: int = 1
    ) -> None:
        shape = (1, channels, height + 2 * border, width + 2 * border)
        self._full = torch.empty(shape, dtype=dtype, device=device, memory_format=torch.channels_last)
        self._scratch: Tensor | None = None
        self.inner = self._full[:, :, border:-border, border:-border]
        # Made once: a view takes about as long as copying what it shows.
        lines = [(axis, i) for axis in (2, 3) for i in range(border)]
        self._reflected = [pair for axis, i in lines for pair in _opposite(self._full, axis, i, 2 * border - i)]
        self._replicated = [pair for axis, i in lines for pair in _opposite(self._full, axis, i, border)]

    def reflect(self) -> Tensor:
        """Fill the border as `F.pad(mode="reflect")` does, and give the whole, (1, C, H + 2, W + 2) with one of one."""
        for border, found in self._reflected:
            border.copy_(found)
        return self._full

    def replicate(self) -> Tensor:
        """Fill the border as `F.pad(mode="replicate")` does, and give the whole."""
        for border, found in self._replicated:
            border.copy_(found)
        return self._full

    def put(self, x: Tensor) -> Tensor:
        """`x` with its border."""
        self.inner.copy_(x)
        return self.reflect()

    def below(self, marks: Tensor) -> Tensor:
        """The bytes below float32 `marks`, which stay, with their border; for a buffer of bytes."""
        if self._scratch is None:
            self._scratch = torch.empty_like(marks)
        return self.put(torch.clamp(marks, 0, 255, out=self._scratch))

    def floored(self, x: Tensor, floor: Tensor) -> Tensor:
        """The larger of `x` and `floor` (C, 1, 1), with its border."""
        torch.maximum(x, floor, out=self.inner)
        return self.reflect()

    def relu(self, x: Tensor) -> Tensor:
        """ReLU(x) with its border."""
        torch.clamp_min(x, 0, out=self.inner)
        return self.reflect()


def _opposite(x: Tensor, axis: int, to: int, of: int) -> list[tuple[Tensor, Tensor]]:
    """Views of lines of (1, C, H, W) that are `to` from either end, and of those as far as `of` that belong there."""
    last = x.shape[axis] - 1
    if last <= 2 * of:
        # The lines cross, and no view shows them in that order.
        return [(x.select(axis, to), x.select(axis, of)), (x.select(axis, last - to), x.select(axis, last - of))]
    both = [x.narrow(axis, at, last - 2 * at + 1).unfold(axis, 1, last - 2 * at) for at in (to, of)]
    return [(both[0], both[1])]


def rows(x: Tensor, channels: int | None = None) -> Tensor:
    """Channels-last (1, C, H, W) as (positions, channels); fewer `channels` than C count as several positions."""
    return x.permute(0, 2, 3, 1).reshape(-1, channels or x.shape[1])


def split_pixels(x: Tensor) -> Tensor:
    """(1, C, 2H, 2W) as (H, W, 2, 2, C), a view: what pixel_unshuffle would gather at each place."""
    _, channels, height, width = x.shape
    _, of_channel, of_row, of_column = x.stride()
    shape = (height // 2, width // 2, 2, 2, channels)
    return x.as_strided(shape, (2 * of_row, 2 * of_column, of_row, of_column, of_channel))


def split_channels(x: Tensor) -> Tensor:
    """(1, 4C, H, W), channels (row, column, channel), as (H, W, 2, 2, C), a view: what pixel_shuffle spreads."""
    picture = x[0].permute(1, 2, 0)
    return picture.view(*picture.shape[:2], 2, 2, -1)
