"""The shipped network, loaded once, and one that does not ship."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from stylecam.models.adaconv import AdaConv
from stylecam.models.compact import Compact
from stylecam.models.registry import find_weights
from stylecam.models.vgg19 import Vgg19, vgg19_network
from stylecam.models.weights import WeightsFile, load_weights
from stylecam.resources import shipped_weights
from tests.published import TO_RELU4_1, Published
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
def vgg19(published: Published) -> Vgg19:
    """The same as `stylecam` has it."""
    halves = {"encoder": published.encoder[:TO_RELU4_1], "decoder": published.decoder}
    tensors = {f"{half}.{name}": x for half, part in halves.items() for name, x in part.state_dict().items()}
    return vgg19_network(tensors, Path("vgg19.safetensors"))


@pytest.fixture(scope="session")
def taught_adaconv(network: Compact) -> AdaConv:
    """An `adaconv` that knows what `compact` does, and whose kernels are random beyond that."""
    adaconv, random = AdaConv(), torch.Generator().manual_seed(1)
    adaconv.load_state_dict(adaconv.begun_from(network.state_dict()))
    adaconv.requires_grad_(False)
    for parameter in adaconv.predictors.parameters():
        parameter.normal_(std=0.01, generator=random)
    return adaconv.eval()
