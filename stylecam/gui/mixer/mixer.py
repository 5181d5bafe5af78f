"""The tab in which styles are mixed and the look is tuned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.desk import Desk
from stylecam.gui.keys import keep_keys
from stylecam.gui.mixer.corner import Corner
from stylecam.gui.mixer.geometry import MOST_CORNERS
from stylecam.gui.mixer.pace import Pace
from stylecam.gui.mixer.pad import MixPad
from stylecam.gui.mixer.portrait import Portrait
from stylecam.gui.mixer.segments import Segment, Segments
from stylecam.gui.mixer.share_list import ShareList
from stylecam.gui.mixer.shares import shares_of
from stylecam.gui.mixer.sliders import DEFAULT, brush_slider, crossfade_slider, smoothing_slider
from stylecam.look import KeepColor, Look
from stylecam.styles import Style, WeightedStyle

ThumbnailOf = Callable[[Style], QImage | None]


class Mixer(QScrollArea):
    """The mix of styles and everything else that decides how the picture is painted, but the strength.

    Args:
        desk: what is asked for changes, and what holds what is shown here.
        thumbnail_of: a style's picture; None while there is none.
    """

    def __init__(self, desk: Desk, thumbnail_of: ThumbnailOf) -> None:
        super().__init__()
        self._desk = desk
        self._thumbnail_of = thumbnail_of
        self._corners: tuple[Corner, ...] = ()
        self._pace = Pace(self)
        self.portrait = Portrait()
        self.pad = MixPad()
        self.hint = theme.named(QLabel(alignment=Qt.AlignmentFlag.AlignHCenter, wordWrap=True), "quiet")
        self.shares = ShareList()
        self.smoothing = smoothing_slider(desk)
        self.brush = brush_slider(desk)
        self.crossfade = crossfade_slider(desk)
        self.colour = _colour_choice()
        self.reset = QPushButton(self.tr("Reset all"))
        self.reset.setToolTip(
            self.tr("The styles stay, in equal parts; strength, sliders and colour go back to where they began")
        )
        keep_keys(self.reset, (Qt.Key.Key_Space,))
        self._lay_out()
        self._wire(desk)
        self._show(desk.look)

    def refresh(self) -> None:
        """Ask for the styles' pictures again."""
        self._corners = ()
        self._show(self._desk.look)

    def _lay_out(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        # Narrow above and below, so that four styles fit without scrolling where the window is as large as at first.
        layout.setContentsMargins(2 * theme.GAP, theme.GAP // 2, 2 * theme.GAP, theme.GAP // 2)
        layout.setSpacing(theme.GAP)
        for part in (self.portrait, self.pad, self.hint, self.shares):
            layout.addWidget(part)
        layout.addSpacing(theme.GAP)
        for slider in (self.smoothing, self.brush, self.crossfade):
            layout.addWidget(slider)
        layout.addWidget(QLabel(self.tr("Camera's colours")))
        layout.addWidget(self.colour)
        layout.addSpacing(theme.GAP)
        layout.addWidget(self.reset)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _wire(self, desk: Desk) -> None:
        for part in (self.pad, self.shares):
            part.moved.connect(self._pace.offer)
            part.removed.connect(self._remove)
        self._pace.due.connect(self._mix)
        self.colour.chosen.connect(self._keep_color)
        self.reset.clicked.connect(self._reset)
        desk.look_changed.connect(self._show)

    def _show(self, look: Look) -> None:
        parts = look.mix[:MOST_CORNERS]
        if [part.style for part in parts] != [corner.style for corner in self._corners]:
            # What was asked for of other styles is no wish any more.
            self._pace.forget()
            self._corners = tuple(Corner(part.style, self._thumbnail_of(part.style)) for part in parts)
        shares = shares_of([part.weight for part in parts])
        alone = len(parts) == 1
        self.portrait.show_style(self._corners[0] if alone else None)
        self.hint.setText(
            self.tr("Ctrl+click another style to mix") if parts else self.tr("Click a style to paint in it")
        )
        self.hint.setVisible(len(parts) < 2)
        self.pad.show_mix(self._corners, shares)
        self.shares.show_mix([part.style for part in parts], shares)
        self.shares.setVisible(len(parts) > 1)
        self.colour.choose(look.keep_color)

    def _mix(self, shares: Sequence[float]) -> None:
        pairs = zip(self._corners, shares, strict=True)
        self._desk.set_mix([WeightedStyle(corner.style, share) for corner, share in pairs])

    def _remove(self, place: int) -> None:
        self._pace.forget()
        mix = self._desk.look.mix
        self._desk.set_mix([*mix[:place], *mix[place + 1 :]])

    def _keep_color(self, chosen: str) -> None:
        self._desk.set_keep_color(next(known for known in get_args(KeepColor) if known == chosen))

    def _reset(self) -> None:
        self._pace.forget()
        look = self._desk.look
        self._desk.use_look(
            replace(
                look,
                mix=tuple(WeightedStyle(part.style) for part in look.mix),
                strength=DEFAULT.strength,
                smoothing=DEFAULT.smoothing,
                brush=DEFAULT.brush,
                crossfade=DEFAULT.crossfade,
                keep_color=DEFAULT.keep_color,
            )
        )


def _colour_choice() -> Segments:
    translate = QCoreApplication.translate
    return Segments(
        translate("Mixer", "Camera's colours"),
        (
            Segment("off", translate("Mixer", "Off"), translate("Mixer", "The painting's own colours")),
            Segment(
                "luminance",
                translate("Mixer", "Luminance"),
                translate("Mixer", "The camera's hues under the painting's light and dark"),
            ),
            Segment(
                "palette",
                translate("Mixer", "Palette"),
                translate("Mixer", "The painting, its colours shifted to the camera's"),
            ),
        ),
    )
