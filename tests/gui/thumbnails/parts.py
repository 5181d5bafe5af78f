"""Live thumbnails whose painter is the test's, which answers when it likes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future

import numpy as np
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from stylecam.errors import StyleError
from stylecam.frame import Pixels
from stylecam.gui.thumbnails import LiveThumbnails
from stylecam.styles import Style

DARK, LIGHT = 40, 60
"""A person has moved, and the scene is still the same."""

NEVER = 10**8
"""Milliseconds; the pauses between repainted tiles are over when the test says so."""


class AskedPainter:
    """Notes what it is asked for; that is one at a time, and never in a pause.

    Attributes:
        rests: whether there is a pause.
    """

    def __init__(self) -> None:
        self.asked: list[Style] = []
        self.contents: list[Pixels] = []
        self.closed = 0
        self.rests: Callable[[], bool] = lambda: False
        self._answers: list[Future[Pixels]] = []

    def paint(self, content: Pixels, style: Style) -> Future[Pixels]:
        assert self.waiting == 0, "asked for two at a time"
        assert not self.rests(), "asked before the pause was over"
        self.asked.append(style)
        self.contents.append(content)
        self._answers.append(Future())
        return self._answers[-1]

    def close(self) -> None:
        self.closed += 1
        for answer in self._answers:
            answer.cancel()

    @property
    def waiting(self) -> int:
        return sum(not answer.done() for answer in self._answers)

    def answer(self) -> None:
        """The newest request, from another thread, with its content made brighter."""
        painted = self.contents[-1] + np.uint8(100)
        worker = threading.Thread(target=self._answers[-1].set_result, args=(painted,))
        worker.start()
        worker.join()

    def fail(self, why: str) -> None:
        self._answers[-1].set_exception(StyleError(why))


class Gallery:
    """Live thumbnails, what they are asked to paint, and what has come of it."""

    def __init__(self, qtbot: QtBot, refresh_every: int = NEVER) -> None:
        self.painter = AskedPainter()
        self.live = LiveThumbnails(self.painter, refresh_every)
        self.painter.rests = lambda: self.timer.isActive()
        self.painted: list[tuple[Style, QImage]] = []
        self.failed: list[tuple[Style, str]] = []
        self.progress: list[tuple[int, int]] = []
        self._qtbot = qtbot
        self.live.painted.connect(lambda style, picture: self.painted.append((style, picture)))
        self.live.failed.connect(lambda style, why: self.failed.append((style, why)))
        self.live.progress.connect(lambda done, total: self.progress.append((done, total)))

    def asked(self) -> Style:
        """The next request, waited for."""
        self._qtbot.waitUntil(lambda: self.painter.waiting == 1)
        return self.painter.asked[-1]

    def answer(self) -> Style:
        """The next request is painted, and that has come in."""
        style, before = self.asked(), len(self.painted)
        self.painter.answer()
        self._qtbot.waitUntil(lambda: len(self.painted) == before + 1)
        assert self.painted[-1][0] is style
        return style

    def answer_slowly(self, milliseconds: int) -> None:
        """The next request is painted, but not before this time is over."""
        self.asked()
        clock = QElapsedTimer()
        clock.start()
        self._qtbot.waitUntil(lambda: clock.elapsed() >= milliseconds)
        self.answer()

    def first_round(self) -> list[Style]:
        """Everything that has not been painted yet, in the order it was asked for."""
        order = [self.answer()]
        while self.progress[-1][0] < self.progress[-1][1]:
            order.append(self.answer())
        return order

    def pause_over(self) -> None:
        """The time until the next tile may be repainted, made to have passed."""
        assert self.timer.isActive()
        self.timer.stop()
        self.timer.timeout.emit()

    @property
    def timer(self) -> QTimer:
        found = self.live.findChild(QTimer)
        assert found is not None
        return found


def grey(level: int) -> Pixels:
    return np.full((90, 160, 3), level, np.uint8)
