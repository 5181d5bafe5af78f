"""A card whose clock is off and whose blocks come late, against the clock that pictures are timed by."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from stylecam.sound import SoundBlock
from stylecam.sound_time import RATE, SLACK, Placed, SoundClock

START = 50.0


def tone(times: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Not a whole number of waves a second, nor a step's."""
    return 0.5 * np.sin(2 * np.pi * 443 * times)


def ramp(times: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Sound that tells its time, for five minutes."""
    return (times - START) / 300


def no_delay(_: float) -> float:
    return 0.0


def blocks(
    wave: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]],
    seconds: float,
    skew: float = 0.0,
    rate: int = 48_000,
    lost: Container[int] = (),
    delay: Callable[[float], float] = no_delay,
) -> Iterator[SoundBlock]:
    """What a card hears of a wave, `skew` parts too fast, ten milliseconds at a time."""
    size, true_rate = rate // 100, rate * (1 + skew)
    for index in range(round(seconds * 100)):
        times = START + (index * size + np.arange(size)) / true_rate
        if index not in lost:
            samples = wave(times).astype(np.float32)[:, None]
            yield SoundBlock(samples, rate, float(times[0]) + delay(float(times[0])))


def placed(given: Iterator[SoundBlock]) -> list[Placed]:
    clock = SoundClock()
    found = [piece for block in given for piece in clock.take(block)]
    return [*found, *clock.finish()]


def errors(pieces: list[Placed]) -> npt.NDArray[np.float64]:
    """By how much each sample of a ramp is at another time than its own, in seconds; without the ends of stretches."""
    times = np.concatenate([piece.start + np.arange(len(piece.samples)) / RATE for piece in pieces])
    told = np.concatenate([piece.samples[:, 0] for piece in pieces]) * 300.0 + START
    ends = [START, times[-1], *(end for gap in gaps(pieces) for end in (gap[0], gap[0] + gap[1]))]
    inner = np.min([np.abs(times - end) for end in ends], axis=0) > 0.001
    return np.asarray((times - told)[inner], np.float64)


def gaps(pieces: list[Placed]) -> list[tuple[float, float]]:
    """Where two pieces do not join, and by how many seconds."""
    return [(one.end, other.start - one.end) for one, other in pairwise(pieces) if abs(other.start - one.end) > 1e-6]


@pytest.mark.parametrize("skew", [-200e-6, 0.0, 200e-6, 800e-6])
@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_skewed_card_stays_with_the_clock_and_skips_nothing(skew: float, rate: int) -> None:
    pieces = placed(blocks(ramp, 30, skew, rate))
    assert np.abs(errors(pieces)).max() < 0.003
    assert gaps(pieces) == []


def test_blocks_that_come_late_by_chance_do_not_shake_it() -> None:
    chance = np.random.default_rng(1)
    pieces = placed(blocks(ramp, 20, 200e-6, delay=lambda _: chance.exponential(0.005)))
    found = errors(pieces)
    assert 0 < found.mean() < 0.004
    assert np.abs(found - found.mean()).max() < 0.003
    assert gaps(pieces) == []


def test_a_machine_that_was_busy_for_a_moment_leaves_no_trace() -> None:
    """What was taken meanwhile is told at its end, all at once."""
    pieces = placed(blocks(ramp, 10, delay=lambda at: max(0.0, 0.3 - (at - START - 5)) if at - START >= 5 else 0.0))
    assert np.abs(errors(pieces)).max() < 0.003
    assert gaps(pieces) == []


@pytest.mark.parametrize("lost", [range(500, 502), range(500, 650)], ids=["20 ms", "1.5 s"])
def test_what_was_lost_is_a_gap_in_its_place(lost: range) -> None:
    pieces = placed(blocks(ramp, 10, lost=lost))
    [(where, length)] = gaps(pieces)
    assert where == pytest.approx(START + 5, abs=0.002)
    assert length == pytest.approx(len(lost) / 100, abs=0.002)
    assert np.abs(errors(pieces)).max() < 0.003


def test_single_blocks_that_get_lost_now_and_then_do_not_add_up() -> None:
    pieces = placed(blocks(ramp, 20, lost=range(100, 2000, 70)))
    assert np.abs(errors(pieces)).max() < SLACK + 0.002


@pytest.mark.parametrize(("rate", "skew"), [(48_000, 200e-6), (44_100, -200e-6), (96_000, 0.0), (16_000, 0.0)])
def test_a_tone_stays_pure(rate: int, skew: float) -> None:
    """All but the tone itself is 60 dB below it."""
    sound = np.concatenate([piece.samples[:, 0] for piece in placed(blocks(tone, 6, skew, rate))])[RATE : 5 * RATE]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    frequencies = np.fft.rfftfreq(len(sound), 1 / RATE)
    beside = spectrum[np.abs(frequencies - 443) > 20].sum()
    assert frequencies[spectrum.argmax()] == pytest.approx(443, abs=0.5)
    assert beside < 1e-6 * spectrum.sum()


def test_what_48_khz_cannot_hold_is_left_out_and_not_folded_down() -> None:
    high = placed(blocks(lambda times: 0.5 * np.sin(2 * np.pi * 30_000 * times), 2, rate=96_000))
    assert np.abs(np.concatenate([piece.samples for piece in high])[RATE // 2 :]).max() < 0.005


def test_a_card_that_changes_its_rate_goes_on() -> None:
    first = list(blocks(ramp, 2, rate=48_000))
    later = [block for block in blocks(ramp, 4, rate=44_100) if block.captured_at >= START + 2]
    found = errors(placed(iter([*first, *later])))
    assert np.abs(found).max() < 0.003
    assert len(found) == pytest.approx(4 * RATE, rel=0.01)
