from __future__ import annotations

import cv2
import numpy as np
import pytest

from stylecam.frame import Pixels
from stylecam.training.evaluation.flow import Motion, motion, motions, warped, warping_error
from tests.training.evaluation.parts import flat, noise

STEP = 3
"""Pixels that the made clip moves to the right in each frame."""


def texture() -> Pixels:
    """Soft blobs, which an optical flow can follow, wide enough to move over."""
    blurred = cv2.GaussianBlur(noise(240, 96), (0, 0), 4)
    return np.asarray(cv2.normalize(blurred, blurred, 0, 255, cv2.NORM_MINMAX), dtype=np.uint8)


def panning(frames: int = 5) -> list[Pixels]:
    """A clip of 128x96 in which all moves to the right."""
    whole = texture()
    starts = [60 - STEP * k for k in range(frames)]
    return [np.ascontiguousarray(whole[:, start : start + 128]) for start in starts]


def brighter(frame: Pixels, by: int) -> Pixels:
    return np.clip(frame.astype(np.int64) // 2 + 64 + by, 0, 255).astype(np.uint8)


def test_the_flow_leads_back_to_where_things_were() -> None:
    before, now = panning(2)
    found = motion(before, now)
    inner = (slice(16, -16), slice(16, -16))
    assert np.median(found.back[inner][..., 0]) == pytest.approx(-STEP, abs=0.1)
    assert np.median(found.back[inner][..., 1]) == pytest.approx(0, abs=0.1)
    assert found.visible[inner].mean() > 0.9


def test_what_has_come_into_view_was_not_visible() -> None:
    before, now = panning(2)
    assert not motion(before, now).visible[:, : STEP - 1].any()


def test_what_was_hidden_is_not_visible() -> None:
    """A bright square passes over a resting ground and uncovers what lay behind it."""
    frames = []
    for left in (40, 52):
        frame = texture()[:, :128].copy() // 2
        frame[30:60, left : left + 30] = 128 + noise(30, 30, seed=3) // 2
        frames.append(frame)
    visible = motion(*frames).visible
    assert visible[70:, 20:100].mean() > 0.9
    assert visible[32:58, 42:50].mean() < 0.2


def test_a_picture_is_moved_by_the_flow() -> None:
    picture = np.arange(20, dtype=np.float32).reshape(4, 5)[..., None].repeat(3, -1)
    back = np.zeros((4, 5, 2), np.float32)
    back[..., 0] = -1
    assert np.array_equal(warped(picture, back)[:, 1:], picture[:, :-1])


def test_a_painting_that_moves_with_its_source_does_not_flicker() -> None:
    clip = panning()
    assert warping_error(clip, motions(clip)) < 1e-4


def test_flicker_adds_its_own_square() -> None:
    """Every second frame is a tenth brighter: what is left of the motion's error is far below it."""
    clip = panning()
    steady = [brighter(frame, 0) for frame in clip]
    flickering = [brighter(frame, 26 * (k % 2)) for k, frame in enumerate(clip)]
    steps = motions(clip)
    assert warping_error(steady, steps) < 1e-4
    assert warping_error(flickering, steps) == pytest.approx((26 / 255) ** 2, rel=0.05)


def test_a_painting_that_stays_while_its_source_moves_is_found_out() -> None:
    clip = panning()
    assert warping_error([clip[0]] * len(clip), motions(clip)) > 20 * warping_error(clip, motions(clip))


def test_only_what_both_frames_see_counts() -> None:
    before, now = flat((0, 0, 0)), flat((0, 0, 0))
    now[:, 4:] = 255
    left = np.zeros((8, 8), np.bool_)
    left[:, :4] = True
    nowhere = np.zeros((8, 8, 2), np.float32)
    assert warping_error([before, now], [Motion(nowhere, left)]) == 0
    assert warping_error([before, now], [Motion(nowhere, ~left)]) == 1


def test_a_cut_does_not_count() -> None:
    black, white = flat((0, 0, 0)), flat((255, 255, 255))
    nowhere, none = np.zeros((8, 8, 2), np.float32), np.zeros((8, 8), np.bool_)
    assert warping_error([black, white, white], [Motion(nowhere, none), Motion(nowhere, ~none)]) == 0
