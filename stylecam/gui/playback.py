"""Pause, and where a recording is."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from stylecam.gui import theme
from stylecam.gui.desk import Desk
from stylecam.gui.icons import icon
from stylecam.gui.keys import ARROWS, keep_keys
from stylecam.gui.output.stopwatch import time_text
from stylecam.gui.slider import JumpingSlider
from stylecam.pipeline.status import Playback

T = TypeVar("T")

STEP = 5_000
PAGE = 30_000
"""Milliseconds that an arrow key and a page key go."""

SEEK_EVERY = 100
"""Milliseconds between two seeks of one drag: a decoder answers about ten a second."""

PATIENCE = 4
"""Reports that may still be older than a wish: a second of them."""

NEAR = 1.0
"""Seconds from the wished moment at which it is reached: a seek lands on a picture near it."""


class _Wish(Generic[T]):
    """What was asked for, shown in place of what is reported until the two agree or patience ends."""

    def __init__(self) -> None:
        self._wished: T | None = None
        self._left = 0

    def make(self, value: T) -> None:
        self._wished, self._left = value, PATIENCE

    def show(self, reported: T, fulfilled: bool) -> T:
        """What to show at this report."""
        self._left -= 1
        if self._wished is None or fulfilled or self._left < 0:
            self._wished = None
            return reported
        return self._wished

    @property
    def wished(self) -> T | None:
        """None while nothing is."""
        return self._wished


class PlaybackBar(QFrame):
    """Pause, a slider of time and the time itself; there only while the source is a recording."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme.named(self, "playbackBar")
        self._desk = desk
        self._paused = False
        self._pause_wish: _Wish[bool] = _Wish()
        self._place_wish: _Wish[float] = _Wish()
        self._duration: float | None = None
        self.button = theme.named(QToolButton(), "quietButton")
        self.button.clicked.connect(self._toggle)
        keep_keys(self.button, (Qt.Key.Key_Space,))
        self.slider = JumpingSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Time"))
        self.slider.setToolTip(self.tr("Go to another moment of the recording (arrow keys: 5 seconds)"))
        self.slider.setSingleStep(STEP)
        self.slider.setPageStep(PAGE)
        keys = Qt.Key
        keep_keys(self.slider, (*ARROWS, keys.Key_Home, keys.Key_End, keys.Key_PageUp, keys.Key_PageDown))
        self.slider.valueChanged.connect(self._on_moved)
        self.time = theme.named(QLabel(), "value")
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._seeking = QTimer(self, singleShot=True, interval=SEEK_EVERY)
        self._seeking.timeout.connect(self._seek)
        self._unsent: int | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP // 2, theme.GAP + 4, theme.GAP // 2)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.button)
        layout.addWidget(self.slider, 1)
        layout.addStretch(0)
        layout.addWidget(self.time)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._dress()
        self.hide()

    def show_playback(self, playback: Playback | None) -> None:
        """Where it is now; None hides the bar."""
        self.setVisible(playback is not None)
        if playback is None:
            return
        self._duration = playback.duration
        self.slider.setVisible(playback.duration is not None)
        paused = self._pause_wish.show(playback.paused, playback.paused == self._pause_wish.wished)
        if paused != self._paused:
            self._paused = paused
            self._show_button()
        wished = self._place_wish.wished
        at = self._place_wish.show(playback.position, wished is not None and abs(playback.position - wished) < NEAR)
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setRange(0, round(1000 * (playback.duration or 0.0)))
                self.slider.setValue(round(1000 * at))
            self._write(at)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._dress()

    def _toggle(self) -> None:
        self._paused = not self._paused
        self._pause_wish.make(self._paused)
        self._desk.pause(self._paused)
        self._show_button()

    def _on_moved(self, milliseconds: int) -> None:
        """A person moved the slider: seek now, and for the rest of a drag from time to time."""
        self._place_wish.make(milliseconds / 1000)
        self._write(milliseconds / 1000)
        self._unsent = milliseconds
        if not self._seeking.isActive():
            self._seek()

    def _seek(self) -> None:
        if self._unsent is not None:
            self._desk.seek(self._unsent / 1000)
            self._unsent = None
            self._seeking.start()

    def _dress(self) -> None:
        font = QFont(self.font())
        # All digits equally wide, so that the time does not tremble.
        font.setFeature(QFont.Tag("tnum"), 1)
        self.time.setFont(font)
        side = round(self.fontMetrics().height() * 1.2)
        self.button.setIconSize(QSize(side, side))
        self._show_button()

    def _show_button(self) -> None:
        text = self.tr("Go on") if self._paused else self.tr("Pause")
        about = self.tr("Let the recording go on") if self._paused else self.tr("Hold the recording's picture")
        self.button.setIcon(icon("play" if self._paused else "pause", theme.scheme_of(self)))
        self.button.setAccessibleName(text)
        self.button.setToolTip(f"{text}\n{about}")

    def _write(self, at: float) -> None:
        end = self._duration
        self.time.setText(time_text(at) if end is None else f"{time_text(min(at, end))} / {time_text(end)}")
        # Qt reads out a slider's place, here milliseconds.
        self.slider.setAccessibleDescription(self.time.text())
