"""The numbers of the look, each under a slider."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from stylecam.gui.desk import Desk
from stylecam.gui.scale import PERCENT, LogScale, Scale, Unit
from stylecam.gui.slider import LabelledSlider
from stylecam.look import Look

translate = QCoreApplication.translate

DEFAULT = Look(())
"""Where the resets go."""

STRENGTH = Scale(0.0, 1.0, steps=100, default=DEFAULT.strength)
SMOOTHING = Scale(0.0, 2.0, steps=40, default=DEFAULT.smoothing)
"""Seconds: a longer average lags visibly behind a change of light."""
BRUSH = LogScale(0.25, 4.0, steps=80, default=DEFAULT.brush)
"""Times the stroke that the network was trained for."""
CROSSFADE = Scale(0.0, 3.0, steps=60, default=DEFAULT.crossfade)
"""Seconds."""


class LookSlider(LabelledSlider):
    """Asks the desk for a number of the look, and shows the one it holds.

    Args:
        desk: where the look is.
        ask: how the number is asked for.
        number_of: which it is.
        name, scale, unit, tip: as of every slider.
    """

    def __init__(
        self,
        desk: Desk,
        ask: Callable[[float], None],
        number_of: Callable[[Look], float],
        name: str,
        scale: Scale,
        unit: Unit,
        tip: str,
    ) -> None:
        super().__init__(name, scale, unit, tip)
        self._number_of = number_of
        self.moved.connect(ask)
        desk.look_changed.connect(self._show)
        self._show(desk.look)

    def _show(self, look: Look) -> None:
        self.set_value(self._number_of(look))


class BrushSlider(LookSlider):
    """Says beside its name what the size of a stroke costs."""

    def set_value(self, value: float) -> None:
        """See `LabelledSlider.set_value`."""
        super().set_value(value)
        name = translate("Mixer", "Brush size")
        share = translate("Mixer", "%1× the pixels").replace("%1", f"{pixels_of(value):.2g}")
        self.label.setText(name if value == BRUSH.default else f"{name} · {share}")


def pixels_of(brush: float) -> float:
    """How many times as many pixels the network paints as without a brush, and about what that costs."""
    return 1 / brush**2


def strength_slider(desk: Desk) -> LookSlider:
    """How much of the style is taken."""
    name = translate("Mixer", "Strength")
    tip = translate("Mixer", "How much of the painting is in the picture; 0 % is the camera's own picture (Up, Down)")
    return LookSlider(desk, desk.set_strength, lambda look: look.strength, name, STRENGTH, PERCENT, tip)


def smoothing_slider(desk: Desk) -> LookSlider:
    """The time constant of the moving average."""
    name = translate("Mixer", "Smoothing")
    tip = translate("Mixer", "Longer keeps the painting steadier; shorter lets it follow a change of light faster")
    return LookSlider(desk, desk.set_smoothing, lambda look: look.smoothing, name, SMOOTHING, _seconds(), tip)


def brush_slider(desk: Desk) -> BrushSlider:
    """The size of a stroke."""
    name = translate("Mixer", "Brush size")
    tip = translate("Mixer", "Larger paints broader strokes, faster; smaller paints finer strokes, slower")
    return BrushSlider(desk, desk.set_brush, lambda look: look.brush, name, BRUSH, Unit("×"), tip)


def crossfade_slider(desk: Desk) -> LookSlider:
    """How long a change of style takes."""
    name = translate("Mixer", "Cross-fade")
    tip = translate("Mixer", "How long the picture takes to turn from one style into another")
    return LookSlider(desk, desk.set_crossfade, lambda look: look.crossfade, name, CROSSFADE, _seconds(), tip)


def _seconds() -> Unit:
    return Unit(translate("Mixer", " s"), nothing=translate("Mixer", "off"))
