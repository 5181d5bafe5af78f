"""Adaptive instance normalisation as pure functions.

Source: Huang & Belongie, "Arbitrary Style Transfer in Real-time with Adaptive Instance Normalization" (2017),
section 5, with the paper's code for the details (unbiased variance, epsilon inside the root).
"""

from __future__ import annotations

import torch
from torch import Tensor

EPSILON = 1e-5


def channel_stats(x: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation of each channel over space.

    Args:
        x: (N, C, H, W), any floating dtype.

    Returns:
        Two float32 tensors (N, C, 1, 1).
    """
    variance, mean = torch.var_mean(x.float(), dim=(2, 3), keepdim=True)
    return mean, (variance + EPSILON).sqrt()


def normalising_affine(mean: Tensor, std: Tensor, gain: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
    """`gain * (x - mean) / std + bias` as `scale * x + shift`.

    With given (smoothed) statistics a normalisation is one fixed affine, which folds into the convolution before it.
    """
    scale = gain / std
    return scale, bias - mean * scale


def adain(content: Tensor, style_mean: Tensor, style_std: Tensor) -> Tensor:
    """AdaIN(x, y) = sigma(y) * (x - mu(x)) / sigma(x) + mu(y).

    Args:
        content: features (N, C, H, W).
        style_mean, style_std: (N or 1, C, 1, 1).
    """
    scale, shift = normalising_affine(*channel_stats(content), style_std, style_mean)
    return content * scale.to(content.dtype) + shift.to(content.dtype)
