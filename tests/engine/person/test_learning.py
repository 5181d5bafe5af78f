from __future__ import annotations

import numpy as np
import pytest

from stylecam.engine.person.learning import PlateLearner
from stylecam.engine.person.plate import Plate, PlateError
from stylecam.frame import Pixels
from tests.engine.person.stage import Studio, moments


def wall(n: int, noise: float = 4.0, gain: float = 1.0) -> Pixels:
    """A picture of a wall in many colours."""
    colours = np.random.default_rng(1).uniform(40, 200, (9, 16, 3)).repeat(40, axis=0).repeat(40, axis=1)
    grains = noise * np.random.default_rng(n).standard_normal(colours.shape)
    return np.clip(gain * colours + grains, 0, 255).astype(np.uint8)


def learned(pictures: list[Pixels]) -> Plate:
    learner = PlateLearner(seconds=len(pictures) / 10)
    for n, pixels in enumerate(pictures):
        learner.add(pixels, n / 10)
    return learner.plate()


def test_it_is_the_middle_of_what_was_seen_and_its_noise() -> None:
    plate = learned([wall(n) for n in range(30)])
    assert plate.size == (640, 360)
    assert plate.mean.shape == (180, 320, 3)
    clean = wall(0, noise=0)[::2, ::2].astype(np.float32)
    assert np.abs(plate.mean - clean).mean() < 1
    # Four pixels make one of the small picture, so that half of the noise is left.
    assert float(np.median(plate.noise)) == pytest.approx(2, abs=0.6)


def test_an_exposure_that_settles_is_no_motion() -> None:
    plate = learned([wall(n, gain=0.8 + 0.2 * min(1, n / 10)) for n in range(30)])
    assert np.abs(plate.mean - wall(0, noise=0)[::2, ::2]).mean() < 3
    assert float(np.median(plate.noise)) < 4


def test_leaves_in_the_window_are_noise_of_their_place(plate: Plate) -> None:
    assert plate.size == (640, 360)
    tree, poster = plate.noise[15:55, 250:300], plate.noise[20:60, 20:60]
    assert tree.mean() > 3 * poster.mean()


def test_it_is_finished_after_its_seconds() -> None:
    learner = PlateLearner(seconds=2.0)
    for n in range(20):
        learner.add(wall(0), n / 10)
        assert not learner.finished
    learner.add(wall(0), 2.0)
    assert learner.finished


def test_too_few_pictures_are_not_enough() -> None:
    learner = PlateLearner(seconds=1.0)
    for t in (0.0, 0.5, 1.0, 1.5):
        learner.add(wall(0), t)
    assert not learner.finished
    with pytest.raises(PlateError, match=r"the background was seen [34] times, too few"):
        learner.plate()


def test_another_size_begins_anew() -> None:
    learner = PlateLearner(seconds=1.0)
    for n in range(11):
        learner.add(wall(0), n / 10)
    assert learner.finished
    learner.add(wall(0)[:, :480].copy(), 1.1)
    assert not learner.finished


def test_somebody_who_passes_is_refused() -> None:
    pictures = [wall(n) for n in range(30)]
    for n in range(12, 18):
        pictures[n][80:, 60 * (n - 12) : 60 * (n - 12) + 100] = (200, 40, 90)
    with pytest.raises(PlateError, match=r"^somebody moved through the background; leave the picture, and"):
        learned(pictures)


def test_a_camera_that_moves_is_refused() -> None:
    pictures = [np.roll(wall(n), 12 * n, axis=1) for n in range(30)]
    with pytest.raises(PlateError, match=r"^the background did not stand still; fix the camera"):
        learned(pictures)


def test_somebody_who_stays_and_talks_is_refused(studio: Studio) -> None:
    learner = PlateLearner()
    for t in moments(20.0, 3.2):
        learner.add(studio.person(t)[0], t)
    with pytest.raises(PlateError, match="background"):
        learner.plate()
