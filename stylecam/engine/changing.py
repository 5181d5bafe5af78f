"""The look after a command."""

from __future__ import annotations

from dataclasses import replace

from stylecam.look import Look
from stylecam.pipeline.commands import (
    GovernSize,
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
    Setting,
)


def changed(look: Look, command: Setting) -> Look:
    """The look after a command, numbers brought into their range."""
    match command:
        case SetStrength() | SetSmoothing() | SetBrush() | SetCrossfade():
            return _with_number(look, command)
        case SetStyle(mix):
            return replace(look, mix=mix)
        case SetMirror(mirror):
            return replace(look, mirror=mirror)
        case SetSize(size) | GovernSize(size):
            return replace(look, size=size)
        case SetKeepColor(keep_color):
            return replace(look, keep_color=keep_color)
        case SetBackground(background):
            return replace(look, background=background)
        case SetMasks(masks):
            return replace(look, masks=masks)


def _with_number(look: Look, command: SetStrength | SetSmoothing | SetBrush | SetCrossfade) -> Look:
    match command:
        case SetStrength(strength):
            return replace(look, strength=min(1.0, max(0.0, strength)))
        case SetSmoothing(seconds):
            return replace(look, smoothing=max(0.0, seconds))
        case SetBrush(brush):
            return replace(look, brush=min(4.0, max(0.25, brush)))
        case SetCrossfade(seconds):
            return replace(look, crossfade=max(0.0, seconds))
