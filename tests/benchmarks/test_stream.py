from __future__ import annotations

import pytest

from benchmarks.stream import NOBODY, SLOW, TURNS, Turn, measure, ratios


def test_a_turn_is_compared_with_those_beside_it() -> None:
    turns = [Turn(NOBODY, 30.0), Turn(SLOW, 27.0), Turn(NOBODY, 24.0), Turn(SLOW, 12.0)]
    assert ratios(turns, SLOW) == [pytest.approx(1.0), pytest.approx(0.5)]


def test_every_viewer_has_its_turn_beside_the_real_live_picture() -> None:
    turns = measure("96x64", 0.2, 1)
    assert tuple(turn.name for turn in turns) == TURNS
    assert all(turn.fps > 0 for turn in turns)
