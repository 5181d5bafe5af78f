from __future__ import annotations

import pytest
import torch
from torch import nn

from benchmarks.peers.vgg19_adain import Vgg19AdaIN, random_vgg19_adain


@pytest.fixture(scope="module")
def network() -> Vgg19AdaIN:
    return random_vgg19_adain(seed=3)


@pytest.mark.parametrize(
    ("size", "painted_size"),
    [((64, 48), (64, 48)), ((65, 50), (72, 56))],
)
def test_the_painted_size_is_rounded_up_to_multiples_of_eight(
    network: Vgg19AdaIN, size: tuple[int, int], painted_size: tuple[int, int]
) -> None:
    with torch.inference_mode():
        painted = network(torch.rand(1, 3, size[1], size[0]), torch.rand(1, 3, 40, 56))
    assert painted.shape == (1, 3, painted_size[1], painted_size[0])


def test_it_is_vgg19_to_relu4_1_and_its_mirror(network: Vgg19AdaIN) -> None:
    """The parameters of the published files: 3,505,728 + 12 of the leading 1x1, and 3,505,219."""
    assert sum(p.numel() for p in network.encoder.parameters()) == 3_505_740
    assert sum(p.numel() for p in network.decoder.parameters()) == 3_505_219
    assert sum(isinstance(m, nn.MaxPool2d) for m in network.modules()) == 3


def test_random_weights_are_seeded_and_keep_the_signal_in_range(network: Vgg19AdaIN) -> None:
    content, style = torch.rand(1, 3, 64, 64), torch.rand(1, 3, 64, 64)
    with torch.inference_mode():
        features = network.encoder(content)
        torch.testing.assert_close(random_vgg19_adain(seed=3)(content, style), network(content, style))
    assert 0.05 < features.std() < 20
