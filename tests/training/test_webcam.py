"""A webcam's defects, each on a picture that shows it."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from stylecam.training.config import load_config
from stylecam.training.webcam import Picture, WebcamStrength, add_sensor_noise, compress, digital_zoom, dim, webcam

USUAL = load_config("compact").webcam.strength()


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(1)


def grey(value: int, side: int = 128) -> Picture:
    return np.full((side, side, 3), value, np.uint8)


def scene(side: int = 96) -> Picture:
    """Smooth colours with an edge."""
    y, x = np.mgrid[0:side, 0:side]
    picture = np.stack([x * 2, y * 2, 128 + 0 * x], axis=2).astype(np.uint8)
    picture[side // 3 : side // 2, side // 4 : side // 2] = (240, 30, 60)
    return picture


def test_a_share_of_the_pictures_is_changed_and_keeps_its_shape(random: np.random.Generator) -> None:
    picture = np.ascontiguousarray(scene()[:64])
    kept = picture.copy()
    seen = [webcam(picture, random, replace(USUAL, share=0.4)) for _ in range(300)]
    assert np.array_equal(picture, kept), "what is given is left as it is"
    assert {(s.shape, s.dtype) for s in seen} == {((64, 96, 3), np.dtype(np.uint8))}
    changed = sum(not np.array_equal(s, picture) for s in seen)
    assert 90 < changed < 150


def test_the_same_seed_gives_the_same_webcam() -> None:
    first, again, other = (webcam(scene(), np.random.default_rng(s), replace(USUAL, share=1)) for s in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_dim_halves_the_light_and_not_the_pixel_value() -> None:
    half = dim(grey(200), 0.5)
    assert half[0, 0].tolist() == [round(200 * 0.5 ** (1 / 2.2))] * 3
    assert np.array_equal(dim(scene(), 1.0), scene())


def test_noise_has_the_deviation_asked_for_at_mid_grey_and_more_in_the_light(random: np.random.Generator) -> None:
    def spread(value: int) -> float:
        return float((add_sensor_noise(grey(value), random, 0.02) / 255.0).std())

    assert spread(128) == pytest.approx(0.02, rel=0.03)
    assert spread(40) == pytest.approx(0.02 * (0.5 + 40 / 255) ** 0.5, rel=0.03)
    assert spread(200) == pytest.approx(0.02 * (0.5 + 200 / 255) ** 0.5, rel=0.03)
    assert add_sensor_noise(grey(128), random, 0.02).mean() == pytest.approx(128, abs=0.1)


def test_noise_at_black_and_white_does_not_wrap_around(random: np.random.Generator) -> None:
    assert add_sensor_noise(grey(0), random, 0.05).max() < 80
    assert add_sensor_noise(grey(255), random, 0.05).min() > 175


def test_a_dark_room_is_noisier() -> None:
    def noise(darkest: float) -> float:
        strength = WebcamStrength(share=1, darkest=darkest, noise=0.04, zoom=1, quality=(100, 100))
        return float(np.mean([webcam(grey(128), np.random.default_rng(s), strength).std() for s in range(20)]))

    assert noise(0.05) > 1.3 * noise(1.0)


@pytest.mark.parametrize(
    ("across", "down", "corner"), [(0, 0, (0, 0)), (1, 0, (48, 0)), (0, 1, (0, 48)), (1, 1, (48, 48))]
)
def test_zoom_shows_a_part_at_full_size(across: float, down: float, corner: tuple[int, int]) -> None:
    left, top = corner
    part = scene()[top : top + 48, left : left + 48]
    found = digital_zoom(scene(), 2.0, across, down)
    assert found.shape == scene().shape
    assert np.abs(found[::2, ::2].astype(int) - part).mean() < 3
    assert np.array_equal(digital_zoom(scene(), 1.0, across, down), scene())


def test_compression_is_that_of_the_right_colours_and_worse_at_lower_quality() -> None:
    def error(quality: int) -> float:
        return float(np.abs(compress(scene(), quality).astype(int) - scene()).mean())

    assert error(95) < error(60) < error(20)
    _, data = cv2.imencode(".jpg", cv2.cvtColor(scene(), cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 30])
    decoded = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert decoded is not None
    expected = cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB)
    assert np.array_equal(compress(scene(), 30), expected)
