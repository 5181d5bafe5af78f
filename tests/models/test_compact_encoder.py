"""The encoder for live frames finds what the network's does, and in few bits nearly that."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import Tensor

from stylecam.models.compact import Compact, Residual
from stylecam.models.compact_encoder import ENCODER_CHANNELS, Encoded, Encoder
from stylecam.models.compact_painter import compact_kernels
from stylecam.models.compact_workspace import Workspace
from stylecam.models.norms import row_stats, split
from stylecam.models.padded import rows, split_channels, split_pixels
from stylecam.models.peaks import lean, read_peaks
from stylecam.models.weights import WeightsFile

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def lean_network(network: Compact, weights: WeightsFile) -> Compact:
    return lean(copy.deepcopy(network), read_peaks(weights.path, weights.sha256))


@pytest.fixture(scope="module")
def speaking(network: Compact) -> Compact:
    """A network whose block at 1/8 has something to say."""
    found = copy.deepcopy(network)
    assert isinstance(found.r2, Residual)
    assert found.r2.a.c.bias is not None
    found.r2.a.c.bias += 1.0
    return found


def encoded(network: Compact, picture: Tensor, numbers: torch.dtype) -> Encoded:
    work = Workspace(picture.shape[2], picture.shape[3], numbers, CPU)
    kernels = compact_kernels(network)
    cast = {name: kernel.to(numbers) for name, kernel in kernels.items()}
    return Encoder(network, kernels, cast)(picture, work, row_stats, None)


def absolute(found: Encoded) -> tuple[Tensor, Tensor]:
    """f1 and f2 as they are, float32."""
    of1, of2, _ = torch.split(found.centre, list(ENCODER_CHANNELS))
    return found.f1.float() + of1[:, None, None], found.f2.float() + of2[:, None, None]


def wall(random: torch.Generator) -> Tensor:
    """A bright one, with shades of a byte or two, and a dark thing before it."""
    shades = torch.nn.functional.interpolate(torch.rand(1, 3, 8, 12, generator=random), (64, 96), mode="bicubic")
    picture = 0.85 + 0.01 * shades
    picture[..., 40:, 60:80] = 0.2
    return picture.mul(255).round().div(255).contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize("which", ["lean_network", "network", "speaking"])
def test_around_its_centre_it_is_what_the_network_finds(
    which: str, request: pytest.FixtureRequest, random: torch.Generator
) -> None:
    network: Compact = request.getfixturevalue(which)
    picture = torch.rand(1, 3, 64, 96, generator=random).contiguous(memory_format=torch.channels_last)
    found = encoded(network, picture, torch.float32)
    for mine, its in zip(absolute(found), network.encode(picture), strict=True):
        torch.testing.assert_close(mine, its, rtol=1e-4, atol=1e-4)


def test_statistics_are_of_features_as_they_are(lean_network: Compact, random: torch.Generator) -> None:
    picture = wall(random)
    found = encoded(lean_network, picture, torch.float32)
    layers = (*lean_network.encode(picture), picture - 0.5)
    for seen, x in zip(split(found.seen, ENCODER_CHANNELS), layers, strict=True):
        expected = row_stats(rows(x.contiguous(memory_format=torch.channels_last)))
        torch.testing.assert_close(seen.mean, expected.mean, rtol=1e-4, atol=1e-4)
        torch.testing.assert_close(seen.std, expected.std, rtol=1e-3, atol=1e-4)
    relative = found.around_centre(found.seen)
    torch.testing.assert_close(relative.mean[: ENCODER_CHANNELS[0]], rows(found.f1).mean(dim=0), rtol=1e-4, atol=1e-4)
    assert torch.equal(relative.std, found.seen.std)


def test_the_shades_of_a_wall_survive_eight_bits(lean_network: Compact, random: torch.Generator) -> None:
    """As AdaIN sees them: by how much they vary."""
    picture = wall(random)
    exact = absolute(encoded(lean_network, picture, torch.float32))
    found = absolute(encoded(lean_network, picture, torch.bfloat16))
    for mine, its in zip(found, exact, strict=True):
        shades, error = its[..., :4], (mine - its)[..., :4]
        varying = shades.std(dim=(2, 3)) > 1e-4
        assert int(varying.sum()) > 20
        part = error.abs().mean(dim=(2, 3))[varying] / shades.std(dim=(2, 3))[varying]
        assert float(part.mean()) < 0.05


@pytest.mark.parametrize("numbers", [torch.bfloat16, torch.float16, torch.float32])
def test_of_a_picture_of_bytes_no_format_rounds_anything_off(
    numbers: torch.dtype, lean_network: Compact, random: torch.Generator
) -> None:
    """What the first convolution reads are whole numbers that eight bits hold."""
    kinds = torch.randint(0, 256, (1, 3, 32, 48), generator=random)
    picture = (kinds / 255).contiguous(memory_format=torch.channels_last)
    work = Workspace(32, 48, numbers, CPU)
    kernels = compact_kernels(lean_network)
    cast = {name: kernel.to(numbers) for name, kernel in kernels.items()}
    Encoder(lean_network, kernels, cast)(picture, work, row_stats, None)
    read = split_channels(work.input.inner).float()
    away = split_pixels(kinds.contiguous(memory_format=torch.channels_last)) - read
    torch.testing.assert_close(away, away[:1, :1, :1, :1].round().expand_as(away), rtol=0, atol=1e-3)
    if numbers is torch.bfloat16:
        torch.testing.assert_close(read, read.round(), rtol=0, atol=1e-4)
