from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stylecam.gui.rendering.bar import RenderBar
from stylecam.gui.rendering.job import Progress
from stylecam.gui.rendering.order import Order
from stylecam.look import Look

FILM = Order(Path("film.mp4"), Path("painted.mp4"), Look(()))


@pytest.fixture
def bar(qtbot: QtBot) -> RenderBar:
    made = RenderBar()
    qtbot.addWidget(made)
    made.begin(FILM)
    return made


def test_it_says_what_is_repainted_and_how_far_it_is(bar: RenderBar) -> None:
    assert bar.isVisible()
    assert bar.name.whole == "Repainting film.mp4"
    assert bar.numbers.text() == "Starting …"
    bar.show_progress(Progress(30, 120, 90.0))
    assert (bar.bar.value(), bar.bar.maximum()) == (30, 120)
    assert bar.numbers.text() == "25 %, about 2 min left"


def test_a_length_that_is_not_known_is_no_share(bar: RenderBar) -> None:
    bar.show_progress(Progress(30, None, None))
    assert bar.bar.maximum() == 0
    assert bar.numbers.text() == "30 frames"


def test_it_says_how_many_wait(bar: RenderBar) -> None:
    bar.show_waiting(2)
    bar.show_progress(Progress(30, 120, None))
    assert bar.numbers.text() == "25 %\n2 more after it"
    bar.show_waiting(0)
    assert bar.numbers.text() == "25 %"


def test_it_is_cancelled_once_and_the_next_one_can_be_too(bar: RenderBar, qtbot: QtBot) -> None:
    bar.cancelled.connect(bar.show_ending)
    with qtbot.waitSignal(bar.cancelled):
        bar.cancel_button.click()
    assert not bar.cancel_button.isEnabled()
    assert bar.numbers.text() == "Ending …"
    bar.begin(FILM)
    assert bar.cancel_button.isEnabled()
