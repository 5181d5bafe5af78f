"""The network as trained."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor

from stylecam.models.adain import channel_stats
from stylecam.models.compact import CIN_CHANNELS, Compact, StyleCode, Upsample
from tests.shared import shared_file


def ramp() -> Tensor:
    return torch.linspace(0, 1, 3 * 64 * 96).reshape(1, 3, 64, 96)


def test_the_shipped_weights_give_their_check_values(network: Compact) -> None:
    painted = network(ramp(), network.style(1 - ramp() ** 2))
    assert painted.shape == (1, 3, 64, 96)
    assert painted.mean().item() == pytest.approx(0.653071, abs=2e-6)
    assert painted.std().item() == pytest.approx(0.293990, abs=2e-6)
    assert painted[0, :, 10, 20].tolist() == pytest.approx([0.92938, 0.65210, 0.20878], abs=1e-5)


@pytest.mark.shared
def test_the_reference_weights_give_the_published_check_values() -> None:
    """They have no reader; one that has learnt nothing adds nothing."""
    network = Compact()
    missing, unexpected = network.load_state_dict(
        load_file(shared_file("reference", "compact.safetensors")), strict=False
    )
    assert not unexpected
    assert all(name.startswith("reader.") for name in missing)
    with torch.inference_mode():
        painted = network(ramp(), network.style(1 - ramp() ** 2))
    assert painted.shape == (1, 3, 64, 96)
    assert painted.mean().item() == pytest.approx(0.646835, abs=2e-6)
    assert painted.std().item() == pytest.approx(0.285856, abs=2e-6)
    assert painted[0, :, 10, 20].tolist() == pytest.approx([0.89395, 0.71222, 0.23494], abs=1e-5)


def test_parameters_have_the_published_names_and_shapes() -> None:
    shapes = {name: tuple(tensor.shape) for name, tensor in Compact().state_dict().items()}
    layers = ["e0", "e1", "e2", "r2.a", "r2.b", *(f"d.{i}" for i in range(4)), "u2", "m1"]
    layers += [*(f"dd.{i}" for i in range(4)), "u1", "d0", "o"]
    layers += [f"reader.{layer}" for layer in ("a", "ra.a", "ra.b", "b", "rb.a", "rb.b")]
    names = [f"{layer}.c" for layer in layers] + ["ln", "h", "p", *(f"reader.{part}" for part in ("ln", "h", "g", "p"))]
    assert set(shapes) == {f"{name}.{part}" for name in names for part in ("weight", "bias")}
    assert shapes["e0.c.weight"] == (32, 12, 3, 3)
    assert shapes["e2.c.weight"] == (128, 64, 3, 3)
    assert shapes["u2.c.weight"] == (256, 128, 1, 1)
    assert shapes["u1.c.weight"] == (128, 64, 1, 1)
    assert shapes["o.c.weight"] == (12, 32, 3, 3)
    assert shapes["ln.weight"] == (390,)
    assert shapes["p.weight"] == (2 * 896, 256)
    assert shapes["reader.b.c.weight"] == (192, 128, 3, 3)
    assert shapes["reader.ln.weight"] == (390 + 2 * (128 + 192),)
    assert shapes["reader.p.weight"] == (2 * 896, 512)
    assert sum(CIN_CHANNELS) == 896


def test_features_lie_at_a_quarter_and_an_eighth(network: Compact) -> None:
    f1, f2 = network.encode(torch.rand(2, 3, 32, 48))
    assert f1.shape == (2, 64, 8, 12)
    assert f2.shape == (2, 128, 4, 6)
    assert f1.min() >= 0
    assert f2.min() >= 0


def test_a_style_is_one_vector(network: Compact, random: torch.Generator) -> None:
    style = network.style(torch.rand(2, 3, 32, 48, generator=random))
    flat = style.flat()
    assert flat.shape == (2, 2176)
    again = StyleCode.from_flat(flat)
    for name in ("mean1", "std1", "mean2", "std2", "gains", "biases"):
        assert torch.equal(getattr(again, name), getattr(style, name)), name


def test_a_style_is_read_and_a_content_known_by_its_statistics_alone(network: Compact, random: torch.Generator) -> None:
    pictures = torch.rand(2, 3, 32, 48, generator=random)
    f1, f2 = network.encode(pictures)
    own = network.style_from_stats(*channel_stats(f1), *channel_stats(f2), *channel_stats(pictures - 0.5)).flat()
    mixed = network.style(pictures, torch.tensor([0.0, 1.0])).flat()
    torch.testing.assert_close(mixed[0], network.style(pictures).flat()[0])
    torch.testing.assert_close(mixed[1], own[1])
    assert not torch.allclose(mixed[0], own[0], atol=0.01)
    assert torch.equal(mixed[0, :384], own[0, :384]), "what AdaIN takes are the statistics themselves"


def test_a_mix_of_vectors_mixes_every_part(network: Compact, random: torch.Generator) -> None:
    one, other = (network.style(torch.rand(1, 3, 32, 48, generator=random)) for _ in range(2))
    mixed = StyleCode.from_flat(0.3 * one.flat() + 0.7 * other.flat())
    for name in ("mean1", "std1", "mean2", "std2", "gains", "biases"):
        torch.testing.assert_close(getattr(mixed, name), 0.3 * getattr(one, name) + 0.7 * getattr(other, name))


def test_content_passes_through_the_style_alone(network: Compact, random: torch.Generator) -> None:
    """With gains and biases of zero nothing is left of it: each pixel shuffle paints one and the same tile."""
    features = network.encode(torch.rand(1, 3, 32, 48, generator=random))
    painted = network.decode(*features, StyleCode.from_flat(torch.zeros(1, 2176)))
    torch.testing.assert_close(painted, painted[:, :, :2, :2].repeat(1, 1, 16, 24), rtol=1e-5, atol=1e-5)


def test_pictures_of_a_batch_do_not_touch_each_other(network: Compact, random: torch.Generator) -> None:
    contents, styles = torch.rand(2, 2, 3, 32, 48, generator=random)
    together = network(contents, network.style(styles))
    for i in range(2):
        alone = network(contents[i : i + 1], network.style(styles[i : i + 1]))
        torch.testing.assert_close(together[i : i + 1], alone, rtol=1e-4, atol=1e-5)


def test_an_untrained_upsampling_repeats_pixels(random: torch.Generator) -> None:
    upsample = Upsample(4, 3)
    upsample.c.bias = None
    x = torch.randn(1, 4, 5, 6, generator=random)
    up = upsample(x)
    assert up.shape == (1, 3, 10, 12)
    torch.testing.assert_close(up, F.interpolate(up[:, :, ::2, ::2], scale_factor=2, mode="nearest"))


def test_an_untrained_network_starts_with_gains_near_one(random: torch.Generator) -> None:
    with torch.no_grad():
        style = Compact().style(torch.rand(1, 3, 32, 48, generator=random))
    assert float((style.gains - 1).abs().mean()) < 0.1
    assert float(style.biases.abs().mean()) < 0.1


def test_gradients_reach_every_parameter(random: torch.Generator) -> None:
    network = Compact()
    content, style = torch.rand(2, 1, 3, 32, 32, generator=random)
    network(content, network.style(style)).square().mean().backward()
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None, name
        assert bool(parameter.grad.isfinite().all()), name
