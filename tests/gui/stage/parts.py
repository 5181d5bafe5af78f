"""Frames with something to tell apart, a stage that shows them, and eyes."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stylecam.frame import Frame, Pixels
from stylecam.gui.stage import Stage
from stylecam.pipeline.slots import Latest
from tests.gui.parts import rgb

BEFORE, AFTER = (0, 0, 200), (0, 200, 0)


def flat(colour: tuple[int, int, int], width: int = 160, height: int = 90) -> Pixels:
    return np.full((height, width, 3), colour, np.uint8)


def painted(width: int = 160, height: int = 90) -> Frame:
    """Green, and blue before."""
    return Frame(flat(AFTER, width, height), 0, time.monotonic(), flat(BEFORE, width, height))


class Theatre:
    """A stage and the slot that it pulls from."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (320, 240)) -> None:
        self.slot: Latest[Frame] = Latest()
        self.stage = Stage(self.slot.take)
        self._qtbot = qtbot
        qtbot.addWidget(self.stage)
        self.stage.resize(*size)
        self.stage.show()
        qtbot.waitExposed(self.stage)

    def show(self, frame: Frame) -> Stage:
        """Put a frame and wait until it is shown."""
        self.slot.put(frame)
        self._qtbot.waitUntil(lambda: self.stage.newest is frame)
        return self.stage

    def point(self, across: float, down: float = 0.5) -> QPoint:
        """A point of the picture, by shares of its width and height."""
        place = self.stage.picture_place
        return QPoint(place.x() + round(across * place.width()), place.y() + round(down * place.height()))

    def colour(self, across: float, down: float = 0.5) -> tuple[int, int, int]:
        return colour_at(self.stage, self.point(across, down))


def colour_at(widget: QWidget, point: QPoint | QPointF) -> tuple[int, int, int]:
    at = QPointF(point).toPoint()
    return rgb(widget.grab().toImage().pixelColor(at))


def dense(widget: QWidget, density: float) -> QImage:
    """The widget as a screen of this many pixels a point shows it."""
    shown = QPixmap(widget.size() * density)
    shown.setDevicePixelRatio(density)
    shown.fill(QColor("magenta"))
    widget.render(shown, QPoint())
    return shown.toImage()
