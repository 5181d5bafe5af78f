from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from stylecam.errors import WeightsError
from stylecam.models.adain import channel_stats
from stylecam.training.evaluation.peers import microast
from tests.shared import shared_file

ENCODER = {
    "enc1.0": (16, 3, 9, 9),
    "enc1.2": (32, 1, 3, 3),
    "enc1.4": (32, 32, 1, 1),
    "enc1.6": (64, 1, 3, 3),
    "enc1.8": (64, 64, 1, 1),
    "enc1.10.conv1": (64, 64, 3, 3),
    "enc1.10.conv2": (64, 64, 3, 3),
    "enc2.0.conv1": (64, 64, 3, 3),
    "enc2.0.conv2": (64, 64, 3, 3),
}
MODULATOR = {f"{kind}{depth}.0": (64, 1, 3, 3) for kind in ("weight", "bias") for depth in (1, 2)}
DECODER = {
    "dec1.conv1": (64, 64, 3, 3),
    "dec1.conv2": (64, 64, 3, 3),
    "dec2.conv1": (64, 64, 3, 3),
    "dec2.conv2": (64, 64, 3, 3),
    "dec3.1": (32, 2, 3, 3),
    "dec3.3": (32, 32, 1, 1),
    "dec3.6": (16, 2, 3, 3),
    "dec3.8": (16, 16, 1, 1),
    "dec3.10": (3, 16, 9, 9),
}
PARTS = {"content_encoder": ENCODER, "style_encoder": ENCODER, "modulator": MODULATOR, "decoder": DECODER}


def published_layout() -> dict[str, Tensor]:
    """Random tensors under the names and in the shapes of the published weights."""
    generator = torch.Generator().manual_seed(1)
    tensors = {}
    for part, convolutions in PARTS.items():
        for name, shape in convolutions.items():
            fan_in = shape[1] * shape[2] * shape[3]
            tensors[f"{part}.{name}.conv_layer.weight"] = torch.randn(shape, generator=generator) / fan_in**0.5
            tensors[f"{part}.{name}.conv_layer.bias"] = torch.zeros(shape[0])
    return tensors


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> microast.MicroAST:
    path = tmp_path_factory.mktemp("weights") / "microast.safetensors"
    save_file(published_layout(), path)
    return microast.load(path)


def picture(width: int, height: int, seed: int = 0) -> Tensor:
    return torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize(
    ("size", "painted_size"),
    [((64, 48), (64, 48)), ((65, 50), (68, 52)), ((66, 51), (68, 52)), ((67, 49), (68, 52))],
)
def test_the_painted_size_is_rounded_up_to_multiples_of_four(
    network: microast.MicroAST, size: tuple[int, int], painted_size: tuple[int, int]
) -> None:
    with torch.inference_mode():
        painted = network(picture(*size), network.style(picture(40, 36)))
    assert painted.shape == (1, 3, painted_size[1], painted_size[0])
    assert bool(painted.isfinite().all())


def test_a_style_is_a_few_numbers_whatever_its_size(network: microast.MicroAST) -> None:
    style = network.style(picture(33, 47))
    for depth in (style.shallow, style.deep):
        for numbers in (depth.mean, depth.std, depth.gain, depth.skip):
            assert numbers.shape == (1, 64, 1, 1)


def test_strength_turns_the_statistics_up(network: microast.MicroAST) -> None:
    content, style = picture(48, 32), network.style(picture(40, 40, seed=2))
    with torch.inference_mode():
        none, half, full = (network(content, style, strength) for strength in (0.0, 0.5, 1.0))
    assert not torch.allclose(none, full)
    assert not torch.allclose(half, full)


def test_the_features_take_on_the_statistics_of_the_style(network: microast.MicroAST) -> None:
    """Where the modulator is neutral (no gain, no skip) a residual block passes AdaIN's result through."""
    style = network.style(picture(40, 40, seed=3))
    nothing = torch.zeros(1, 64, 1, 1)
    neutral = microast.Modulation(style.deep.mean, style.deep.std, gain=nothing, skip=nothing)
    seen: list[Tensor] = []
    handle = network.decoder.dec3.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    with torch.inference_mode():
        network(picture(64, 64), microast.StyleSide(shallow=neutral, deep=neutral))
    handle.remove()
    mean, std = channel_stats(seen[0])
    torch.testing.assert_close(mean, style.deep.mean, atol=1e-4, rtol=1e-3)
    torch.testing.assert_close(std, style.deep.std, atol=1e-4, rtol=1e-2)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"microast\.safetensors"):
        microast.load(tmp_path / "microast.safetensors")


def test_a_file_that_is_not_safetensors_is_said(tmp_path: Path) -> None:
    path = tmp_path / "microast.safetensors"
    path.write_bytes(b"not tensors at all")
    with pytest.raises(WeightsError, match="cannot be read"):
        microast.load(path)


@pytest.mark.parametrize("wrong", [None, torch.zeros(16, 3, 3, 3)], ids=["missing", "misshapen"])
def test_other_tensors_are_said(tmp_path: Path, wrong: Tensor | None) -> None:
    tensors = published_layout()
    del tensors["content_encoder.enc1.0.conv_layer.weight"]
    if wrong is not None:
        tensors["content_encoder.enc1.0.conv_layer.weight"] = wrong
    path = tmp_path / "other.safetensors"
    save_file(tensors, path)
    with pytest.raises(WeightsError, match="does not hold MicroAST's weights"):
        microast.load(path)


@pytest.mark.shared
def test_the_published_weights_give_the_values_of_the_published_network() -> None:
    """The numbers come from a second implementation: plain functions over the published tensors."""
    network = microast.load(shared_file("peers", "microast.safetensors"))
    content = torch.linspace(0, 1, 3 * 64 * 96).reshape(1, 3, 64, 96)
    with torch.inference_mode():
        painted = network(content, network.style(1 - content**2))
    assert float(painted.mean()) == pytest.approx(0.6567, abs=1e-3)
    assert float(painted.std()) == pytest.approx(0.3000, abs=1e-3)
    assert painted[0, :, 10, 20].tolist() == pytest.approx([0.9682, 0.6556, 0.1321], abs=2e-3)
