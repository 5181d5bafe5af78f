"""A still painted slowly: from coarse to fine, each scale from the enlarged painting of the last.

Gatys et al. (2016), with the coarse-to-fine way, regions and scale of Gatys et al. (2017), sections 4 and 6. It begins
with the picture itself and a little noise, not with noise alone: so it needs fewer steps, and no strength is a jump.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from stylecam.frame import Pixels
from stylecam.look import Size
from stylecam.slow.descent import descend
from stylecam.slow.encoder import Encoder
from stylecam.slow.losses import DESCRIPTIONS, Kind
from stylecam.slow.objective import Objective, Region
from stylecam.slow.scales import Scale, resized, scales_of, to_pixels, to_tensor, with_longest, work_until

Mask = npt.NDArray[np.uint8]
"""Grey pixels (H, W): 255 where a style goes."""

STYLE_WEIGHT = 20.0
"""What the style counts beside the content at strength 1."""

NOISE = 0.1
"""Standard deviation of what is added to the picture at the coarsest scale, or calm places would have nothing that
could become a stroke."""


@dataclass(frozen=True)
class Still:
    """What is to be painted, and how.

    Attributes:
        content: the picture.
        styles: the style's picture; or two, the second for where the mask is black.
        mask: where the first style goes, of the content's size; with one style black stays as it is. None: everywhere.
        strength: 0 to 1.
        loss: what styles are compared by.
        brush: how long the style's longest side is beside the painting's.
        scales: how many; None for what fits the size.
        steps: at the coarsest scale.
        seed: of the noise.
    """

    content: Pixels
    styles: tuple[Pixels, ...]
    mask: Mask | None = None
    strength: float = 1.0
    loss: Kind = "gram"
    brush: float = 1.0
    scales: int | None = None
    steps: int = 200
    seed: int = 0

    @property
    def size(self) -> Size:
        """(width, height) of the painting."""
        return self.content.shape[1], self.content.shape[0]


@dataclass(frozen=True)
class Step:
    """How far a painting is.

    Attributes:
        scale, scales: which one this is, from 1, and how many there are.
        size: of this scale.
        step, steps: the same at this scale.
        done: the share of all work, 0 to 1.
        loss: of the best painting at this scale.
        picture: that painting, (1, 3, h, w) of the scale's size, on the device.
    """

    scale: int
    scales: int
    size: Size
    step: int
    steps: int
    done: float
    loss: float
    picture: Tensor

    def pixels(self, size: Size) -> Pixels:
        """The best painting so far, enlarged to the final size."""
        return to_pixels(resized(self.picture, size))


def paint(still: Still, encoder: Encoder, device: torch.device) -> Iterator[Step]:
    """Paint, one step after the other; the last one's picture is the painting.

    Where there is nothing to paint (no strength, or a mask that is black all over) there is no step.
    """
    guides, scales = _guides(still), plan(still)
    if not scales:
        return
    content, moves = to_tensor(still.content), _moves(still)
    done = work_until(scales)
    painting = before = None
    for number, scale in enumerate(scales, start=1):
        small = resized(content, scale.size)
        objective = Objective(
            encoder,
            small.to(device),
            resized(moves, scale.size).to(device),
            _regions(still, guides, scale, device),
            DESCRIPTIONS[still.loss],
            style_weight(still.strength),
        )
        if painting is None or before is None:
            start = _noisy(small, still)
        else:
            # Of the finer detail of the picture as much as there shall be of the picture.
            detail = small - resized(before, scale.size)
            start = resized(painting, scale.size) + (1 - still.strength) * detail
        before = small
        for step, found in enumerate(descend(objective, start.to(device), scale.steps), start=1):
            painting = objective.shown(found.picture)
            yield Step(number, len(scales), scale.size, step, scale.steps, next(done), found.loss, painting)


def plan(still: Still) -> tuple[Scale, ...]:
    """What it is painted at, from coarse to fine; nothing where there is nothing to paint."""
    is_painted = still.strength > 0 and (still.mask is None or len(_guides(still)) > 0)
    return scales_of(still.size, still.scales, still.steps) if is_painted else ()


def style_weight(strength: float) -> float:
    """What the style counts beside the content. What is seen goes with the weight's logarithm, so it grows steeply."""
    return STYLE_WEIGHT * strength**5


def _noisy(content: Tensor, still: Still) -> Tensor:
    random = torch.Generator().manual_seed(still.seed)
    return content + NOISE * still.strength * torch.randn(content.shape, generator=random)


def _guides(still: Still) -> list[tuple[Pixels, Tensor]]:
    """Each style with where it goes, (1, 1, H, W); none that goes nowhere."""
    if still.mask is None:
        return [(still.styles[0], torch.ones(1, 1, *still.content.shape[:2]))]
    white = to_tensor(still.mask)
    return [(style, guide) for style, guide in zip(still.styles, (white, 1 - white), strict=False) if guide.any()]


def _moves(still: Still) -> Tensor:
    """How much of each pixel is painted, (1, 1, H, W)."""
    if still.mask is None or len(still.styles) > 1:
        return torch.ones(1, 1, *still.content.shape[:2])
    return to_tensor(still.mask)


def _regions(still: Still, guides: Sequence[tuple[Pixels, Tensor]], scale: Scale, device: torch.device) -> list[Region]:
    regions = []
    for style, guide in guides:
        size = with_longest((style.shape[1], style.shape[0]), still.brush * max(scale.size))
        picture = resized(to_tensor(style), size)
        regions.append(Region(resized(guide, scale.size).to(device), picture.to(device)))
    return regions
