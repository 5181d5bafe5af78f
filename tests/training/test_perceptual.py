"""The perceptual network in each layout, against the same layers written out as a Sequential."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from stylecam.errors import WeightsError
from stylecam.training.perceptual import COMPRESSED_WIDTHS, CONVOLUTIONS, FULL_WIDTHS, LEVELS, load_perceptual
from tests.shared import shared_file

POOLED = ("conv21", "conv31", "conv41")


def torchvision_vgg() -> nn.Sequential:
    """`torchvision.models.vgg19().features` up to relu4_1."""
    layers: list[nn.Module] = []
    inputs = 3
    for name, width in zip(CONVOLUTIONS, FULL_WIDTHS, strict=True):
        layers += [nn.MaxPool2d(2)] if name in POOLED else []
        layers += [nn.Conv2d(inputs, width, 3, padding=1), nn.ReLU()]
        inputs = width
    return nn.Sequential(*layers)


def adain_vgg(widths: tuple[int, ...], ceil: bool) -> nn.Sequential:
    """AdaIN's `vgg_normalised` up to relu4_1: a 1x1 convolution first, reflection padding."""
    layers: list[nn.Module] = [nn.Conv2d(3, 3, 1)]
    inputs = 3
    for name, width in zip(CONVOLUTIONS, widths, strict=True):
        layers += [nn.MaxPool2d(2, ceil_mode=ceil)] if name in POOLED else []
        layers += [nn.ReflectionPad2d(1), nn.Conv2d(inputs, width, 3), nn.ReLU()]
        inputs = width
    return nn.Sequential(*layers)


def levels(network: nn.Sequential, x: Tensor) -> list[Tensor]:
    """What comes out of relu1_1, relu2_1, relu3_1 and relu4_1."""
    relus = []
    for layer in network:
        x = layer(x)
        if isinstance(layer, nn.ReLU):
            relus.append(x)
    return [relus[CONVOLUTIONS.index(level)] for level in LEVELS]


def compressed_file(path: Path, network: nn.Sequential) -> dict[str, nn.Conv2d]:
    """Writes a compressed network; returns its four `aux` convolutions."""
    convolutions = [layer for layer in network if isinstance(layer, nn.Conv2d)]
    named = dict(zip(("conv0", *CONVOLUTIONS), convolutions, strict=True))
    aux = {
        level: nn.Conv2d(COMPRESSED_WIDTHS[CONVOLUTIONS.index(level)], FULL_WIDTHS[CONVOLUTIONS.index(level)], 1)
        for level in LEVELS
    }
    named |= {f"{level}_aux": layer for level, layer in aux.items()}
    save_file({f"{n}.{k}": t.detach() for n, layer in named.items() for k, t in layer.state_dict().items()}, path)
    return aux


@pytest.fixture(autouse=True)
def same_weights_in_every_run() -> None:
    torch.manual_seed(3)


@pytest.fixture
def pictures(random: torch.Generator) -> Tensor:
    """Of odd sizes, at which pooling with and without the last row differ."""
    return torch.rand(2, 3, 37, 45, generator=random)


def same(found: tuple[Tensor, ...], expected: list[Tensor]) -> None:
    assert len(found) == 4
    for ours, theirs in zip(found, expected, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-6)


@torch.no_grad()
@pytest.mark.parametrize("prefix", ["features.", ""])
def test_torchvisions_vgg_is_given_the_pictures_normalised_as_on_imagenet(
    tmp_path: Path, pictures: Tensor, prefix: str
) -> None:
    network = torchvision_vgg()
    file = tmp_path / "vgg19.pth"
    torch.save({f"{prefix}{name}": tensor for name, tensor in network.state_dict().items()}, file)
    mean = torch.tensor([0.485, 0.456, 0.406])[:, None, None]
    std = torch.tensor([0.229, 0.224, 0.225])[:, None, None]
    expected = levels(network, (pictures - mean) / std)
    perceptual = load_perceptual(file)
    same(perceptual(pictures), expected)
    same(perceptual.widened(pictures), expected)


