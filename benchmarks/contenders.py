"""The networks that are compared, each ready to paint on one device in an equal mix of styles.

The peers come as they are published, in float32 and eagerly, and made as fast as can be had without changing them: in
half precision where the device has it, in channels-last memory, with all that belongs to the style computed beforehand.
MicroAST is spared its style encoder either way, as `compact` is.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

from benchmarks.peers.vgg19_adain import mixed_style, paint_as_published, random_vgg19_adain
from stylecam.engine.device import Compute, choose_compute, dtype_name
from stylecam.engine.smoothing import Smoother
from stylecam.errors import UsageError
from stylecam.models.registry import find_weights, formats, load_painter
from stylecam.resources import shipped_weights
from stylecam.training.evaluation.peers import microast

T = TypeVar("T")

COMPACT, COMPACT_EXACT = "compact", "compact in float32"
MICROAST, MICROAST_FAST = "MicroAST", "MicroAST made fast"
VGG19, VGG19_FAST = "VGG-19 AdaIN", "VGG-19 AdaIN made fast"

STYLE_SIDE = 512
"""Pixels of a style's square picture: what the published pipeline scales a style to unless told otherwise."""
FULL_STRENGTH = 1.0
FRAME_TIME, SMOOTHING = 1 / 30, 0.5
"""Seconds from frame to frame, and the time constant of the moving average."""


@dataclass(frozen=True)
class Contender:
    """One network.

    Attributes:
        note: how it is run.
        device, dtype, layout: of the pictures that it takes.
        numbers: what its convolutions compute in.
        paint: a picture (1, 3, H, W) in [0, 1] to the painting; on a GPU it may return before that is done.
    """

    name: str
    note: str
    device: torch.device
    dtype: torch.dtype
    layout: torch.memory_format
    numbers: torch.dtype
    paint: Callable[[Tensor], Tensor]

    def picture(self, content: Tensor) -> Tensor:
        """A picture as this network takes it."""
        return content.to(self.device, self.dtype, memory_format=self.layout)


def random_styles(count: int) -> Tensor:
    """As many style pictures, (count, 3, STYLE_SIDE, STYLE_SIDE): what is in them costs no time."""
    return torch.rand(count, 3, STYLE_SIDE, STYLE_SIDE, generator=torch.Generator().manual_seed(0))


def makers(compute: Compute, microast_weights: Path | None, styles: Tensor) -> Mapping[str, Callable[[], Contender]]:
    """How to make each contender, by name; MicroAST's only with its weights.

    `compact` comes in the numbers that it takes by itself on this device, and beside them in float32.

    Args:
        compute: of the peers that are made fast.

    Making one raises:
        WeightsError: its weights are missing or damaged.
    """
    device = compute.device
    found: dict[str, Callable[[], Contender]] = {
        name: partial(compact, name, own, styles) for name, own in compacts(device).items()
    }
    if microast_weights is not None:
        found[MICROAST] = partial(
            microast_contender, MICROAST, microast_weights, device, torch.float32, torch.contiguous_format, styles
        )
        found[MICROAST_FAST] = partial(
            microast_contender, MICROAST_FAST, microast_weights, device, compute.dtype, torch.channels_last, styles
        )
    return {**found, VGG19: partial(vgg19, device, styles), VGG19_FAST: partial(vgg19_fast, compute, styles)}


def chosen(found: Mapping[str, T], names: Sequence[str] | None) -> dict[str, T]:
    """Those of these names, or all.

    Raises:
        UsageError: one is not there.
    """
    unknown = set(names or ()) - found.keys()
    if unknown:
        raise UsageError(f"there is no network '{min(unknown)}' here; there is: {', '.join(found)}")
    return {name: made for name, made in found.items() if names is None or name in names}


def compacts(device: torch.device) -> Mapping[str, Compute]:
    """What `compact` computes in by itself on a device, and float32 where that is something else."""
    able = formats(find_weights(shipped_weights(), COMPACT))
    found = {name: choose_compute(device.type, wanted, able) for name, wanted in _WANTED.items()}
    return found if found[COMPACT] != found[COMPACT_EXACT] else {COMPACT: found[COMPACT]}


