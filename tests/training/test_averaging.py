"""The average of the weights."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from stylecam.training.averaging import follow, keep_share


def test_the_average_moves_towards_the_network() -> None:
    network = nn.BatchNorm1d(3)
    average = copy.deepcopy(network)
    with torch.no_grad():
        network.weight.fill_(5)
        network.running_mean = torch.full((3,), 2.0)
    follow(average, network, 0.75)
    assert average.weight.tolist() == [2, 2, 2]
    assert average.running_mean is not None
    assert average.running_mean.tolist() == [2, 2, 2]


def test_little_is_kept_at_first() -> None:
    assert keep_share(0.997, 0) == pytest.approx(1 / 51)
    assert keep_share(0.997, 10**6) == 0.997
