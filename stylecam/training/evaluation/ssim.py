"""Structural similarity (Wang, Bovik, Sheikh & Simoncelli, "Image Quality Assessment", 2004)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

WINDOW, SIGMA = 11, 1.5
K1, K2 = 0.01, 0.03
LUMA = (0.299, 0.587, 0.114)


def ssim(a: Tensor, b: Tensor) -> Tensor:
    """How alike pictures are in structure: 1 for the same ones.

    Of the luma, under a Gaussian window of 11 pixels, averaged over the places where the window lies inside.

    Args:
        a, b: (N, 3, H, W) in [0, 1], at least 11 pixels each way.

    Returns:
        (N,).
    """
    x, y = _luma(a), _luma(b)
    mean_x, mean_y = _blurred(x), _blurred(y)
    var_x = _blurred(x * x) - mean_x**2
    var_y = _blurred(y * y) - mean_y**2
    covariance = _blurred(x * y) - mean_x * mean_y
    c1, c2 = K1**2, K2**2
    alike = (2 * mean_x * mean_y + c1) * (2 * covariance + c2)
    return (alike / ((mean_x**2 + mean_y**2 + c1) * (var_x + var_y + c2))).mean(dim=(1, 2, 3))


def _luma(pictures: Tensor) -> Tensor:
    weights = torch.tensor(LUMA, device=pictures.device)
    return (pictures * weights[:, None, None]).sum(1, keepdim=True)


def _blurred(x: Tensor) -> Tensor:
    offsets = torch.arange(WINDOW, device=x.device) - WINDOW // 2
    line = torch.softmax(-(offsets**2) / (2 * SIGMA**2), 0)
    return F.conv2d(F.conv2d(x, line[None, None, :, None]), line[None, None, None, :])
