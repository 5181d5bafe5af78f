"""What training minimises, as pure functions.

Each gives one number per picture, (N,) in float32, whatever dtype its input has: means over a batch, weights and sums
are the objective's. Pictures are (N, 3, H, W) in [0, 1], features as `perceptual.Features`.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stylecam.models.adain import channel_stats
from stylecam.training.perceptual import Features

Moments = tuple[Tensor, Tensor]
"""Mean and standard deviation of a level's channels, (N, C) each, float32."""

STYLE_WEIGHTS = (0.2, 0.2, 1.0, 1.0)
"""Of relu1_1, relu2_1, relu3_1 and relu4_1 in `style_distance`, for the compressed VGG-19 (docs/model-card.md)."""

LATTICE_PERIODS = (2, 4, 8)
LATTICE_WINDOW = 32
"""Pixels; a multiple of every period, and large enough that strokes average out."""

FLAT_WINDOW = 9
FLAT_GRADIENT = 0.03
"""Pixels around, and the mean absolute gradient at which a place counts a third of what a flat one does."""

COHERENCE_TEMPERATURE = 0.07
COHERENCE_FLOOR = 0.01
COHERENCE_EPSILON = 1e-6
"""What is added to the square of a difference before it is normalised: a share of the mean square, and a little."""

_SHIFTS = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))


def moments(features: Sequence[Tensor]) -> tuple[Moments, ...]:
    """Mean and standard deviation of every channel of every level, as AdaIN takes them (Huang & Belongie 2017)."""
    return tuple((mean.flatten(1), std.flatten(1)) for mean, std in map(channel_stats, features))


def content_loss(features: Tensor, target: Tensor) -> Tensor:
    """Mean squared distance of features (N, C, H, W), those of relu4_1 as a rule.

    Source: Gatys et al., "Image Style Transfer Using Convolutional Neural Networks" (2016), section 2.1; Huang &
    Belongie (2017), section 5.
    """
    return _per_picture((features.float() - target.float()).square())


def style_distance(
    moments_a: Sequence[Moments], moments_b: Sequence[Moments], weights: Sequence[float] = STYLE_WEIGHTS
) -> Tensor:
    """Squared distance of means plus that of standard deviations, averaged over channels, weighted over levels.

    Source: Huang & Belongie (2017), section 5, which replaces Gatys' Gram matrices (2016) by these moments.
    """
    distances = [
        weight * ((mean_a - mean_b).square().mean(1) + (std_a - std_b).square().mean(1))
        for weight, (mean_a, std_a), (mean_b, std_b) in zip(weights, moments_a, moments_b, strict=True)
    ]
    return torch.stack(distances).sum(0)


def relative_style_loss(distance: Tensor, own_distance: Tensor) -> Tensor:
    """`distance` to the style (N,), in terms of the root of how far the content itself was from it.

    Distances have heavy tails: by themselves a few far pairs rule, and divided by the whole of what was to be gone such
    pairs are given up. Source: stylecam, docs/training.md.
    """
    return distance / (1 + own_distance).sqrt()


def identity_loss(output: Tensor, picture: Tensor) -> Tensor:
    """Mean squared error of a picture painted in its own style.

    Source: Park & Lee, "Arbitrary Style Transfer with Style-Attentional Networks" (2019), section 3.3, first term.
    """
    return _per_picture((output.float() - picture.float()).square())


def feature_identity_loss(features: Features, target: Features) -> Tensor:
    """The same in every level's features, summed.

    Source: Park & Lee (2019), section 3.3, second term.
    """
    return torch.stack([content_loss(a, b) for a, b in zip(features, target, strict=True)]).sum(0)


def total_variation(pictures: Tensor) -> Tensor:
    """Mean absolute difference of neighbours above plus that of neighbours beside.

    Source: Johnson et al., "Perceptual Losses for Real-Time Style Transfer and Super-Resolution" (2016), section 3.2.
    """
    down, across = _differences(pictures.float())
    return _per_picture(down.abs()) + _per_picture(across.abs())


def flat_variation(output: Tensor, content: Tensor) -> Tensor:
    """Total variation of the output where the content is calm: walls, skin.

    Each difference counts `exp(-g / 0.03)`, where g is the mean absolute gradient of the content in a window of 9.
    Source: stylecam, docs/model-card.md.
    """
    calm = _calm(content.float())
    down, across = _differences(output.float())
    return _per_picture(down.abs() * calm[:, :, 1:]) + _per_picture(across.abs() * calm[..., 1:])


def lattice(output: Tensor, content: Tensor) -> Tensor:
    """The screen-door grid that pixel shuffles leave: how much the painting repeats every 2, 4 and 8 pixels.

    For each period the variance between its phases (the pixels that share y and x modulo the period), each averaged
    over windows of 32 pixels, of output minus content. Rows and columns beyond the last whole window do not count.
    Source: stylecam, docs/model-card.md.

    Raises:
        ValueError: the pictures are smaller than a window.
    """
    difference = output.float() - content.float()
    count, channels, height, width = difference.shape
    rows, columns = height // LATTICE_WINDOW, width // LATTICE_WINDOW
    if not rows or not columns:
        raise ValueError(f"the lattice is measured on pictures of at least {LATTICE_WINDOW} pixels a side")
    whole = difference[..., : rows * LATTICE_WINDOW, : columns * LATTICE_WINDOW]
    variances = []
    for period in LATTICE_PERIODS:
        repeats = LATTICE_WINDOW // period
        phases = whole.reshape(count, channels, rows, repeats, period, columns, repeats, period).mean((3, 6))
        variances.append(_per_picture(phases.var((3, 5), correction=0)))
    return torch.stack(variances).sum(0)


