"""Who is compared: networks, each with its weights, and the source as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from stylecam.errors import UsageError
from stylecam.frame import Pixels
from stylecam.models.painter import Painter
from stylecam.training.evaluation.material import Clip, Still, to_pixels, to_tensor
from stylecam.training.evaluation.peers import microast

InStyle = Callable[[Tensor], Tensor]
"""Repaints a picture (1, 3, H, W) in [0, 1] in one style; what comes out has the same shape."""

Play = Callable[[Still, Clip], Iterator[Pixels]]
"""Repaints a clip's frames in order in one style."""

Forward = Callable[[Still, Still], Callable[[], object]]
"""Makes, for a content and a style, a call that paints one live frame."""

PER_FRAME, SMOOTHED = "per frame", "smoothed"
"""Ways to play a clip: each frame by itself, or with the statistics averaged in time, as it runs live."""

PRECISION = torch.float32
"""What networks paint in where their pictures are scored, on every machine."""


@dataclass(frozen=True)
class Contender:
    """One network, ready to paint.

    Attributes:
        name: what it is called in tables.
        in_style: takes a style's picture (1, 3, H, W) in [0, 1].
        plays: the ways in which it plays a clip, by name.
        forward: what is timed; None if nothing is.
    """

    name: str
    in_style: Callable[[Tensor], InStyle]
    plays: Mapping[str, Play] = field(default_factory=dict)
    forward: Forward | None = None


def source() -> Contender:
    """The content as it is: how far away the styles are, and how steady the clips themselves."""
    return Contender("source", lambda _: lambda picture: picture, {PER_FRAME: lambda _, clip: iter(clip.frames)})


def still_painter(painter: Painter) -> Callable[[Tensor], InStyle]:
    """`Contender.in_style` of a network of stylecam's, the content's statistics measured on the picture itself."""

    def in_style(style: Tensor) -> InStyle:
        code = painter.style(style)

        def paint(picture: Tensor) -> Tensor:
            # The painter's buffer is written over by its next picture.
            return painter.paint(as_given_to(painter, picture), code, 1.0, None)[0].float().clone()

        return paint

    return in_style


def as_given_to(painter: Painter, picture: Tensor) -> Tensor:
    """The picture as `Painter.paint` takes it."""
    return picture.to(painter.dtype).contiguous(memory_format=torch.channels_last)


def microast_contender(path: Path, device: torch.device) -> Contender:
    """MicroAST as it is published: in float32, its style computed once, its content's statistics anew in each frame.

    Raises:
        WeightsError: the file does not hold its weights.
    """
    network = microast.load(path).to(device)

    @torch.inference_mode()
    def in_style(style: Tensor) -> InStyle:
        side = network.style(style)

        @torch.inference_mode()
        def paint(picture: Tensor) -> Tensor:
            # It rounds sizes up to multiples of 4.
            painted: Tensor = network(picture, side)
            return painted[:, :, : picture.shape[2], : picture.shape[3]]

        return paint

    def play(style: Still, clip: Clip) -> Iterator[Pixels]:
        paint = in_style(style.tensor(device))
        return (to_pixels(paint(to_tensor(frame, device))) for frame in clip.frames)

    def forward(content: Still, style: Still) -> Callable[[], object]:
        paint, picture = in_style(style.tensor(device)), content.tensor(device)
        return lambda: paint(picture)

    return Contender("microast", in_style, {PER_FRAME: play}, forward)


PEERS: Mapping[str, Callable[[Path, torch.device], Contender]] = {"microast": microast_contender}
"""The networks that can be compared with, by the name they are asked for."""


def load_peer(name: str, path: Path, device: torch.device) -> Contender:
    """A published network.

    Raises:
        UsageError: none of that name is known.
        WeightsError: the file does not hold its weights.
    """
    if name not in PEERS:
        raise UsageError(f"there is no peer '{name}'; there is: {', '.join(sorted(PEERS))}")
    return PEERS[name](path, device)
