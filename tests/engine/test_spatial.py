"""Person, background and masked parts, each treated in its own way, from frames to painted frames."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.engine.compositing import blurred
from stylecam.engine.glance import Field
from stylecam.engine.masks import MaskError
from stylecam.engine.person.choosing import NobodyFound
from stylecam.engine.person.finder import Mask, PersonFinder
from stylecam.engine.person.plate import Plate
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.errors import EngineError, StyleError
from stylecam.frame import Pixels
from stylecam.look import Background, Look, MaskedRegion, Treatment
from stylecam.pictures import PictureError
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
    SetStrength,
    SetStyle,
    SetWorkingSize,
)
from stylecam.pipeline.status import PersonStatus
from stylecam.pipeline.trace import Recorder
from stylecam.styles import Style
from tests.engine.person.stage import Studio
from tests.engine.pictures import Open, difference, frame, mix, noisy, painted, scene
from tests.engine.test_drift import Counting

SIZE = (96, 64)


class Standing:
    """Finds a person of whom it is told where they stand.

    Attributes:
        columns: from where to where, as parts of the width.
        restarts: how often a scene was over.
    """

    def __init__(self, columns: tuple[float, float] = (0.0, 0.5)) -> None:
        self.columns = columns
        self.restarts = 0

    def find(self, pixels: Pixels, at: float) -> Mask:  # noqa: ARG002
        mask = np.zeros((48, 72), np.float32)
        mask[:, round(72 * self.columns[0]) : round(72 * self.columns[1])] = 1
        return mask

    def restart(self) -> None:
        self.restarts += 1


class Lost:
    """Cannot tell."""

    def find(self, pixels: Pixels, at: float) -> Mask:  # noqa: ARG002
        raise EngineError("the background was learned at 4x3; learn it again")

    def restart(self) -> None: ...


class OnlyOne:
    """Has one finder, or none."""

    def __init__(self, finder: PersonFinder | None) -> None:
        self.finder = finder
        self.kept: list[Plate] = []

    def find(self) -> PersonFinder:
        if self.finder is None:
            raise NobodyFound("nobody; learn the background")
        return self.finder

    def keep(self, plate: Plate) -> None:
        self.kept.append(plate)


OpenWith = Callable[[Look, PersonFinder | None], Stylizer]


@pytest.fixture(scope="session")
def opened_with(model: LoadedModel, folder: Path) -> OpenWith:
    def make(look: Look, finder: PersonFinder | None) -> Stylizer:
        engine = Stylizer(lambda: model, look, folder / "cache", people=OnlyOne(finder))
        engine.open()
        return engine

    return make


@pytest.fixture
def standing() -> Standing:
    return Standing()


@pytest.fixture(scope="session")
def right(folder: Path) -> Path:
    """A mask: the right quarter."""
    mask = np.zeros(SIZE[::-1], np.uint8)
    mask[:, 72:] = 255
    path = folder / "right.png"
    Image.fromarray(mask).save(path)
    return path


def masked(path: Path, paint: Treatment) -> tuple[MaskedRegion, ...]:
    return (MaskedRegion(path, paint),)


PERSON, BEHIND = np.s_[:, :40], np.s_[:, 56:]
"""The left and the right of a picture, away from where they meet."""


def behind() -> Field:
    """What the blur behind `Standing` is of."""
    weight = np.zeros(SIZE[::-1], np.float32)
    weight[:, 48:] = 1
    return weight


def test_behind_the_person_the_cameras_picture_stays(opened_with: OpenWith, look: Look, standing: Standing) -> None:
    pixels = noisy(scene(SIZE), 5, seed=1)
    found = painted(opened_with(replace(look, background="original"), standing), pixels)
    np.testing.assert_array_equal(found[BEHIND], pixels[BEHIND])
    assert difference(found[PERSON], pixels[PERSON]) > 5


def test_or_it_is_blurred(opened_with: OpenWith, look: Look, standing: Standing) -> None:
    pixels = noisy(scene(SIZE), 5, seed=1)
    found = painted(opened_with(replace(look, background="blur"), standing), pixels)
    assert difference(found[BEHIND], blurred(pixels, behind())[BEHIND]) < 1
    assert difference(found[PERSON], pixels[PERSON]) > 5


def test_or_it_is_painted_in_another_style(
    opened: Open, opened_with: OpenWith, look: Look, ink: Style, standing: Standing
) -> None:
    pixels = scene(SIZE)
    found = painted(opened_with(replace(look, background=mix(ink)), standing), pixels)
    alone = [painted(opened(replace(look, mix=styles)), pixels) for styles in (look.mix, mix(ink))]
    near, far = (difference(found[PERSON], one[PERSON]) for one in alone)
    assert near < 0.6 * far
    far, near = (difference(found[BEHIND], one[BEHIND]) for one in alone)
    assert near < 0.6 * far


def test_each_part_is_normalised_by_itself(opened_with: OpenWith, look: Look, ink: Style, standing: Standing) -> None:
    """What is far behind a person says nothing about their light, and they nothing about its."""
    wide = (640, 48)
    one = scene(wide)
    other = one.copy()
    other[:, 560:] = 255 - other[:, 560:]
    look = replace(look, background=mix(ink))
    found, found_too = (painted(opened_with(look, standing), pixels) for pixels in (one, other))
    assert difference(found[:, :280], found_too[:, :280]) < 0.1
    plain, plain_too = (painted(opened_with(replace(look, background="none"), None), x) for x in (one, other))
    assert difference(plain[:, :280], plain_too[:, :280]) > 1


def test_with_no_background_of_its_own_nobody_is_looked_for(opened: Open, opened_with: OpenWith, look: Look) -> None:
    with_people, without = opened_with(look, None), opened(look)
    for i in range(3):
        pixels = noisy(scene(SIZE), 3, seed=i)
        np.testing.assert_array_equal(painted(with_people, pixels, i / 30), painted(without, pixels, i / 30))
    assert with_people.person == PersonStatus("none", None, "")


@pytest.mark.parametrize("finder", [None, Lost()])
def test_where_nobody_can_be_found_all_is_painted_alike_and_it_says_so(
    finder: PersonFinder | None, opened: Open, opened_with: OpenWith, look: Look
) -> None:
    engine, pixels = opened_with(replace(look, background="blur"), finder), scene(SIZE)
    np.testing.assert_array_equal(painted(engine, pixels), painted(opened(look), pixels))
    assert "learn" in engine.person.trouble
    assert engine.look.background == "blur"


def test_a_background_that_cannot_be_had_is_refused_and_the_look_stays(
    opened: Open, opened_with: OpenWith, look: Look, ink: Style, tmp_path: Path
) -> None:
    engine, untold = opened_with(look, None), opened(look)
    for background in ("blur", mix(ink)):
        with pytest.raises(NobodyFound):
            engine.apply(SetBackground(background))
    absent = mix(Style("absent", "Absent", "", tmp_path / "absent.png"))
    with pytest.raises(StyleError):
        engine.apply(SetBackground(absent))
    assert engine.look == look
    np.testing.assert_array_equal(painted(engine, scene(SIZE)), painted(untold, scene(SIZE)))


def test_masks_that_cannot_be_had_are_refused_and_the_others_stay(
    opened_with: OpenWith, look: Look, right: Path, tmp_path: Path
) -> None:
    engine, pixels = opened_with(replace(look, masks=masked(right, "original")), None), scene(SIZE)
    painted(engine, pixels)
    absent = mix(Style("absent", "Absent", "", tmp_path / "absent.png"))
    Image.fromarray(np.zeros((64, 64), np.uint8)).save(tmp_path / "square.png")
    Image.fromarray(np.zeros((64, 96), np.uint8)).save(tmp_path / "none.png")
    for masks, error in (
        (masked(tmp_path / "absent.png", "blur"), PictureError),
        (masked(tmp_path / "square.png", "blur"), MaskError),
        (masked(tmp_path / "none.png", absent), StyleError),
    ):
        with pytest.raises(error):
            engine.apply(SetMasks(masks))
        np.testing.assert_array_equal(painted(engine, pixels)[:, 76:], pixels[:, 76:])


def test_a_masked_part_has_its_treatment_over_person_and_background(
    opened_with: OpenWith, look: Look, right: Path, standing: Standing
) -> None:
    pixels, standing.columns = noisy(scene(SIZE), 5, seed=1), (0.5, 1.0)
    engine = opened_with(replace(look, background="blur", masks=masked(right, "original")), standing)
    found = painted(engine, pixels)
    np.testing.assert_array_equal(found[:, 76:], pixels[:, 76:])
    assert difference(found[:, 54:68], pixels[:, 54:68]) > 5
    engine.apply(SetMasks(()))
    assert difference(painted(engine, pixels)[:, 76:], pixels[:, 76:]) > 5


def test_a_mask_that_does_not_fit_the_first_picture_is_told(opened_with: OpenWith, look: Look, right: Path) -> None:
    engine = opened_with(replace(look, masks=masked(right, "blur")), None)
    for _ in range(2):
        with pytest.raises(MaskError, match=r"right\.png: a mask of 96x64 does not fit a picture of 64x64") as error:
            engine.stylize(frame(scene((64, 64))))
        assert error.value.exit_code == 2


def test_of_another_cameras_picture_a_mask_is_no_part(
    opened: Open, opened_with: OpenWith, look: Look, right: Path
) -> None:
    engine = opened_with(replace(look, masks=masked(right, "original")), None)
    painted(engine, scene(SIZE))
    pixels = scene((64, 64))
    assert difference(painted(engine, pixels, 1.0), painted(opened(look), pixels)) < 3
    np.testing.assert_array_equal(painted(engine, scene(SIZE), 2.0)[:, 76:], scene(SIZE)[:, 76:])


@pytest.mark.parametrize("background", ["original", "blur"])
def test_nobody_in_the_picture_leaves_a_background_that_is_not_painted(
    background: Background, opened_with: OpenWith, look: Look, standing: Standing
) -> None:
    engine, pixels = opened_with(replace(look, background=background), standing), scene(SIZE)
    standing.columns = (0.0, 0.0)
    found = engine.stylize(frame(pixels))
    whole = np.ones(SIZE[::-1], np.float32)
    np.testing.assert_array_equal(found.pixels, pixels if background == "original" else blurred(pixels, whole))
    assert found.content is not None
    standing.columns = (0.0, 0.5)
    first = painted(engine, pixels, 1 / 30)
    again = painted(opened_with(replace(look, background=background), Standing()), pixels)
    np.testing.assert_array_equal(first, again)


def test_who_comes_back_is_measured_anew(
    model: LoadedModel, folder: Path, look: Look, ink: Style, standing: Standing
) -> None:
    """Not by the light of when they left; the background goes on meanwhile."""
    counting = Counting(model.painter)
    look = replace(look, background=mix(ink))
    loaded = LoadedModel(counting, model.sha256)
    engine = Stylizer(lambda: loaded, look, folder / "cache", people=OnlyOne(standing))
    engine.open()
    measured = []
    for i, columns in enumerate([(0.0, 0.5), (0.0, 0.5), (0.0, 0.0), (0.0, 0.0), (0.0, 0.5), (0.0, 0.5)]):
        standing.columns, before = columns, counting.measured
        painted(engine, scene(SIZE), i / 30)
        measured.append(counting.measured - before)
    assert measured == [2, 0, 0, 0, 1, 0]


@pytest.mark.parametrize("background", ["original", "blur"])
def test_at_strength_0_nothing_is_painted(
    background: Background, opened_with: OpenWith, look: Look, standing: Standing
) -> None:
    engine, pixels = opened_with(replace(look, background=background, strength=0.0), standing), scene(SIZE)
    found = painted(engine, pixels)
    np.testing.assert_array_equal(found[PERSON], pixels[PERSON])
    assert (difference(found[BEHIND], pixels[BEHIND]) > 0) == (background == "blur")
    engine.apply(SetStrength(0.02))
    assert difference(painted(engine, pixels, 1 / 30), found) < 4


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
