"""Cuts are seen; noise, motion and changing light are none."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import av
import numpy as np
import pytest

from stylecam.engine.scene import Signature, is_cut, signature
from stylecam.frame import Pixels
from tests.engine.pictures import noisy, scene
from tests.shared import evaluation_clip

SIZES = [(16, 16), (64, 48), (641, 361)]


def cut(before: Pixels, now: Pixels) -> bool:
    return is_cut(signature(before), signature(now))


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_seen_from_afar_is_always_of_one_size(size: tuple[int, int]) -> None:
    assert signature(scene(size)).shape == (18, 32, 3)


@pytest.mark.parametrize("size", SIZES)
def test_noise_is_no_cut(size: tuple[int, int]) -> None:
    assert not cut(noisy(scene(size), 20, seed=1), noisy(scene(size), 20, seed=2))


@pytest.mark.parametrize("size", SIZES[1:])
def test_motion_is_no_cut(size: tuple[int, int]) -> None:
    assert not cut(scene(size), scene(size, shift=8))
    passing = scene(size)
    passing[size[1] // 4 :, size[0] // 3 : size[0] // 2] = 255
    assert not cut(scene(size), passing)


def test_exposure_is_no_cut_and_a_light_switched_on_is_one() -> None:
    pixels = scene((64, 48))
    assert not cut(pixels, (pixels * 0.85).astype(np.uint8))
    assert cut(pixels, (pixels * 0.4).astype(np.uint8))


@pytest.mark.parametrize("size", SIZES)
def test_another_picture_is_a_cut(size: tuple[int, int]) -> None:
    assert cut(scene(size), scene(size, look=2))
    assert cut(scene(size), 255 - scene(size))
    assert cut(scene(size), np.zeros_like(scene(size)))


def signatures(name: str) -> Iterator[Signature]:
    """Of every frame of a clip of the evaluation data."""
    with av.open(str(evaluation_clip(name))) as container:
        for decoded in container.decode(video=0):
            yield signature(decoded.to_ndarray(format="rgb24"))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["talkinghead_d20.mp4", "talkinghead_d11.mp4", "webcam_asl_walk.mp4"])
def test_people_before_a_camera_are_one_scene(name: str) -> None:
    assert not any(is_cut(before, now) for before, now in itertools.pairwise(signatures(name)))


@pytest.mark.shared
def test_from_clip_to_clip_is_a_cut() -> None:
    names = ["sam2_bedroom", "sam2_coffee", "static_bottles", "talkinghead_d0", "talkinghead_d20", "webcam_asl_book"]
    first = {name: next(signatures(f"{name}.mp4")) for name in names}
    for one, other in itertools.combinations(names, 2):
        assert is_cut(first[one], first[other]), (one, other)
