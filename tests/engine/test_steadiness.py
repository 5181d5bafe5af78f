"""From frame to frame: what stays, what follows, what begins anew."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from stylecam.engine.geometry import scaled
from stylecam.engine.stylizer import Stylizer
from stylecam.look import Look
from stylecam.pipeline.commands import (
    Command,
    SetBrush,
    SetCrossfade,
    SetKeepColor,
    SetMirror,
    SetSmoothing,
    SetStrength,
    SetStyle,
    SetWorkingSize,
)
from stylecam.styles import Style, WeightedStyle
from tests.engine.pictures import Open, difference, mix, noisy, painted, scene


def test_a_swap_shows_in_the_next_frame_and_is_complete_in_time(
    opened: Open, look: Look, blocks: Style, ink: Style
) -> None:
    engine, pixels = opened(look), scene()
    for i in range(5):
        before = painted(engine, pixels, at=10 + i / 30)
    in_ink = painted(opened(replace(look, mix=mix(ink))), pixels)
    swapped_at = 10 + 4 / 30
    engine.apply(SetStyle(mix(ink)))
    assert difference(painted(engine, pixels, swapped_at + 1 / 30), before) > 2
    three_quarters = (WeightedStyle(blocks, 1.0), WeightedStyle(ink, 3.0))
    on_the_way = painted(opened(replace(look, mix=three_quarters)), pixels)
    assert difference(painted(engine, pixels, swapped_at + 0.15), on_the_way) < 0.5
    np.testing.assert_array_equal(painted(engine, pixels, swapped_at + 0.301), in_ink)
    assert difference(painted(engine, pixels, swapped_at + 0.4), in_ink) < 0.5


def test_a_crossfade_takes_the_time_that_is_set(opened: Open, look: Look, ink: Style) -> None:
    engine, pixels = opened(look), scene()
    before = painted(engine, pixels, at=10)
    in_ink = painted(opened(replace(look, mix=mix(ink))), pixels)
    engine.apply(SetCrossfade(2.0))
    engine.apply(SetStyle(mix(ink)))
    assert 0 < difference(painted(engine, pixels, at=10.1), before) < 0.3 * difference(in_ink, before)
    assert difference(painted(engine, pixels, at=11.5), in_ink) > 0
    np.testing.assert_array_equal(painted(engine, pixels, at=12.1), in_ink)


def test_without_a_crossfade_the_next_frame_is_in_the_new_style(opened: Open, look: Look, ink: Style) -> None:
    engine, pixels = opened(replace(look, crossfade=0.0)), scene()
    painted(engine, pixels, at=10)
    engine.apply(SetStyle(mix(ink)))
    in_ink = painted(opened(replace(look, mix=mix(ink))), pixels)
    np.testing.assert_array_equal(painted(engine, pixels, at=10 + 1 / 30), in_ink)


def test_weights_that_are_dragged_glide(opened: Open, look: Look, blocks: Style, ink: Style) -> None:
    """No frame jumps: the picture goes evenly from one style to the other, told a new mix before each frame."""
    engine, pixels = opened(look), scene()
    shown = [painted(engine, pixels, at=10)]
    for i in range(1, 25):
        weight = min(1.0, i / 15)
        engine.apply(SetStyle((WeightedStyle(blocks, 1 - weight), WeightedStyle(ink, weight))))
        shown.append(painted(engine, pixels, at=10 + i / 30))
    whole = difference(shown[-1], shown[0])
    assert whole > 10
    assert max(difference(a, b) for a, b in itertools.pairwise(shown)) < 0.15 * whole


def test_a_still_picture_is_painted_still(opened: Open, look: Look) -> None:
    engine, pixels = opened(look), scene()
    first = painted(engine, pixels)
    for i in range(1, 30):
        assert difference(painted(engine, pixels, at=i / 30), first) < 0.1


def flicker(engine: Stylizer) -> float:
    """How much the right half of a still scene changes in time, while something passes in its left half."""
    history = []
    for i in range(24):
        pixels = noisy(scene((128, 64)), 1, seed=i)
        pixels[10:50, 4 * (i % 6) : 4 * (i % 6) + 8 + 4 * (i % 4)] = 255
        history.append(painted(engine, pixels, at=i / 30)[:, 80:].astype(np.float32))
    return float(np.stack(history[8:]).std(axis=0).mean())


def test_smoothing_keeps_what_passes_from_changing_the_rest_of_the_picture(opened: Open, look: Look) -> None:
    unsteady = flicker(opened(replace(look, smoothing=0.0)))
    assert flicker(opened(replace(look, smoothing=1.0))) < 0.5 * unsteady


def test_a_lamp_that_flickers_does_not_make_the_picture_pulse(opened: Open, look: Look) -> None:
    engine = opened(replace(look, smoothing=0.5))
    lit = [(scene((128, 64)) * (0.8 + 0.08 * np.sin(1.7 * i))).astype(np.uint8) for i in range(40)]
    shown = [painted(engine, pixels, at=i / 30) for i, pixels in enumerate(lit)]
    pulse, flicker = (np.std([pixels.mean() for pixels in pictures[8:]]) for pictures in (shown, lit))
    assert pulse < 0.2 * flicker


def test_a_palette_that_is_kept_does_not_pulse_with_what_passes(opened: Open, look: Look) -> None:
    look = replace(look, keep_color="palette")
    unsteady = flicker(opened(replace(look, smoothing=0.0)))
    assert flicker(opened(replace(look, smoothing=1.0))) < 0.5 * unsteady


def test_after_a_cut_nothing_is_left_of_the_palette_before(opened: Open, look: Look) -> None:
    look = replace(look, smoothing=10.0, keep_color="palette")
    engine = opened(look)
    for i in range(4):
        painted(engine, scene(shift=i), at=i / 30)
    np.testing.assert_array_equal(painted(engine, scene(look=2), at=4 / 30), painted(opened(look), scene(look=2)))


def test_smoothing_can_be_changed_while_frames_flow(opened: Open, look: Look) -> None:
    engine = opened(replace(look, smoothing=10.0))
    for i in range(3):
        painted(engine, scene(shift=4 * i), at=i / 30)
    followed = painted(engine, scene(shift=12), at=3 / 30)
    engine.apply(SetSmoothing(0.0))
    for i in range(2):
        alone = painted(engine, scene(shift=12), at=(4 + i) / 30)
        np.testing.assert_array_equal(alone, painted(opened(look), scene(shift=12)))
    assert difference(alone, followed) > 0


def test_after_a_cut_nothing_is_left_of_the_scene_before(opened: Open, look: Look) -> None:
    engine = opened(replace(look, smoothing=10.0))
    for i in range(4):
        painted(engine, scene(shift=i), at=i / 30)
    np.testing.assert_array_equal(painted(engine, scene(look=2), at=4 / 30), painted(opened(look), scene(look=2)))


@pytest.mark.parametrize("command", [SetStrength(0.5), SetSmoothing(5.0), SetMirror(True), SetBrush(1.5)])
def test_a_change_of_look_is_measured_afresh(command: Command, opened: Open, look: Look) -> None:
    engine, fresh = opened(replace(look, smoothing=10.0)), opened(look)
    for i in range(4):
        painted(engine, scene(shift=4 * i), at=i / 30)
    engine.apply(command)
    fresh.apply(command)
    np.testing.assert_array_equal(painted(engine, scene(shift=16), at=4 / 30), painted(fresh, scene(shift=16)))


def test_another_working_size_neither_flashes_nor_drifts(opened: Open, look: Look) -> None:
    engine, still = opened(look), scene((192, 128))
    shown = []
    for i in range(40):
        if i in (10, 25):
            engine.apply(SetWorkingSize((96, 64) if i == 10 else None))
        shown.append(painted(engine, noisy(still, 2, seed=i), at=i / 30))
    colours = [pixels.mean(axis=(0, 1)) for pixels in shown]
    assert max(np.abs(after - before).max() for before, after in itertools.pairwise(colours)) < 1.5
    # The strokes of one size give way to those of the other in several frames.
    changes = [difference(before, after) for before, after in itertools.pairwise(shown)]
    assert changes[9] < 0.25 * difference(shown[9], shown[24])
    assert difference(shown[9], shown[-1]) < 0.5 * difference(shown[9], shown[24])


@pytest.mark.parametrize("command", [SetCrossfade(1.0), SetKeepColor("off")])
def test_what_the_network_does_not_see_is_no_reason_to_measure(command: Command, opened: Open, look: Look) -> None:
    engine, untold = opened(replace(look, smoothing=10.0)), opened(replace(look, smoothing=10.0))
    for i in range(4):
        painted(engine, scene(shift=4 * i), at=i / 30)
        painted(untold, scene(shift=4 * i), at=i / 30)
    engine.apply(command)
    last = scene(shift=16)
    np.testing.assert_array_equal(painted(engine, last, at=4 / 30), painted(untold, last, at=4 / 30))


def test_the_same_scene_in_another_size_is_measured_afresh(opened: Open, look: Look) -> None:
    engine, pixels = opened(look), scene((96, 64))
    painted(engine, pixels)
    larger = scaled(pixels, (192, 128))
    np.testing.assert_array_equal(painted(engine, larger, at=1 / 30), painted(opened(look), larger))


def test_within_a_scene_the_statistics_are_those_of_the_frames_before(opened: Open, look: Look) -> None:
    engine = opened(replace(look, smoothing=10.0))
    for i in range(4):
        painted(engine, scene(shift=4 * i), at=i / 30)
    by_itself = painted(opened(look), scene(shift=16))
    assert difference(painted(engine, scene(shift=16), at=4 / 30), by_itself) > 0.2


def boil(engine: Stylizer) -> float:
    """How much the painting of a still scene changes in time with a sensor's noise."""
    history = [painted(engine, noisy(scene((128, 64)), 3, seed=i), at=i / 30).astype(np.float32) for i in range(40)]
    return float(np.stack(history[24:]).std(axis=0).mean())


def test_smoothing_keeps_a_sensors_noise_from_moving_the_strokes(opened: Open, look: Look) -> None:
    unsteady = boil(opened(replace(look, smoothing=0.0)))
    assert boil(opened(replace(look, smoothing=0.5))) < 0.3 * unsteady
