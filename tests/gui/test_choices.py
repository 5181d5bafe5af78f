from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stylecam.gui.choices import requests_between, title_of
from stylecam.look import Look, MaskedRegion
from stylecam.pipeline.commands import (
    Command,
    SetBackground,
    SetBrush,
    SetMasks,
    SetMirror,
    SetSize,
    SetSmoothing,
    SetStrength,
    SetStyle,
)
from stylecam.styles import Style, WeightedStyle

WAVES = WeightedStyle(Style("waves", "Waves", "", Path("waves.png")))
NEON = WeightedStyle(Style("neon", "Neon", "", Path("neon.png")), 0.5)
LOOK = Look((WAVES,))
REGIONS = (MaskedRegion(Path("wall.png"), (NEON,)),)


@pytest.mark.parametrize(
    ("new", "command"),
    [
        (replace(LOOK, mix=(NEON,)), SetStyle((NEON,))),
        (replace(LOOK, strength=0.5), SetStrength(0.5)),
        (replace(LOOK, smoothing=0.0), SetSmoothing(0.0)),
        (replace(LOOK, brush=2.0), SetBrush(2.0)),
        (replace(LOOK, mirror=True), SetMirror(True)),
        (replace(LOOK, size=(64, 36)), SetSize((64, 36))),
        (replace(LOOK, background="blur"), SetBackground("blur")),
        (replace(LOOK, masks=REGIONS), SetMasks(REGIONS)),
    ],
)
def test_only_what_differs_is_sent(new: Look, command: Command) -> None:
    assert requests_between(LOOK, new) == [command]


def test_nothing_is_sent_for_the_same_look() -> None:
    assert requests_between(LOOK, replace(LOOK)) == []


def test_a_mix_is_called_by_all_its_styles() -> None:
    assert title_of(Look((WAVES, NEON))) == "Waves + Neon"
    assert title_of(Look(())) == "stylecam"
