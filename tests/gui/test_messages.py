from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.gui.messages import Message, MessageBar, message_of
from stylecam.pipeline.status import PipelineStatus, SinkStatus, State, WorkerStatus

LOST = Message("The camera is gone", "warning")
BROKEN = Message("The model cannot be read", "error")


def status(source: WorkerStatus, engine: WorkerStatus, *sinks: SinkStatus) -> PipelineStatus:
    return PipelineStatus(source, engine, sinks, 0, 0, 0, 0.0, 0.0, None, None, None, None, None)


RUNNING = WorkerStatus("thing", State.RUNNING)


def test_there_is_no_message_while_all_is_well() -> None:
    assert message_of(status(RUNNING, RUNNING)) is None


def test_what_goes_on_is_a_warning_and_what_ended_an_error() -> None:
    lost = WorkerStatus("camera", State.LOST, "The camera is gone")
    failed = WorkerStatus("engine", State.FAILED, "The model cannot be read")
    assert message_of(status(lost, RUNNING)) == LOST
    assert message_of(status(RUNNING, failed)) == BROKEN
    assert message_of(status(lost, failed)) == Message("The model cannot be read\nThe camera is gone", "error")


def test_a_sink_that_failed_is_told() -> None:
    full = SinkStatus("clip.mp4", State.FAILED, "clip.mp4: the disk is full")
    assert message_of(status(RUNNING, RUNNING, full)) == Message("clip.mp4: the disk is full", "error")


def test_a_closed_message_stays_closed_until_the_trouble_comes_again(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message(LOST)
    QTest.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    bar.show_message(LOST)
    assert bar.isHidden()
    bar.show_message(BROKEN)
    assert bar.isVisible()
    bar.show_message(None)
    assert bar.isHidden()
    bar.show_message(LOST)
    assert bar.isVisible()
