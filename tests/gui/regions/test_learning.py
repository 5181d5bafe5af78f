"""The empty background is learned when nobody is in the picture any more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stylecam.gui.regions.learning import LEARN_FOR, Learning
from stylecam.pipeline.status import PersonStatus
from tests.gui.acts import click, press
from tests.gui.studio import Studio


@pytest.fixture
def learning(page: Studio) -> Learning:
    page.engine.person = PersonStatus("none")
    return page.parts.regions.background.learning


def test_it_counts_down_on_the_picture_before_it_learns(qtbot: QtBot, page: Studio, learning: Learning) -> None:
    counted: list[int] = []
    learning.counting.connect(counted.append)
    learning.timer.setInterval(1)
    click(learning.button)
    assert page.parts.stage.hint == "Leave the picture"
    assert page.engine.learned == []
    qtbot.waitUntil(lambda: page.engine.learned == [LEARN_FOR])
    assert counted == [3, 2, 1, 0]


def test_escape_stops_the_countdown(qtbot: QtBot, page: Studio, learning: Learning) -> None:
    click(learning.button)
    assert learning.button.text() == "Stop"
    press(page, Qt.Key.Key_Escape)
    assert not learning.timer.isActive()
    assert learning.button.text() == "Learn the empty background…"
    assert page.parts.stage.hint == ""
    click(learning.button)
    click(learning.button)
    assert not learning.timer.isActive()
    page.parts.desk.set_strength(0.5)
    qtbot.waitUntil(lambda: page.engine.look.strength == 0.5)
    assert page.engine.learned == []


def test_while_it_learns_a_bar_says_how_far_it_is(qtbot: QtBot, page: Studio, learning: Learning) -> None:
    page.engine.person = PersonStatus("none", learning=LEARN_FOR / 4)
    qtbot.waitUntil(learning.bar.isVisible)
    assert learning.bar.value() == pytest.approx(0.75 * learning.bar.maximum(), rel=0.01)
    assert not learning.button.isEnabled()
    assert page.parts.stage.hint == "Stay out of the picture"
    page.engine.person = PersonStatus("plate")
    news = page.parts.messages.news
    qtbot.waitUntil(news.isVisible)
    assert news.label.text() == "The empty background is learned. You can come back into the picture."
    assert learning.button.isEnabled()
    assert not learning.bar.isVisible()
    assert page.parts.stage.hint == ""


def test_when_it_could_not_be_learned_the_reason_is_told(qtbot: QtBot, page: Studio, learning: Learning) -> None:
    page.engine.person = PersonStatus("none", learning=1.0)
    qtbot.waitUntil(learning.bar.isVisible)
    why = "somebody moved through the background; leave the picture, and let it be learned again"
    page.engine.person = PersonStatus("none", trouble=why)
    news = page.parts.messages.news
    qtbot.waitUntil(news.isVisible)
    assert news.label.text() == why
    assert page.parts.regions.background.trouble.text() == why
