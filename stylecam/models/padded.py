"""Feature maps in channels-last memory: with their reflected border, as rows, as pixel shuffles; all without copies."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import torch
from torch import Tensor

_Lines = list[tuple[Tensor, Tensor]]


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
        self.inner = self._full[:, :, border:-border, border:-border]
        self._border = border

    def reflect(self) -> Tensor:
        """Fill the border as `F.pad(mode="reflect")` does, and give the whole, (1, C, H + 2, W + 2) with one of one."""
        return self._filled(self._reflected)

    def reflect_pairs(self) -> Tensor:
        """Fill a border of two as that of `F.pixel_unshuffle(x, 2)` is reflected: two lines keep their order."""
        return self._filled(self._reflected_in_pairs)

    def replicate(self) -> Tensor:
        """Fill the border as `F.pad(mode="replicate")` does, and give the whole."""
        return self._filled(self._replicated)

    # Made once: a view takes about as long as copying what it shows.

    @cached_property
    def _reflected(self) -> _Lines:
        return self._opposite(lambda i: 2 * self._border - i)

    @cached_property
    def _reflected_in_pairs(self) -> _Lines:
        return self._opposite(lambda i: i + 2 * self._border)

    @cached_property
    def _replicated(self) -> _Lines:
        return self._opposite(lambda _: self._border)

    def _opposite(self, of: Callable[[int], int]) -> _Lines:
        """The border's lines, and those that belong there: i lines from either end the one that is `of(i)` from it."""
        lines = [(axis, i) for axis in (2, 3) for i in range(self._border)]
        return [pair for axis, i in lines for pair in _opposite(self._full, axis, i, of(i))]

    def _filled(self, lines: _Lines) -> Tensor:
        for border, found in lines:
            border.copy_(found)
        return self._full

    def put(self, x: Tensor) -> Tensor:
        """`x` with its border."""
        self.inner.copy_(x)
        return self.reflect()

    def floored(self, x: Tensor, floor: Tensor) -> Tensor:
        """The larger of `x` and `floor` (C, 1, 1), with its border."""
        torch.maximum(x, floor, out=self.inner)
        return self.reflect()

    def relu(self, x: Tensor) -> Tensor:
        """ReLU(x) with its border."""
        torch.clamp_min(x, 0, out=self.inner)
        return self.reflect()


def _opposite(x: Tensor, axis: int, to: int, of: int) -> _Lines:
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


def in_phases(x: Tensor) -> Tensor:
    """(1, C, 2H, 2W) as (1, C, H, 4W), a copy: the four pixels of each place side by side, for what is 1x1."""
    found = split_pixels(x).contiguous()
    height, width, _, _, channels = found.shape
    return found.view(1, height, 4 * width, channels).permute(0, 3, 1, 2)


def as_phases(x: Tensor) -> Tensor:
    """(1, C, H, 4W) in phases as (1, 4C, H, W), channels (row, column, channel), a view."""
    _, channels, height, width = x.shape
    return x.permute(0, 2, 3, 1).view(1, height, width // 4, 4 * channels).permute(0, 3, 1, 2)


def channelwise(vector: Tensor) -> Tensor:
    """(C,) to go with (1, C, H, W)."""
    return vector[:, None, None]


def channelwise_as(vector: Tensor, like: Tensor) -> Tensor:
    """The same in the dtype of what it goes with."""
    return channelwise(vector.to(like.dtype))
