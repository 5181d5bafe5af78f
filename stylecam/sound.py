"""Recorded sound as a value, and what can be told of it or done to it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
"""Sound, float32, samples x channels; full scale is from -1 to 1."""

SILENCE = -math.inf
"""The level of no sound at all."""


@dataclass(frozen=True)
class SoundOptions:
    """What is to be heard in a recording.

    Attributes:
        microphone: a microphone's name or a part of it; "" is the system's own choice, None no microphone.
        muted: recorded as silence.
    """

    microphone: str | None = None
    muted: bool = False


@dataclass(frozen=True, eq=False)
class SoundBlock:
    """Some milliseconds of sound and when they began.

    Attributes:
        samples: float32, samples x channels, at least one of each. Made read-only here: a block is shared by threads.
        rate: samples a second, as the sound card counts; its second is not quite the clock's.
        captured_at: when its first sample was taken, in seconds of the monotonic clock.

    Raises:
        ValueError: the samples are not of that form.
    """

    samples: Samples
    rate: int
    captured_at: float

    def __post_init__(self) -> None:
        s = self.samples
        if s.dtype != np.float32 or s.ndim != 2 or 0 in s.shape:
            raise ValueError(f"sound is samples x channels float32, not {s.shape} {s.dtype}")
        s.flags.writeable = False

    @property
    def seconds(self) -> float:
        """How long it lasts by the card's count."""
        return len(self.samples) / self.rate


@dataclass(frozen=True)
class Level:
    """How loud some sound is, in dB of full scale: 0 is the loudest that can be held, `SILENCE` no sound at all.

    Attributes:
        peak: its loudest sample.
        rms: its root mean square; 3 dB under the peak for a sine.
    """

    peak: float = SILENCE
    rms: float = SILENCE

    @property
    def clips(self) -> bool:
        """Whether it reaches full scale, and probably was louder still."""
        return self.peak >= -0.01


def level_of(samples: Samples) -> Level:
    """How loud some sound is; of several channels the loudest counts."""
    if samples.size == 0:
        return Level()
    peak = float(np.abs(samples).max())
    rms = math.sqrt(float(np.square(samples, dtype=np.float64).mean(axis=0).max()))
    return Level(decibels(peak), decibels(rms))


def decibels(amplitude: float) -> float:
    """An amplitude in dB of full scale."""
    return 20 * math.log10(amplitude) if amplitude > 0 else SILENCE


def silenced(block: SoundBlock) -> SoundBlock:
    """Silence at the same time."""
    return replace(block, samples=np.zeros_like(block.samples))


def in_channels(samples: Samples, channels: int) -> Samples:
    """The same sound in one channel or two.

    To mono all channels are averaged. One channel is heard on both sides; of more than two the even ones are averaged
    to the left and the odd ones to the right.

    Raises:
        ValueError: more than two channels are asked for.
    """
    if channels not in (1, 2):
        raise ValueError(f"sound is mixed to one channel or two, not {channels}")
    given = samples.shape[1]
    if given == channels:
        return samples
    if channels == 1:
        return np.asarray(samples.mean(axis=1, keepdims=True), np.float32)
    if given == 1:
        return np.repeat(samples, 2, axis=1)
    return np.stack([np.asarray(samples[:, side::2].mean(axis=1), np.float32) for side in (0, 1)], axis=1)
