"""What can be chosen in the window, and what to send when another choice is made."""

from __future__ import annotations

from stylecam.look import AutoSize, Look, Size
from stylecam.pipeline.commands import (
    GovernSize,
    Request,
    SetBackground,
    SetBrush,
    SetCrossfade,
    SetKeepColor,
    SetMasks,
    SetMirror,
    SetSize,
    SetSmoothing,
    SetStrength,
    SetStyle,
)
from stylecam.styles import Style


def styles_of(look: Look) -> tuple[Style, ...]:
    """The styles of its mix, in order."""
    return tuple(part.style for part in look.mix)


def title_of(look: Look) -> str:
    """The names of its styles; "stylecam" while there is none."""
    return " + ".join(style.name for style in styles_of(look)) or "stylecam"


def requests_between(old: Look, new: Look) -> list[Request]:
    """What to send so that an engine that shows `old` shows `new`; empty when they are the same."""
    requests: dict[str, Request] = {
        # Before the mix, which starts the fade.
        "crossfade": SetCrossfade(new.crossfade),
        "mix": SetStyle(new.mix),
        "strength": SetStrength(new.strength),
        "smoothing": SetSmoothing(new.smoothing),
        "brush": SetBrush(new.brush),
        "mirror": SetMirror(new.mirror),
        "size": _size_request(new.size),
        "keep_color": SetKeepColor(new.keep_color),
        "background": SetBackground(new.background),
        "masks": SetMasks(new.masks),
    }
    return [request for field, request in requests.items() if getattr(old, field) != getattr(new, field)]


def _size_request(size: Size | AutoSize | None) -> Request:
    return GovernSize(size) if isinstance(size, AutoSize) else SetSize(size)
