"""The one value that flows through the pipeline."""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt
import pytest

from stylecam.frame import Card, Frame


def picture(width: int = 4, height: int = 3) -> npt.NDArray[np.uint8]:
    return np.zeros((height, width, 3), np.uint8)


def test_its_size_is_width_and_height() -> None:
    frame = Frame(picture(4, 3), 7, 1.5)
    assert frame.size == (frame.width, frame.height) == (4, 3)


def test_nobody_can_change_it() -> None:
    frame = Frame(picture(), 0, 0.0)
    with pytest.raises(ValueError, match="read-only"):
        frame.pixels[0, 0, 0] = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        frame.index = 1  # type: ignore[misc]


def test_in_other_pixels_it_is_the_same_moment() -> None:
    painted = Frame(picture(4, 3), 7, 1.5).with_pixels(picture(8, 6))
    assert (painted.index, painted.captured_at, painted.size) == (7, 1.5, (8, 6))
    assert not painted.pixels.flags.writeable


def test_a_card_in_other_pixels_is_a_card() -> None:
    card: Card = Card(picture(), 0, 0.0).with_pixels(picture(8, 6))
    assert isinstance(card, Card)


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((3, 4), np.uint8),
        np.zeros((3, 4, 4), np.uint8),
        np.zeros((0, 4, 3), np.uint8),
        np.zeros((3, 0, 3), np.uint8),
        np.zeros((3, 4, 3), np.float32),
    ],
)
def test_what_is_no_rgb_picture_is_refused(pixels: npt.NDArray[np.uint8]) -> None:
    with pytest.raises(ValueError, match="height x width x 3 uint8"):
        Frame(pixels, 0, 0.0)


@pytest.mark.parametrize("pixels", [picture(8, 3)[:, ::2], picture()[..., ::-1], picture().transpose(1, 0, 2)])
def test_scattered_pixels_are_refused(pixels: npt.NDArray[np.uint8]) -> None:
    with pytest.raises(ValueError, match="C-contiguous"):
        Frame(pixels, 0, 0.0)
