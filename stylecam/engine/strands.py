"""The painted parts of the picture: each with its own style, its own statistics, and its own way through time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from stylecam.engine.crossfade import CrossFade
from stylecam.engine.layers import PERSON, Layer
from stylecam.engine.smoothing import Smoother
from stylecam.engine.tensors import MaskUploader
from stylecam.look import Size
from stylecam.models.painter import Painter
from stylecam.models.regions import Region
from stylecam.styles import WeightedStyle

Mix = tuple[WeightedStyle, ...]

Plan = Mapping[str, tuple[Mix, Tensor | None]]
"""Of each part its mix, and the style vector of that where it is another than before."""

_LITTLE = 1e-3
"""A share of a pixel that decides nothing: where all painted parts have less, the first has the pixel."""


@dataclass(frozen=True)
class Paint:
    """How one picture is painted.

    Attributes:
        strength: alpha.
        at: when it was seen, in seconds.
        averaged: the time constant of the statistics' average, in seconds.
        followed: whether statistics go on from the picture before.
    """

    strength: float
    at: float
    averaged: float
    followed: bool


class Strand:
    """What goes on from frame to frame of one painted part.

    Args:
        mix: its styles.
        vector: of the mix.
        device, multiple: of the painter.

    Attributes:
        there: whether it was painted in the picture before.
    """

    def __init__(self, mix: Mix, vector: Tensor, device: torch.device, multiple: int) -> None:
        self.mix, self.fade = mix, CrossFade(vector)
        self.there = False
        self.upload = MaskUploader(device, multiple)
        self._smoother = Smoother()

    def paint(self, painter: Painter, picture: Tensor, how: Paint, region: Region | None) -> Tensor:
        """The painting, valid until the painter's next."""
        # The frame on which a fade arrives is measured too: the average is of the style before.
        followed = how.followed and self.there and not self.fade.moving
        average = self._smoother.value if followed else None
        painted, seen = painter.paint(picture, self.fade.at(how.at), how.strength, average, region)
        if followed:
            self._smoother.follow(seen, how.at, how.averaged)
        else:
            self._smoother.restart(seen, how.at)
        self.there = True
        return painted


class Strands:
    """All painted parts of a look, by their keys.

    Args:
        painter: the network.
        vector: the style vector of a mix.
        mixes: of each part.

    Raises:
        StyleError, PictureError: a style's picture cannot be read.
    """

    def __init__(self, painter: Painter, vector: Callable[[Mix], Tensor], mixes: Mapping[str, Mix]) -> None:
        self._painter, self._vector = painter, vector
        self._strands: dict[str, Strand] = {}
        self.become(self.plan(mixes), 0.0, 0.0)

    def plan(self, mixes: Mapping[str, Mix]) -> Plan:
        """What `become` needs to have these parts; nothing is changed yet.

        Raises:
            StyleError, PictureError: a style's picture cannot be read.
        """
        return {key: (mix, self._vector(mix) if self._mix(key) != mix else None) for key, mix in mixes.items()}

    def become(self, plan: Plan, now: float, seconds: float) -> None:
        """Have these parts from now on; where there was one with another mix, it fades in so many seconds."""
        for key, (mix, vector) in plan.items():
            if vector is None:
                continue
            if key in self._strands:
                self._strands[key].fade.to(vector, now, seconds)
                self._strands[key].mix = mix
            else:
                self._strands[key] = Strand(mix, vector, self._painter.device, self._painter.multiple)
        self._strands = {key: self._strands[key] for key in plan}

    def drift(self, mix: Mix) -> None:
        """Have the person's part in this mix at once, and go on.

        Raises:
            StyleError, PictureError: a style's picture cannot be read.
        """
        person = self._strands[PERSON]
        if mix != person.mix:
            person.fade.aim(self._vector(mix))
            person.mix = mix

    def fading(self, layers: Sequence[Layer]) -> bool:
        """Whether any part that these layers show is on its way to another style."""
        return any(strand.fade.moving for strand in self._shown(layers))

    def paint(self, picture: Tensor, size: Size, how: Paint, layers: Sequence[Layer]) -> Tensor:
        """The painting (1, 3, H, W), of the picture's size, not clipped, valid until the next.

        Args:
            picture: as `Painter.paint` takes it.
            size: (width, height) of what is of interest at its top left.
            how: how to paint.
            layers: those to paint, mixed by their weights; none for the whole picture as the person.
        """
        if not layers:
            return self._strands[PERSON].paint(self._painter, picture, how, None)
        shown = list(self._shown(layers))
        for strand in self._strands.values():
            strand.there = strand.there and strand in shown
        masks = [strand.upload(layer.weight, size) for strand, layer in zip(shown, layers, strict=True)]
        paintings = (
            strand.paint(self._painter, picture, how, Region(mask)) for strand, mask in zip(shown, masks, strict=True)
        )
        return next(paintings) if len(shown) == 1 else blended(paintings, masks)

    def _shown(self, layers: Sequence[Layer]) -> Iterator[Strand]:
        """The strands of layers; of none the person's."""
        return (self._strands[key] for key in ([layer.key for layer in layers] or [PERSON]))

    def _mix(self, key: str) -> Mix | None:
        return self._strands[key].mix if key in self._strands else None


def blended(paintings: Iterator[Tensor], masks: Sequence[Tensor]) -> Tensor:
    """Paintings (1, 3, H, W), each valid until the next, mixed by masks (1, 1, H, W), float32."""
    total = torch.stack(list(masks)).sum(dim=0).clamp_min_(_LITTLE)
    others = [mask / total for mask in masks[1:]]
    mixed = next(paintings) * (1 - torch.stack(others).sum(dim=0))
    for painting, share in zip(paintings, others, strict=True):
        mixed.add_(painting * share)
    return mixed
