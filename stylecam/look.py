"""How a picture is to be painted, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from stylecam.styles import WeightedStyle


@dataclass(frozen=True)
class Look:
    """Everything that decides how a frame is painted.

    Attributes:
        mix: the styles and their relative weights.
        strength: alpha, 0 to 1.
        smoothing: time constant of the content statistics' average in seconds, 0 for none.
        brush: size of a stroke; 2 is twice as coarse.
        mirror: flip left to right.
        size: the output's (width, height); None follows the source.
        crossfade: seconds that a change of style takes.
    """

    mix: tuple[WeightedStyle, ...]
    strength: float = 1.0
    smoothing: float = 0.5
    brush: float = 1.0
    mirror: bool = False
    size: tuple[int, int] | None = None
    crossfade: float = 0.3
