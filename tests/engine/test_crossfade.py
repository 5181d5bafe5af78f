"""A glide from one style vector to the next."""

from __future__ import annotations

import itertools

import pytest
import torch

from stylecam.engine.crossfade import CrossFade

HERE, THERE = torch.tensor([0.0, 10.0]), torch.tensor([1.0, 20.0])


def test_it_stands_until_it_is_sent() -> None:
    fade = CrossFade(HERE)
    assert fade.at(0.0) is HERE
    assert fade.at(1e6) is HERE
    assert not fade.moving


def test_it_starts_fast_slows_down_and_arrives_exactly() -> None:
    fade = CrossFade(HERE)
    fade.to(THERE, now=5.0, seconds=0.3)
    assert torch.equal(fade.at(5.0), HERE)
    way = [float(fade.at(5.0 + step * 0.3 / 4)[0]) for step in range(4)]
    assert way == pytest.approx([0, 7 / 16, 12 / 16, 15 / 16])
    assert fade.moving
    assert fade.at(5.31) is THERE
    assert not fade.moving


def test_the_first_frame_of_a_swap_shows_a_fifth_of_it() -> None:
    fade = CrossFade(HERE)
    fade.to(THERE, now=0.0, seconds=0.3)
    assert float(fade.at(1 / 30)[0]) == pytest.approx(0.21, abs=0.01)


def test_sent_elsewhere_on_the_way_it_turns_where_it_is() -> None:
    fade = CrossFade(HERE)
    fade.to(THERE, now=0.0, seconds=0.4)
    fade.to(HERE, now=0.2, seconds=0.2)
    torch.testing.assert_close(fade.at(0.2), torch.tensor([0.75, 17.5]))
    torch.testing.assert_close(fade.at(0.3), torch.tensor([0.1875, 11.875]))
    assert fade.at(0.41) is HERE


def test_a_goal_that_moves_with_every_frame_is_followed_closely_and_without_a_halt() -> None:
    """Weights that are dragged from one end to the other in a second, and told 30 times."""
    fade, shown = CrossFade(HERE), [0.0]
    for step in range(1, 31):
        fade.to(torch.lerp(HERE, THERE, step / 30), now=(step - 1) / 30, seconds=0.3)
        shown.append(float(fade.at(step / 30)[0]))
    behind = [step / 30 - way for step, way in enumerate(shown)]
    assert max(behind) < 0.15
    steps = [after - before for before, after in itertools.pairwise(shown[5:])]
    assert all(0.6 / 30 < step < 1.1 / 30 for step in steps)


@pytest.mark.parametrize("seconds", [0.0, -1.0])
def test_without_time_it_is_there_at_once(seconds: float) -> None:
    fade = CrossFade(HERE)
    fade.to(THERE, now=5.0, seconds=seconds)
    assert fade.at(5.0) is THERE


def test_a_clock_that_starts_again_does_not_lead_it_beyond_its_start() -> None:
    fade = CrossFade(HERE)
    fade.to(THERE, now=5.0, seconds=0.3)
    assert torch.equal(fade.at(1.0), HERE)
