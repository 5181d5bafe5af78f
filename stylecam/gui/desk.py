"""The state of the controls. Every widget asks the desk for a change; the desk sends it and tells every widget."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from stylecam.gui.choices import requests_between, styles_of
from stylecam.gui.devices.choices import is_camera
from stylecam.look import AutoSize, Background, KeepColor, Look, MaskedRegion, Size
from stylecam.pipeline.commands import LearnBackground, Pause, Seek, SetBackground, SetMasks, SetStyle, SwitchEngine
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.status import Refusal
from stylecam.styles import Style, WeightedStyle

STRENGTH_STEP = 0.05
MOST_IN_MIX = 4
"""Styles: a pad has four corners."""


class Desk(QObject):
    """Holds the look, the source and the engine that were last asked for.

    Args:
        pipeline: where requests go.
        look: what the engine shows already.
        source: what the pipeline opens already.
        engine: the device and the model at work.
        mirror_chosen: whether somebody has chosen that the picture is mirrored, or that it is not.
    """

    look_changed = Signal(object)
    """Look: the new one."""
    source_changed = Signal(str)
    """The specification that was asked for, also when it is asked for again."""
    engine_changed = Signal(str, str)
    """Device, model."""
    order_changed = Signal()
    """`styles` is another row now."""

    def __init__(
        self,
        pipeline: Pipeline,
        look: Look,
        source: str,
        engine: tuple[str, str] = ("auto", ""),
        mirror_chosen: bool = False,
    ) -> None:
        super().__init__()
        self._pipeline = pipeline
        self._styles: tuple[Style, ...] = ()
        self._look = look
        self._source = source
        self._engine = self._engine_before = engine
        self._mirror_chosen = mirror_chosen
        self._dice = random.Random()

    @property
    def styles(self) -> tuple[Style, ...]:
        """What the keys step through: the gallery as it is shown."""
        return self._styles

    @property
    def look(self) -> Look:
        return self._look

    @property
    def source(self) -> str:
        return self._source

    @property
    def mirror_chosen(self) -> bool:
        """Whether the mirror stays as it is; until somebody touches it, cameras are mirrored and nothing else is."""
        return self._mirror_chosen

    @property
    def engine(self) -> tuple[str, str]:
        """Device and model."""
        return self._engine

    def set_styles(self, styles: Iterable[Style]) -> None:
        """Step through these from now on."""
        self._styles = tuple(styles)
        self.order_changed.emit()

    def choose_style(self, style: Style) -> None:
        """This style alone."""
        self.set_mix((WeightedStyle(style),))

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

    def random_style(self) -> None:
        """Any other style of the gallery."""
        others = [style for style in self._styles if style not in styles_of(self._look)]
        if others:
            self.choose_style(self._dice.choice(others))

    def set_mix(self, mix: Sequence[WeightedStyle]) -> None:
        """These styles, at most `MOST_IN_MIX` of them, in these proportions; in equal ones where all are 0."""
        parts = tuple(mix[:MOST_IN_MIX])
        if not any(part.weight > 0 for part in parts):
            parts = tuple(WeightedStyle(part.style) for part in parts)
        self._become(replace(self._look, mix=parts))

    def toggle_in_mix(self, style: Style) -> None:
        """Join the mix as strongly as its strongest, or leave it. The last one stays; a fifth replaces the fourth."""
        mix = self._look.mix
        rest = tuple(part for part in mix if part.style != style)
        if len(rest) == len(mix):
            weight = max((part.weight for part in mix), default=1.0)
            self.set_mix((*mix[: MOST_IN_MIX - 1], WeightedStyle(style, weight)))
        elif rest:
            self.set_mix(rest)

    def set_strength(self, strength: float) -> None:
        """Clipped to 0..1."""
        self._become(replace(self._look, strength=round(min(1.0, max(0.0, strength)), 2)))

    def step_strength(self, steps: int) -> None:
        """So many steps stronger, or weaker below 0."""
        self.set_strength(self._look.strength + steps * STRENGTH_STEP)

    def set_smoothing(self, seconds: float) -> None:
        """Time constant in seconds; 0 is off."""
        self._become(replace(self._look, smoothing=max(0.0, seconds)))

    def set_brush(self, brush: float) -> None:
        """Clipped to 0.25..4."""
        self._become(replace(self._look, brush=min(4.0, max(0.25, brush))))

    def set_crossfade(self, seconds: float) -> None:
        """How long a change of style takes; 0 is at once."""
        self._become(replace(self._look, crossfade=max(0.0, seconds)))

    def set_keep_color(self, keep_color: KeepColor) -> None:
        self._become(replace(self._look, keep_color=keep_color))

    def set_size(self, size: Size | AutoSize | None) -> None:
        """Of the painted picture; None follows the source."""
        self._become(replace(self._look, size=size))

    def set_background(self, background: Background) -> None:
        """What becomes of all that is not the person."""
        self._become(replace(self._look, background=background))

    def set_masks(self, masks: Sequence[MaskedRegion]) -> None:
        """Parts of the picture with a treatment of their own; of two in one place the later one counts."""
        self._become(replace(self._look, masks=tuple(masks)))

    def learn_background(self, seconds: float) -> None:
        """Look at the picture for so long, with nobody in it."""
        self._pipeline.send(LearnBackground(seconds))

    def toggle_mirror(self) -> None:
        self._become(replace(self._look, mirror=not self._look.mirror))

    def use_look(self, look: Look) -> None:
        """All controls at once."""
        self._become(look)

    def switch_source(self, source: str) -> None:
        """Open this source; the current one again, when it is the same: that is a retry."""
        self._source = source
        self._pipeline.switch_source(source)
        self.source_changed.emit(source)
        if not self._mirror_chosen:
            self._show(replace(self._look, mirror=is_camera(source)))

    def pause(self, paused: bool) -> None:
        """Hold the picture of a recording, or go on with it."""
        self._pipeline.play(Pause(paused))

    def seek(self, seconds: float) -> None:
        """Go to this moment of a recording."""
        self._pipeline.play(Seek(seconds))

    def switch_engine(self, device: str, model: str) -> None:
        """Paint on this device with this model."""
        self._engine_before, self._engine = self._engine, (device, model)
        self._pipeline.send(SwitchEngine(device, model))
        self.engine_changed.emit(device, model)

    def take_back(self, refusal: Refusal, shown: Look) -> None:
        """The pipeline could not do this: hold what it does instead.

        Args:
            refusal: what was refused.
            shown: how the engine paints.
        """
        match refusal.request:
            case SetStyle(mix) if mix == self._look.mix:
                self._look = replace(self._look, mix=shown.mix)
                self.look_changed.emit(self._look)
            case SetBackground(background) if background == self._look.background:
                self._look = replace(self._look, background=shown.background)
                self.look_changed.emit(self._look)
            case SetMasks(masks) if masks == self._look.masks:
                self._look = replace(self._look, masks=shown.masks)
                self.look_changed.emit(self._look)
            case SwitchEngine(device, model) if (device, model) == self._engine:
                self._engine = self._engine_before
                self.engine_changed.emit(*self._engine)

    def _become(self, look: Look) -> None:
        """As somebody has chosen."""
        self._mirror_chosen = self._mirror_chosen or look.mirror != self._look.mirror
        self._show(look)

    def _show(self, look: Look) -> None:
        """Send the difference and tell the widgets."""
        requests = requests_between(self._look, look)
        if not requests:
            return
        self._look = look
        for request in requests:
            self._pipeline.send(request)
        self.look_changed.emit(look)
