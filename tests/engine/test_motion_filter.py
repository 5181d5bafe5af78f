"""A painting moves with what is painted, and what is new stands alone."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
import torch
from torch import Tensor

from stylecam.engine.glance import glance
from stylecam.engine.motion_filter import MotionFilter
from stylecam.frame import Pixels
from tests.engine.pictures import noisy, scene

SIZE = (320, 192)
FRAME = 1 / 30


def as_painting(pixels: Pixels) -> Tensor:
    """(1, 3, H, W), from 0 to 1."""
    return torch.from_numpy(pixels).permute(2, 0, 1)[None] / 255


def flat(level: float, size: tuple[int, int] = SIZE) -> Tensor:
    return torch.full((1, 3, size[1], size[0]), level)


def strokes(seed: int, size: tuple[int, int] = SIZE) -> Tensor:
    """That nothing in the content explains."""
    return flat(0.5, size) + 0.1 * torch.randn(1, 3, size[1], size[0], generator=torch.Generator().manual_seed(seed))


def panned(by: int) -> Pixels:
    """A textured scene, seen by a camera that has turned by so many pixels to the left."""
    return np.ascontiguousarray(noisy(scene((480, 192)), 12, seed=1)[:, 160 - by : 480 - by])


def apart(a: Tensor, b: Tensor) -> float:
    """The mean difference of what a pan leaves in view."""
    return float((a - b)[..., 24:-24, 24:-24].abs().mean())


def test_the_strokes_before_move_with_what_they_are_on() -> None:
    motion, before = MotionFilter(), as_painting(scene(SIZE, look=2))
    motion.restart(glance(panned(0)), before)
    shown = motion.follow(glance(panned(4)), flat(0.5), FRAME, 10.0)
    assert apart(shown, before.roll(4, 3)) < 0.2 * apart(shown, before)


def test_strokes_that_boil_are_steadied_while_the_camera_pans() -> None:
    motion = MotionFilter()
    shown = [motion.follow(glance(panned(2 * k)), strokes(k), FRAME, 2 * FRAME) for k in range(12)]
    boil = [apart(before.roll(2, 3), now) for before, now in pairwise(shown[4:])]
    assert max(boil) < 0.5 * apart(strokes(0), strokes(1))


def test_what_was_not_there_before_is_painted_anew() -> None:
    motion, before = MotionFilter(), noisy(scene(SIZE), 12, seed=1)
    now = before.copy()
    now[60:120, 100:200] = 255 - now[60:120, 100:200]
    motion.restart(glance(before), flat(0.2))
    shown = motion.follow(glance(now), flat(0.8), FRAME, 1e6)
    assert float(shown[..., 66:114, 106:194].mean()) > 0.75
    assert float(shown[..., :40, :].mean()) < 0.25


@pytest.mark.parametrize("fps", [10, 30, 60])
def test_a_still_painting_follows_in_the_time_constant_at_any_rate(fps: int) -> None:
    motion, still = MotionFilter(), scene(SIZE)
    shown = motion.restart(glance(still), flat(0.0))
    for _ in range(fps):
        shown = motion.follow(glance(still), flat(1.0), 1 / fps, 1.0)
    assert float(shown.mean()) == pytest.approx(1 - math.exp(-1), abs=0.01)


def test_without_a_time_constant_the_painting_is_given_back_as_it_is() -> None:
    motion, painting = MotionFilter(), strokes(1)
    motion.restart(glance(panned(0)), strokes(0))
    assert motion.follow(glance(panned(2)), painting, FRAME, 0.0) is painting


def test_a_painting_may_be_written_over_by_the_next_and_what_is_given_is_not() -> None:
    motion, painting = MotionFilter(), strokes(0)
    motion.restart(glance(panned(0)), painting)
    painting.copy_(strokes(1))
    first = motion.follow(glance(panned(0)), painting, FRAME, 1.0)
    weight = math.exp(-FRAME)
    torch.testing.assert_close(first, weight * strokes(0) + (1 - weight) * strokes(1), atol=0.02, rtol=0)
    kept = first.clone()
    motion.follow(glance(panned(0)), strokes(2), FRAME, 1.0)
    assert torch.equal(first, kept)


@pytest.mark.parametrize("size", [(32, 32), (33, 57), (641, 361), (40, 400)])
def test_any_size_goes_and_may_change(size: tuple[int, int]) -> None:
    motion, painting = MotionFilter(), strokes(1, size)
    motion.restart(glance(scene((64, 48))), strokes(0, (64, 48)))
    for _ in range(2):
        assert motion.follow(glance(scene(size)), painting, FRAME, 1.0).shape == painting.shape


def test_strokes_of_one_size_give_way_to_those_of_another_slower_than_to_their_like() -> None:
    other, (quick, slow) = (160, 90), (MotionFilter(), MotionFilter())
    quick.restart(glance(scene(SIZE)), flat(0.0))
    slow.restart(glance(scene(SIZE)), flat(0.0, other))
    alike, changed = (
        [float(motion.follow(glance(scene(SIZE)), flat(1.0), FRAME, 0.06).mean()) for _ in range(30)]
        for motion in (quick, slow)
    )
    assert changed[0] < 0.3 * alike[0]
    assert changed == sorted(changed)
    assert changed[-1] > 0.95


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_what_is_mixed_is_mixed_in_float32(dtype: torch.dtype) -> None:
    motion = MotionFilter()
    motion.restart(glance(panned(0)), strokes(0).to(dtype))
    assert motion.follow(glance(panned(0)), strokes(1).to(dtype), FRAME, 1.0).dtype == torch.float32
