"""How loud a microphone is, at a glance."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar

from stylecam.gui import theme
from stylecam.sound import Level

QUIETEST = -60
"""dB of full scale at the left end."""
LOUD, TOO_LOUD = -12.0, -3.0
"""dB of a peak from which a word spoken louder may clip, and from which this one nearly does."""
FALL = 1.5
"""dB by which what is shown falls at most from one look to the next: the eye is slower than sound."""
LOOK_EVERY = 50
"""Milliseconds between two looks."""


class LevelMeter(QProgressBar):
    """A slim bar as long as the sound is loud, with a tick at its peak; it looks only while it is shown.

    Its value is the loudness in whole dB of full scale.

    Args:
        name: whose level it is, for those who have it read out.
        tip: what it shows.
        level: asked now and then, in the window's thread.
    """

    def __init__(self, name: str, tip: str, level: Callable[[], Level]) -> None:
        super().__init__()
        theme.named(self, "level")
        self._level = level
        self._peak = self._loudness = float(QUIETEST)
        self.setRange(QUIETEST, 0)
        self.setValue(QUIETEST)
        self.setFormat("%v dB")
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def peak(self) -> float:
        """Where the tick is, in dB of full scale."""
        return self._peak

    @property
    def colour(self) -> QColor:
        """The bar's: how near its peak is to what cannot be held."""
        scheme = theme.scheme_of(self)
        return scheme.error if self._peak > TOO_LOUD else scheme.warning if self._peak > LOUD else scheme.good

    def look(self) -> None:
        """Once."""
        level = self._level()
        self._peak = max(level.peak, self._peak - FALL, QUIETEST)
        self._loudness = max(level.rms, self._loudness - FALL, QUIETEST)
        self.setValue(round(self._loudness))
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self._peak = self._loudness = float(QUIETEST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        scheme, place = theme.scheme_of(self), QRectF(self.rect())
        round_by = place.height() / 2
        painter.setBrush(scheme.line)
        painter.drawRoundedRect(place, round_by, round_by)
        painter.setBrush(self.colour)
        bar = QRectF(place)
        bar.setWidth(place.width() * _share(self._loudness))
        painter.drawRoundedRect(bar, round_by, round_by)
        if self._peak > QUIETEST:
            tick = QRectF((place.width() - 2) * _share(self._peak), 0, 2, place.height())
            painter.fillRect(tick, scheme.text)
        painter.end()


def _share(decibels: float) -> float:
    """Of the bar's length."""
    return min(1.0, 1 - decibels / QUIETEST)
