from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.gui.choices import SourceChoice
from stylecam.gui.picker import SourcePicker, label_of

CHOICES = [SourceChoice("demo", "Demo scene"), SourceChoice("0", "Desk camera")]


def test_a_pick_gives_the_specification(qtbot: QtBot) -> None:
    picker = SourcePicker(CHOICES)
    qtbot.addWidget(picker)
    picker.show()
    with qtbot.waitSignal(picker.picked) as pick:
        QTest.keyClick(picker, Qt.Key.Key_Down)
    assert pick.args == ["0"]
    assert picker.currentText() == "Desk camera"


def test_to_show_a_source_is_not_to_pick_it(qtbot: QtBot) -> None:
    picker = SourcePicker(CHOICES)
    qtbot.addWidget(picker)
    with qtbot.assertNotEmitted(picker.picked):
        picker.show_source("0")
    assert picker.currentText() == "Desk camera"


def test_an_unlisted_source_joins_the_list_once(qtbot: QtBot) -> None:
    picker = SourcePicker(CHOICES)
    qtbot.addWidget(picker)
    picker.show_source("clip.mp4")
    picker.show_source("demo")
    picker.show_source("clip.mp4")
    assert picker.currentText() == "clip.mp4"
    assert picker.count() == 3


@pytest.mark.parametrize(
    ("spec", "label"),
    [
        ("/home/ada/clips/beach.mp4", "beach.mp4"),
        ("rtsp://camera.local/door.sdp", "rtsp://camera.local/door.sdp"),
        ("/dev/video0", "/dev/video0"),
    ],
)
def test_a_file_goes_by_its_name(spec: str, label: str) -> None:
    assert label_of(spec) == label
