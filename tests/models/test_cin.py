"""The network of `johnson` and `cin` is the published one, with gains and biases that belong to a style."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from stylecam.models.cin import ALL_NORMS, NORMS, Cin
from tests.models.fast_neural_style import TransformerNet, learnt


def picture(height: int = 48, width: int = 40, count: int = 1, seed: int = 1) -> Tensor:
    return torch.rand(count, 3, height, width, generator=torch.Generator().manual_seed(seed))


@pytest.fixture(scope="module")
def network() -> Cin:
    """Of three styles."""
    return learnt(Cin(3))


def test_a_style_is_1600_gains_and_1600_biases(network: Cin) -> None:
    assert len(NORMS) == ALL_NORMS
    assert network.taught(torch.tensor([2, 0])).shape == (2, 3200)
    assert torch.equal(network.taught(torch.tensor([1]))[0], torch.cat([network.gains[1], network.biases[1]]))


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("size", [(32, 32), (48, 40)])
def test_in_each_of_its_styles_it_is_the_published_network(number: int, size: tuple[int, int], network: Cin) -> None:
    published = TransformerNet(network, number)
    content = picture(*size)
    with torch.inference_mode():
        painted = network(content, network.taught(torch.tensor([number])))
        torch.testing.assert_close(painted, published(content), rtol=0, atol=1e-4)


def test_pictures_together_are_painted_each_in_its_own_style(network: Cin) -> None:
    contents, numbers = picture(count=3), torch.tensor([2, 2, 0])
    with torch.inference_mode():
        together = network(contents, network.taught(numbers))
        for i, number in enumerate(numbers):
            alone = network(contents[i : i + 1], network.taught(number[None]))
            torch.testing.assert_close(together[i : i + 1], alone, rtol=0, atol=1e-5)


def test_a_style_learns_nothing_from_a_picture_in_another(network: Cin) -> None:
    network(picture(), network.taught(torch.tensor([1]))).square().mean().backward()
    for parameter in (network.gains, network.biases):
        assert parameter.grad is not None
        assert parameter.grad[1].abs().max() > 0
        assert parameter.grad[[0, 2]].abs().max() == 0
    network.zero_grad()


def test_fresh_it_paints_around_mid_grey() -> None:
    torch.manual_seed(3)
    fresh = Cin(2)
    with torch.inference_mode():
        one, other = (fresh(picture(), fresh.taught(torch.tensor([number]))) for number in (0, 1))
    assert torch.equal(one, other)
    assert abs(float(one.mean()) - 0.5) < 0.3
