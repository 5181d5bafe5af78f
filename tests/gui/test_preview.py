from __future__ import annotations

import time

import numpy as np
import pytest
from PySide6.QtCore import QRect, QSize
from pytestqt.qtbot import QtBot

from stylecam.frame import Card, Frame
from stylecam.gui import theme
from stylecam.gui.preview import Preview, fit
from stylecam.pipeline.slots import Latest
from tests.gui.conftest import rgb


def green(width: int, height: int) -> Frame:
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[..., 1] = 200
    return Frame(pixels, 0, time.monotonic())


def show(qtbot: QtBot, slot: Latest[Frame], size: tuple[int, int]) -> Preview:
    preview = Preview(slot.take)
    qtbot.addWidget(preview)
    preview.resize(*size)
    preview.show()
    qtbot.waitExposed(preview)
    return preview


@pytest.mark.parametrize(
    ("picture", "room", "place"),
    [
        (QSize(160, 90), QRect(0, 0, 320, 320), QRect(0, 70, 320, 180)),
        (QSize(90, 160), QRect(0, 0, 320, 320), QRect(70, 0, 180, 320)),
        (QSize(640, 360), QRect(0, 0, 640, 360), QRect(0, 0, 640, 360)),
    ],
)
def test_fit_keeps_the_aspect_in_the_middle(picture: QSize, room: QRect, place: QRect) -> None:
    assert fit(picture, room) == place


@pytest.mark.parametrize("size", [(160, 90), (90, 160), (101, 77)])
def test_a_picture_is_shown_whole_with_bars_around_it(qtbot: QtBot, size: tuple[int, int]) -> None:
    slot: Latest[Frame] = Latest()
    preview = show(qtbot, slot, (400, 400))
    slot.put(green(*size))
    qtbot.waitUntil(lambda: not preview.picture_place.isEmpty())
    place = preview.picture_place
    assert place.width() / place.height() == pytest.approx(size[0] / size[1], rel=0.01)
    shown = preview.grab().toImage()
    assert rgb(shown.pixelColor(200, 200)) == (0, 200, 0)
    assert rgb(shown.pixelColor(place.topLeft())) == (0, 200, 0)
    assert rgb(shown.pixelColor(place.bottomRight())) == (0, 200, 0)
    assert (place.x(), place.y()) == (0, 0) or shown.pixelColor(1, 1) == theme.STAGE


def test_latency_is_noted_once_a_frame_and_not_for_cards(qtbot: QtBot) -> None:
    slot: Latest[Frame] = Latest()
    preview = show(qtbot, slot, (300, 200))
    slot.put(Card(green(16, 9).pixels, 0, 0.0))
    qtbot.waitUntil(lambda: not preview.picture_place.isEmpty())
    preview.grab()
    assert preview.latency.percentiles() is None
    slot.put(green(16, 9))
    qtbot.waitUntil(lambda: preview.latency.count == 1)
    preview.grab()
    assert preview.latency.count == 1


def test_a_notice_stands_where_there_is_no_picture(qtbot: QtBot) -> None:
    slot: Latest[Frame] = Latest()
    preview = show(qtbot, slot, (300, 200))
    empty = preview.grab().toImage()
    preview.show_notice("Opening the camera …")
    assert preview.grab().toImage() != empty


def test_a_cleared_picture_is_gone(qtbot: QtBot) -> None:
    slot: Latest[Frame] = Latest()
    preview = show(qtbot, slot, (300, 200))
    slot.put(green(16, 9))
    qtbot.waitUntil(lambda: not preview.picture_place.isEmpty())
    preview.clear()
    assert preview.grab().toImage().pixelColor(150, 100) == theme.STAGE


def test_stopped_it_takes_nothing_more(qtbot: QtBot) -> None:
    asked: list[None] = []
    preview = Preview(lambda: asked.append(None))
    qtbot.addWidget(preview)
    qtbot.waitUntil(lambda: len(asked) > 2)
    preview.stop()
    before = len(asked)
    preview.grab()
    qtbot.wait(50)
    assert len(asked) == before
