"""The mixer on a desk and a pipeline that paint."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.desk import Desk
from stylecam.gui.mixer.geometry import Point
from stylecam.gui.mixer.mixer import Mixer
from stylecam.look import Look
from stylecam.pipeline.pipeline import Pipeline
from stylecam.styles import Style, WeightedStyle
from tests.gui.parts import PAINTS, FlatEngine, HalvesSource
from tests.gui.pointer import move_pointer

LEFT_BUTTON = Qt.MouseButton.LeftButton


def picture_of(style: Style) -> QImage:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(*PAINTS[style.id]))
    return image


class Bench:
    """The mixer at work, and what comes out of the pipeline."""

    def __init__(self, styles: list[Style]) -> None:
        self.styles = [*styles, Style("white", "White", "", styles[0].path)]
        self.engine = FlatEngine(Look((WeightedStyle(styles[0]),)))
        self.pipeline = Pipeline(HalvesSource, "demo", lambda: self.engine)
        self.desk = Desk(self.pipeline, self.engine.look, "demo")
        self.mixer = Mixer(self.desk, picture_of)
        self.pipeline.start()

    def mix(self, *weights: float) -> None:
        """As many styles as there are weights."""
        pairs = zip(self.styles, weights, strict=False)
        self.desk.set_mix([WeightedStyle(style, weight) for style, weight in pairs])

    def paints(self, *shares: float) -> bool:
        """Whether the frame that comes next is painted in these shares, to a step of its 8 bits."""
        frame = self.pipeline.preview.get(1.0)
        if frame is None:
            return False
        colours = [PAINTS[style.id] for style in self.styles[: len(shares)]]
        wanted = np.average(colours, axis=0, weights=shares)
        return bool(np.abs(frame.pixels[45, 20] - wanted).max() <= 1)

    def press_pad(self, point: Point) -> None:
        """Press at this place of the pad's."""
        QTest.mousePress(self.mixer.pad, LEFT_BUTTON, pos=self.pixel(point))

    def drag_pad(self, point: Point) -> None:
        move_pointer(self.mixer.pad, self.pixel(point))

    def pixel(self, point: Point) -> QPoint:
        found: QPointF = self.mixer.pad.placement.pixel_of(point)
        return found.toPoint()


def tab_to(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)


@pytest.fixture
def bench(qtbot: QtBot, styles: list[Style]) -> Iterator[Bench]:
    """330 pixels wide, with one style."""
    made = Bench(styles)
    qtbot.addWidget(made.mixer)
    made.mixer.resize(330, 900)
    with qtbot.waitActive(made.mixer):
        made.mixer.show()
        made.mixer.activateWindow()
    yield made
    made.pipeline.stop()
