"""A part of a picture, by which a layer's statistics are weighed: what is painted in a style of its own is normalised
by its own statistics.

Source: Gatys et al., "Controlling Perceptual Factors in Neural Style Transfer" (2017), section 4; for AdaIN Huang &
Belongie, "Arbitrary Style Transfer in Real-time with Adaptive Instance Normalization" (2017), section 7.4.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor

LEAST_SHARE = 0.01
LEAST_POSITIONS = 16
"""The part of a layer, and the positions, that statistics are taken of at least: what a smaller region lacks comes from
all of the picture, so that nothing is divided by zero, and a region that vanishes ends at the picture's statistics."""


class Region:
    """A soft mask and what it weighs at each layer.

    Args:
        mask: (1, 1, H, W), float32, 0 to 1, on the painter's device, of the size of the picture.
    """

    def __init__(self, mask: Tensor) -> None:
        self.mask = mask
        self._found: dict[tuple[int, int], Tensor] = {}

    def weights(self, features: Tensor, channels: int | None = None) -> Tensor:
        """The weight of each position of features (1, C, h, w), whose rows are those of `padded.rows`: (positions,).

        A layer's position weighs what the mask is on average over the pixels that it stands for.
        """
        height, width = features.shape[2:]
        phases = features.shape[1] // (channels or features.shape[1])
        if (height, phases) not in self._found:
            weights = F.adaptive_avg_pool2d(self.mask, (height, width)).flatten()
            least = min(1.0, max(LEAST_SHARE, LEAST_POSITIONS / len(weights)))
            weights = weights + (least - weights.mean()).clamp_min(0)
            self._found[height, phases] = weights.repeat_interleave(phases) if phases > 1 else weights
        return self._found[height, phases]
