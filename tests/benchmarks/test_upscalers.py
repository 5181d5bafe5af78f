"""Ways to enlarge a painting: what each may do, and must not."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.upscalers import UPSCALERS, Upscaler, cubic, engines, guided, joint_bilateral, linear
from stylecam.engine.geometry import scaled
from stylecam.frame import Pixels
from tests.engine.pictures import difference, noisy

LARGE, SMALL = (96, 64), (48, 32)


def edge() -> Pixels:
    """Dark on the left, light on the right, with the edge between two pixels of the small picture."""
    pixels = np.full((LARGE[1], LARGE[0], 3), 40, np.uint8)
    pixels[:, 49:] = 200
    return pixels


@pytest.mark.parametrize("name", UPSCALERS)
def test_a_painting_becomes_as_large_as_its_content(name: str) -> None:
    content = noisy(edge(), 10, seed=1)
    enlarged = UPSCALERS[name](scaled(content, (37, 25)), content)
    assert enlarged.shape == content.shape
    assert enlarged.dtype == np.uint8


@pytest.mark.parametrize("name", UPSCALERS)
def test_no_content_shows_in_a_wall_painted_in_one_colour(name: str) -> None:
    wall = np.full((SMALL[1], SMALL[0], 3), (60, 120, 180), np.uint8)
    enlarged = UPSCALERS[name](wall, noisy(edge(), 10, seed=1))
    assert np.abs(enlarged.astype(int) - (60, 120, 180)).max() <= 1


@pytest.mark.parametrize("upscaler", [guided, joint_bilateral, engines])
def test_an_edge_that_both_have_becomes_as_sharp_as_in_the_content(upscaler: Upscaler) -> None:
    content = edge()
    full = np.asarray(255 - content, dtype=np.uint8)
    small = scaled(full, SMALL)
    assert difference(upscaler(small, content), full) < 0.6 * difference(cubic(small, content), full)


def test_a_stroke_that_the_content_does_not_have_stays_in_the_engine() -> None:
    content = np.full((LARGE[1], LARGE[0], 3), 128, np.uint8)
    stroke = np.full((SMALL[1], SMALL[0], 3), 200, np.uint8)
    stroke[15:17] = 30
    assert np.abs(engines(stroke, content).astype(int) - linear(stroke, content)).max() <= 1
    assert guided(stroke, content).min() > linear(stroke, content).min() + 40