def out_of_range(output: Tensor) -> Tensor:
    """How far pixels lie below 0 and above 1, on average: what clipping would take. Source: stylecam."""
    wide = output.float()
    return _per_picture(F.relu(-wide)) + _per_picture(F.relu(wide - 1))


def temporal_loss(output: Tensor, warped_previous: Tensor, mask: Tensor) -> Tensor:
    """Mean squared difference, where `mask` (N, 1, H, W) is 1, to the painting of the frame before, moved along.

    With synthetic motion: `output` paints the moved and disturbed content, `warped_previous` is the moved painting.
    Source: Wang et al., "Consistent Video Style Transfer via Relaxation and Regularization" (ReReVST, 2020), compound
    regularisation.
    """
    shown = mask.float()
    squared = (output.float() - warped_previous.float()).square().mean(1, keepdim=True)
    return (squared * shown).sum((1, 2, 3)) / shown.sum((1, 2, 3)).clamp(min=1)


def coherence_positions(height: int, width: int, count: int, generator: torch.Generator) -> Tensor:
    """Random positions (count, 2) as (y, x) in a feature map, none on its border, for `coherence_loss`."""
    y, x = (
        torch.randint(1, side - 1, (count,), generator=generator, device=generator.device) for side in (height, width)
    )
    return torch.stack([y, x], dim=1)


def coherence_loss(features: Tensor, target: Tensor, positions: Tensor) -> Tensor:
    """Contrast of how features change from place to place in the painting and in its content.

    At each of `positions` (P, 2) the differences to the eight neighbours are taken and normalised. Each of the
    painting's (`features`, (N, C, H, W)) is to be more like the content's (`target`) at the same place than like those
    elsewhere: cross-entropy over all 8 P of them, temperature 0.07. What stays alike in one frame does not flicker.
    Source: Wu et al., "CCPL: Contrastive Coherence Preserving Loss for Versatile Style Transfer" (2022), section 3.2,
    without its learnt projection, so that it has no parameters.
    """
    painted, content = (_neighbour_differences(x.float(), positions) for x in (features, target))
    with torch.autocast(features.device.type, enabled=False):
        likeness = torch.einsum("nic,njc->nij", painted, content) / COHERENCE_TEMPERATURE
    return -F.log_softmax(likeness, dim=2).diagonal(dim1=1, dim2=2).mean(1)


def distillation_loss(features: Tensor, target: Tensor, projection: nn.Module) -> Tensor:
    """Mean squared distance of a student's features, projected (1x1) to the teacher's width, to the teacher's.

    Source: Wang et al., "Collaborative Distillation for Ultra-Resolution Universal Style Transfer" (2020), section 3.2
    (linear embedding loss).
    """
    projected: Tensor = projection(features)
    return content_loss(projected, target)


def _per_picture(values: Tensor) -> Tensor:
    return values.flatten(1).mean(1)


def _differences(pictures: Tensor) -> tuple[Tensor, Tensor]:
    """To the neighbour above (N, C, H - 1, W) and to that on the left (N, C, H, W - 1)."""
    return pictures[:, :, 1:] - pictures[:, :, :-1], pictures[..., 1:] - pictures[..., :-1]


def _calm(content: Tensor) -> Tensor:
    """(N, 1, H, W): 1 where the content is flat, falling with its mean absolute gradient around."""
    down, across = (difference.abs().mean(1, keepdim=True) for difference in _differences(content))
    gradient = F.pad(down, (0, 0, 1, 0)) + F.pad(across, (1, 0, 0, 0))
    around = F.avg_pool2d(gradient, FLAT_WINDOW, stride=1, padding=FLAT_WINDOW // 2, count_include_pad=False)
    return torch.exp(-around / FLAT_GRADIENT)


def _neighbour_differences(x: Tensor, positions: Tensor) -> Tensor:
    """(N, 8 P, C) from each position of (N, C, H, W) to its eight neighbours, of about length one.

    Differences far shorter than the rest stay short: they are mostly rounding, and their gradient would be endless.
    """
    shifts = torch.tensor(_SHIFTS, device=positions.device)
    around = (positions[:, None] + shifts).flatten(0, 1)
    centres = positions.repeat_interleave(len(_SHIFTS), dim=0)
    differences = x[:, :, around[:, 0], around[:, 1]] - x[:, :, centres[:, 0], centres[:, 1]]
    squares = differences.square().sum(1, keepdim=True)
    floor = COHERENCE_FLOOR * squares.mean(2, keepdim=True) + COHERENCE_EPSILON
    return (differences * torch.rsqrt(squares + floor)).transpose(1, 2)
