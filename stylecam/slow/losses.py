"""How far a picture is from what it shall show and from a style, as pure functions.

Gatys, Ecker & Bethge, "Image Style Transfer Using Convolutional Neural Networks" (2016), sections 2.1 and 2.2; Gatys
et al., "Controlling Perceptual Factors in Neural Style Transfer" (2017), section 4, for guides. A level's style is
described by one tensor, so that descriptions are compared alike, whatever they are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.models.adain import EPSILON

Description = Callable[[Tensor, Tensor], Tensor]
"""From a level's features (1, C, h, w) and each place's share (h * w,) to what is kept of them."""

Kind = Literal["gram", "statistics"]
"""The descriptions there are, by name."""


def shares(guide: Tensor, features: Tensor) -> Tensor:
    """What each place of a level counts, (h * w,), in all 1.

    Args:
        guide: (1, 1, H, W), how much each pixel belongs, 0 to 1, not 0 everywhere.
        features: (1, C, h, w), for the size.
    """
    flat = F.interpolate(guide, size=features.shape[2:], mode="area").flatten()
    return flat / flat.sum()


def gram(features: Tensor, places: Tensor) -> Tensor:
    """The Gram matrix (C, C): how strongly channels answer together, on average over the places.

    With equal shares the one of 2016 over the number of places; with others the guided one of 2017, whose guidance
    channel is the root of the shares.
    """
    flat = features[0].flatten(1)
    return (flat * places) @ flat.T


def statistics(features: Tensor, places: Tensor) -> Tensor:
    """Mean and then standard deviation of each channel, (2 C,).

    Source: Huang & Belongie (2017), section 5: what AdaIN sets, and its style loss compares.
    """
    flat = features[0].flatten(1)
    mean = flat @ places
    variance = (flat - mean[:, None]).square() @ places
    return torch.cat([mean, (variance + EPSILON).sqrt()])


DESCRIPTIONS: Mapping[Kind, Description] = MappingProxyType({"gram": gram, "statistics": statistics})
"""What styles can be compared by."""


def relative_distance(found: Tensor, target: Tensor) -> Tensor:
    """The squared distance of two tensors, in terms of the target's own square.

    So a level counts alike whatever the size of its numbers: Gatys' constants are made for one set of weights.
    """
    return (found - target).square().sum() / (target.square().sum() + EPSILON)
