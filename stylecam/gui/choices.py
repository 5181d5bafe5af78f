"""What can be chosen in the window, and what to send when another choice is made."""

from __future__ import annotations

from dataclasses import dataclass

from stylecam.look import Look
from stylecam.pipeline.commands import Command, SetBrush, SetMirror, SetSize, SetSmoothing, SetStrength, SetStyle
from stylecam.styles import Style


@dataclass(frozen=True)
class SourceChoice:
    """One entry of the source picker.

    Attributes:
        spec: what `Pipeline.switch_source` takes ("0", "Integrated Camera", a path, "demo").
        label: what people read.
    """

    spec: str
    label: str


def styles_of(look: Look) -> tuple[Style, ...]:
    """The styles of its mix, in order."""
    return tuple(part.style for part in look.mix)


def title_of(look: Look) -> str:
    """The names of its styles; "stylecam" while there is none."""
    return " + ".join(style.name for style in styles_of(look)) or "stylecam"


def commands_between(old: Look, new: Look) -> list[Command]:
    """What to send so that an engine that shows `old` shows `new`; empty when they are the same."""
    commands: dict[str, Command] = {
        "mix": SetStyle(new.mix),
        "strength": SetStrength(new.strength),
        "smoothing": SetSmoothing(new.smoothing),
        "brush": SetBrush(new.brush),
        "mirror": SetMirror(new.mirror),
        "size": SetSize(new.size),
    }
    return [command for field, command in commands.items() if getattr(old, field) != getattr(new, field)]
