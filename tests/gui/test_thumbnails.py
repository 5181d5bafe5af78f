"""What is painted when; the painter is the test's, which answers when it likes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future

import numpy as np
import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from stylecam.errors import StyleError
from stylecam.frame import Pixels
from stylecam.gui.gallery.pictures import SIDE
from stylecam.gui.thumbnails import LiveThumbnails
from stylecam.styles import Style
from tests.gui.parts import rgb

DARK, LIGHT = 40, 60
"""A person has moved, and the scene is still the same."""


NEVER = 10**8
"""Milliseconds; the pauses are over when the test says so."""


class AskedPainter:
    """Notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[Style] = []
        self.contents: list[Pixels] = []
        self.closed = 0
        self._answers: list[Future[Pixels]] = []

    def paint(self, content: Pixels, style: Style) -> Future[Pixels]:
        assert self.waiting == 0, "asked for two at a time"
        self.asked.append(style)
        self.contents.append(content)
        self._answers.append(Future())
        return self._answers[-1]

    def close(self) -> None:
        self.closed += 1
        for answer in self._answers:
            answer.cancel()

    @property
    def waiting(self) -> int:
        return sum(not answer.done() for answer in self._answers)

    def answer(self) -> None:
        """The newest request, from another thread, with its content made brighter."""
        painted = self.contents[-1] + np.uint8(100)
        worker = threading.Thread(target=self._answers[-1].set_result, args=(painted,))
        worker.start()
        worker.join()

    def fail(self, why: str) -> None:
        self._answers[-1].set_exception(StyleError(why))


class Gallery:
    """Live thumbnails, what they are asked to paint, and what has come of it."""

    def __init__(self, qtbot: QtBot, refresh_every: int = NEVER) -> None:
        self.painter = AskedPainter()
        self.live = LiveThumbnails(self.painter, refresh_every)
        self.painted: list[tuple[Style, QImage]] = []
        self.failed: list[tuple[Style, str]] = []
        self.progress: list[tuple[int, int]] = []
        self._qtbot = qtbot
        self.live.painted.connect(lambda style, picture: self.painted.append((style, picture)))
        self.live.failed.connect(lambda style, why: self.failed.append((style, why)))
        self.live.progress.connect(lambda done, total: self.progress.append((done, total)))

    def answer(self) -> Style:
        """The request that waits is painted, and that has come in."""
        style, before = self.painter.asked[-1], len(self.painted)
        self.painter.answer()
        self._qtbot.waitUntil(lambda: len(self.painted) == before + 1)
        assert self.painted[-1][0] is style
        return style

    def complete(self) -> list[Style]:
        """Everything that is asked for without a pause, in that order."""
        order = []
        while self.painter.waiting:
            order.append(self.answer())
        return order

    def pause_over(self) -> None:
        """The time until the next tile may be repainted, made to have passed."""
        assert self.timer.isActive()
        self.timer.stop()
        self.timer.timeout.emit()

    @property
    def timer(self) -> QTimer:
        found = self.live.findChild(QTimer)
        assert found is not None
        return found


@pytest.fixture
def gallery(qtbot: QtBot) -> Iterator[Gallery]:
    made = Gallery(qtbot)
    yield made
    made.live.close()


def grey(level: int) -> Pixels:
    return np.full((90, 160, 3), level, np.uint8)


def test_a_tile_shows_the_middle_of_the_content_as_it_was_painted(gallery: Gallery, styles: list[Style]) -> None:
    content = grey(20)
    content[:, 35:125] = (10, 60, 110)
    gallery.live.set_styles(styles)
    gallery.live.set_content(content)
    gallery.answer()
    assert gallery.painter.contents[0].shape == (SIDE, SIDE, 3)
    [(style, picture)] = gallery.painted
    assert style == styles[0]
    assert (picture.width(), picture.height()) == (SIDE, SIDE)
    assert rgb(picture.pixelColor(2, 2)) == rgb(picture.pixelColor(SIDE - 3, SIDE - 3)) == (110, 160, 210)


def test_the_visible_are_painted_first_and_each_once(gallery: Gallery, styles: list[Style]) -> None:
    red, green, blue = styles
    gallery.live.set_styles([blue], [red, green])
    assert gallery.painter.asked == []  # There is nothing to paint yet.
    gallery.live.set_content(grey(DARK))
    assert gallery.complete() == [blue, red, green]
    assert gallery.progress == [(1, 3), (2, 3), (3, 3)]


def test_who_scrolls_in_the_first_round_sees_those_tiles_next(gallery: Gallery, styles: list[Style]) -> None:
    red, green, blue = styles
    gallery.live.set_styles([red], [green, blue])
    gallery.live.set_content(grey(DARK))
    gallery.live.set_styles([blue], [red, green])
    assert gallery.complete() == [red, blue, green]


