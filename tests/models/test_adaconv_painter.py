"""The painter for live frames computes what the network computes."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import Tensor

from stylecam.models.adaconv import AdaConv, AdaConvCode
from stylecam.models.adaconv_painter import AdaConvPainter
from stylecam.models.graphed_painter import GraphedPainter
from tests.models.test_graphed_painter import Again
from tests.models.test_painters import picture

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def painter(taught_adaconv: AdaConv) -> AdaConvPainter:
    return AdaConvPainter(copy.deepcopy(taught_adaconv), CPU, torch.float32)


def reference(network: AdaConv, content: Tensor, style: Tensor) -> Tensor:
    with torch.inference_mode():
        painted: Tensor = network(content, AdaConvCode.from_flat(style[None]))
    return painted


@pytest.mark.parametrize("strength", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("size", [(32, 32), (64, 96), (40, 136)])
def test_it_paints_what_the_network_paints(
    strength: float, size: tuple[int, int], taught_adaconv: AdaConv, painter: AdaConvPainter
) -> None:
    content, style = picture(*size), painter.style(picture(48, 64, seed=2))
    with torch.inference_mode():
        own = taught_adaconv.style(content, as_content=torch.ones(1)).flat()[0]
    expected = reference(taught_adaconv, content, torch.lerp(own, style, strength))
    painted, measured = painter.paint(content, style, strength, None)
    torch.testing.assert_close(painted, expected, rtol=0, atol=2e-5)
    painted, _ = painter.paint(content, style, strength, measured)
    torch.testing.assert_close(painted, expected, rtol=0, atol=3e-5)


def test_the_style_is_the_networks(taught_adaconv: AdaConv, painter: AdaConvPainter) -> None:
    seen = picture(48, 64, seed=2)
    with torch.inference_mode():
        torch.testing.assert_close(painter.style(seen), taught_adaconv.style(seen).flat()[0])


def test_what_it_sees_by_given_statistics_is_what_it_measures(painter: AdaConvPainter) -> None:
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    _, measured = painter.paint(content, style, 1.0, None)
    _, seen = painter.paint(content, style, 1.0, measured)
    torch.testing.assert_close(seen.mean, measured.mean, rtol=2e-3, atol=2e-3)
    torch.testing.assert_close(seen.std, measured.std, rtol=2e-3, atol=2e-3)


def test_a_recording_of_it_paints_the_same(painter: AdaConvPainter) -> None:
    """It asks nothing of the host on the way, and writes where it always wrote."""
    content, style = picture(64, 96), painter.style(picture(48, 64, seed=2))
    _, stats = painter.paint(content, style, 1.0, None)
    graphed = GraphedPainter(painter, Again())
    for strength in (1.0, 0.5):
        expected = painter.paint(content, style, strength, stats)[0].clone()
        assert torch.equal(graphed.paint(content, style, strength, stats)[0], expected)
        assert graphed.replayed