@torch.no_grad()
def test_adains_vgg_normalises_by_itself(tmp_path: Path, pictures: Tensor) -> None:
    network = adain_vgg(FULL_WIDTHS, ceil=True)
    # The published file counts every layer, paddings and ReLUs too; ours pools where it pools, so the numbers agree.
    numbered = network.state_dict()
    assert [name for name in numbered if name.endswith("weight")][-1] == "29.weight"
    save_file(numbered, tmp_path / "vgg_normalised.safetensors")
    perceptual = load_perceptual(tmp_path / "vgg_normalised.safetensors")
    same(perceptual(pictures), levels(network, pictures))
    same(perceptual.widened(pictures), levels(network, pictures))


@torch.no_grad()
def test_the_compressed_vgg_widens_its_upper_levels_for_losses_and_all_for_measuring(
    tmp_path: Path, pictures: Tensor
) -> None:
    network = adain_vgg(COMPRESSED_WIDTHS, ceil=False)
    aux = compressed_file(tmp_path / "small.safetensors", network)
    narrow = levels(network, pictures)
    wide = [aux[level](x) for level, x in zip(LEVELS, narrow, strict=True)]
    perceptual = load_perceptual(tmp_path / "small.safetensors")
    same(perceptual(pictures), [*narrow[:2], *wide[2:]])
    same(perceptual.widened(pictures), wide)


def test_gradients_reach_the_pictures_and_nothing_else(tmp_path: Path, pictures: Tensor) -> None:
    compressed_file(tmp_path / "small.safetensors", adain_vgg(COMPRESSED_WIDTHS, ceil=False))
    perceptual = load_perceptual(tmp_path / "small.safetensors")
    assert not list(perceptual.parameters())
    assert not perceptual.state_dict()
    perceptual(pictures.requires_grad_())[3].square().mean().backward()
    assert pictures.grad is not None
    assert pictures.grad.abs().sum() > 0
    assert not any(buffer.requires_grad for buffer in perceptual.buffers())


def test_it_compiles_whole_and_runs_in_bfloat16(tmp_path: Path, pictures: Tensor) -> None:
    compressed_file(tmp_path / "small.safetensors", adain_vgg(COMPRESSED_WIDTHS, ceil=False))
    perceptual = load_perceptual(tmp_path / "small.safetensors")
    exact = perceptual(pictures)
    compiled = torch.compile(perceptual, backend="aot_eager", fullgraph=True)
    with torch.autocast("cpu", torch.bfloat16):
        found = compiled(pictures)
    for ours, theirs in zip(found, exact, strict=True):
        assert ours.dtype == torch.bfloat16
        torch.testing.assert_close(ours.float(), theirs, rtol=0.1, atol=0.02)


@pytest.mark.parametrize("kind", ["missing", "damaged.pth", "damaged.safetensors", "list.pth", "vgg16.pth", "wide.pth"])
def test_a_file_that_is_none_is_named_in_one_line(tmp_path: Path, kind: str) -> None:
    file = tmp_path / kind
    state = {f"features.{name}": tensor for name, tensor in torchvision_vgg().state_dict().items()}
    if kind.startswith("damaged"):
        file.write_bytes(b"no weights at all")
    elif kind == "list.pth":
        torch.save([1, 2], file)
    elif kind == "vgg16.pth":
        torch.save({name: tensor for name, tensor in state.items() if "features.16." not in name}, file)
    elif kind == "wide.pth":
        torch.save(state | {"features.0.weight": torch.zeros(128, 3, 3, 3)}, file)
    with pytest.raises(WeightsError) as caught:
        load_perceptual(file)
    message = str(caught.value)
    assert message.startswith(f"{file}: ")
    assert "\n" not in message


class Mischief:
    """Would do something when unpickled."""

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (Path("never"),)


def test_nothing_in_a_pth_is_executed(tmp_path: Path) -> None:
    file = tmp_path / "mischief.pth"
    torch.save({"features.0.weight": Mischief()}, file)
    with pytest.raises(WeightsError, match="not a whole file of weights"):
        load_perceptual(file)


@pytest.mark.shared
@torch.no_grad()
def test_the_compressed_network_that_compact_was_trained_with_is_known() -> None:
    perceptual = load_perceptual(shared_file("training", "vgg19_16x.safetensors"))
    pictures = torch.linspace(0, 1, 3 * 64 * 96).reshape(1, 3, 64, 96)
    assert [tuple(level.shape) for level in perceptual(pictures)] == [
        (1, 16, 64, 96),
        (1, 32, 32, 48),
        (1, 256, 16, 24),
        (1, 512, 8, 12),
    ]
    assert [level.shape[1] for level in perceptual.widened(pictures)] == [64, 128, 256, 512]
