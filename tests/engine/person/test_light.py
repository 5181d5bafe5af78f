from __future__ import annotations

import numpy as np
import pytest

from stylecam.engine.person.light import Colours, gains_between


def room() -> Colours:
    return np.random.default_rng(1).uniform(20, 200, (90, 160, 3)).astype(np.float32)


def test_each_colour_has_its_gain() -> None:
    gains = gains_between(room(), room() * np.array([1.2, 1.0, 0.85], np.float32))
    assert gains == pytest.approx([1.2, 1.0, 0.85], abs=1e-3)


def test_a_person_in_more_than_half_of_the_picture_does_not_count() -> None:
    seen = 1.1 * room()
    seen[:, :100] = np.random.default_rng(2).uniform(0, 60, (90, 100, 3))
    assert gains_between(room(), seen) == pytest.approx([1.1] * 3, abs=0.01)


def test_what_is_clipped_does_not_count() -> None:
    seen = np.minimum(255, 1.6 * room())
    assert gains_between(room(), seen) == pytest.approx([1.6] * 3, abs=0.01)


def test_where_nothing_can_be_told_nothing_is_changed() -> None:
    assert gains_between(room(), 0 * room()) == pytest.approx([1, 1, 1])
    assert gains_between(room(), 255 + 0 * room()) == pytest.approx([1, 1, 1])
    assert gains_between(room()[:5, :5], room()[:5, :5]) == pytest.approx([1, 1, 1])
