"""The state of the controls. Every widget asks the desk for a change; the desk sends it and tells every widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from stylecam.gui.choices import requests_between, styles_of
from stylecam.look import Look
from stylecam.pipeline.pipeline import Pipeline
from stylecam.styles import Style, WeightedStyle

STRENGTH_STEP = 0.05


class Desk(QObject):
    """Holds the look and the source that were last asked for.

    Args:
        pipeline: where commands go.
        styles: the gallery, in its order.
        look: what the engine shows already.
        source: what the pipeline opens already.
    """

    look_changed = Signal(object)
    """Look: the new one."""
    source_changed = Signal(str)
    """The specification that was asked for, also when it is asked for again."""

    def __init__(self, pipeline: Pipeline, styles: Sequence[Style], look: Look, source: str) -> None:
        super().__init__()
        self._pipeline = pipeline
        self._styles = tuple(styles)
        self._look = look
        self._source = source
        self._strength_before = look.strength or 1.0

    @property
    def styles(self) -> tuple[Style, ...]:
        return self._styles

    @property
    def look(self) -> Look:
        return self._look

    @property
    def source(self) -> str:
        return self._source

    def choose_style(self, style: Style) -> None:
        """This style alone."""
        self._become(replace(self._look, mix=(WeightedStyle(style),)))

    def choose_nth_style(self, place: int) -> None:
        """The style at this place of the gallery, from 0; past its end nothing changes."""
        if place < len(self._styles):
            self.choose_style(self._styles[place])

    def step_style(self, step: int) -> None:
        """The style so many places on from the current one, round and round."""
        if not self._styles:
            return
        current = styles_of(self._look)[:1]
        place = self._styles.index(current[0]) if current and current[0] in self._styles else -1 if step > 0 else 0
        self.choose_style(self._styles[(place + step) % len(self._styles)])

    def set_strength(self, strength: float) -> None:
        """Clipped to 0..1."""
        strength = round(min(1.0, max(0.0, strength)), 2)
        if strength > 0:
            self._strength_before = strength
        self._become(replace(self._look, strength=strength))

    def step_strength(self, steps: int) -> None:
        """So many steps stronger, or weaker below 0."""
        self.set_strength(self._look.strength + steps * STRENGTH_STEP)

    def toggle_original(self) -> None:
        """The camera's own picture; or, when that is shown, the strength from before."""
        self.set_strength(0.0 if self._look.strength > 0 else self._strength_before)

    def set_smoothing(self, seconds: float) -> None:
        """Time constant in seconds; 0 is off."""
        self._become(replace(self._look, smoothing=max(0.0, seconds)))

    def toggle_mirror(self) -> None:
        self._become(replace(self._look, mirror=not self._look.mirror))

    def switch_source(self, source: str) -> None:
        """Open this source; the current one again, when it is the same: that is a retry."""
        self._source = source
        self._pipeline.switch_source(source)
        self.source_changed.emit(source)

    def _become(self, look: Look) -> None:
        """Send the difference and tell the widgets."""
        commands = requests_between(self._look, look)
        if not commands:
            return
        self._look = look
        for command in commands:
            self._pipeline.send(command)
        self.look_changed.emit(look)
