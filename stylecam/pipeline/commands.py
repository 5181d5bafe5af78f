"""What a user can change while frames flow. Values: made by any thread, obeyed by the worker that owns the thing."""

from __future__ import annotations

from dataclasses import dataclass

from stylecam.styles import WeightedStyle


@dataclass(frozen=True)
class SetStyle:
    """Cross-fade to this mix of styles; weights are relative and need not sum to one."""

    mix: tuple[WeightedStyle, ...]


@dataclass(frozen=True)
class SetStrength:
    """0 shows the content as it is, 1 the full style."""

    strength: float


@dataclass(frozen=True)
class SetSmoothing:
    """Time constant of the content statistics' moving average, in seconds; 0 turns it off."""

    seconds: float


@dataclass(frozen=True)
class SetBrush:
    """Size of a brush stroke: 1 as trained, 2 twice as coarse (the network sees half the resolution)."""

    brush: float


@dataclass(frozen=True)
class SetMirror:
    """Whether the picture is flipped left to right, as in a mirror."""

    mirror: bool


@dataclass(frozen=True)
class SetSize:
    """The output's (width, height); None follows the source."""

    size: tuple[int, int] | None


Command = SetStyle | SetStrength | SetSmoothing | SetBrush | SetMirror | SetSize
"""Everything an engine obeys."""
