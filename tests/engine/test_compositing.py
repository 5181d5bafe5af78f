"""Layers laid together."""

from __future__ import annotations

import numpy as np
import pytest

from stylecam.engine.compositing import blurred, composed
from stylecam.engine.glance import Field
from stylecam.engine.layers import Layer
from stylecam.look import Treatment
from tests.engine.pictures import noisy, scene

SIZE = (96, 64)
CONTENT = noisy(scene(SIZE), 20, seed=1)
PAINTING = scene(SIZE, look=2.0)


def left(columns: int, value: float = 1.0) -> Field:
    weight = np.zeros(SIZE[::-1], np.float32)
    weight[:, :columns] = value
    return weight


def layers(**weights: Field) -> list[Layer]:
    treatments: dict[str, Treatment] = {"painted": (), "original": "original", "blur": "blur"}
    return [Layer(key, treatments[key], weight) for key, weight in weights.items()]


def test_a_painting_alone_is_given_back() -> None:
    assert composed(PAINTING, CONTENT, layers(painted=left(96))) is PAINTING


def test_each_pixel_is_exactly_that_of_the_layer_that_has_it() -> None:
    found = composed(PAINTING, CONTENT, layers(painted=left(40), original=1 - left(40)))
    np.testing.assert_array_equal(found[:, :40], PAINTING[:, :40])
    np.testing.assert_array_equal(found[:, 40:], CONTENT[:, 40:])
    found = composed(PAINTING, CONTENT, layers(painted=left(40), blur=1 - left(40)))
    np.testing.assert_array_equal(found[:, :40], PAINTING[:, :40])
    np.testing.assert_array_equal(found[:, 40:], blurred(CONTENT, 1 - left(40))[:, 40:])


def test_where_layers_meet_they_are_mixed_by_their_weights() -> None:
    three = layers(painted=left(96, 0.5), original=left(96, 0.2), blur=left(96, 0.3))
    soft = blurred(CONTENT, left(96, 0.3))
    expected = 0.5 * PAINTING + 0.2 * CONTENT + 0.3 * soft
    np.testing.assert_allclose(composed(PAINTING, CONTENT, three), expected, atol=1.1)


def test_layers_with_one_treatment_are_added_up() -> None:
    found = composed(PAINTING, CONTENT, [*layers(original=left(40)), *layers(original=1 - left(40))])
    np.testing.assert_array_equal(found, CONTENT)


def test_nothing_is_left_of_a_painting_that_is_nowhere() -> None:
    found = composed(PAINTING, CONTENT, layers(original=left(40), blur=1 - left(40)))
    again = composed(255 - PAINTING, CONTENT, layers(original=left(40), blur=1 - left(40)))
    np.testing.assert_array_equal(found, again)


def test_the_pictures_stay_as_they_were() -> None:
    before = PAINTING.copy(), CONTENT.copy()
    composed(PAINTING, CONTENT, layers(painted=left(30, 0.5), blur=1 - left(30, 0.5)))
    np.testing.assert_array_equal(PAINTING, before[0])
    np.testing.assert_array_equal(CONTENT, before[1])


@pytest.mark.parametrize("size", [(640, 360), (96, 64), (7, 5), (1, 1)])
def test_blurred_is_without_detail_and_as_bright(size: tuple[int, int]) -> None:
    content = noisy(scene(size), 30, seed=2)
    soft = blurred(content, np.ones(size[::-1], np.float32))
    assert soft.shape == content.shape
    assert np.abs(soft.mean(axis=(0, 1)) - content.mean(axis=(0, 1))).max() < 8
    if min(size) > 8:
        rough, smooth = (np.abs(np.diff(each.astype(float), axis=1)).mean() for each in (content, soft))
        assert smooth < 0.1 * rough


def test_what_stands_before_a_background_does_not_shine_into_it() -> None:
    content = np.full((90, 160, 3), 60, np.uint8)
    content[:, :60] = (255, 0, 0)
    behind = np.ones((90, 160), np.float32)
    behind[:, :60] = 0
    soft = blurred(content, behind)
    assert np.abs(soft[:, 60:].astype(int) - 60).max() <= 2
    assert np.abs(blurred(content, np.ones_like(behind))[:, 60:].astype(int) - 60).max() > 50
