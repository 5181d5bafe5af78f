"""How a picture is to be painted, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stylecam.styles import WeightedStyle

Size = tuple[int, int]
"""(width, height) in pixels."""

KeepColor = Literal["off", "luminance", "palette"]
"""Which of the camera's colours stay: none; its hues, under the painting's light and dark; or its whole palette."""


@dataclass(frozen=True)
class AutoSize:
    """The size follows the machine's speed.

    Attributes:
        fps: painted frames per second to keep.
    """

    fps: float = 30.0


@dataclass(frozen=True)
class Look:
    """Everything that decides how a frame is painted.

    Attributes:
        mix: the styles and their relative weights.
        strength: alpha, 0 to 1.
        smoothing: time constant of the content statistics' average in seconds, 0 for none.
        brush: size of a stroke; 2 is twice as coarse.
        mirror: flip left to right.
        size: the output's (width, height); None follows the source, `AutoSize` the machine.
        crossfade: seconds that a change of style takes.
        keep_color: which of the camera's colours stay.
    """

    mix: tuple[WeightedStyle, ...]
    strength: float = 1.0
    smoothing: float = 0.5
    brush: float = 1.0
    mirror: bool = False
    size: Size | AutoSize | None = None
    crossfade: float = 0.3
    keep_color: KeepColor = "off"
