"""The tab in which styles are mixed and the look is tuned."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.desk import Desk
from stylecam.gui.mixer.sliders import brush_slider, crossfade_slider, smoothing_slider
from stylecam.styles import Style


class Mixer(QScrollArea):
    """Everything that decides how the picture is painted, but the strength.

    Args:
        desk: what is asked for changes, and what holds what is shown here.
        thumbnail_of: a style's picture; None while there is none.
    """

    def __init__(self, desk: Desk, thumbnail_of: Callable[[Style], QImage | None]) -> None:
        super().__init__()
        self._desk = desk
        self._thumbnail_of = thumbnail_of
        self.smoothing = smoothing_slider(desk)
        self.brush = brush_slider(desk)
        self.crossfade = crossfade_slider(desk)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setSpacing(theme.GAP)
        for slider in (self.smoothing, self.brush, self.crossfade):
            layout.addWidget(slider)
        self.setWidget(content)
        self.setWidgetResizable(True)

    def refresh(self) -> None:
        """Ask for the styles' pictures again."""
        self.update()
