"""A path through looks in time: what it is, and the look of each of its moments."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Any, Literal

from stylecam.look import KeepColor, Look
from stylecam.styles import Style, WeightedStyle

Ease = Literal["linear", "hold"]
"""How a look comes to what a keyframe says: evenly from the keyframe before, or at once."""

BRUSH_STEP = 0.1
"""The most that the brush changes by at once: each brush is another size of picture for the network, whose first frame
is slow and sets new strokes."""

_SAID = ("mix", "strength", "smoothing", "brush", "keep_color", "mirror")


@dataclass(frozen=True)
class Keyframe:
    """What a look is at one moment. What is None is as at the keyframe before.

    Attributes:
        at: seconds from the beginning of the path.
        mix, strength, smoothing, brush, keep_color, mirror: see `Look`.
        ease: how the mix and the numbers come to what is said here, from the keyframe before.
        fade: seconds of the cross-fade to a mix that comes at once; None for the look's own.
    """

    at: float
    mix: tuple[WeightedStyle, ...] | None = None
    strength: float | None = None
    smoothing: float | None = None
    brush: float | None = None
    keep_color: KeepColor | None = None
    mirror: bool | None = None
    ease: Ease = "linear"
    fade: float | None = None


@dataclass(frozen=True)
class Timeline:
    """Keyframes in order of time, the first of them at 0.

    Attributes:
        keyframes: at least one; of a loop at least two.
        loop: begin anew at the last keyframe's time. What the last keyframe does not say is as at the first, so that
            the way back is part of the loop.
    """

    keyframes: tuple[Keyframe, ...]
    loop: bool = False

    @property
    def seconds(self) -> float:
        """From the first keyframe to the last."""
        return self.keyframes[-1].at


@dataclass(frozen=True)
class Moment:
    """The look of one moment.

    Attributes:
        at: seconds from the beginning.
        look: the weights of its mix sum to one.
        cuts: how many times until then a mix came at once, by a cross-fade of its own.
        fading: whether the cross-fade of the last one is under way.
    """

    at: float
    look: Look
    cuts: int
    fading: bool = False


def look_at(timeline: Timeline, base: Look, seconds: float) -> Look:
    """The look so many seconds after the beginning; see `moment_at`."""
    return moment_at(timeline, base, seconds).look


def moment_at(timeline: Timeline, base: Look, seconds: float) -> Moment:
    """The moment so many seconds after the beginning; before it, the first one.

    What the first keyframe does not say it takes from `base`, and what no keyframe can say is always as there.
    """
    at = max(0.0, seconds)
    rounds, here = divmod(at, timeline.seconds) if timeline.loop else (0.0, at)
    cuts, last, since = _cuts(timeline, int(rounds), here)
    fade = base.crossfade if last is None or last.fade is None else last.fade
    look = replace(_on_the_way(timeline, base, here), crossfade=fade)
    return Moment(at, look, cuts, fading=last is not None and since < fade)


def opening_look(timeline: Timeline, base: Look) -> Look:
    """The look of the beginning, whose mix names every style of the path, most with a weight of 0: an engine that
    opens with it has looked at each, and no frame waits for that later."""
    look = look_at(timeline, base, 0.0)
    others = {part.style: 0.0 for keyframe in timeline.keyframes for part in keyframe.mix or ()}
    weights = others | shares(look.mix)
    return replace(look, mix=tuple(WeightedStyle(style, weight) for style, weight in weights.items()))


def shares(mix: tuple[WeightedStyle, ...]) -> dict[Style, float]:
    """Each style's part of a mix; together they are one."""
    total = sum(part.weight for part in mix)
    found: dict[Style, float] = {}
    for part in mix:
        found[part.style] = found.get(part.style, 0.0) + part.weight / total
    return found


def _on_the_way(timeline: Timeline, base: Look, at: float) -> Look:
    """The look at a moment of the first round."""
    keyframes = timeline.keyframes
    next_place = bisect_right(keyframes, at, key=lambda keyframe: keyframe.at)
    before, start = keyframes[next_place - 1], _look_of(timeline, base, next_place - 1)
    if next_place == len(keyframes) or keyframes[next_place].ease == "hold":
        return _between(start, start, 0.0)
    part = (at - before.at) / (keyframes[next_place].at - before.at)
    return _between(start, _look_of(timeline, base, next_place), part)


def _look_of(timeline: Timeline, base: Look, place: int) -> Look:
    """All of what one keyframe says, with what it leaves out."""
    keyframes = timeline.keyframes
    comes_round = timeline.loop and place == len(keyframes) - 1
    said: dict[str, Any] = {}
    for keyframe in (keyframes[place], keyframes[0]) if comes_round else reversed(keyframes[: place + 1]):
        said = {name: value for name in _SAID if (value := getattr(keyframe, name)) is not None} | said
        if len(said) == len(_SAID):
            break
    return replace(base, **said)


def _between(start: Look, goal: Look, part: float) -> Look:
    """What cannot be between is as at the start; the brush goes in equal steps."""
    # A hair less: what is ten steps but for rounding shall not be eleven.
    steps = max(1, math.ceil(abs(goal.brush - start.brush) / BRUSH_STEP - 1e-9))
    return replace(
        start,
        mix=_mix_between(start.mix, goal.mix, part),
        strength=_number_between(start.strength, goal.strength, part),
        smoothing=_number_between(start.smoothing, goal.smoothing, part),
        brush=_number_between(start.brush, goal.brush, round(part * steps) / steps),
    )


def _mix_between(
    start: tuple[WeightedStyle, ...], goal: tuple[WeightedStyle, ...], part: float
) -> tuple[WeightedStyle, ...]:
    one, other = shares(start), shares(goal)
    found = {style: _number_between(one.get(style, 0.0), other.get(style, 0.0), part) for style in {**one, **other}}
    return tuple(WeightedStyle(style, share) for style, share in found.items() if share > 0)


def _number_between(start: float, goal: float, part: float) -> float:
    # So written it is exactly the start where both are the same.
    return start + (goal - start) * part


def _cuts(timeline: Timeline, rounds: int, at: float) -> tuple[int, Keyframe | None, float]:
    """How many cuts there were until a moment of a round, the last of them, and the seconds since then."""
    _, *others = timeline.keyframes
    # A loop's last keyframe says the first one's mix, where it says none.
    coming_round = others[-1] if timeline.loop else None
    cuts = [each for each in others if each.ease == "hold" and (each.mix is not None or each is coming_round)]
    passed = [each for each in cuts if each.at <= at]
    count = rounds * len(cuts) + len(passed)
    if passed:
        return count, passed[-1], at - passed[-1].at
    if count:
        return count, cuts[-1], at + timeline.seconds - cuts[-1].at
    return 0, None, 0.0
