from __future__ import annotations

import numpy as np
import pytest

from stylecam.engine.person.finder import Mask
from stylecam.engine.person.steadying import Steadied, approach
from stylecam.frame import Pixels

SIZE = (24, 32)


def mask(level: float) -> Mask:
    return np.full(SIZE, level, np.float32)


def picture(level: int) -> Pixels:
    return np.full((*SIZE, 3), level, np.uint8)


def after(seconds: float, steps: int, moving: float, begin: float = 0.0, end: float = 1.0) -> float:
    """Where a mask is that has been on its way in so many steps."""
    reached = mask(begin)
    for _ in range(steps):
        reached = approach(reached, mask(end), moving, seconds / steps)
    return float(reached[0, 0])


@pytest.mark.parametrize("moving", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("end", [1.0, 0.2])
def test_a_step_takes_the_same_time_at_every_frame_rate(moving: float, end: float) -> None:
    for seconds in (0.05, 0.2, 1.0):
        assert after(seconds, 60, moving, end=end) == pytest.approx(after(seconds, 1, moving, end=end), abs=1e-5)


def test_what_moves_is_followed_and_what_rests_is_not_soon() -> None:
    assert after(1 / 30, 1, moving=1) > 0.6
    assert after(0.2, 6, moving=1) > 0.9
    assert after(1 / 30, 1, moving=0) < 0.1
    assert after(2.0, 60, moving=0) > 0.99


def test_a_flicker_is_less_than_a_motion_even_where_things_move() -> None:
    flicker = after(1 / 30, 1, moving=1, end=0.05) / 0.05
    assert flicker < 0.6 * after(1 / 30, 1, moving=1)


def test_it_is_the_same_both_ways_and_stays_between() -> None:
    rising, falling = after(0.1, 3, 1.0), after(0.1, 3, 1.0, begin=1, end=0)
    assert rising == pytest.approx(1 - falling, abs=1e-6)
    assert 0 <= after(10, 1, 1.0, begin=0.4, end=0.0) < 1e-6


def test_the_edges_of_a_still_picture_rest() -> None:
    random = np.random.default_rng(2)
    steadied, shown = Steadied(), []
    for n in range(60):
        found = np.asarray(0.5 + 0.3 * random.standard_normal(SIZE), np.float32)
        shown.append(steadied.follow(found, picture(90), n / 30))
    changes = np.abs(np.diff(np.stack(shown[20:]), axis=0)).mean()
    assert changes < 0.3 * 0.1


def test_what_comes_and_goes_leaves_no_trail() -> None:
    steadied = Steadied()
    steadied.follow(mask(0), picture(60), 0.0)
    come = steadied.follow(mask(1), picture(160), 0.033)
    assert come.min() > 0.6
    # The motion is over, and what is left of the change is still made up for.
    assert steadied.follow(mask(1), picture(160), 0.2).min() > 0.9
    gone = steadied.follow(mask(0), picture(60), 0.233)
    assert gone.max() < 0.4


def test_after_a_restart_a_mask_is_taken_as_it_is() -> None:
    steadied = Steadied()
    steadied.follow(mask(0), picture(60), 0.0)
    steadied.restart()
    assert (steadied.follow(mask(0.7), picture(60), 0.1) == np.float32(0.7)).all()
    # So is one of another size, and one from before.
    wide = np.ones((10, 40), np.float32)
    assert (steadied.follow(wide, np.zeros((10, 40, 3), np.uint8), 0.2) == 1).all()
    assert (steadied.follow(0 * wide, np.zeros((10, 40, 3), np.uint8), 0.1) == 0).all()


def test_what_was_given_is_the_callers() -> None:
    steadied = Steadied()
    first = steadied.follow(mask(0.5), picture(60), 0.0)
    first[:] = 9
    assert steadied.follow(mask(0.5), picture(60), 0.1).max() == pytest.approx(0.5)
