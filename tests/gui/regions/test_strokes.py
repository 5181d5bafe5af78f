"""Strokes become masks as geometry says."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylecam.gui.regions.strokes import Drawing, Stroke, image_of_mask, mask_of, mask_of_image

SIZE = (320, 180)
HEIGHT = SIZE[1]

shares = st.floats(-0.2, 1.2)
strokes = st.lists(
    st.builds(
        Stroke,
        st.lists(st.tuples(shares, shares), min_size=1, max_size=5).map(tuple),
        st.floats(0.005, 0.3),
        st.booleans(),
    ),
    max_size=5,
)


def area(mask: np.ndarray) -> float:
    """In pixels, those that are partly in the region in part."""
    return float(mask.sum() / 255)


def test_the_brush_set_down_once_makes_a_disc_of_its_radius() -> None:
    mask = mask_of([Stroke(((0.5, 0.5),), 0.2)], SIZE)
    assert mask.shape == (180, 320)
    assert area(mask) == pytest.approx(math.pi * (0.2 * HEIGHT) ** 2, rel=0.01)
    y, x = np.nonzero(mask > 127)
    assert (x.min(), x.max()) == (160 - 36, 160 + 35)
    assert (y.min(), y.max()) == (90 - 36, 90 + 35)


def test_a_pull_makes_a_bar_with_round_ends() -> None:
    radius, length = 0.1 * HEIGHT, 0.5 * SIZE[0]
    mask = mask_of([Stroke(((0.25, 0.5), (0.75, 0.5)), 0.1)], SIZE)
    assert area(mask) == pytest.approx(2 * radius * length + math.pi * radius**2, rel=0.01)
    assert mask[90, 80:240].min() == 255
    assert mask[90 + round(radius) + 2].max() == 0


def test_the_eraser_takes_away_where_it_goes_and_nowhere_else() -> None:
    bar = Stroke(((0.1, 0.5), (0.9, 0.5)), 0.1)
    mask = mask_of([bar, Stroke(((0.5, 0.5),), 0.15, erases=True)], SIZE)
    assert mask[90, 160] == 0
    whole = mask_of([bar], SIZE)
    away = np.hypot(*(np.indices(mask.shape) - np.array([90, 160])[:, None, None])) > 0.15 * HEIGHT + 2
    assert np.array_equal(mask[away], whole[away])


def test_strokes_lie_over_their_ground() -> None:
    ground = np.zeros((180, 320), np.uint8)
    ground[:, :160] = 255
    mask = mask_of([Stroke(((0.25, 0.5),), 0.1, erases=True), Stroke(((0.75, 0.5),), 0.1)], SIZE, ground)
    assert [int(mask[90, x]) for x in (10, 80, 240, 310)] == [255, 0, 255, 0]
    assert ground[90, 80] == 255


def test_the_last_stroke_can_be_taken_back_and_the_one_before_it() -> None:
    drawing = Drawing(SIZE)
    drawing.begin((0.2, 0.5), 0.1, erases=False)
    one = drawing.mask
    drawing.begin((0.8, 0.5), 0.1, erases=False)
    drawing.go_on((0.9, 0.5))
    drawing.undo()
    assert np.array_equal(drawing.mask, one)
    drawing.undo()
    assert not drawing.mask.any()
    assert not drawing.touched
    drawing.undo()
    assert not drawing.mask.any()


def test_what_was_cleared_is_gone_to_the_corners_and_can_be_brought_back() -> None:
    drawing = Drawing(SIZE, np.full((180, 320), 255, np.uint8))
    drawing.clear()
    assert not drawing.mask.any()
    assert drawing.touched
    drawing.undo()
    assert drawing.mask.min() == 255


@given(strokes)
@settings(max_examples=40, deadline=None)
def test_drawn_as_they_come_strokes_make_the_same_as_drawn_at_once(made: list[Stroke]) -> None:
    drawing = Drawing((64, 36))
    for stroke in made:
        drawing.begin(stroke.points[0], stroke.radius, stroke.erases)
        for point in stroke.points[1:]:
            drawing.go_on(point)
    assert drawing.strokes == tuple(made)
    assert np.array_equal(drawing.mask, mask_of(made, (64, 36)))


@pytest.mark.parametrize("width", [1, 3, 64, 321])
def test_a_mask_survives_being_an_image_whatever_its_width(width: int) -> None:
    mask = np.random.default_rng(width).integers(0, 256, (5, width), np.uint8)
    assert np.array_equal(mask_of_image(image_of_mask(mask)), mask)
