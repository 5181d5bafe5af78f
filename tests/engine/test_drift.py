"""Small steps of a slow change: the painting moves with them, and what goes on from frame to frame does."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.look import Look
from stylecam.models.painter import ContentStats, Painter
from stylecam.models.regions import Region
from stylecam.pipeline.commands import Drift, SetCrossfade, SetStyle
from stylecam.styles import Style, WeightedStyle
from tests.engine.pictures import Open, difference, frame, mix, painted, scene

FRAMES, SMOOTHING = 60, 0.25
"""Two seconds: as long as a change takes at the least that drifts under such a smoothing."""


class Counting:
    """A painter that counts the frames that are measured."""

    def __init__(self, painter: Painter) -> None:
        self.painter = painter
        self.multiple, self.least, self.style_size = painter.multiple, painter.least, painter.style_size
        self.device, self.dtype = painter.device, painter.dtype
        self.measured = 0

    def style(self, picture: torch.Tensor) -> torch.Tensor:
        return self.painter.style(picture)

    def paint(
        self,
        picture: torch.Tensor,
        style: torch.Tensor,
        strength: float,
        stats: ContentStats | None,
        region: Region | None = None,
    ) -> tuple[torch.Tensor, ContentStats]:
        self.measured += stats is None
        return self.painter.paint(picture, style, strength, stats, region)


def parts(one: Style, other: Style, share: float) -> tuple[WeightedStyle, ...]:
    return (WeightedStyle(one, 1 - share), WeightedStyle(other, share))


def test_no_frame_but_the_first_is_measured(
    model: LoadedModel, folder: Path, look: Look, blocks: Style, ink: Style
) -> None:
    counting = Counting(model.painter)
    engine = Stylizer(lambda: LoadedModel(counting, model.sha256), look, folder / "cache")
    engine.open()
    for i in range(30):
        engine.apply(Drift(parts(blocks, ink, i / 30), 1 - i / 60, 0.5 + i / 60))
        painted(engine, scene(), at=i / 30)
    assert counting.measured == 1
    assert engine.look == replace(look, mix=parts(blocks, ink, 29 / 30), strength=1 - 29 / 60, smoothing=0.5 + 29 / 60)


def test_the_painting_goes_evenly_and_arrives(opened: Open, look: Look, blocks: Style, ink: Style) -> None:
    engine, pixels = opened(replace(look, smoothing=SMOOTHING)), scene()
    shown = [painted(engine, pixels, at=10)]
    for i in range(1, FRAMES + 1):
        engine.apply(Drift(parts(blocks, ink, i / FRAMES), 1.0, SMOOTHING))
        shown.append(painted(engine, pixels, at=10 + i / 30))
    in_ink = painted(opened(replace(look, mix=mix(ink))), pixels)
    whole = difference(in_ink, shown[0])
    assert whole > 10
    assert max(difference(one, other) for one, other in itertools.pairwise(shown)) < 0.1 * whole
    for i in range(FRAMES, FRAMES + 30):
        last = painted(engine, pixels, at=10 + i / 30)
    assert difference(last, in_ink) < 0.05 * whole


def test_on_the_way_it_is_close_to_what_is_measured(opened: Open, look: Look, blocks: Style, ink: Style) -> None:
    engine, pixels = opened(replace(look, smoothing=SMOOTHING)), scene()
    first = painted(engine, pixels, at=10)
    for i in range(1, FRAMES // 2 + 1):
        engine.apply(Drift(parts(blocks, ink, i / FRAMES), 1.0, SMOOTHING))
        shown = painted(engine, pixels, at=10 + i / 30)
    half = painted(opened(replace(look, mix=parts(blocks, ink, 0.5))), pixels)
    assert difference(shown, half) < 0.2 * difference(half, first)


def test_a_crossfade_under_way_ends_at_the_new_mix_at_its_time(
    opened: Open, look: Look, blocks: Style, ink: Style
) -> None:
    engine, pixels = opened(look), scene()
    painted(engine, pixels, at=10)
    engine.apply(SetCrossfade(1.0))
    engine.apply(SetStyle(mix(ink)))
    painted(engine, pixels, at=10.5)
    goal = parts(ink, blocks, 0.25)
    engine.apply(Drift(goal, 1.0, 0.5))
    there = painted(engine, pixels, at=11.0)
    np.testing.assert_array_equal(there, painted(opened(replace(look, mix=goal)), pixels))


def test_at_no_strength_it_is_the_picture_itself(opened: Open, look: Look) -> None:
    engine, pixels = opened(look), scene()
    painted(engine, pixels, at=10)
    engine.apply(Drift(look.mix, 0.0, 0.5))
    assert engine.stylize(frame(pixels, 10.1)).pixels.tolist() == pixels.tolist()
