"""The levels are the published network's."""

from __future__ import annotations

import pytest
import torch

from stylecam.errors import WeightsError
from stylecam.models.own_weights import keep_tensors
from stylecam.models.weights import WeightsFile
from stylecam.slow.encoder import LEAST, Levels, load_encoder
from tests.published import TO_RELU4_1, Published, published
from tests.slow.tiny import CPU

ENDS = (4, 11, 18, 31)
"""After how many layers of the published encoder relu1_1, relu2_1, relu3_1 and relu4_1 are there."""


@pytest.fixture(scope="module")
def network() -> Published:
    return published(seed=2)


@pytest.fixture(scope="module")
def weights(network: Published, tmp_path_factory: pytest.TempPathFactory) -> WeightsFile:
    halves = {"encoder": network.encoder[:TO_RELU4_1], "decoder": network.decoder}
    tensors = {f"{half}.{name}": x for half, part in halves.items() for name, x in part.state_dict().items()}
    return keep_tensors(tmp_path_factory.mktemp("weights"), "vgg19", tensors, "own", "not at all")


@pytest.fixture(scope="module")
def encoder(weights: WeightsFile) -> Levels:
    return load_encoder(weights, CPU)


def test_levels_are_the_first_relu_of_each_size(encoder: Levels, network: Published) -> None:
    picture = torch.rand(1, 3, 41, 56)
    levels = encoder(picture)
    assert [tuple(level.shape[1:]) for level in levels] == [(64, 41, 56), (128, 21, 28), (256, 11, 14), (512, 6, 7)]
    for level, end in zip(levels, ENDS, strict=True):
        torch.testing.assert_close(level, network.encoder[:end](picture), rtol=1e-4, atol=1e-4)


def test_gradients_reach_the_picture_and_not_the_weights(encoder: Levels) -> None:
    picture = torch.rand(1, 3, LEAST, LEAST, requires_grad=True)
    torch.autograd.backward([level.sum() for level in encoder(picture)])
    assert picture.grad is not None
    assert picture.grad.abs().min() > 0
    assert all(weight.grad is None for weight in encoder.parameters())


def test_damaged_weights_are_told(weights: WeightsFile) -> None:
    other = WeightsFile(weights.id, weights.path, "0" * 64, weights.licence, weights.trained)
    with pytest.raises(WeightsError, match="damaged"):
        load_encoder(other, CPU)