def test_the_same_content_is_not_painted_again(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.complete()
    gallery.live.set_content(grey(DARK))
    gallery.pause_over()
    gallery.live.set_content(grey(DARK))
    assert len(gallery.painter.asked) == 3


def test_a_cameras_noise_is_no_change(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    chance = np.random.default_rng(7)
    for _ in range(4):
        noise = chance.normal(0, 8, (360, 640, 3))
        gallery.live.set_content((120 + noise).clip(0, 255).astype(np.uint8))
        gallery.complete()
    gallery.pause_over()
    assert len(gallery.painter.asked) == 3


def test_something_small_that_moved_is_a_change(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.complete()
    moved = grey(DARK)
    moved[40:48, 70:78] = 220
    gallery.live.set_content(moved)
    gallery.pause_over()
    assert len(gallery.painter.asked) == 4


def test_changed_tiles_are_repainted_one_a_pause_in_turn(gallery: Gallery, styles: list[Style]) -> None:
    red, green, blue = styles
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.complete()
    repainted = []
    for level in (60, 80, 100, 120):
        gallery.live.set_content(grey(level))
        assert gallery.painter.waiting == 0  # Not before the pause is over.
        gallery.pause_over()
        repainted.append(gallery.answer())
    assert repainted == [red, green, blue, red]
    assert [int(content[0, 0, 0]) for content in gallery.painter.contents[3:]] == [60, 80, 100, 120]


def test_the_pause_ends_by_itself(styles: list[Style], qtbot: QtBot) -> None:
    gallery = Gallery(qtbot, refresh_every=20)
    gallery.live.set_styles(styles[:1])
    gallery.live.set_content(grey(DARK))
    gallery.complete()
    gallery.live.set_content(grey(LIGHT))
    qtbot.waitUntil(lambda: len(gallery.painter.asked) == 2)
    gallery.live.close()


def test_a_machine_that_takes_long_for_a_tile_is_left_alone_for_longer(styles: list[Style], qtbot: QtBot) -> None:
    gallery = Gallery(qtbot, refresh_every=1)
    gallery.live.set_styles(styles[:1])
    gallery.live.set_content(grey(DARK))
    clock = QElapsedTimer()
    clock.start()
    qtbot.waitUntil(lambda: clock.elapsed() >= 30)
    gallery.complete()
    assert gallery.timer.interval() >= 3 * 30
    gallery.live.close()


def test_tiles_out_of_sight_wait_until_they_are_seen(gallery: Gallery, styles: list[Style]) -> None:
    red, green, blue = styles
    gallery.live.set_styles([green], [red, blue])
    gallery.live.set_content(grey(DARK))
    gallery.complete()
    gallery.live.set_content(grey(LIGHT))
    gallery.pause_over()
    assert gallery.complete() == [green]
    gallery.pause_over()
    assert gallery.painter.waiting == 0
    gallery.live.set_styles([blue], [red, green])
    assert gallery.complete() == [blue]


def test_a_new_style_is_painted_at_once(gallery: Gallery, styles: list[Style]) -> None:
    red, green, blue = styles
    gallery.live.set_styles([red, green])
    gallery.live.set_content(grey(DARK))
    gallery.complete()
    gallery.live.set_styles([red, green], [blue])
    assert gallery.complete() == [blue]
    assert gallery.progress[-1] == (3, 3)


def test_a_style_that_went_while_it_was_painted_is_not_shown(gallery: Gallery, styles: list[Style]) -> None:
    red, green, _ = styles
    gallery.live.set_styles([red, green])
    gallery.live.set_content(grey(DARK))
    gallery.live.set_styles([green])
    gallery.painter.answer()
    gallery._qtbot.waitUntil(lambda: gallery.painter.asked == [red, green])
    assert gallery.complete() == [green]
    assert [style for style, _ in gallery.painted] == [green]


def test_nothing_is_begun_while_nobody_looks(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_active(False)
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    assert gallery.painter.asked == []
    gallery.live.set_active(True)
    gallery.answer()
    gallery.live.set_active(False)
    gallery.answer()  # What was begun is shown.
    assert gallery.painter.waiting == 0
    gallery.live.set_active(True)
    assert len(gallery.complete()) == 1


def test_a_style_that_cannot_be_painted_says_so_once_and_the_others_go_on(
    gallery: Gallery, styles: list[Style], qtbot: QtBot
) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.painter.fail("red.png: damaged")
    qtbot.waitUntil(lambda: len(gallery.painter.asked) == 2)
    assert gallery.complete() == styles[1:]
    gallery.live.set_content(grey(LIGHT))
    gallery.pause_over()
    assert gallery.complete() == [styles[1]]
    assert gallery.failed == [(styles[0], "red.png: damaged")]
    assert gallery.progress == [(1, 3), (2, 3), (3, 3)]


def test_another_source_is_painted_without_pauses_once_its_content_comes(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.complete()
    gallery.live.restart()
    assert gallery.painter.waiting == 0
    gallery.live.set_content(grey(DARK))
    assert gallery.complete() == styles


def test_another_scene_is_painted_without_pauses(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.complete()
    gallery.live.set_content(grey(200))
    assert gallery.complete() == styles


def test_what_was_painted_of_the_scene_before_is_not_shown(gallery: Gallery, styles: list[Style], qtbot: QtBot) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.live.restart()
    gallery.live.set_content(grey(LIGHT))
    gallery.painter.answer()
    qtbot.waitUntil(lambda: len(gallery.painter.asked) == 2)
    assert gallery.complete() == styles
    assert len(gallery.painted) == 3


def test_closed_it_asks_for_nothing_and_closes_the_painter_once(
    gallery: Gallery, styles: list[Style], qtbot: QtBot
) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.live.close()
    gallery.live.close()
    gallery.live.set_content(grey(LIGHT))
    gallery.live.set_active(True)
    arrived: list[int] = []
    QTimer.singleShot(0, lambda: arrived.append(1))  # Behind the cancelled answer in the window's queue.
    qtbot.waitUntil(lambda: arrived == [1])
    assert (gallery.painter.closed, len(gallery.painter.asked), gallery.painted) == (1, 1, [])


def test_a_cancelled_round_leaves_the_rest_until_the_next(qtbot: QtBot, styles: list[Style]) -> None:
    gallery = Gallery(qtbot)
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    first = gallery.answer()
    gallery.live.cancel()
    assert gallery.progress[-1] == (3, 3)
    gallery.complete()
    gallery.live.restart()
    gallery.live.set_content(grey(DARK))
    assert set(gallery.complete()) == set(styles)
    assert gallery.painted[0][0] is first
