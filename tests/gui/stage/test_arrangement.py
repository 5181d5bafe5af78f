from __future__ import annotations

import numpy as np
import pytest

from stylecam.frame import Frame
from stylecam.gui.stage.arrangement import Arrangement
from tests.gui.stage.parts import AFTER, BEFORE, flat, painted


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0])
def test_the_split_shows_before_on_the_left_and_after_on_the_right(share: float) -> None:
    wanted, frame = Arrangement(split=True, split_place=share), painted()
    seen = wanted.pixels_of(frame)
    column = round(160 * share)
    assert (seen[:, :column] == BEFORE).all()
    assert (seen[:, column:] == AFTER).all()
    assert wanted.line_share(frame) * 160 == pytest.approx(column)


def test_the_original_is_all_of_what_was_painted_from() -> None:
    wanted = Arrangement(original=True, split=True)
    assert (wanted.pixels_of(painted()) == BEFORE).all()
    assert wanted.shows_original(painted())
    assert not wanted.shows_line(painted())
    assert not Arrangement(original=True, inset=True).shows_inset(painted())


def test_a_frame_that_nothing_was_painted_on_shows_as_it_is() -> None:
    source = Frame(flat((9, 9, 9)), 0, 0.0)
    wanted = Arrangement(original=True, split=True, inset=True)
    assert np.array_equal(wanted.pixels_of(source), source.pixels)
    for shows in (wanted.shows_original, wanted.shows_line, wanted.shows_inset):
        assert not shows(source)
        assert not shows(None)
