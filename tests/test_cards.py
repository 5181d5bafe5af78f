"""Notices drawn as pictures."""

from __future__ import annotations

import numpy as np
import pytest

from stylecam.cards import SMALLEST_DETAIL, draw_card
from stylecam.frame import Card, Pixels

LINE = "Integrated Camera sends no picture; is it unplugged, or in use by another program? - trying again …"


def written_on(card: Pixels) -> tuple[slice, slice]:
    """Rows and columns that differ from the card's corner."""
    rows, columns = np.nonzero((card != card[0, 0]).any(axis=2))
    return slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)


@pytest.mark.parametrize(
    "size", [(320, 180), (320, 240), (640, 360), (641, 361), (360, 640), (1280, 720), (1920, 1080)]
)
def test_its_text_lies_inside_at_any_size(size: tuple[int, int]) -> None:
    card = draw_card(size, "Camera lost", LINE)
    assert Card(card, 0, 0.0).size == size
    rows, columns = written_on(card)
    assert 0 < rows.start < rows.stop < size[1]
    assert 0 < columns.start < columns.stop < size[0]


@pytest.mark.parametrize("size", [(640, 360), (1280, 720), (360, 640)])
def test_its_text_is_in_the_middle(size: tuple[int, int]) -> None:
    rows, columns = written_on(draw_card(size, "Camera lost", "It was unplugged"))
    assert (columns.start + columns.stop) / 2 == pytest.approx(size[0] / 2, abs=size[0] * 0.01)
    assert (rows.start + rows.stop) / 2 == pytest.approx(size[1] / 2, abs=size[1] * 0.06)


def test_without_a_detail_the_title_stands_alone_in_the_middle() -> None:
    rows, _ = written_on(draw_card((640, 360), "Camera lost"))
    assert (rows.start + rows.stop) / 2 == pytest.approx(180, abs=8)


ADDRESS = "rtsp://a-camera-with-a-name-that-never-ends.example.org:8554/live/with/a/long/path cannot be reached"


@pytest.mark.parametrize("size", [(320, 180), (360, 640), (1280, 720)])
def test_a_word_without_end_is_broken(size: tuple[int, int]) -> None:
    rows, columns = written_on(draw_card(size, "Camera lost", ADDRESS))
    assert size[0] * 0.05 <= columns.start < columns.stop <= size[0] * 0.95
    assert 0 < rows.start < rows.stop < size[1]


def test_its_small_print_can_be_read_on_a_small_picture() -> None:
    capital, _ = written_on(draw_card((320, 180), "", "I"))
    assert capital.stop - capital.start >= SMALLEST_DETAIL * 0.6
