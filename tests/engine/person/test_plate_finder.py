"""The demo's figure before its learned room, by how much its exact mask and the one that is found overlap."""

from __future__ import annotations

import numpy as np
import pytest

from stylecam.engine.person.plate import Plate
from stylecam.engine.person.plate_finder import PlateFinder
from stylecam.errors import EngineError
from tests.engine.person.stage import RATE, Studio, moments, overlap

BEGIN = 10.0
"""When the figure is looked at; the room was learned before."""


def worst(plate: Plate, studio: Studio, seconds: float = 0.5, gain: float = 1.0, shade: float = 0.0) -> float:
    """The least overlap in some pictures; the exposure goes to `gain` in their course."""
    finder, overlaps = PlateFinder(plate), []
    for t in moments(BEGIN, seconds):
        pixels, exact = studio.person(t, gain ** ((t - BEGIN) / seconds), shade)
        overlaps.append(overlap(finder.find(pixels, t), exact))
    return min(overlaps)


def test_the_figure_is_found(plate: Plate, studio: Studio) -> None:
    pixels, exact = studio.person(BEGIN)
    mask = PlateFinder(plate).find(pixels, BEGIN)
    assert (mask.shape, mask.dtype) == ((180, 320), np.dtype(np.float32))
    assert (mask.min() >= 0, mask.max() <= 1) == (True, True)
    assert overlap(mask, exact) > 0.96


@pytest.mark.parametrize("gain", [0.9, 1.1, 0.7, 1.25])
def test_a_change_of_exposure_is_no_person(plate: Plate, studio: Studio, gain: float) -> None:
    assert worst(plate, studio, gain=gain) > 0.95


def test_a_soft_shadow_is_no_person(plate: Plate, studio: Studio) -> None:
    assert worst(plate, studio, shade=0.2) > 0.95


def test_the_noise_of_a_cheap_webcam(plate: Plate, studio: Studio) -> None:
    with studio.noisier(12.0) as noisy:
        assert worst(plate, noisy) > 0.95


def test_the_empty_room_has_nobody_in_it(plate: Plate, studio: Studio) -> None:
    finder = PlateFinder(plate)
    for t in moments(3.0, 0.5):
        assert finder.find(studio.room(t, gain=1.1), t).mean() < 0.01


def test_who_sits_still_for_minutes_stays_a_person(plate: Plate, studio: Studio) -> None:
    """Pictures four seconds apart, in light that becomes a fifth less and warmer."""
    finder, overlaps = PlateFinder(plate), []
    for n in range(45):
        warmer = 1 - np.array([0.15, 0.2, 0.28]) * n / 45
        pixels, exact = studio.person(BEGIN)
        overlaps.append(overlap(finder.find((pixels * warmer).astype(np.uint8), BEGIN + 4 * n), exact))
    assert min(overlaps) > 0.94


def test_light_that_changes_in_a_part_of_the_room_is_followed_where_nobody_is(plate: Plate, studio: Studio) -> None:
    """The sun leaves the right half of the room in two minutes; without following, it would count as a person."""
    finder = PlateFinder(plate)
    for n in range(40):
        dark = 1 - 0.5 * np.linspace(0, 1, 640)[None, :, None] * n / 40
        mask = finder.find((studio.room(3.0) * dark).astype(np.uint8), 3.0 * n)
    assert mask.mean() < 0.02


def test_who_comes_is_there_at_once_and_who_goes_leaves_nothing(plate: Plate, studio: Studio) -> None:
    finder = PlateFinder(plate)
    finder.find(studio.room(3.0), 0.0)
    pixels, exact = studio.person(BEGIN)
    finder.find(pixels, 1 / RATE)
    assert overlap(finder.find(pixels, 2 / RATE), exact) > 0.95
    finder.find(studio.room(3.0), 3 / RATE)
    assert finder.find(studio.room(3.0), 4 / RATE).mean() < 0.02


def test_the_edges_of_who_stands_still_rest(plate: Plate, studio: Studio) -> None:
    finder = PlateFinder(plate)
    masks = [finder.find(studio.person(BEGIN)[0], n / RATE) for n in range(12)]
    changes = np.abs(np.diff(np.stack(masks[4:]), axis=0))
    assert changes.mean() < 0.002


def test_after_a_restart_the_background_is_the_learned_one(plate: Plate, studio: Studio) -> None:
    finder, fresh = PlateFinder(plate), PlateFinder(plate)
    for n in range(5):
        finder.find((studio.room(3.0) * 0.8).astype(np.uint8), 20.0 * n)
    finder.restart()
    pixels, _ = studio.person(BEGIN)
    np.testing.assert_array_equal(finder.find(pixels, 0.0), fresh.find(pixels, 0.0))


def test_a_larger_picture_of_the_same_shape_will_do(plate: Plate, studio: Studio) -> None:
    pixels, exact = studio.person(BEGIN)
    assert overlap(PlateFinder(plate).find(pixels.repeat(2, axis=0).repeat(2, axis=1), 0.0), exact) > 0.96


def test_another_view_is_told_after_a_while_until_the_learned_one_is_back(plate: Plate, studio: Studio) -> None:
    finder, elsewhere = PlateFinder(plate), studio.room(3.0)[::-1, ::-1].copy()
    finder.find(studio.room(3.0), 0.0)
    finder.find(elsewhere, 1.0)  # It may be a hand before the camera.
    with pytest.raises(EngineError, match="hardly any of the learned background is seen; if the camera was moved, lea"):
        finder.find(elsewhere, 2.1)
    assert finder.find(studio.room(3.0), 2.2).shape == (180, 320)


def test_another_shape_is_refused(plate: Plate) -> None:
    with pytest.raises(EngineError, match="the background was learned at 640x360, and the picture is 640x480; leave"):
        PlateFinder(plate).find(np.zeros((480, 640, 3), np.uint8), 0.0)
