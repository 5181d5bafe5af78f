"""A frozen camera is told from a working one, and from a virtual one that shows a still."""

from __future__ import annotations

import numpy as np

from stylecam.frame import Pixels
from stylecam.sources.freeze import FreezeDetector


def noisy(seed: int) -> Pixels:
    return np.random.default_rng(seed).integers(0, 256, (120, 160, 3), dtype=np.uint8)


def test_a_lens_sees_noise() -> None:
    detector = FreezeDetector(patience=5)
    assert not any(detector.frozen(noisy(seed), seed) for seed in range(20))


def test_one_picture_for_longer_than_the_patience_is_frozen() -> None:
    detector = FreezeDetector(patience=5)
    still = noisy(0)
    assert [detector.frozen(still, now) for now in (0.0, 2.0, 4.9, 5.0)] == [False, False, False, True]


def test_the_same_picture_after_re_opening_is_a_still_and_passes() -> None:
    detector = FreezeDetector(patience=5)
    still = noisy(0)
    said = [detector.frozen(still, now) for now in np.arange(0.0, 30.0)]
    assert said.count(True) == 1


def test_a_still_that_changed_can_freeze_again() -> None:
    detector = FreezeDetector(patience=5)
    first, second = noisy(0), noisy(1)
    assert [detector.frozen(first, now) for now in (0, 6)] == [False, True]
    assert [detector.frozen(second, now) for now in (7, 13)] == [False, True]


def test_a_still_with_a_small_clock_in_it_works() -> None:
    """A virtual camera's card, or a test pattern: one pixel that changes is enough."""
    detector = FreezeDetector(patience=5)
    card = noisy(0)
    for now in range(20):
        card = card.copy()
        card[7, 11] = now
        assert not detector.frozen(card, now)
