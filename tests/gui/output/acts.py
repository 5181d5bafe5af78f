"""What people do on the page of outputs, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.output.panel import OutputPanel
from tests.gui.acts import click
from tests.gui.studio import Studio


def written(studio: Studio) -> int:
    attachments = studio.parts.outputs.recorder.attachments
    return min((each.status.written for each in attachments), default=0)


def captured_at(studio: Studio) -> float:
    """When the picture that is shown was taken."""
    newest = studio.parts.stage.newest
    assert newest is not None
    return newest.captured_at


def news(qtbot: QtBot, studio: Studio) -> str:
    bar = studio.parts.messages.news
    qtbot.waitUntil(bar.isVisible)
    return bar.label.text()


def record(qtbot: QtBot, studio: Studio, frames: int = 40) -> str:
    """By the page's button; what is told of it."""
    page = studio.parts.output
    click(page.recording.record)
    qtbot.waitUntil(lambda: written(studio) > frames)
    click(page.recording.record)
    return news(qtbot, studio)


def film(path: Path) -> tuple[str, list[float], tuple[int, int, int]]:
    """Of a file its format, the times of its pictures, and the colour left of the middle of the last one."""
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
        times = [frame.time or 0.0 for frame in frames]
        pixels = frames[-1].to_ndarray(format="rgb24")
        red, green, blue = pixels[pixels.shape[0] // 2, pixels.shape[1] // 4]
        return container.format.name, times, (int(red), int(green), int(blue))


def near(colour: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return bool(np.abs(np.subtract(colour, other)).max() < 12)


def click_box(box: QPushButton | QWidget) -> None:
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))


def type_port(page: OutputPanel, text: str) -> None:
    page.stream.port.selectAll()
    QTest.keyClicks(page.stream.port, text)
    QTest.keyClick(page.stream.port, Qt.Key.Key_Return)
