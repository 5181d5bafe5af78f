"""Person, background and masked parts, each treated in its own way, from frames to painted frames."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.engine.compositing import blurred
from stylecam.engine.masks import MaskError
from stylecam.engine.person.choosing import NobodyFound
from stylecam.engine.person.finder import PersonFinder
from stylecam.engine.stylizer import LoadedModel, Stylizer
from stylecam.errors import StyleError
from stylecam.look import Background, Look
from stylecam.pictures import PictureError
from stylecam.pipeline.commands import (
    SetBackground,
    SetMasks,
    SetStrength,
)
from stylecam.pipeline.status import PersonStatus
from stylecam.styles import Style
from tests.engine.pictures import Open, difference, frame, mix, noisy, painted, scene
from tests.engine.spatial.parts import BEHIND, PERSON, SIZE, Lost, OnlyOne, OpenWith, Standing, behind, masked
from tests.engine.test_drift import Counting


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
