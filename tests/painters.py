"""Every network that paints, ready to; those that do not ship with random weights."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
import torch
from torch import nn

from stylecam.models.adaconv import AdaConv
from stylecam.models.adaconv_painter import AdaConvPainter
from stylecam.models.cin import Cin
from stylecam.models.cin_painter import CinPainter
from stylecam.models.compact import Compact
from stylecam.models.compact_int8 import CompactInt8Painter
from stylecam.models.compact_painter import CompactPainter
from stylecam.models.int8 import supported_levels
from stylecam.models.painter import Painter
from stylecam.models.peaks import lean, read_peaks
from stylecam.models.registry import compact_network, find_weights
from stylecam.models.trained import TaughtStyle, Trained
from stylecam.models.vgg19 import Vgg19, vgg19_network
from stylecam.models.vgg19_painter import Vgg19Painter
from stylecam.models.weights import WeightsFile, load_weights
from stylecam.resources import shipped_weights
from tests.models.fast_neural_style import learnt
from tests.published import TO_RELU4_1, published

CPU = torch.device("cpu")

Maker = Callable[[Sequence[str]], Painter]
"""Makes a painter; one that must be taught its styles knows the pictures with these hashes."""


@cache
def shipped() -> WeightsFile:
    """The weights of `compact`."""
    return find_weights(shipped_weights(), "compact")


@cache
def compact_as_trained() -> Compact:
    return compact_network(load_weights(shipped()), shipped().path)


@cache
def adaconv_by_chance() -> AdaConv:
    """It knows what `compact` does, and its kernels are random beyond that."""
    network, random = AdaConv(), torch.Generator().manual_seed(1)
    network.load_state_dict(network.begun_from(compact_as_trained().state_dict()))
    network.requires_grad_(False)
    for parameter in network.predictors.parameters():
        parameter.normal_(std=0.01, generator=random)
    return network.eval()


@cache
def vgg19_by_chance() -> Vgg19:
    halves = {"encoder": published().encoder[:TO_RELU4_1], "decoder": published().decoder}
    tensors = {f"{half}.{name}": x for half, part in halves.items() for name, x in part.state_dict().items()}
    return vgg19_network(tensors, Path("vgg19.safetensors"))


def compact(_: Sequence[str]) -> Painter:
    return CompactPainter(copy.deepcopy(compact_as_trained()), CPU, torch.float32)


def compact_in_bytes(_: Sequence[str]) -> Painter:
    peaks, levels = read_peaks(shipped().path, shipped().sha256), supported_levels()
    if peaks is None or levels is None:
        pytest.skip("this processor does not convolve bytes")
    return CompactInt8Painter(lean(copy.deepcopy(compact_as_trained()), peaks), peaks, levels)


def adaconv(_: Sequence[str]) -> Painter:
    return AdaConvPainter(copy.deepcopy(adaconv_by_chance()), CPU, torch.float32)


def vgg19(_: Sequence[str]) -> Painter:
    network = copy.deepcopy(vgg19_by_chance())
    colours = network.decoder[-1]
    assert isinstance(colours, nn.Conv2d)
    assert colours.bias is not None
    with torch.no_grad():
        # Chance's own colours are far from those of a picture, and would all be cut off.
        shown = network.decoder(network.encoder(torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))))
        gain = 0.2 / shown.std()
        colours.weight.mul_(gain)
        colours.bias.sub_(shown.mean()).mul_(gain).add_(0.5)
    return Vgg19Painter(network, CPU, torch.float32)


def cin(taught: Sequence[str]) -> Painter:
    trained = Trained("cin", tuple(TaughtStyle(f"style {number}", sha256) for number, sha256 in enumerate(taught)))
    return CinPainter(learnt(Cin(len(taught))), trained, CPU, torch.float32)


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {maker.__name__: maker for maker in (compact, compact_in_bytes, adaconv, vgg19, cin)}
)
