from __future__ import annotations

import pytest
import torch

from benchmarks.peers.vgg19_adain import mixed_style, paint_as_published, random_vgg19_adain
from stylecam.models.vgg19 import Vgg19


@pytest.fixture(scope="module")
def network() -> Vgg19:
    return random_vgg19_adain(seed=3)


def test_a_style_alone_is_painted_in_as_it_is_and_several_by_the_mean_of_their_statistics(network: Vgg19) -> None:
    content, styles = torch.rand(1, 3, 32, 32), torch.rand(2, 3, 32, 32)
    with torch.inference_mode():
        expected = network(content, *network.style(styles[:1]))
        torch.testing.assert_close(paint_as_published(network, content, styles[:1]), expected)
        mean, std = mixed_style(network, styles)
        torch.testing.assert_close(mean, sum(network.style(style[None])[0] for style in styles) / 2)
        torch.testing.assert_close(std, sum(network.style(style[None])[1] for style in styles) / 2)


def test_random_weights_are_seeded_and_keep_the_signal_in_range(network: Vgg19) -> None:
    content, style = torch.rand(1, 3, 64, 64), torch.rand(1, 3, 64, 64)
    with torch.inference_mode():
        features = network.encoder(content)
        again = paint_as_published(random_vgg19_adain(seed=3), content, style)
        torch.testing.assert_close(again, paint_as_published(network, content, style))
    assert 0.05 < features.std() < 20
