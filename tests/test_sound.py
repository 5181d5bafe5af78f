from __future__ import annotations

import numpy as np
import pytest

from stylecam.sound import SILENCE, Level, Samples, SoundBlock, in_channels, level_of, silenced


def sine(amplitude: float, channels: int = 1) -> Samples:
    wave = amplitude * np.sin(2 * np.pi * np.arange(4800) / 48)
    return np.repeat(wave.astype(np.float32)[:, None], channels, axis=1)


@pytest.mark.parametrize(("amplitude", "peak"), [(1.0, 0.0), (0.5, -6.02), (0.001, -60.0)])
def test_a_level_is_in_decibels_of_full_scale_and_a_sine_is_3_db_under_its_peak(amplitude: float, peak: float) -> None:
    level = level_of(sine(amplitude))
    assert level.peak == pytest.approx(peak, abs=0.01)
    assert level.rms == pytest.approx(peak - 3.01, abs=0.01)
    assert level.clips == (amplitude == 1.0)


def test_silence_has_no_level_and_nothing_has_none_either() -> None:
    assert level_of(sine(0.0)) == level_of(np.zeros((0, 2), np.float32)) == Level(SILENCE, SILENCE)


def test_the_loudest_channel_counts() -> None:
    one_sided = np.concatenate([sine(0.5), sine(0.0)], axis=1)
    assert level_of(one_sided).rms == pytest.approx(level_of(sine(0.5)).rms)


def test_what_is_silenced_keeps_its_time() -> None:
    block = SoundBlock(sine(0.5, channels=2), 48_000, 17.25)
    quiet = silenced(block)
    assert (quiet.captured_at, quiet.rate, quiet.samples.shape) == (17.25, 48_000, (4800, 2))
    assert not quiet.samples.any()
    assert block.samples.any()
    assert block.seconds == pytest.approx(0.1)


@pytest.mark.parametrize("samples", [np.zeros(480, np.float32), np.zeros((0, 1), np.float32), np.zeros((480, 1))])
def test_a_block_of_another_form_is_refused(samples: Samples) -> None:
    with pytest.raises(ValueError, match="samples x channels"):
        SoundBlock(samples, 48_000, 0.0)


def test_a_block_cannot_be_changed_by_one_of_its_listeners() -> None:
    block = SoundBlock(sine(0.5), 48_000, 0.0)
    with pytest.raises(ValueError, match="read-only"):
        block.samples[0] = 1


def test_channels_are_mixed_to_one_or_two() -> None:
    given = np.array([[0.1, 0.2, 0.3, 0.4]], np.float32)
    assert in_channels(given, 1) == pytest.approx(np.array([[0.25]]))
    assert in_channels(given, 2) == pytest.approx(np.array([[0.2, 0.3]]))
    assert in_channels(given[:, :1], 2) == pytest.approx(np.array([[0.1, 0.1]]))
    assert in_channels(given[:, :2], 2) == pytest.approx(given[:, :2])
    with pytest.raises(ValueError, match="one channel or two"):
        in_channels(given, 3)
