"""What a user can change while frames flow. Values: made by any thread, obeyed by the worker that owns the thing."""

from __future__ import annotations

from dataclasses import dataclass

from stylecam.look import AutoSize, Background, KeepColor, MaskedRegion, Size
from stylecam.styles import WeightedStyle


@dataclass(frozen=True)
class SetStyle:
    """Cross-fade to this mix of styles; weights are relative and need not sum to one."""

    mix: tuple[WeightedStyle, ...]


@dataclass(frozen=True)
class Drift:
    """A small step of a slow change: this mix, this strength and this smoothing from the next frame on. What goes on
    from frame to frame does, so that none has to be measured; a cross-fade under way ends at the new mix, at its time.
    """

    mix: tuple[WeightedStyle, ...]
    strength: float
    smoothing: float


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

    size: Size | None


@dataclass(frozen=True)
class SetWorkingSize:
    """The (width, height) to paint at before the painting is enlarged to the output; the output's own where that is
    smaller, or for None. The machine's business, and so no part of a look."""

    size: Size | None


@dataclass(frozen=True)
class GovernSize:
    """An output of the source's size, and let the inference thread choose the working size so that the target is
    kept, until the next `SetSize`."""

    target: AutoSize


@dataclass(frozen=True)
class SetKeepColor:
    """Which of the camera's colours stay."""

    keep_color: KeepColor


@dataclass(frozen=True)
class SetCrossfade:
    """Seconds that a change of style takes, from the next change on."""

    seconds: float


@dataclass(frozen=True)
class SetBackground:
    """What becomes of all that is not the person; a mix is cross-faded to where another was painted before."""

    background: Background


@dataclass(frozen=True)
class SetMasks:
    """The parts of the picture with a treatment of their own."""

    masks: tuple[MaskedRegion, ...]


@dataclass(frozen=True)
class LearnBackground:
    """Look at the picture for so many seconds, with nobody in it, and tell the person by what is not as it is now."""

    seconds: float


Setting = (
    SetStyle
    | SetStrength
    | SetSmoothing
    | SetBrush
    | SetMirror
    | SetSize
    | GovernSize
    | SetKeepColor
    | SetCrossfade
    | SetBackground
    | SetMasks
)
"""What sets one part of a look."""

Command = Setting | Drift | SetWorkingSize | LearnBackground
"""Everything an engine obeys."""


@dataclass(frozen=True)
class SwitchEngine:
    """Go on with the same look on another device or model; where that cannot be opened, the one at work stays.

    Attributes:
        device: "auto", "cpu", "cuda" or "mps".
        model: the network's id.
    """

    device: str
    model: str


Request = Command | SwitchEngine
"""Everything the inference thread takes."""


@dataclass(frozen=True)
class Pause:
    """Hold the picture of a recording, or go on with it."""

    paused: bool


@dataclass(frozen=True)
class Seek:
    """Go to this moment of a recording, in seconds from its beginning."""

    seconds: float


PlaybackCommand = Pause | Seek
"""What a recorded source obeys; a camera has no use for it."""
