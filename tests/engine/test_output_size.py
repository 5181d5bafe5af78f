"""The size that is shown, the one that is painted at, and the brush between them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stylecam.engine.enlarging import with_edges_of
from stylecam.engine.geometry import scaled
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.look import AutoSize, Look, Size
from stylecam.pipeline.commands import (
    GovernSize,
    SetBrush,
    SetSize,
    SetWorkingSize,
)
from tests.engine.pictures import Open, frame, painted, scene


def test_the_size_may_change_from_frame_to_frame(opened: Open, look: Look) -> None:
    engine = opened(look)
    for i, size in enumerate([(96, 64), (64, 96), (37, 53), (96, 64)]):
        pixels = scene(size)
        np.testing.assert_array_equal(painted(engine, pixels, at=i / 30), painted(opened(look), pixels))


def test_the_output_has_the_size_that_is_asked_for(opened: Open, look: Look) -> None:
    engine = opened(replace(look, size=(48, 48)))
    assert engine.stylize(frame(scene((96, 64)))).size == (48, 48)
    engine.apply(SetSize((80, 20)))
    assert engine.stylize(frame(scene((96, 64)))).size == (80, 20)
    engine.apply(SetSize(None))
    assert engine.stylize(frame(scene((96, 64)))).size == (96, 64)


def test_an_output_that_is_left_to_the_machine_is_the_sources_up_to_a_most(
    model: LoadedModel, look: Look, folder: Path
) -> None:
    engine = Stylizer(lambda: model, look, folder / "cache", most=(64, 48))
    engine.open()
    assert engine.stylize(frame(scene((96, 64)))).size == (96, 64)
    engine.apply(GovernSize(AutoSize(24)))
    assert engine.look == replace(look, size=AutoSize(24))
    assert engine.stylize(frame(scene((96, 64)))).size == (64, 42)
    assert engine.stylize(frame(scene((40, 48)))).size == (40, 48)


def test_what_is_painted_smaller_is_enlarged_to_the_output_with_its_edges(opened: Open, look: Look) -> None:
    engine, pixels = opened(look), scene((96, 64))
    engine.apply(SetWorkingSize((48, 32)))
    small = scaled(pixels, (48, 32))
    result = engine.stylize(frame(pixels))
    np.testing.assert_array_equal(result.pixels, with_edges_of(pixels, small, painted(opened(look), small)))
    np.testing.assert_array_equal(result.content, pixels)
    assert engine.look is look


@pytest.mark.parametrize("working", [None, (96, 64), (960, 640)])
def test_nothing_is_painted_larger_than_the_output(working: Size | None, opened: Open, look: Look) -> None:
    engine, pixels = opened(look), scene((96, 64))
    engine.apply(SetWorkingSize((48, 32)))
    engine.apply(SetWorkingSize(working))
    np.testing.assert_array_equal(painted(engine, pixels), painted(opened(look), pixels))


def test_a_coarse_brush_stays_coarse_where_it_is_painted_smaller(opened: Open, look: Look) -> None:
    engine, pixels = opened(replace(look, brush=2.0)), scene((192, 128))
    engine.apply(SetWorkingSize((96, 64)))
    small = painted(opened(look), scaled(pixels, (48, 32)))
    np.testing.assert_array_equal(painted(engine, pixels), scaled(small, (192, 128)))


def test_a_fine_brush_is_not_made_small_first(opened: Open, look: Look) -> None:
    engine, pixels = opened(replace(look, brush=0.5)), scene((96, 64))
    engine.apply(SetWorkingSize((48, 32)))
    np.testing.assert_array_equal(painted(engine, pixels), painted(opened(look), pixels))


def test_a_coarse_brush_paints_a_smaller_picture_and_enlarges_it(opened: Open, look: Look) -> None:
    engine, pixels = opened(look), scene((96, 64))
    engine.apply(SetBrush(2.0))
    small = painted(opened(look), scaled(pixels, (48, 32)))
    np.testing.assert_array_equal(painted(engine, pixels), scaled(small, (96, 64)))
