"""Quick changes of gain are found and undone; lasting ones are let through."""

from __future__ import annotations

import numpy as np
import pytest

from stylecam.engine.exposure import Exposure, gain_between
from stylecam.engine.scene import Signature, signature
from tests.engine.pictures import noisy, scene


def seen(gain: float = 1.0, seed: int = 0) -> Signature:
    pixels = noisy(scene((320, 180)), 3, seed=seed).astype(np.float32)
    return signature(np.clip(pixels * gain, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("gain", [0.8, 0.97, 1.0, 1.05])
def test_a_gain_is_found_through_noise(gain: float) -> None:
    assert gain_between(seen(), seen(gain, seed=1)) == pytest.approx(gain, rel=0.02)


def test_what_moves_in_less_than_half_of_the_picture_is_no_gain() -> None:
    moved = seen()
    moved[:, :14] = 200
    assert gain_between(seen(), moved) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("level", [0.0, 255.0])
def test_a_black_or_white_picture_says_nothing(level: float) -> None:
    flat = np.full_like(seen(), level)
    assert gain_between(flat, seen()) == gain_between(seen(), flat) == 1.0


def test_a_flicker_is_undone() -> None:
    exposure = Exposure()
    brightness = np.array([1.1, 1.0] * 10)
    gains = brightness / np.roll(brightness, 1)
    shown = brightness * [exposure.correction(gain, 1 / 30, 0.5) for gain in gains]
    assert np.abs(np.diff(shown)).max() < 0.1 * np.abs(np.diff(brightness)).min()


@pytest.mark.parametrize("fps", [10, 30, 60])
def test_a_lasting_change_is_let_through_in_the_time_constant_at_any_rate(fps: int) -> None:
    exposure = Exposure()
    first = exposure.correction(0.5, 1 / fps, 0.5)
    assert first == pytest.approx(2)
    after = [exposure.correction(1.0, 1 / fps, 0.5) for _ in range(round(1.5 * fps))]
    assert after == sorted(after, reverse=True)
    assert np.log2(after[-1]) == pytest.approx(np.exp(-3), rel=0.01)


def test_a_restart_takes_the_exposure_as_it_is() -> None:
    exposure = Exposure()
    exposure.correction(0.5, 1 / 30, 10.0)
    assert exposure.restart() == 1
    assert exposure.correction(1.0, 1 / 30, 10.0) == 1
