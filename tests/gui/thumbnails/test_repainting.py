"""Which tiles are painted again, and the pauses before each."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from stylecam.frame import Pixels
from stylecam.styles import Style
from tests.gui.thumbnails.parts import DARK, LIGHT, Gallery, grey

SLOW = 30
"""Milliseconds that a busy machine takes for a tile."""


@pytest.fixture
def hasty(qtbot: QtBot) -> Iterator[Gallery]:
    """Repaints as soon as a tile's own time lets it."""
    made = Gallery(qtbot, refresh_every=1)
    yield made
    made.live.close()


def test_the_same_content_is_not_painted_again(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.first_round()
    gallery.live.set_content(grey(DARK))
    gallery.pause_over()
    gallery.live.set_content(grey(DARK))
    assert len(gallery.painter.asked) == 3


def test_a_cameras_noise_is_no_change(gallery: Gallery, styles: list[Style]) -> None:
    chance = np.random.default_rng(7)

    def noisy() -> Pixels:
        return (120 + chance.normal(0, 8, (360, 640, 3))).clip(0, 255).astype(np.uint8)

    gallery.live.set_styles(styles)
    gallery.live.set_content(noisy())
    gallery.first_round()
    gallery.pause_over()
    for _ in range(3):
        gallery.live.set_content(noisy())
    assert len(gallery.painter.asked) == 3


def test_something_small_that_moved_is_a_change(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.first_round()
    moved = grey(DARK)
    moved[40:48, 70:78] = 220
    gallery.live.set_content(moved)
    gallery.pause_over()
    assert len(gallery.painter.asked) == 4


def test_changed_tiles_are_repainted_one_a_pause_in_turn(gallery: Gallery, styles: list[Style]) -> None:
    red, green, blue = styles
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.first_round()
    repainted = []
    for level in (60, 80, 100, 120):
        gallery.live.set_content(grey(level))
        assert gallery.painter.waiting == 0  # Not before the pause is over.
        gallery.pause_over()
        repainted.append(gallery.answer())
    assert repainted == [red, green, blue, red]
    assert [int(content[0, 0, 0]) for content in gallery.painter.contents[3:]] == [60, 80, 100, 120]


def test_tiles_out_of_sight_wait_until_they_are_seen(gallery: Gallery, styles: list[Style]) -> None:
    red, green, blue = styles
    gallery.live.set_styles([green], [red, blue])
    gallery.live.set_content(grey(DARK))
    gallery.first_round()
    gallery.live.set_content(grey(LIGHT))
    gallery.pause_over()
    assert gallery.answer() is green
    gallery.pause_over()
    assert gallery.painter.waiting == 0
    gallery.live.set_styles([blue], [red, green])
    assert gallery.answer() is blue


def test_the_pause_ends_by_itself(hasty: Gallery, styles: list[Style]) -> None:
    hasty.live.set_styles(styles[:1])
    hasty.live.set_content(grey(DARK))
    hasty.answer()
    hasty.live.set_content(grey(LIGHT))
    assert hasty.answer() is styles[0]


def test_each_pause_is_longer_than_what_the_tile_before_took(hasty: Gallery, styles: list[Style]) -> None:
    hasty.live.set_styles(styles[:2])
    hasty.live.set_content(grey(DARK))
    hasty.answer()
    hasty.answer_slowly(SLOW)
    assert hasty.timer.interval() >= 2 * SLOW
    hasty.live.set_styles(styles)
    hasty.answer_slowly(2 * SLOW)
    assert hasty.timer.interval() >= 4 * SLOW


def test_no_tile_waits_for_as_long_as_the_painter_took_to_load(gallery: Gallery, styles: list[Style]) -> None:
    gallery.live.set_styles(styles)
    gallery.live.set_content(grey(DARK))
    gallery.answer_slowly(SLOW)
    gallery.asked()
    assert gallery.timer.interval() == 0
    gallery.answer_slowly(SLOW)
    assert gallery.timer.interval() >= 2 * SLOW
