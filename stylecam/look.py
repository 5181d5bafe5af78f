"""How a picture is to be painted, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from stylecam.styles import WeightedStyle

Size = tuple[int, int]
"""(width, height) in pixels."""

KeepColor = Literal["off", "luminance", "palette"]
"""Which of the camera's colours stay: none; its hues, under the painting's light and dark; or its whole palette."""

Treatment = Literal["original", "blur"] | tuple[WeightedStyle, ...]
"""What becomes of a part of the picture: it stays the camera's, that blurred, or it is painted in a mix of styles."""

Background = Literal["none", "original", "blur"] | tuple[WeightedStyle, ...]
"""What becomes of all that is not the person: with "none" nothing of its own, the whole picture is painted alike."""


@dataclass(frozen=True)
class MaskedRegion:
    """A part of a fixed camera's picture.

    Attributes:
        mask: a picture file, in which white is the part; scaled and cropped as the camera's picture is.
        paint: what becomes of it.
    """

    mask: Path
    paint: Treatment


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
        background: what becomes of all that is not the person.
        masks: parts with a treatment of their own, over person and background; of two in one place the later one.
    """

    mix: tuple[WeightedStyle, ...]
    strength: float = 1.0
    smoothing: float = 0.5
    brush: float = 1.0
    mirror: bool = False
    size: Size | AutoSize | None = None
    crossfade: float = 0.3
    keep_color: KeepColor = "off"
    background: Background = "none"
    masks: tuple[MaskedRegion, ...] = ()
