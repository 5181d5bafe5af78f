"""Content loss, style loss, structural similarity and lattice of every content painted in every style.

The features are those of the perceptual network at relu1_1, relu2_1, relu3_1 and relu4_1, all of VGG's own widths. The
losses are those of Huang & Belongie 2017, section 5, as means and without weights. They are written down here and not
shared with the training, so that they measure the same whatever it is made to minimise. The lattice is the training's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.frame import Pixels
from stylecam.models.adain import channel_stats
from stylecam.training.evaluation.contender import Contender
from stylecam.training.evaluation.material import Still, to_pixels
from stylecam.training.evaluation.ssim import ssim
from stylecam.training.losses import lattice

Features = Callable[[Tensor], Sequence[Tensor]]
"""From pictures (N, 3, H, W) in [0, 1] to feature maps, the deepest last."""

LATTICE_UNIT = 1e-4
"""Of variance, colours being 0 to 1."""


@dataclass(frozen=True)
class Scores:
    """Of one painting, or the means of many.

    Attributes:
        content: squared distance of the deepest features to the content's.
        style: squared distances of the means and of the standard deviations to the style's, summed over the levels.
        ssim: structural similarity to the content, 1 for the same.
        lattice: how much the painting repeats every 2, 4 and 8 pixels where the content does not, in `LATTICE_UNIT`.
    """

    content: float
    style: float
    ssim: float
    lattice: float


@dataclass(frozen=True)
class Painting:
    """What one contender made of one content in one style."""

    contender: str
    content: str
    style: str
    pixels: Pixels
    scores: Scores


def content_loss(features: Sequence[Tensor], target: Tensor) -> float:
    """The mean squared difference at the deepest level."""
    return float(F.mse_loss(features[-1], target))


def style_loss(features: Sequence[Tensor], targets: Sequence[tuple[Tensor, Tensor]]) -> float:
    """The mean squared differences of the channels' means and of their standard deviations, summed over the levels.

    Args:
        features: of the painting.
        targets: the style's means and standard deviations, level by level.
    """
    pairs = zip(map(channel_stats, features), targets, strict=True)
    return float(sum(F.mse_loss(seen[k], aim[k]) for seen, aim in pairs for k in (0, 1)))


@torch.inference_mode()
def paint_all(
    contenders: Sequence[Contender],
    contents: Sequence[Still],
    styles: Sequence[Still],
    features: Features,
    device: torch.device,
) -> Iterator[Painting]:
    """Every content in every style by every contender, style by style."""
    targets = [features(content.tensor(device))[-1] for content in contents]
    for style in styles:
        picture = style.tensor(device)
        aims = [channel_stats(level) for level in features(picture)]
        for contender in contenders:
            paint = contender.in_style(picture)
            for content, target in zip(contents, targets, strict=True):
                given = content.tensor(device)
                painted = paint(given).clamp(0, 1)
                seen = features(painted)
                scores = Scores(
                    content_loss(seen, target),
                    style_loss(seen, aims),
                    float(ssim(painted, given)),
                    float(lattice(painted, given)) / LATTICE_UNIT,
                )
                yield Painting(contender.name, content.name, style.name, to_pixels(painted), scores)


def scores_by_style(paintings: Iterable[Painting]) -> dict[str, dict[str, Scores]]:
    """By contender and style, the means over the contents."""
    found: defaultdict[str, defaultdict[str, list[Scores]]] = defaultdict(lambda: defaultdict(list))
    for painting in paintings:
        found[painting.contender][painting.style].append(painting.scores)
    return {
        contender: {style: mean_scores(scores) for style, scores in styles.items()}
        for contender, styles in found.items()
    }


def mean_scores(scores: Iterable[Scores]) -> Scores:
    """The mean of each."""
    columns = zip(*(astuple(each) for each in scores), strict=True)
    return Scores(*(sum(column) / len(column) for column in columns))
