"""The shipped network, loaded once, and one that does not ship."""

from __future__ import annotations

import pytest
import torch

from stylecam.models.adaconv import AdaConv
from stylecam.models.compact import Compact
from stylecam.models.registry import find_weights
from stylecam.models.vgg19 import Vgg19
from stylecam.models.weights import WeightsFile, load_weights
from stylecam.resources import shipped_weights
from tests.painters import adaconv_by_chance, vgg19_by_chance
from tests.published import Published
from tests.published import published as make_published


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


@pytest.fixture(scope="session")
def published() -> Published:
    """The AdaIN paper's network with random weights."""
    return make_published()


@pytest.fixture(scope="session")
def vgg19() -> Vgg19:
    """The same as `stylecam` has it."""
    return vgg19_by_chance()


@pytest.fixture(scope="session")
def taught_adaconv() -> AdaConv:
    """An `adaconv` that knows what `compact` does, and whose kernels are random beyond that."""
    return adaconv_by_chance()
