"""How a picture is to be painted, as one value."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from stylecam.look import Look
from stylecam.styles import Style, WeightedStyle

INK = WeightedStyle(Style("ink", "Ink", "", Path("ink.png")))


def test_unless_told_otherwise_it_is_the_whole_style_smoothed_and_of_the_sources_size() -> None:
    look = Look((INK,))
    assert (look.strength, look.smoothing, look.brush) == (1.0, 0.5, 1.0)
    assert (look.mirror, look.size, look.crossfade) == (False, None, 0.3)


def test_it_is_a_value() -> None:
    look = Look((INK,))
    assert look == Look((INK,))
    assert hash(look) == hash(Look((INK,)))
    assert replace(look, strength=0.5) != look
    with pytest.raises(FrozenInstanceError):
        look.strength = 0.5  # type: ignore[misc]