_WANTED = {COMPACT: "auto", COMPACT_EXACT: "float32"}


def compact(name: str, compute: Compute, styles: Tensor) -> Contender:
    """`compact` as the engine runs it on a live stream: the style cached, the content's statistics smoothed.

    Raises:
        WeightsError: its weights are missing or damaged.
    """
    painter = load_painter(find_weights(shipped_weights(), COMPACT), compute.device, compute.dtype)
    code = torch.stack([painter.style(style[None]) for style in styles]).mean(dim=0)
    smoother = Smoother()
    moments = (n * FRAME_TIME for n in itertools.count())

    def paint(picture: Tensor) -> Tensor:
        painted, seen = painter.paint(picture, code, FULL_STRENGTH, smoother.value)
        smoother.follow(seen, next(moments), SMOOTHING)
        return painted

    note = f"{dtype_name(compute.dtype)}, style cached, statistics smoothed"
    layout = torch.channels_last
    return Contender(name, note, compute.device, painter.dtype, layout, compute.dtype, paint)


def microast_contender(
    name: str, weights: Path, device: torch.device, dtype: torch.dtype, layout: torch.memory_format, styles: Tensor
) -> Contender:
    """MicroAST, its style computed beforehand.

    Raises:
        WeightsError: the file does not hold MicroAST's weights.
    """
    network = microast.load(weights)
    sides = [network.style(style[None]) for style in styles]
    side = microast.StyleSide(
        _mixed([each.shallow for each in sides], device, dtype), _mixed([each.deep for each in sides], device, dtype)
    )
    _convert(network, device, dtype, layout)
    note = f"{dtype_name(dtype)}, style cached{_told(layout)}"
    return Contender(name, note, device, dtype, layout, dtype, lambda picture: network(picture, side))


def vgg19(device: torch.device, styles: Tensor) -> Contender:
    """The published AdaIN pipeline."""
    network = random_vgg19_adain().to(device)
    given, layout = styles.to(device), torch.contiguous_format
    note = "float32, style encoded each frame"
    numbers = torch.float32
    return Contender(
        VGG19, note, device, numbers, layout, numbers, lambda picture: paint_as_published(network, picture, given)
    )


def vgg19_fast(compute: Compute, styles: Tensor) -> Contender:
    """The same network with the style's statistics cached, in the device's fast numbers and layout."""
    network, layout = random_vgg19_adain(), torch.channels_last
    mean, std = (statistic.to(compute.device) for statistic in mixed_style(network, styles))
    _convert(network, compute.device, compute.dtype, layout)
    note = f"{dtype_name(compute.dtype)}, style cached{_told(layout)}"

    def paint(picture: Tensor) -> Tensor:
        painted: Tensor = network(picture, mean, std)
        return painted

    return Contender(VGG19_FAST, note, compute.device, compute.dtype, layout, compute.dtype, paint)


def _mixed(parts: list[microast.Modulation], device: torch.device, dtype: torch.dtype) -> microast.Modulation:
    """Their mean; gain and skip meet features in `dtype`, while AdaIN computes in float32."""

    def mean(tensors: list[Tensor]) -> Tensor:
        return torch.stack(tensors).mean(dim=0).to(device)

    return microast.Modulation(
        mean([part.mean for part in parts]),
        mean([part.std for part in parts]),
        mean([part.gain for part in parts]).to(dtype),
        mean([part.skip for part in parts]).to(dtype),
    )


def _convert(network: nn.Module, device: torch.device, dtype: torch.dtype, layout: torch.memory_format) -> None:
    network.to(device, dtype)
    if layout is torch.channels_last:
        nn.utils.convert_conv2d_weight_memory_format(network, torch.channels_last)


def _told(layout: torch.memory_format) -> str:
    return ", channels last" if layout is torch.channels_last else ""
