from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.rendering.job import Failed, Painted, Stopped
from stylecam.gui.slowly.easel import FINE, Easel
from stylecam.gui.slowly.job import Progress
from tests.gui.parts import rgb

RED = (200, 0, 0)


@pytest.fixture
def easel(host: QWidget) -> Easel:
    content = QImage(64, 36, QImage.Format.Format_RGB32)
    content.fill(QColor(0, 0, 200))
    made = Easel(content, Path("still.png"), host)
    made.show()
    return made


@pytest.fixture
def red(tmp_path: Path) -> Path:
    path = tmp_path / "red.png"
    Image.new("RGB", (64, 36), RED).save(path)
    return path


def colour(easel: Easel) -> tuple[int, int, int]:
    """What is seen in the middle."""
    return rgb(easel.picture.grab().toImage().pixelColor(easel.picture.rect().center()))


def test_it_begins_with_the_picture_and_says_how_far_it_is(easel: Easel) -> None:
    assert colour(easel) == (0, 0, 200)
    assert easel.numbers.text() == "Starting …"
    easel.show_progress(Progress(2, 3, 0.25, 90.0))
    assert (easel.bar.value(), easel.bar.maximum()) == (FINE // 4, FINE)
    assert easel.numbers.text() == "25 %, about 2 min left   ·   from coarse to fine: 2 of 3"
    easel.show_progress(Progress(1, 1, 0.5, None))
    assert easel.numbers.text() == "50 %"


def test_it_opens_as_large_as_a_painting_is_looked_at(easel: Easel) -> None:
    assert easel.picture.height() >= 0.9 * easel.picture.width() * 36 / 64


def test_previews_are_shown_and_one_that_cannot_be_read_is_not(easel: Easel, red: Path, tmp_path: Path) -> None:
    easel.show_picture(red)
    assert colour(easel) == RED
    easel.show_picture(tmp_path / "gone.png")
    assert colour(easel) == RED


def test_the_key_that_answers_a_window_does_not_end_a_painting(easel: Easel) -> None:
    assert easel.focusWidget() is easel.close_button
    assert not easel.cancel_button.isDefault()
    assert not easel.cancel_button.autoDefault()


def test_it_is_cancelled_once(easel: Easel, qtbot: QtBot) -> None:
    easel.cancelled.connect(easel.show_ending)
    with qtbot.waitSignal(easel.cancelled):
        easel.cancel_button.click()
    assert not easel.cancel_button.isEnabled()
    assert easel.numbers.text() == "Ending …"


def test_at_the_end_it_shows_the_painting_and_offers_its_folder(easel: Easel, red: Path) -> None:
    easel.show_outcome(Painted(red))
    assert colour(easel) == RED
    assert easel.numbers.text() == "Done."
    assert easel.folder_button.isVisible()
    assert easel.cancel_button.isHidden()
    assert easel.name.whole == "red.png"


def test_what_was_ended_shows_the_best_so_far(easel: Easel, red: Path) -> None:
    easel.show_outcome(Stopped(red))
    assert colour(easel) == RED
    assert "best painting so far" in easel.numbers.text()
    assert easel.folder_button.isVisible()


def test_a_failure_is_one_line_and_offers_nothing_that_is_not_there(easel: Easel) -> None:
    easel.show_outcome(Failed("out of memory"))
    assert easel.numbers.text() == "out of memory"
    assert easel.folder_button.isHidden()
    assert easel.close_button.text() == "Close"
