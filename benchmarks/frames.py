"""Whole frames: from a camera's pixels to painted pixels, by the engine or by a peer.

The engine does for each frame all that it does live (it denoises, follows statistics and carries strokes along); a peer
gets its picture and gives its painting back, through the engine's own buffers.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.contenders import COMPACT, FRAME_TIME, Contender, compacts, makers, random_styles
from stylecam.engine.device import Compute
from stylecam.engine.geometry import cover
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.engine.tensors import Downloader, Uploader
from stylecam.frame import Frame, Pixels
from stylecam.look import Look, Size
from stylecam.models.registry import find_weights, load_painter
from stylecam.pictures import load_picture
from stylecam.resources import shipped_styles, shipped_weights
from stylecam.styles import WeightedStyle, read_styles

Painting = Callable[[], Pixels]
"""Paints the next picture; returns when it is there."""

PICTURES = 5
STEP = 2
"""Pixels that the picture moves from one to the next."""
MULTIPLE = 8
"""What a peer's picture is padded to."""


def moving_pictures(size: Size) -> list[Pixels]:
    """A shipped picture that moves to the right; drawing the demo scene would take longer than painting it."""
    picture = cover(load_picture(read_styles(shipped_styles())[0].path), size)
    return [np.roll(picture, STEP * number, axis=1) for number in range(PICTURES)]


def paintings(
    compute: Compute, microast: Path | None, styles: int, cache: Path
) -> Mapping[str, Callable[[Size], Painting]]:
    """How to make each contender's frames at a size, by name, in an equal mix of so many styles.

    Args:
        microast: its weights; without them it is left out.
        cache: folder of the engine's style vectors.

    Making one raises:
        WeightsError: its weights are missing or damaged.
    """
    found: dict[str, Callable[[Size], Painting]] = {}
    own = compacts(compute.device)
    for name, make in makers(compute, microast, random_styles(styles)).items():
        found[name] = partial(engine_frames, own[name], styles, cache) if name in own else partial(_made, make)
    return found


def _made(make: Callable[[], Contender], size: Size) -> Painting:
    return peer_frames(make(), size)


def engine_frames(compute: Compute, styles: int, cache: Path, size: Size) -> Painting:
    """Frames painted by the engine in the first of the shipped styles.

    Raises:
        StyleError, PictureError, WeightsError: a style or the network cannot be used.
    """
    weights = find_weights(shipped_weights(), COMPACT)
    look = Look(tuple(WeightedStyle(style) for style in read_styles(shipped_styles())[:styles]))
    engine = Stylizer(
        lambda: LoadedModel(load_painter(weights, compute.device, compute.dtype), weights.sha256), look, cache
    )
    engine.open()
    pictures = itertools.cycle(moving_pictures(size))
    numbers = itertools.count()

    def paint() -> Pixels:
        number = next(numbers)
        return engine.stylize(Frame(next(pictures), number, number * FRAME_TIME)).pixels

    return paint


def peer_frames(contender: Contender, size: Size) -> Painting:
    """Frames painted by a network alone."""
    upload = Uploader(contender.device, contender.dtype, MULTIPLE)
    download = Downloader()
    pictures = itertools.cycle(moving_pictures(size))
    return lambda: download(contender.paint(contender.picture(upload(next(pictures)))), size)
