"""The shipped network, loaded once."""

from __future__ import annotations

import pytest
import torch

from stylecam.models.compact import Compact
from stylecam.models.registry import find_weights
from stylecam.models.weights import WeightsFile, load_weights
from stylecam.resources import shipped_weights


@pytest.fixture(scope="session")
def weights() -> WeightsFile:
    return find_weights(shipped_weights(), "compact")


@pytest.fixture(scope="session")
def network(weights: WeightsFile) -> Compact:
    """`compact` as it was trained."""
    network = Compact()
    network.load_state_dict(load_weights(weights))
    return network.eval().requires_grad_(False)


@pytest.fixture
def random() -> torch.Generator:
    """Random numbers that are the same in every run."""
    return torch.Generator().manual_seed(1)
