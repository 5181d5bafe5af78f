"""What is minimised at one scale: the distance to the content, and in each region that to its style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from stylecam.slow.encoder import Encoder
from stylecam.slow.losses import Description, relative_distance, shares


@dataclass(frozen=True)
class Region:
    """A part of the picture and the style it is painted in.

    Attributes:
        guide: (1, 1, H, W), how much each pixel belongs to it, 0 to 1, not 0 everywhere.
        style: the style's picture (1, 3, h, w) in [0, 1].
    """

    guide: Tensor
    style: Tensor


@dataclass(frozen=True)
class _Target:
    """What one level of one region shall be like.

    Attributes:
        places: each place's share.
        description: of the style.
        weight: what it counts.
    """

    places: Tensor
    description: Tensor
    weight: float


class Objective:
    """Content loss at the last level plus style losses at all.

    A region counts by how much of the picture it is, so that a place counts the same in a small and in a large one.

    Args:
        encoder: what is seen in pictures.
        content: the picture (1, 3, H, W) in [0, 1].
        moves: (1, 1, H, W), how much of each pixel is painted, 0 to 1; the rest stays the content's.
        regions: where which style goes.
        describe: what styles are compared by.
        style_weight: what the styles count beside the content.
    """

    @torch.no_grad()
    def __init__(
        self,
        encoder: Encoder,
        content: Tensor,
        moves: Tensor,
        regions: Sequence[Region],
        describe: Description,
        style_weight: float,
    ) -> None:
        self._encoder, self._describe = encoder, describe
        self._content, self._moves = content, moves
        levels = encoder(content)
        self._seen = levels[-1]
        weight = style_weight / len(levels)
        self._targets = [self._targets_of(region, levels, weight) for region in regions]

    def __call__(self, painting: Tensor) -> Tensor:
        """The loss of a painting (1, 3, H, W), one number."""
        levels = self._encoder(self.shown(painting))
        losses = [relative_distance(levels[-1], self._seen)]
        for targets in self._targets:
            for features, target in zip(levels, targets, strict=True):
                found = self._describe(features, target.places)
                losses.append(target.weight * relative_distance(found, target.description))
        return torch.stack(losses).sum()

    def shown(self, painting: Tensor) -> Tensor:
        """The painting with what stays of the content."""
        return torch.lerp(self._content, painting, self._moves.expand_as(painting))

    def _targets_of(self, region: Region, levels: Sequence[Tensor], weight: float) -> list[_Target]:
        whole = weight * float(region.guide.mean())
        targets = []
        for features, style in zip(levels, self._encoder(region.style), strict=True):
            everywhere = shares(torch.ones_like(style[:, :1]), style)
            description = self._describe(style, everywhere)
            targets.append(_Target(shares(region.guide, features), description, whole))
        return targets
