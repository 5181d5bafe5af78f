from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from stylecam.gui.messages import Message, Messages, Offer, message_of
from stylecam.pipeline.commands import SetStrength
from stylecam.pipeline.status import PipelineStatus, Refusal, SinkStatus, State, WorkerStatus

LEFT = Qt.MouseButton.LeftButton
LOST = Message("The camera is gone", "warning")
BROKEN = Message("The model cannot be read", "error")
RUNNING = WorkerStatus("thing", State.RUNNING)


def status(
    source: WorkerStatus, engine: WorkerStatus, *sinks: SinkStatus, refusal: Refusal | None = None
) -> PipelineStatus:
    return PipelineStatus(source, engine, sinks, 0, 0, 0, 0.0, 0.0, None, None, None, None, None, refusal=refusal)


@pytest.fixture
def messages(qtbot: QtBot) -> Messages:
    made = Messages()
    qtbot.addWidget(made)
    made.show()
    return made


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


def test_a_refusal_is_news_and_no_lasting_trouble() -> None:
    engine = WorkerStatus("engine", State.RUNNING, "strength 2 is too much")
    assert message_of(status(RUNNING, engine, refusal=Refusal(SetStrength(2), "strength 2 is too much"))) is None


def test_trouble_is_shown_until_it_is_mended(messages: Messages) -> None:
    messages.show_trouble(LOST)
    assert messages.trouble.isVisible()
    assert messages.trouble.label.text() == "The camera is gone"
    messages.show_trouble(None)
    assert not messages.trouble.isVisible()


def test_closed_trouble_stays_closed_until_it_comes_again(messages: Messages) -> None:
    messages.show_trouble(LOST)
    QTest.mouseClick(messages.trouble.close_button, LEFT)
    messages.show_trouble(LOST)
    assert not messages.trouble.isVisible()
    messages.show_trouble(BROKEN)
    assert messages.trouble.isVisible()
    messages.show_trouble(None)
    messages.show_trouble(LOST)
    assert messages.trouble.isVisible()


def test_good_news_leave_by_themselves_and_others_stay(qtbot: QtBot, messages: Messages) -> None:
    messages.tell(LOST)
    assert not messages.leaving.isActive()
    messages.leaving.setInterval(10)
    messages.tell(Message("Saved"))
    qtbot.waitUntil(lambda: not messages.news.isVisible())


def test_news_and_trouble_are_shown_side_by_side(messages: Messages) -> None:
    messages.show_trouble(BROKEN)
    messages.tell(Message("Saved"))
    assert messages.trouble.isVisible()
    assert messages.news.isVisible()


def test_an_offer_is_a_button_that_does_it_once(messages: Messages) -> None:
    done: list[str] = []
    messages.tell(Message("Removed", "info", Offer("Undo", lambda: done.append("undone"))))
    assert messages.news.offer_button.text() == "Undo"
    QTest.mouseClick(messages.news.offer_button, LEFT)
    assert done == ["undone"]
    assert not messages.news.isVisible()
    messages.tell(Message("Saved"))
    assert not messages.news.offer_button.isVisible()
