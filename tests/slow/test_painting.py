"""A painting from coarse to fine, on a network of two levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch

from stylecam.frame import Pixels
from stylecam.slow.losses import DESCRIPTIONS, Kind
from stylecam.slow.painting import Mask, Still, paint, style_weight
from stylecam.slow.scales import to_pixels
from tests.slow.tiny import CPU, photo, stripes, tiny_encoder

STILL = Still(photo(), (stripes(),), scales=2, steps=12)


@pytest.fixture(autouse=True)
def random_numbers_of_others() -> Iterator[None]:
    """Nothing here may depend on them, or change them."""
    before = torch.get_rng_state()
    yield
    assert torch.equal(torch.get_rng_state(), before)


def painted(still: Still) -> Pixels:
    return list(paint(still, tiny_encoder(), CPU))[-1].pixels(still.size)


def left_white(still: Still) -> Mask:
    width, height = still.size
    mask: Mask = np.zeros((height, width), np.uint8)
    mask[:, : width // 2] = 255
    return mask


def apart(one: Pixels, other: Pixels) -> float:
    return float(np.abs(one.astype(int) - other).mean())


@pytest.mark.parametrize("kind", DESCRIPTIONS)
def test_the_loss_goes_down_at_every_scale(kind: Kind) -> None:
    steps = list(paint(replace(STILL, loss=kind), tiny_encoder(), CPU))
    assert [(step.scale, step.size, step.step) for step in steps] == [
        *((1, (24, 16), number) for number in range(1, 13)),
        *((2, (48, 32), number) for number in range(1, 7)),
    ]
    for scale in (1, 2):
        losses = [step.loss for step in steps if step.scale == scale]
        assert losses == sorted(losses, reverse=True)
        assert losses[-1] < losses[0]
    assert steps[-1].done == pytest.approx(1)
    assert steps[-1].loss < 0.2 * steps[0].loss


def test_a_finer_scale_begins_where_the_last_one_ended() -> None:
    fewer = list(paint(replace(STILL, steps=40), tiny_encoder(), CPU))
    first = next(step for step in fewer if step.scale == 2)
    alone = next(paint(replace(STILL, steps=40, scales=1), tiny_encoder(), CPU))
    assert first.loss < 0.3 * alone.loss


def test_a_seed_decides_the_painting() -> None:
    assert np.array_equal(painted(STILL), painted(STILL))
    assert not np.array_equal(painted(STILL), painted(replace(STILL, seed=1)))


def test_without_strength_there_is_nothing_to_do() -> None:
    assert list(paint(replace(STILL, strength=0.0), tiny_encoder(), CPU)) == []


def test_the_more_strength_the_farther_from_the_picture() -> None:
    distances = [apart(painted(replace(STILL, strength=strength)), photo()) for strength in (0.05, 0.3, 1.0)]
    assert distances == sorted(distances)
    assert distances[0] < 0.3 * distances[2]
    assert style_weight(0) == 0


def test_a_mask_that_is_white_all_over_changes_nothing() -> None:
    white = np.full(photo().shape[:2], 255, np.uint8)
    assert np.array_equal(painted(replace(STILL, mask=white)), painted(STILL))


def test_under_black_every_pixel_stays() -> None:
    found = painted(replace(STILL, mask=left_white(STILL)))
    middle = photo().shape[1] // 2
    assert np.array_equal(found[:, middle:], photo()[:, middle:])
    assert apart(found[:, :middle], photo()[:, :middle]) > 10


def test_a_mask_that_is_black_all_over_leaves_nothing_to_do() -> None:
    black = np.zeros(photo().shape[:2], np.uint8)
    assert list(paint(replace(STILL, mask=black), tiny_encoder(), CPU)) == []


def test_two_styles_share_the_picture() -> None:
    red, blue = stripes(), np.ascontiguousarray(stripes()[..., ::-1])
    found = painted(replace(STILL, styles=(red, blue), mask=left_white(STILL))).astype(int)
    middle = found.shape[1] // 2
    warmth = (found[..., 0] - found[..., 2]).mean(0)
    assert warmth[: middle - 2].mean() > 30
    assert warmth[middle + 2 :].mean() < -10


def test_under_black_alone_the_second_style_is_everywhere() -> None:
    black = np.zeros(photo().shape[:2], np.uint8)
    both = replace(STILL, styles=(stripes(), photo()), mask=black)
    assert np.array_equal(painted(both), painted(replace(STILL, styles=(photo(),))))


def test_a_larger_brush_paints_with_a_larger_style() -> None:
    """Bars of four pixels in a style of forty are 4.8 wide at 48 pixels, and half that with half the brush."""
    calm = np.full((48, 48, 3), 120, np.uint8)
    still = Still(calm, (stripes(),), scales=1, steps=60)

    def roughness(brush: float) -> float:
        found = painted(replace(still, brush=brush)).astype(int)
        return float(np.abs(np.diff(found, axis=1)).mean() / found.std())

    assert roughness(2.0) < roughness(0.5)


def test_the_best_painting_of_a_coarse_scale_is_shown_at_the_final_size() -> None:
    first = next(paint(STILL, tiny_encoder(), CPU))
    assert to_pixels(first.picture).shape == (16, 24, 3)
    assert first.pixels(STILL.size).shape == photo().shape
