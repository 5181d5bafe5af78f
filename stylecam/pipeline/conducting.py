"""Leading an engine along a path through looks: which commands make one moment of it into the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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
from stylecam.pipeline.overlap import begin, overlaps
from stylecam.pipeline.ports import Engine
from stylecam.timeline import Moment, Timeline, moment_at, shares

BEHIND = 1 / 8 + 1e-6
"""The part of a whole change of style that the followed statistics may be behind: they lag by the smoothing time, and
under those of another style colours are wrong. With half a second of smoothing a change of four seconds drifts, and
rounding does not decide it."""


class Conductor:
    """Says what to send as time passes.

    Args:
        timeline: the path.
        base: what no keyframe says; the engine begins with the look of the path's beginning.
    """

    def __init__(self, timeline: Timeline, base: Look) -> None:
        self._timeline, self._base = timeline, base
        self._moment = moment_at(timeline, base, 0.0)

    def to(self, seconds: float) -> tuple[Command, ...]:
        """What to send so many seconds after the beginning; nothing where nothing has changed."""
        before, self._moment = self._moment, moment_at(self._timeline, self._base, seconds)
        return commands_between(before, self._moment)


class ConductedEngine:
    """An engine that is led by the times of the frames themselves, from the first one on (`ports.Overlapping`).

    Args:
        engine: the one that paints; with the look of the path's beginning.
        conductor: says what it is told before each frame.
    """

    def __init__(self, engine: Engine, conductor: Conductor) -> None:
        self._engine, self._conductor = engine, conductor
        self._began: float | None = None

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def look(self) -> Look:
        return self._engine.look

    @property
    def overlaps(self) -> bool:
        """See `ports.Overlapping`."""
        return overlaps(self._engine)

    def open(self) -> None:
        """See `ports.Engine`."""
        self._engine.open()

    def apply(self, command: Command) -> None:
        """See `ports.Engine`; what the path says goes over it."""
        self._engine.apply(command)

    def stylize(self, frame: Frame) -> Frame:
        """See `ports.Engine`.

        Raises:
            EngineError: this frame could not be painted.
            StyleError, PictureError: a style that comes now cannot be read.
        """
        self._lead(frame)
        return self._engine.stylize(frame)

    def begin(self, frame: Frame) -> Callable[[], Frame]:
        """See `ports.Overlapping`, and `stylize`."""
        self._lead(frame)
        return begin(self._engine, frame)

    def close(self) -> None:
        """See `ports.Engine`."""
        self._engine.close()

    def _lead(self, frame: Frame) -> None:
        if self._began is None:
            self._began = frame.captured_at
        for command in self._conductor.to(frame.captured_at - self._began):
            self._engine.apply(command)


def commands_between(before: Moment, after: Moment) -> tuple[Command, ...]:
    """What makes an engine that paints as in one moment paint as in a later one; nothing where they are the same.

    As small a step as the statistics can follow is a drift; before a larger one they begin anew.
    """
    old, new = before.look, after.look
    commands: list[Command] = []
    if after.cuts != before.cuts and old.mix != new.mix:
        commands += [SetCrossfade(new.crossfade), SetStyle(new.mix)]
        old = replace(old, mix=new.mix)
    if (old.mix, old.strength, old.smoothing) != (new.mix, new.strength, new.smoothing):
        # While a cross-fade is under way every frame is measured, whatever is sent.
        follows = after.fading or _distance(old, new) * new.smoothing <= BEHIND * (after.at - before.at)
        commands += [Drift(new.mix, new.strength, new.smoothing)] if follows else _anew(old, new)
    discrete: dict[str, Command] = {
        "brush": SetBrush(new.brush),
        "mirror": SetMirror(new.mirror),
        "keep_color": SetKeepColor(new.keep_color),
    }
    commands += [command for field, command in discrete.items() if getattr(old, field) != getattr(new, field)]
    return tuple(commands)


def _anew(old: Look, new: Look) -> list[Command]:
    """A step before which the statistics begin anew."""
    commands: list[Command] = [SetCrossfade(0.0), SetStyle(new.mix)] if old.mix != new.mix else []
    commands += [SetStrength(new.strength)] if old.strength != new.strength else []
    return commands + ([SetSmoothing(new.smoothing)] if old.smoothing != new.smoothing else [])


def _distance(old: Look, new: Look) -> float:
    """From one style to another, or from the camera's picture to a style's, it is 1."""
    one, other = shares(old.mix), shares(new.mix)
    moved = sum(abs(one.get(style, 0.0) - other.get(style, 0.0)) for style in {**one, **other}) / 2
    return moved + abs(new.strength - old.strength)
