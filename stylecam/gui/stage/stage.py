"""The live picture: pulled from a slot, painted with its aspect kept, with a little furniture on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from stylecam.frame import Card, Frame
from stylecam.gui import theme
from stylecam.gui.stage import overlay, split
from stylecam.gui.stage.arrangement import Arrangement
from stylecam.gui.stage.furniture import Furniture
from stylecam.gui.stage.geometry import fit
from stylecam.gui.stage.picture import image_of, paint_picture
from stylecam.pipeline.meter import Durations

PULL_EVERY = 8
"""Milliseconds between two looks into the slot: half a frame of the fastest screens in use."""

SPLIT_STEP = 0.02
"""Of the picture's width: how far one press of a key moves the line."""
_STEPS: dict[int, float] = {Qt.Key.Key_Left: -SPLIT_STEP, Qt.Key.Key_Right: SPLIT_STEP}


class Stage(QWidget):
    """Shows the newest frame, or a notice until there is one.

    A plain widget that paints a 32-bit image is the cheapest way to show video from memory; only the picture's own
    place is painted anew with each frame. Frames that nothing was painted on (cards, sources) show as they are.

    Args:
        take: the newest frame, or None when there is no new one; called without waiting.

    Attributes:
        latency: from capture to the end of painting, of the most recent frames.
    """

    toggled_full_screen = Signal()
    """The picture was double-clicked."""
    came = Signal(object)
    """Frame: the newest one."""

    def __init__(self, take: Callable[[], Frame | None]) -> None:
        super().__init__()
        self._take = take
        self._frame: Frame | None = None
        self._image = QImage()
        self._unseen: Frame | None = None
        self._wanted = Arrangement()
        self._furniture = Furniture()
        self._grip: float | None = None
        self._by_key = False
        self.latency = Durations(keep=30)
        self.setObjectName("stage")
        self.setAccessibleName(self.tr("Live picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 135)
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=PULL_EVERY)
        self._timer.timeout.connect(self._pull)
        self._timer.start()

    @property
    def newest(self) -> Frame | None:
        """The newest frame; None before the first one and after `clear`."""
        return self._frame

    @property
    def picture_place(self) -> QRect:
        """Where the picture is painted; empty before the first frame."""
        return QRect() if self._frame is None else fit(QSize(*self._frame.size), self.rect())

    @property
    def split_place(self) -> float:
        """The line between before and after, as share of the picture's width from the left."""
        return self._wanted.split_place

    def set_split_place(self, share: float) -> None:
        """Move the line; 0 is the left edge of the picture, 1 the right one."""
        self._show(replace(self._wanted, split_place=min(1.0, max(0.0, share))))

    def set_split(self, on: bool) -> None:
        """Whether the picture shows what it was painted from on the left of a line that can be moved."""
        self.unsetCursor()
        self._show(replace(self._wanted, split=on))

    def set_original(self, on: bool) -> None:
        """Whether the whole picture shows what it was painted from."""
        self._show(replace(self._wanted, original=on))

    def set_inset(self, on: bool) -> None:
        """Whether the style's pictures lie in the corner."""
        self._show(replace(self._wanted, inset=on))

    def show_styles(self, images: Sequence[QImage]) -> None:
        """The pictures of the styles of the mix, the heaviest first; up to four are shown."""
        self._furniture.show_styles(images)
        self.update()

    def set_overlay(self, on: bool) -> None:
        """Whether the measures lie on the picture."""
        self._show(replace(self._wanted, overlay=on))

    def show_overlay(self, lines: Sequence[str]) -> None:
        """The measures, a line each; a tab parts a name from its value."""
        self._show(replace(self._wanted, lines=tuple(lines)))

    def show_notice(self, text: str) -> None:
        """What to say while there is no picture."""
        self._show(replace(self._wanted, notice=text))

    @property
    def hint(self) -> str:
        """The quiet line that is shown; "" for none."""
        return self._wanted.hint

    def show_hint(self, text: str) -> None:
        """One quiet line below, until the stage is clicked; "" removes it."""
        self._show(replace(self._wanted, hint=text))

    def show_countdown(self, seconds: int) -> None:
        """A large number in the corner of the picture; 0 removes it."""
        self._show(replace(self._wanted, countdown=seconds))

    def set_drop_hint(self, text: str) -> None:
        """What would happen if what hovers over the window were dropped; "" when nothing does."""
        self._show(replace(self._wanted, drop_hint=text))

    def clear(self) -> None:
        """Forget the picture: it is not live any more."""
        self._frame = self._unseen = None
        self._image = QImage()
        self.update()

    def stop(self) -> None:
        """Pull no more frames."""
        self._timer.stop()

    def sizeHint(self) -> QSize:
        return QSize(960, 540)

    def event(self, event: QEvent) -> bool:
        # Qt asks the focused widget before it looks for a shortcut; to accept is to claim the key.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self._step_of(event)
        if step:
            self.set_split_place(self.split_place + step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._use_keys(False)
        self.show_hint("")
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_line(event.position()):
            # What is between pointer and line stays, so that the line does not jump.
            self._grip = split.line_at(self._room(), self.split_place) - event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.set_split_place(split.share_at(self._room(), event.position().x() + self._grip))
        elif self._is_on_line(event.position()):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._is_on_line(event.position()):
            self.set_split_place(0.5)
        else:
            self.toggled_full_screen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._use_keys(event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._use_keys(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        scheme = theme.scheme_of(self)
        place = self.picture_place
        painter.setClipRegion(QRegion(self.rect()).subtracted(QRegion(place)))
        painter.fillRect(self.rect(), scheme.stage)
        painter.setClipping(False)
        if self._frame is None:
            overlay.paint_notice(painter, self.rect(), self._wanted.notice, scheme)
        else:
            if self._image.isNull():
                self._image = image_of(self._wanted.pixels_of(self._frame))
            paint_picture(painter, place, self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = scheme.accent if self._by_key else None
        self._furniture.paint(painter, self._room(), self._frame, self._wanted, ring)
        if self._by_key:
            overlay.paint_frame(painter, QRectF(self.rect()), scheme, 2)
        if self._wanted.drop_hint:
            overlay.paint_drop_hint(painter, QRectF(self.rect()), self._wanted.drop_hint, scheme)
        painter.end()
        self._note_latency()

    def _room(self) -> QRectF:
        """What furniture is laid out in: the picture, or the whole stage while there is none."""
        return QRectF(self.rect() if self._frame is None else self.picture_place)

    def _show(self, wanted: Arrangement) -> None:
        """Show the same frame in another way."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._image = QImage()
            self.update()

    def _is_on_line(self, point: QPointF) -> bool:
        return self._wanted.shows_line(self._frame) and split.is_near(self._room(), self.split_place, point)

    def _step_of(self, event: QKeyEvent) -> float:
        """By how much a key moves the line; 0 for every other key."""
        if not self._wanted.shows_line(self._frame) or event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return 0.0
        return _STEPS.get(event.key(), 0.0)

    def _use_keys(self, by_key: bool) -> None:
        """Show the focus, or do not: who works with a mouse knows where it is."""
        self._by_key = by_key
        self.update()

    def _pull(self) -> None:
        frame = self._take()
        if frame is None:
            return
        same_place = self._frame is not None and self._frame.size == frame.size
        self._frame = self._unseen = frame
        self._image = QImage()
        self.update(self.picture_place if same_place else self.rect())
        self.came.emit(frame)

    def _note_latency(self) -> None:
        """Once a frame: a repaint of an old one says nothing about now."""
        frame, self._unseen = self._unseen, None
        if frame is not None and not isinstance(frame, Card):
            self.latency.add(time.monotonic() - frame.captured_at)
