"""What every network offers to the engine: styles as vectors, content statistics as vectors, one picture at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from stylecam.models.regions import Region


@dataclass(frozen=True)
class ContentStats:
    """Mean and standard deviation of everything a network normalises, end to end: two float32 vectors (K,).

    The order is the network's own. Vectors, so that an average over time is one operation.
    """

    mean: Tensor
    std: Tensor

    def lerp(self, other: ContentStats, weight: float) -> ContentStats:
        """`weight` of the way from these to the others."""
        return ContentStats(torch.lerp(self.mean, other.mean, weight), torch.lerp(self.std, other.std, weight))


class Painter(Protocol):
    """A network ready to run on one device, owned by one thread.

    Attributes:
        multiple: height and width of a picture must be multiples of this.
        least: the smallest height and width.
        style_size: length of a style vector. Mixes and cross-fades are convex sums of vectors.
        device: where it runs.
        dtype: what its convolutions compute in; styles and statistics are always float32.
    """

    @property
    def multiple(self) -> int: ...

    @property
    def least(self) -> int: ...

    @property
    def style_size(self) -> int: ...

    @property
    def device(self) -> torch.device: ...

    @property
    def dtype(self) -> torch.dtype: ...

    def style(self, picture: Tensor) -> Tensor:
        """The style vector (style_size,), float32, of a picture (1, 3, H, W), float32 in [0, 1]."""
        ...

    def paint(
        self,
        picture: Tensor,
        style: Tensor,
        strength: float,
        stats: ContentStats | None,
        region: Region | None = None,
    ) -> tuple[Tensor, ContentStats]:
        """Repaint a picture.

        Args:
            picture: (1, 3, H, W) in [0, 1], channels-last, in `dtype`.
            style: a style vector.
            strength: alpha; 0 is the picture's own style, 1 the given one.
            stats: the content statistics to normalise by; None measures the picture's own, layer by layer.
            region: the part of the picture that statistics are taken of, of its size; None for the whole. All of the
                picture is painted in any case.

        Returns:
            The painted picture, of the same shape, not clipped, valid until the next call; and the statistics
            that were seen on the way: exact where they were measured for use, else estimated from a sample.
        """
        ...
