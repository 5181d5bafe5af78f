"""What else can change while parts of the picture are treated in their own ways, and what goes on in time."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.look import Look
from stylecam.pipeline.commands import (
    Command,
    Drift,
    LearnBackground,
    SetBackground,
    SetBrush,
    SetMasks,
    SetMirror,
    SetSize,
    SetSmoothing,
    SetStyle,
    SetWorkingSize,
)
from stylecam.pipeline.status import PersonStatus
from stylecam.pipeline.trace import Recorder
from stylecam.styles import Style
from tests.engine.person.stage import Studio
from tests.engine.pictures import difference, frame, mix, noisy, painted, scene
from tests.engine.spatial.parts import BEHIND, PERSON, SIZE, OnlyOne, OpenWith, Standing, masked


def test_the_person_is_found_in_the_cameras_picture_and_turned_along(
    opened_with: OpenWith, look: Look, standing: Standing, right: Path
) -> None:
    """So a learned background stays that, whether the picture is mirrored or not."""
    engine, pixels = opened_with(replace(look, background="original"), standing), scene(SIZE)
    engine.apply(SetMirror(True))
    found, turned = painted(engine, pixels), pixels[:, ::-1]
    np.testing.assert_array_equal(found[PERSON], turned[PERSON])
    assert difference(found[BEHIND], turned[BEHIND]) > 5
    engine.apply(SetBackground("none"))
    engine.apply(SetMasks(masked(right, "original")))
    np.testing.assert_array_equal(painted(engine, pixels, 1 / 30)[:, :20], turned[:, :20])


@pytest.mark.parametrize("size", [(48, 64), (192, 128), (37, 53), (96, 32), (641, 361)])
def test_any_size_is_cut_and_divided(size: tuple[int, int], opened_with: OpenWith, look: Look, ink: Style) -> None:
    for background in ("original", mix(ink)):
        engine = opened_with(replace(look, background=background, size=size), Standing((0.0, 0.75)))
        found = engine.stylize(frame(scene(SIZE)))
        assert found.size == size
        assert found.content is not None
        cut = round(size[0] / 2 + 0.25 * 96 * max(size[0] / 96, size[1] / 64))
        far = cut + max(8, size[0] // 10)
        if background == "original" and far < size[0]:
            np.testing.assert_array_equal(found.pixels[:, far:], found.content[:, far:])
        assert difference(found.pixels, found.content) > 3


def test_brush_working_size_and_kept_colours_are_as_ever(
    opened_with: OpenWith, look: Look, ink: Style, standing: Standing
) -> None:
    look = replace(look, background=mix(ink), keep_color="palette")
    engine, pixels = opened_with(look, standing), scene((192, 128))
    commands: list[Command] = [SetWorkingSize((96, 64)), SetBrush(2.0), SetSize((144, 96)), SetWorkingSize(None)]
    for i, command in enumerate(commands):
        engine.apply(command)
        assert painted(engine, pixels, i / 30).shape[:2] in ((128, 192), (96, 144))
    engine.apply(SetBackground("original"))
    engine.apply(SetSize(None))
    np.testing.assert_array_equal(painted(engine, pixels, 1.0)[:, 112:], pixels[:, 112:])


def test_while_one_part_fades_to_another_style_the_other_stays(
    opened_with: OpenWith, look: Look, ink: Style, blocks: Style, standing: Standing
) -> None:
    look, pixels = replace(look, background=mix(ink), smoothing=0.0, crossfade=1.0), scene(SIZE)
    engine, untold = opened_with(look, standing), opened_with(look, standing)
    painted(engine, pixels)
    engine.apply(SetBackground(mix(blocks)))
    found = [painted(engine, pixels, at) for at in (0.2, 0.6, 1.2)]
    before = painted(untold, pixels)
    goal = painted(opened_with(replace(look, background=mix(blocks)), standing), pixels)
    assert [difference(each[PERSON], before[PERSON]) for each in found] == [0, 0, 0]
    away = [difference(each[BEHIND], goal[BEHIND]) for each in (before, *found)]
    assert away == sorted(away, reverse=True)
    assert away[0] > 5
    assert away[-1] == 0
    engine.apply(SetStyle(mix(ink)))
    turned = painted(engine, pixels, 1.6)
    assert difference(turned[BEHIND], goal[BEHIND]) == 0
    assert difference(turned[PERSON], before[PERSON]) > 3


def test_a_drift_is_the_persons(opened_with: OpenWith, look: Look, ink: Style, standing: Standing) -> None:
    look, pixels = replace(look, background=mix(ink), smoothing=0.0), scene(SIZE)
    engine, untold = opened_with(look, standing), opened_with(look, standing)
    before = painted(untold, pixels)
    engine.apply(Drift(mix(ink), 1.0, 0.0))
    found = painted(engine, pixels)
    np.testing.assert_array_equal(found[BEHIND], before[BEHIND])
    assert difference(found[PERSON], before[PERSON]) > 3


def test_a_cut_begins_anew_for_who_finds_the_person(opened_with: OpenWith, look: Look, standing: Standing) -> None:
    engine = opened_with(replace(look, background="original"), standing)
    for i, pixels in enumerate((scene(SIZE), scene(SIZE, shift=2), 255 - scene(SIZE), 255 - scene(SIZE, shift=2))):
        painted(engine, pixels, i / 30)
    assert standing.restarts == 1


def test_a_still_picture_with_noise_is_steady(opened_with: OpenWith, look: Look, ink: Style) -> None:
    """As without regions: statistics are followed, what stands still is averaged, paintings are carried along."""
    look, changes = replace(look, background=mix(ink)), []
    for engine in (opened_with(look, Standing()), opened_with(replace(look, smoothing=0.0), Standing())):
        series = [painted(engine, noisy(scene(SIZE), 4, seed=i), i / 30) for i in range(20)]
        changes.append(np.mean([difference(a, b) for a, b in itertools.pairwise(series[10:])]))
    steady, not_steadied = changes
    assert steady < 0.4 * not_steadied


def test_frames_may_be_begun_ahead(opened_with: OpenWith, look: Look, ink: Style) -> None:
    look = replace(look, background=mix(ink))
    ahead, plain = opened_with(look, Standing()), opened_with(look, Standing())
    frames = [frame(noisy(scene(SIZE), 2, i), at=i / 30, index=i) for i in range(4)]
    begun = []
    for number, each in enumerate(frames):
        begun.append(ahead.begin(each))
        if number:
            np.testing.assert_array_equal(begun.pop(0)().pixels, plain.stylize(frames[number - 1]).pixels)
    np.testing.assert_array_equal(begun.pop()().pixels, plain.stylize(frames[-1]).pixels)


def test_dividing_and_laying_together_are_steps_of_a_frame(
    model: LoadedModel, folder: Path, look: Look, standing: Standing
) -> None:
    recorder = Recorder()
    engine = Stylizer(lambda: model, look, folder / "cache", tracer=recorder, people=OnlyOne(standing))
    engine.open()
    engine.apply(SetBackground("blur"))
    painted(engine, scene(SIZE))
    steps = [span.name for span in recorder.spans()]
    assert (steps[:2], steps[-1]) == (["shape", "divide"], "compose")


def test_a_background_is_learned_while_the_picture_goes_on(model: LoadedModel, folder: Path, look: Look) -> None:
    people = OnlyOne(None)
    engine = Stylizer(lambda: model, replace(look, smoothing=0.0), folder / "cache", people=people)
    engine.open()
    studio = Studio((160, 96), noise=2.0)
    engine.apply(LearnBackground(2.0))
    engine.apply(SetBackground("original"))
    assert engine.person == PersonStatus("none", 2.0, "")
    lefts = []
    for i in range(31):
        room = studio.room(i / 15)
        found = engine.stylize(frame(room, i / 15)).pixels
        if engine.person.learning is not None:
            lefts.append(engine.person.learning)
            assert difference(found, room) > 5, "painted, all of it"
    assert lefts == sorted(lefts, reverse=True)
    assert 0 <= lefts[-1] < 0.2
    assert engine.person == PersonStatus("plate", None, "")
    assert len(people.kept) == 1
    for i in range(31, 37):
        pixels, exact = studio.person(i / 15)
        found = engine.stylize(frame(pixels, i / 15)).pixels
    away = np.abs(found.astype(int) - pixels).mean(axis=2)
    assert away[exact > 0.99].mean() > 10
    assert np.mean(away[exact < 0.01] == 0) > 0.9


def test_a_room_that_is_not_empty_is_not_learned(
    model: LoadedModel, folder: Path, look: Look, caplog: pytest.LogCaptureFixture
) -> None:
    people = OnlyOne(None)
    engine = Stylizer(lambda: model, replace(look, strength=0.0), folder / "cache", people=people)
    engine.open()
    engine.apply(LearnBackground(1.0))
    for i in range(16):
        painted(engine, scene((160, 96), shift=9 * i), i / 15)
    assert engine.person.way == "none"
    assert engine.person.learning is None
    assert "learned again" in engine.person.trouble
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert people.kept == []
    engine.apply(LearnBackground(1.0))
    assert engine.person == PersonStatus("none", 1.0, "")


def test_smoothing_may_change_with_regions(opened_with: OpenWith, look: Look, ink: Style, standing: Standing) -> None:
    engine = opened_with(replace(look, background=mix(ink)), standing)
    first = painted(engine, scene(SIZE))
    engine.apply(SetSmoothing(0.0))
    assert difference(painted(engine, scene(SIZE), 1.0), first) < 1
