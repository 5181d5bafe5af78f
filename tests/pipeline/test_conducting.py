"""Leading an engine along a path: what is sent, and when nothing is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from stylecam.frame import Frame
from stylecam.look import Look
from stylecam.pipeline.commands import (
    Command,
    Drift,
    SetBrush,
    SetCrossfade,
    SetKeepColor,
    SetMirror,
    SetSmoothing,
    SetStrength,
    SetStyle,
)
from stylecam.pipeline.conducting import ConductedEngine, Conductor, commands_between
from stylecam.styles import Style, WeightedStyle
from stylecam.timeline import Keyframe, Moment, Timeline, look_at
from tests.pipeline.parts import numbered
from tests.toy_render import Negative, NegativeAhead

WAVES, NEON = (Style(name, name, "", Path(f"{name}.png")) for name in ("waves", "neon"))
IN_WAVES, IN_NEON = (WeightedStyle(WAVES),), (WeightedStyle(NEON),)
LOOK = Look(IN_WAVES)


def part(share: float) -> tuple[WeightedStyle, ...]:
    """So much of the second style."""
    return (WeightedStyle(WAVES, 1 - share), WeightedStyle(NEON, share))


def between(new: Look, passed: float = 1 / 30, cuts: int = 0, fading: bool = False) -> tuple[Command, ...]:
    return commands_between(Moment(5.0, LOOK, 0), Moment(5.0 + passed, new, cuts, fading))


def test_nothing_is_sent_for_what_has_not_changed() -> None:
    assert between(LOOK) == ()
    assert between(LOOK, passed=60, cuts=1) == ()
    assert between(replace(LOOK, crossfade=3.0)) == ()


@pytest.mark.parametrize(
    ("new", "command"),
    [
        (replace(LOOK, brush=1.1), SetBrush(1.1)),
        (replace(LOOK, mirror=True), SetMirror(True)),
        (replace(LOOK, keep_color="palette"), SetKeepColor("palette")),
    ],
)
def test_what_changes_at_once_is_sent_alone(new: Look, command: Command) -> None:
    assert between(new) == (command,)


@pytest.mark.parametrize(
    "new",
    [
        replace(LOOK, mix=part(0.008)),
        replace(LOOK, strength=0.992),
        replace(LOOK, mix=part(0.004), strength=0.996, smoothing=0.49),
        replace(LOOK, smoothing=5.0),
        replace(LOOK, mix=IN_NEON, smoothing=0.0),
    ],
)
def test_a_step_that_statistics_can_follow_is_a_drift(new: Look) -> None:
    """A thirtieth of a second is half a second's fifteenth: an eighth of that is 0.0083 of a whole change."""
    assert between(new) == (Drift(new.mix, new.strength, new.smoothing),)


def test_before_a_larger_step_statistics_begin_anew() -> None:
    assert between(replace(LOOK, mix=part(0.009))) == (SetCrossfade(0.0), SetStyle(part(0.009)))
    assert between(replace(LOOK, strength=0.9)) == (SetStrength(0.9),)
    assert between(replace(LOOK, mix=part(0.005), strength=0.995, smoothing=0.6)) == (
        SetCrossfade(0.0),
        SetStyle(part(0.005)),
        SetStrength(0.995),
        SetSmoothing(0.6),
    )


def test_the_longer_a_step_has_taken_the_larger_a_drift_may_be() -> None:
    new = replace(LOOK, mix=part(0.2))
    assert between(new, passed=0.8) == (Drift(new.mix, 1.0, 0.5),)
    assert between(new, passed=0.79) == (SetCrossfade(0.0), SetStyle(new.mix))


def test_a_cut_is_faded_by_the_engine_and_numbers_go_on_beside_it() -> None:
    new = replace(LOOK, mix=IN_NEON, crossfade=2.0)
    assert between(new, cuts=1) == (SetCrossfade(2.0), SetStyle(IN_NEON))
    assert between(replace(new, strength=0.999), cuts=1) == (
        SetCrossfade(2.0),
        SetStyle(IN_NEON),
        Drift(IN_NEON, 0.999, 0.5),
    )


def test_what_goes_on_while_a_cut_is_faded_does_not_end_the_fade() -> None:
    assert between(replace(LOOK, mix=part(0.2)), fading=True) == (Drift(part(0.2), 1.0, 0.5),)


def test_a_conductor_tells_each_change_once() -> None:
    path = Timeline((Keyframe(0, IN_WAVES), Keyframe(4, IN_NEON, ease="hold", fade=1.5), Keyframe(8, mirror=True)))
    conductor = Conductor(path, LOOK)
    assert [conductor.to(seconds) for seconds in (0, 3.9, 4.1, 7, 9, 10)] == [
        (),
        (),
        (SetCrossfade(1.5), SetStyle(IN_NEON)),
        (),
        (SetMirror(True),),
        (),
    ]


def test_a_moment_that_was_missed_is_made_up_for() -> None:
    path = Timeline((Keyframe(0, IN_WAVES), Keyframe(8, IN_NEON, brush=2.0)))
    commands = Conductor(path, LOOK).to(60)
    assert commands == (Drift(IN_NEON, 1.0, 0.5), SetBrush(2.0))


class Noting(Negative):
    """Notes what it is told before each frame."""

    def apply(self, command: Command) -> None:
        self.calls.note(f"{command}")


class NotingAhead(NegativeAhead):
    def apply(self, command: Command) -> None:
        self.calls.note(f"{command}")


PATH = Timeline((Keyframe(0, strength=1.0), Keyframe(10, strength=0.0)))


def test_an_engine_is_led_by_the_frames_own_times_from_the_first_on() -> None:
    inner = Noting()
    engine = ConductedEngine(inner, Conductor(PATH, LOOK))
    engine.open()
    for index in (0, 1, 5):
        painted = engine.stylize(numbered(index))
        assert painted.pixels[0, 0, 0] == 255 - index
    engine.close()
    told = [f"{Drift(IN_WAVES, look_at(PATH, LOOK, seconds).strength, 0.5)}" for seconds in (1, 5)]
    assert inner.calls.made == ["open", "stylize", told[0], "stylize", told[1], "stylize", "close"]
    assert (engine.name, engine.look, engine.overlaps) == (inner.name, inner.look, False)


def test_an_engine_that_overlaps_still_does_and_is_led_as_frames_are_begun() -> None:
    inner = NotingAhead()
    engine = ConductedEngine(inner, Conductor(PATH, LOOK))
    assert engine.overlaps
    begun: list[Callable[[], Frame]] = [engine.begin(numbered(index)) for index in (0, 1)]
    assert [finish().index for finish in begun] == [0, 1]
    assert inner.calls.made[:3] == ["begin 0", f"{Drift(IN_WAVES, 0.9, 0.5)}", "begin 1"]
