"""A path through looks: what it is at each moment."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path

import pytest

from stylecam.look import Look
from stylecam.styles import Style, WeightedStyle
from stylecam.timeline import (
    BRUSH_STEP,
    Ease,
    Keyframe,
    Timeline,
    look_at,
    moment_at,
    opening_look,
    shares,
)

WAVES, NEON, KOI, INK = (Style(name, name, "", Path(f"{name}.png")) for name in ("waves", "neon", "koi", "ink"))
BASE = Look((WeightedStyle(INK),), strength=0.9, smoothing=0.5, size=(64, 48), crossfade=0.3)


def of(*parts: Style | tuple[Style, float]) -> tuple[WeightedStyle, ...]:
    return tuple(WeightedStyle(*part) if isinstance(part, tuple) else WeightedStyle(part) for part in parts)


def weights(look: Look) -> dict[str, float]:
    return {part.style.id: part.weight for part in look.mix}


def test_mixes_and_numbers_go_evenly_from_keyframe_to_keyframe() -> None:
    path = Timeline(
        (
            Keyframe(0, of(WAVES), strength=0.6, smoothing=1.0, brush=1.0),
            Keyframe(8, of(WAVES, (NEON, 3)), strength=1.0, smoothing=0.0, brush=2.0),
            Keyframe(10, of(KOI), strength=0.0),
        )
    )
    at_2, at_6, at_9 = (look_at(path, BASE, seconds) for seconds in (2, 6, 9))
    assert weights(at_2) == {"waves": 0.8125, "neon": 0.1875}
    assert (at_2.strength, at_2.smoothing) == pytest.approx((0.7, 0.75))
    assert weights(at_6) == {"waves": 0.4375, "neon": 0.5625}
    assert (at_6.strength, at_6.smoothing) == pytest.approx((0.9, 0.25))
    assert weights(at_9) == {"waves": 0.125, "neon": 0.375, "koi": 0.5}
    assert (at_9.strength, at_9.smoothing, at_9.brush) == (0.5, 0.0, 2.0)


def test_the_brush_goes_in_small_equal_steps() -> None:
    path = Timeline((Keyframe(0, brush=1.0), Keyframe(10, brush=1.25)))
    brushes = [look_at(path, BASE, tenth / 10).brush for tenth in range(101)]
    assert sorted(set(brushes)) == pytest.approx([1, 1 + 0.25 / 3, 1 + 0.5 / 3, 1.25])
    assert brushes == sorted(brushes)
    tenths = Timeline((Keyframe(0, brush=1.0), Keyframe(10, brush=1.3)))
    assert len({look_at(tenths, BASE, tenth / 10).brush for tenth in range(101)}) == 4


def test_what_holds_changes_at_its_keyframe_and_says_its_cross_fade() -> None:
    path = Timeline(
        (
            Keyframe(0, of(WAVES), strength=0.2),
            Keyframe(4, of(NEON), strength=0.8, ease="hold", fade=3.0),
            Keyframe(6, of(KOI), ease="hold"),
            Keyframe(9, of(INK)),
        )
    )
    before, there, after, last = (moment_at(path, BASE, seconds) for seconds in (3.999, 4, 6, 9))
    assert (weights(before.look), before.look.strength, before.cuts) == ({"waves": 1}, 0.2, 0)
    assert (weights(there.look), there.look.strength, there.cuts) == ({"neon": 1}, 0.8, 1)
    assert there.look.crossfade == 3.0
    assert (weights(after.look), after.cuts, after.look.crossfade) == ({"koi": 1}, 2, BASE.crossfade)
    assert (weights(last.look), last.cuts) == ({"ink": 1}, 2)


def test_a_cross_fade_is_under_way_for_its_time() -> None:
    at_once = Keyframe(4, of(NEON), ease="hold", fade=3.0)
    path = Timeline((Keyframe(0, of(WAVES)), at_once, Keyframe(9, ease="hold")), loop=True)
    times = (0.1, 3.9, 4, 6.9, 7.1, 8.9, 9.2, 9.4)
    assert [moment_at(path, BASE, seconds).fading for seconds in times] == [
        *(False, False, True, True, False, False),
        *(True, False),
    ]


def test_colours_and_mirror_change_at_their_keyframes() -> None:
    path = Timeline((Keyframe(0, mirror=True), Keyframe(4, keep_color="palette"), Keyframe(8, mirror=False)))
    looks = [look_at(path, BASE, seconds) for seconds in (0, 3.9, 4, 7.9, 8)]
    assert [look.keep_color for look in looks] == ["off", "off", "palette", "palette", "palette"]
    assert [look.mirror for look in looks] == [True, True, True, True, False]


def test_what_a_keyframe_does_not_say_is_as_at_the_keyframe_before() -> None:
    path = Timeline((Keyframe(0, of(WAVES)), Keyframe(4, strength=0.5), Keyframe(8, of(NEON))))
    looks = [look_at(path, BASE, seconds) for seconds in (3, 4, 6, 8)]
    assert [weights(look) for look in looks] == [{"waves": 1}, {"waves": 1}, {"waves": 0.5, "neon": 0.5}, {"neon": 1}]
    assert [look.strength for look in looks] == [pytest.approx(0.6), 0.5, 0.5, 0.5]
    assert {look.size for look in looks} == {BASE.size}


def test_it_begins_with_what_the_base_says_where_the_first_keyframe_does_not() -> None:
    path = Timeline((Keyframe(0), Keyframe(4, of(WAVES), strength=0.5)))
    assert look_at(path, BASE, 0) == BASE
    half = look_at(path, BASE, 2)
    assert weights(half) == {"ink": 0.5, "waves": 0.5}
    assert half.strength == pytest.approx(0.7)


def test_before_the_beginning_and_after_the_end_it_stands() -> None:
    path = Timeline((Keyframe(0, of(WAVES)), Keyframe(8, of(NEON), brush=2.0)))
    assert look_at(path, BASE, -5) == look_at(path, BASE, 0)
    assert look_at(path, BASE, 1e9) == look_at(path, BASE, 8)


def test_the_way_back_to_the_first_keyframe_is_part_of_a_loop() -> None:
    path = Timeline(
        (Keyframe(0, of(WAVES), strength=0.0), Keyframe(8, of(NEON), strength=1.0), Keyframe(16)), loop=True
    )
    for rounds in range(3):
        at_4, at_8, at_14, at_16 = (look_at(path, BASE, 16 * rounds + seconds) for seconds in (4, 8, 14, 16))
        assert (weights(at_4), at_4.strength) == ({"waves": 0.5, "neon": 0.5}, 0.5)
        assert (weights(at_8), at_8.strength) == ({"neon": 1}, 1)
        assert (weights(at_14), at_14.strength) == ({"neon": 0.25, "waves": 0.75}, 0.25)
        assert (weights(at_16), at_16.strength) == ({"waves": 1}, 0)


def test_a_loop_whose_last_keyframe_says_another_mix_jumps_to_the_first() -> None:
    path = Timeline((Keyframe(0, of(WAVES)), Keyframe(8, of(NEON))), loop=True)
    assert weights(look_at(path, BASE, 7.75)) == {"waves": 0.03125, "neon": 0.96875}
    assert weights(look_at(path, BASE, 8)) == {"waves": 1}


def test_a_loop_that_comes_back_at_once_counts_that_too() -> None:
    others = Keyframe(4, of(NEON), ease="hold"), Keyframe(8, of(WAVES), ease="hold", fade=1.5)
    path = Timeline((Keyframe(0, of(WAVES)), *others), loop=True)
    moments = [moment_at(path, BASE, seconds) for seconds in (0, 3, 4, 7, 8, 12, 16)]
    assert [moment.cuts for moment in moments] == [0, 0, 1, 1, 2, 3, 4]
    assert [moment.look.crossfade for moment in moments] == [0.3, 0.3, 0.3, 0.3, 1.5, 0.3, 1.5]
    assert weights(moments[3].look) == {"neon": 1}
    unsaid = replace(path, keyframes=(*path.keyframes[:2], Keyframe(8, ease="hold")))
    assert [moment_at(unsaid, BASE, seconds).cuts for seconds in (7, 8, 16)] == [1, 2, 4]


def test_the_look_it_opens_with_names_every_style_and_paints_the_first() -> None:
    path = Timeline((Keyframe(0, of((WAVES, 2), (NEON, 2))), Keyframe(4, of(KOI, WAVES)), Keyframe(8, of(INK))))
    opening = opening_look(path, BASE)
    assert weights(opening) == {"waves": 0.5, "koi": 0, "ink": 0, "neon": 0.5}
    assert replace(opening, mix=()) == replace(look_at(path, BASE, 0), mix=())


def test_shares_are_parts_of_one_and_a_style_that_is_named_twice_is_one() -> None:
    assert shares(of((WAVES, 2), (NEON, 1), (WAVES, 1))) == {WAVES: 0.75, NEON: 0.25}


SEEDS = range(40)


def chance_path(seed: int) -> Timeline:
    """Any path, whose keyframes are at whole seconds; of a loop the last says nothing, so that it comes round."""
    chance = random.Random(seed)
    times = sorted(chance.sample(range(1, 40), chance.randint(1, 5)))
    loop = chance.random() < 0.5

    def maybe(value: float) -> float | None:
        return value if chance.random() < 0.5 else None

    def mix() -> tuple[WeightedStyle, ...]:
        return of(
            *((style, chance.uniform(0.1, 3)) for style in chance.sample((WAVES, NEON, KOI), chance.randint(1, 3)))
        )

    def keyframe(at: int) -> Keyframe:
        ease: Ease = chance.choice(("linear", "hold"))
        numbers = maybe(chance.random()), maybe(chance.uniform(0, 2)), maybe(chance.uniform(0.5, 2))
        return Keyframe(at, mix() if chance.random() < 0.7 else None, *numbers, ease=ease)

    keyframes = [keyframe(at) for at in (0, *times)]
    return Timeline((*keyframes, Keyframe(40)) if loop else tuple(keyframes), loop)


def chance_times(seed: int) -> list[float]:
    """In order; exact in binary, so that adding a period to them is."""
    chance = random.Random(seed)
    return sorted(chance.randrange(60 * 64) / 64 for _ in range(50))


@pytest.mark.parametrize("seed", SEEDS)
def test_shares_always_sum_to_one_and_numbers_stay_between_what_was_said(seed: int) -> None:
    path = chance_path(seed)
    said = [keyframe.strength for keyframe in path.keyframes if keyframe.strength is not None]
    said += [BASE.strength] if path.keyframes[0].strength is None else []
    for seconds in chance_times(seed):
        look = look_at(path, BASE, seconds)
        assert sum(part.weight for part in look.mix) == pytest.approx(1)
        assert all(part.weight > 0 for part in look.mix)
        assert len({part.style for part in look.mix}) == len(look.mix)
        assert min(said) - 1e-9 <= look.strength <= max(said) + 1e-9


@pytest.mark.parametrize("seed", SEEDS)
def test_at_a_keyframe_the_look_is_the_keyframes(seed: int) -> None:
    path = chance_path(seed)
    for keyframe in path.keyframes:
        look = look_at(path, BASE, keyframe.at)
        assert keyframe.mix is None or {part.style: part.weight for part in look.mix} == shares(keyframe.mix)
        for field in ("strength", "smoothing", "brush"):
            assert getattr(keyframe, field) in (None, getattr(look, field))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_loop_is_periodic(seed: int) -> None:
    path = replace(chance_path(seed), loop=True)
    for seconds in chance_times(seed):
        again = look_at(path, BASE, seconds + 3 * path.seconds)
        assert again == look_at(path, BASE, seconds)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_path_without_cuts_is_continuous(seed: int) -> None:
    path = chance_path(seed)
    path = replace(path, keyframes=tuple(replace(keyframe, ease="linear") for keyframe in path.keyframes))
    moments = [moment_at(path, BASE, tick / 16) for tick in range(60 * 16)]
    assert {moment.cuts for moment in moments} == {0}
    for one, other in itertools.pairwise(moments):
        before, after = shares(one.look.mix), shares(other.look.mix)
        assert all(abs(before.get(s, 0) - after.get(s, 0)) < 1 / 8 for s in (WAVES, NEON, KOI, INK))
        assert abs(one.look.strength - other.look.strength) < 1 / 8
        assert abs(one.look.brush - other.look.brush) <= 2 * BRUSH_STEP + 1e-9
