from __future__ import annotations

import numpy as np
import pytest
import torch

from stylecam.training.evaluation.ssim import ssim


def test_one_window_is_the_formula_of_the_paper(random: torch.Generator) -> None:
    """Pictures of 11x11 hold one window: its weighted moments, written out."""
    a, b = torch.rand(2, 1, 3, 11, 11, generator=random)
    offsets = np.arange(-5, 6)
    weights = np.exp(-(offsets[:, None] ** 2 + offsets[None, :] ** 2) / (2 * 1.5**2))
    weights /= weights.sum()
    x, y = (0.299 * p[0, 0].numpy() + 0.587 * p[0, 1].numpy() + 0.114 * p[0, 2].numpy() for p in (a, b))
    mean_x, mean_y = (weights * x).sum(), (weights * y).sum()
    var_x, var_y = (weights * (x - mean_x) ** 2).sum(), (weights * (y - mean_y) ** 2).sum()
    covariance = (weights * (x - mean_x) * (y - mean_y)).sum()
    luminance = (2 * mean_x * mean_y + 0.01**2) / (mean_x**2 + mean_y**2 + 0.01**2)
    structure = (2 * covariance + 0.03**2) / (var_x + var_y + 0.03**2)
    assert float(ssim(a, b)) == pytest.approx(luminance * structure, abs=1e-5)


def test_a_picture_is_wholly_like_itself_and_less_like_a_noisier_one(random: torch.Generator) -> None:
    picture, grain = torch.rand(2, 1, 3, 32, 40, generator=random)
    little, much = (float(ssim(picture, (picture + k * (grain - 0.5)).clamp(0, 1))) for k in (0.1, 0.8))
    assert float(ssim(picture, picture)) == pytest.approx(1, abs=1e-5)
    assert 0 < much < little < 1


def test_each_picture_of_a_batch_has_its_own(random: torch.Generator) -> None:
    a, b = torch.rand(2, 3, 3, 20, 24, generator=random)
    singly = torch.cat([ssim(x[None], y[None]) for x, y in zip(a, b, strict=True)])
    torch.testing.assert_close(ssim(a, b), singly)
