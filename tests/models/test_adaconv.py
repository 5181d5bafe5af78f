"""The network whose styles are convolutions."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from stylecam.models.adaconv import CHANNELS, GROUPS, SIZE, AdaConv, AdaConvCode, Adaptive, KernelPredictor
from stylecam.models.compact import CIN_CHANNELS, Compact
from stylecam.models.registry import find_weights
from stylecam.models.weights import load_weights
from stylecam.resources import shipped_weights


def ramp() -> Tensor:
    return torch.linspace(0, 1, 3 * 64 * 96).reshape(1, 3, 64, 96)


def style_picture() -> Tensor:
    return torch.rand(1, 3, 64, 48, generator=torch.Generator().manual_seed(3))


def test_the_shipped_weights_give_their_check_values() -> None:
    weights = find_weights(shipped_weights(), "adaconv")
    network = AdaConv()
    network.load_state_dict({name: tensor.float() for name, tensor in load_weights(weights).items()})
    with torch.inference_mode():
        painted = network(ramp(), network.style(1 - ramp() ** 2))
    assert painted.shape == (1, 3, 64, 96)
    assert painted.mean().item() == pytest.approx(0.672385, abs=2e-6)
    assert painted.std().item() == pytest.approx(0.296398, abs=2e-6)
    assert painted[0, :, 10, 20].tolist() == pytest.approx([0.95842, 0.63333, 0.17433], abs=1e-5)


@pytest.fixture
def begun(network: Compact) -> AdaConv:
    """One that has learnt nothing that `compact` does not know."""
    adaconv = AdaConv()
    adaconv.load_state_dict(adaconv.begun_from(network.state_dict()))
    return adaconv.eval().requires_grad_(False)


@pytest.fixture
def taught(taught_adaconv: AdaConv) -> AdaConv:
    """One that predicts something."""
    return taught_adaconv


def test_begun_from_compact_it_paints_as_compact_does(begun: AdaConv, network: Compact) -> None:
    painted = begun(ramp(), begun.style(style_picture()))
    torch.testing.assert_close(painted, network(ramp(), network.style(style_picture())), rtol=0, atol=1e-5)


def test_what_it_has_learnt_shows(taught: AdaConv, network: Compact) -> None:
    painted = taught(ramp(), taught.style(style_picture()))
    assert (painted - network(ramp(), network.style(style_picture()))).abs().mean() > 0.01


@pytest.mark.parametrize("place", range(3))
def test_a_style_is_a_depthwise_and_a_pointwise_kernel_and_a_bias(place: int, taught: AdaConv) -> None:
    """Section 4.1 of the paper: the style's own spatial kernel, then its pointwise one, on normalised features."""
    channels = CHANNELS[place]
    x = torch.rand(1, channels, 10, 12, generator=torch.Generator().manual_seed(4))
    code = taught.style(style_picture())
    predictor = taught.predictors[place]
    assert isinstance(predictor, KernelPredictor)
    depthwise, pointwise, bias = (part[0] for part in predictor(descriptor_of(taught, style_picture())))
    gain, own_bias = plain_of(code, place)

    spatial = depthwise.clone()
    for channel in range(channels):
        spatial[channel, channel % (channels // GROUPS), 1, 1] += gain[channel]
    across = pointwise.clone()
    for channel in range(channels):
        across[channel, channel % (channels // GROUPS)] += 1
    expected = F.conv2d(F.pad(x, (1, 1, 1, 1), mode="reflect"), spatial, groups=GROUPS)
    expected = F.conv2d(expected, across[:, :, None, None], own_bias + bias, groups=GROUPS)

    torch.testing.assert_close(code.adaptive[place](x), expected, rtol=1e-4, atol=1e-4)


def descriptor_of(network: AdaConv, picture: Tensor) -> Tensor:
    """What the style's kernels are predicted from."""
    seen: list[Tensor] = []
    handle = network.predictors[0].register_forward_pre_hook(lambda _module, inputs: seen.append(inputs[0]))
    network.style(picture)
    handle.remove()
    return seen[0]


def plain_of(code: AdaConvCode, place: int) -> tuple[Tensor, Tensor]:
    """The gain and the bias that `compact` would use there."""
    if place == 0:
        return code.plain.std2.flatten(), code.plain.mean2.flatten()
    before = sum(CIN_CHANNELS[: (4, 9)[place - 1]])
    part = slice(before, before + CHANNELS[place])
    return code.plain.gains.flatten()[part], code.plain.biases.flatten()[part]


def test_each_picture_of_a_batch_has_its_own_style(taught: AdaConv) -> None:
    contents, styles = torch.cat([ramp(), 1 - ramp()]), torch.cat([style_picture(), style_picture().flip(1)])
    together = taught(contents, taught.style(styles))
    for i in range(2):
        alone = taught(contents[i : i + 1], taught.style(styles[i : i + 1]))
        torch.testing.assert_close(together[i : i + 1], alone, rtol=0, atol=1e-3)


def test_a_style_as_a_vector_is_the_same_style(taught: AdaConv) -> None:
    code = taught.style(style_picture())
    flat = code.flat()
    assert flat.shape == (1, SIZE)
    assert torch.equal(taught(ramp(), AdaConvCode.from_flat(flat)), taught(ramp(), code))


def test_an_adaptive_convolution_is_linear_in_its_style(taught: AdaConv) -> None:
    """So that the mix of two styles is the mix of what they do."""
    first, second = taught.style(style_picture()), taught.style(1 - ramp())
    mixed = AdaConvCode.from_flat(torch.lerp(first.flat(), second.flat(), 0.3))
    x = torch.rand(1, CHANNELS[0], 8, 8, generator=torch.Generator().manual_seed(5))
    torch.testing.assert_close(
        mixed.adaptive[0](x), torch.lerp(first.adaptive[0](x), second.adaptive[0](x), 0.3), rtol=1e-4, atol=1e-4
    )


def test_a_contents_own_style_has_no_structure(taught: AdaConv) -> None:
    """All that is known of the frames of a stream is their statistics."""
    code = taught.style(ramp(), as_content=torch.ones(1))
    for layer in code.adaptive:
        around = layer.kernel.clone()
        around[..., 1, 1] = 0
        assert not around.any()
    assert taught.style(ramp()).adaptive[0].kernel[..., 0, 0].any()


def test_a_uniform_kernel_blurs() -> None:
    """Each channel of a group sees all channels of its group and no others."""
    width = CHANNELS[2] // GROUPS
    layer = Adaptive(torch.full((1, CHANNELS[2], width, 3, 3), 1 / 9), torch.zeros(1, CHANNELS[2]))
    x = torch.zeros(1, CHANNELS[2], 5, 5)
    x[0, 0, 2, 2] = 9
    out = layer(x)
    assert torch.equal(out[0, :width, 1:4, 1:4], torch.ones(width, 3, 3))
    assert not out[0, width:].any()
