"""What a person's hands do on the page of regions, and over the picture."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.pointer import move_pointer
from tests.gui.studio import Studio

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton

Point = tuple[float, float]


def at(studio: Studio, point: Point) -> QPoint:
    """On the canvas, of a place in shares of the picture that is shown."""
    place = studio.parts.stage.picture_place
    return QPoint(round(place.x() + point[0] * place.width()), round(place.y() + point[1] * place.height()))


def pull(studio: Studio, *points: Point, button: Qt.MouseButton = LEFT) -> None:
    """The brush, over the picture."""
    canvas = studio.parts.canvas
    QTest.mousePress(canvas, button, pos=at(studio, points[0]))
    for point in points[1:]:
        move_pointer(canvas, at(studio, point), button)
    QTest.mouseRelease(canvas, button, pos=at(studio, points[-1]))


def turn_wheel(studio: Studio, notches: int) -> None:
    canvas, where = studio.parts.canvas, QPointF(studio.parts.canvas.rect().center())
    turned = QWheelEvent(
        where,
        canvas.mapToGlobal(where),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, turned)
