from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stylecam.engine.person.network_finder import NetworkFinder
from stylecam.engine.person.networks import PersonNetwork, parse_network
from stylecam.frame import Pixels
from tests.engine.person.onnx_files import Form, sharpened_brightness
from tests.engine.person.stage import overlap


@pytest.fixture(params=[(256, 256), (256, 144)], ids=str)
def network(request: pytest.FixtureRequest) -> PersonNetwork:
    return parse_network(sharpened_brightness(request.param, Form()), Path("selfie.onnx"))


def bright(left: int, size: tuple[int, int] = (640, 360)) -> Pixels:
    """A bright person, 160 pixels wide, before something dark."""
    pixels = np.full((size[1], size[0], 3), (30, 25, 20), np.uint8)
    pixels[size[1] // 4 :, left : left + 160] = (250, 230, 220)
    return pixels


def test_a_mask_has_the_shape_of_the_picture_whatever_the_networks(network: PersonNetwork) -> None:
    pixels = bright(200)
    mask = NetworkFinder(network).find(pixels, 0.0)
    assert mask.shape == (180, 320)
    assert overlap(mask, (pixels[..., 0] > 128).astype(np.float32)) > 0.98
    upright = bright(80, (360, 640))
    mask = NetworkFinder(network).find(upright, 0.0)
    assert mask.shape == (320, 180)
    assert overlap(mask, (upright[..., 0] > 128).astype(np.float32)) > 0.97


def test_it_follows_who_moves(network: PersonNetwork) -> None:
    finder = NetworkFinder(network)
    for n in range(12):
        pixels = bright(100 + 20 * n)
        mask = finder.find(pixels, n / 30)
        assert overlap(mask, (pixels[..., 0] > 128).astype(np.float32)) > 0.8


def test_after_a_restart_nothing_is_left(network: PersonNetwork) -> None:
    finder = NetworkFinder(network)
    finder.find(bright(40), 0.0)
    finder.restart()
    np.testing.assert_array_equal(finder.find(bright(400), 0.01), NetworkFinder(network).find(bright(400), 0.0))
