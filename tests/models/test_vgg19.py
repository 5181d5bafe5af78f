"""The network is the published one."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from stylecam.errors import WeightsError
from stylecam.models.vgg19 import Vgg19, vgg19_network
from tests.published import TO_RELU4_1, Published

SOMEWHERE = Path("vgg19.safetensors")


def test_it_is_vgg19_to_relu4_1_and_its_mirror() -> None:
    """The parameters of the published files: 3,505,728 + 12 of the leading 1x1, and 3,505,219."""
    with torch.device("meta"):
        network = Vgg19()
    assert sum(p.numel() for p in network.encoder.parameters()) == 3_505_740
    assert sum(p.numel() for p in network.decoder.parameters()) == 3_505_219
    assert sum(isinstance(m, nn.MaxPool2d) for m in network.modules()) == 3


def test_its_layers_bear_the_published_numbers(vgg19: Vgg19, published: Published) -> None:
    theirs = published.encoder[:TO_RELU4_1].state_dict()
    assert vgg19.encoder.state_dict().keys() == theirs.keys()
    assert vgg19.decoder.state_dict().keys() == published.decoder.state_dict().keys()


@pytest.mark.parametrize(("size", "painted_size"), [((64, 48), (64, 48)), ((65, 50), (72, 56))])
def test_it_paints_what_the_published_one_paints_and_rounds_sizes_up(
    size: tuple[int, int], painted_size: tuple[int, int], vgg19: Vgg19, published: Published
) -> None:
    content, style = torch.rand(1, 3, size[1], size[0]), torch.rand(1, 3, 40, 56)
    with torch.inference_mode():
        painted = vgg19(content, *vgg19.style(style))
    assert painted.shape == (1, 3, painted_size[1], painted_size[0])
    torch.testing.assert_close(painted, published.paint(content, style, 1.0), rtol=0, atol=1e-4)


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"encoder.0.bias": torch.tensor([0.0, torch.nan, 0.0])}, "'encoder.0.bias' holds numbers that are not finite"),
        ({"decoder.28.bias": torch.zeros(3, dtype=torch.int64)}, "'decoder.28.bias' holds no real numbers"),
        ({"decoder.28.bias": torch.zeros(4)}, r"'decoder.28.bias' is \(4,\), not \(3,\)"),
        ({"encoder.32.bias": torch.zeros(512)}, "it has no tensor 'encoder.32.bias'"),
    ],
)
def test_other_tensors_are_refused(spoilt: dict[str, Tensor], said: str, vgg19: Vgg19) -> None:
    with pytest.raises(WeightsError, match=rf"^{SOMEWHERE}: .*{said}"):
        vgg19_network(vgg19.state_dict() | spoilt, SOMEWHERE)
