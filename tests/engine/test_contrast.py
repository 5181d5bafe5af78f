"""Averages are not trusted where there is nothing in a picture, or far more than there was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stylecam.engine.contrast import DEEPENS, Contrast
from stylecam.engine.scene import Signature
from stylecam.look import Look
from tests.engine.pictures import Open, difference, frame, painted, scene

PASSED, TIME = 1 / 30, 0.5

MOST, LAST = 75, 25
"""Levels, on the way and a second after it; strokes of rounding are more than 100 away, and stay."""


def cells(spread: float) -> Signature:
    """A picture from afar whose cells differ by so many levels."""
    pattern = np.indices((18, 32)).sum(0) % 2 * 2.0 - 1
    return np.asarray(128 + spread * pattern[..., None].repeat(3, axis=2), dtype=np.float32)


def judged(*spreads: float, exposure: float = 1.0) -> list[bool]:
    contrast = Contrast()
    return [contrast.is_like_before(cells(spread), exposure, PASSED, TIME) for spread in spreads]


def test_the_first_picture_is_like_none_and_the_next_ones_are_like_it() -> None:
    assert judged(20, 20, 22, 19) == [False, True, True, True]


def test_a_flat_picture_is_like_nothing_not_even_another() -> None:
    assert judged(0, 0, 0.5, 0.5) == [False] * 4
    assert judged(0, 20, 20, 0, 0, 20) == [False, False, True, False, False, False]


def test_far_more_or_less_than_on_average_begins_the_average_anew() -> None:
    more = 10 * DEEPENS + 1
    assert judged(10, 10, more, more, 10, 10) == [False, True, False, True, False, True]
    steps = [10 * 1.3**step for step in range(5)]
    assert judged(*steps) == [False, True, False, True, False], "it follows in time, and these come too soon"


def test_what_the_network_sees_counts_not_what_the_camera_gives() -> None:
    contrast = Contrast()
    assert not contrast.is_like_before(cells(10), 1.0, PASSED, TIME)
    assert contrast.is_like_before(cells(20), 0.5, PASSED, TIME)


def test_a_scene_that_fades_in_from_black_is_painted_as_each_picture_alone(opened: Open, look: Look) -> None:
    """Rounding of a black picture would be blown up to strokes, and the average of these outlast the fade."""
    smoothed, alone = opened(look), opened(replace(look, smoothing=0.0))
    apart = []
    for index in range(4 + 8 + 30):
        seen = (scene() * min(1.0, max(0, index - 3) / 8)).astype(np.uint8)
        found = smoothed.stylize(frame(seen, index * PASSED, index)).pixels
        apart.append(difference(found, painted(alone, seen, index * PASSED)))
    assert max(apart[:4]) == 0
    # A quick change of exposure is let through in time.
    assert max(apart) < MOST, apart
    assert apart[-1] < LAST, apart
