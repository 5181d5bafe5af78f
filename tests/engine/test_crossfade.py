"""A glide from one style vector to the next."""

from __future__ import annotations

import pytest
import torch

from stylecam.engine.crossfade import CrossFade

HERE, THERE = torch.tensor([0.0, 10.0]), torch.tensor([1.0, 20.0])


def test_it_stands_until_it_is_sent() -> None:
    fade = CrossFade(HERE, 0.3)
    assert fade.at(0.0) is HERE
    assert fade.at(1e6) is HERE
    assert not fade.moving


def test_it_glides_evenly_and_arrives_exactly() -> None:
    fade = CrossFade(HERE, 0.3)
    fade.to(THERE, now=5.0)
    assert torch.equal(fade.at(5.0), HERE)
    torch.testing.assert_close(fade.at(5.1), torch.tensor([1 / 3, 10 + 10 / 3]))
    assert fade.moving
    assert fade.at(5.31) is THERE
    assert not fade.moving


def test_sent_elsewhere_on_the_way_it_turns_where_it_is() -> None:
    fade = CrossFade(HERE, 0.4)
    fade.to(THERE, now=0.0)
    fade.to(HERE, now=0.2)
    torch.testing.assert_close(fade.at(0.2), torch.tensor([0.5, 15.0]))
    torch.testing.assert_close(fade.at(0.4), torch.tensor([0.25, 12.5]))
    assert fade.at(0.61) is HERE


@pytest.mark.parametrize("seconds", [0.0, -1.0])
def test_without_time_it_is_there_at_once(seconds: float) -> None:
    fade = CrossFade(HERE, seconds)
    fade.to(THERE, now=5.0)
    assert fade.at(5.0) is THERE


def test_a_clock_that_starts_again_does_not_lead_it_beyond_its_start() -> None:
    fade = CrossFade(HERE, 0.3)
    fade.to(THERE, now=5.0)
    assert torch.equal(fade.at(1.0), HERE)
