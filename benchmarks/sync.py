"""Whether sound and picture stay together: flashes and beeps of the same moments, found again in the recorded file.

    python -m benchmarks.sync --minutes 10 --json sync.json

A camera whose frames come unevenly and a microphone whose clock is off, whose blocks come late by chance, in bursts
now and then, and of which some get lost, are recorded as `stylecam live --record FILE --microphone` does; their times
are made up, so that it takes less than it lasts. Every five seconds a frame is white and a tone starts with it. The
file is decoded, and the bar is that no tone starts more than 40 ms from its flash.

Ten minutes each, 108 to 120 flashes: cards 200 millionths too fast or too slow stay within 2 ms; with one block in a
thousand lost within 13 ms; with blocks that are told 15 ms too late on average, within 6 ms. Without anything done a
card as fast would be 120 ms off at the end.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import av
import numpy as np

from stylecam.frame import Frame
from stylecam.pipeline.slots import BoundedFifo
from stylecam.sinks.recording import recorded_video
from stylecam.sinks.soundtrack import Soundtrack
from stylecam.sound import SoundBlock

FPS = 30.0
EVERY = 5.0
"""Seconds from one flash to the next."""
LENGTH = 0.1
"""Seconds of a flash and of a tone."""
TONE = 1000.0
"""Hertz."""
BAR = 0.040
LATENCY = 0.12
"""Seconds from a frame's capture to its writing: it is painted meanwhile."""
BEGAN = 54_321.0
"""When the camera starts, on the made-up clock; the microphone hears from half a second before that on."""


@dataclass(frozen=True)
class Case:
    """What is recorded, and by what kind of card.

    Attributes:
        suffix: the file's.
        seconds: of signal.
        skew: how much too fast the card's clock is, in millionths.
        rate: samples a second that the card says it takes.
        late: seconds by which blocks are told too late, on average.
        loss: the share of blocks that get lost.
        pause: what is left out of the recording, as seconds from its start; None for no pause.
    """

    suffix: str
    seconds: float
    skew: float = 200.0
    rate: int = 48_000
    late: float = 0.004
    loss: float = 0.0
    pause: tuple[float, float] | None = None

    def __str__(self) -> str:
        lost = f", {self.loss:.2%} lost" if self.loss else ""
        paused = ", paused" if self.pause else ""
        return f"{self.suffix[1:]}, {self.seconds:.0f} s, {self.rate} Hz {self.skew:+.0f} ppm{lost}{paused}"


@dataclass(frozen=True)
class Sync:
    """What was found in a file.

    Attributes:
        offsets: seconds by which each tone comes after its flash.
        picture, sound: seconds from the first to the last of each.
    """

    offsets: tuple[float, ...]
    picture: float
    sound: float

    @property
    def worst(self) -> float:
        return max(map(abs, self.offsets), default=math.inf)


class BeepingMicrophone:
    """A microphone in a made-up time, which hears a tone at each of some moments.

    Attributes:
        lost: blocks that nobody got.
    """

    def __init__(self, case: Case, moments: list[float], began: float) -> None:
        self.lost = 0
        self._case, self._began = case, began
        self._moments = np.asarray(moments)
        self._true_rate = case.rate * (1 + case.skew * 1e-6)
        self._size = case.rate // 100
        self._next = 0
        self._chance = np.random.default_rng(7)
        self._fifo: BoundedFifo[SoundBlock] = BoundedFifo(6000)

    def listen(self) -> BoundedFifo[SoundBlock]:
        return self._fifo

    def leave(self, blocks: BoundedFifo[SoundBlock]) -> None:
        blocks.close()

    def hear_until(self, moment: float) -> None:
        """Hand over what has been taken by then."""
        while (start := self._began + self._next * self._size / self._true_rate) < moment:
            if self._chance.random() < self._case.loss:
                self.lost += 1
            else:
                # Each half minute the machine is busy for 150 ms, and what was taken meanwhile is told at its end.
                busy = max(0.0, 0.15 - start % 30.0)
                at = start + self._chance.exponential(self._case.late) + busy
                self._fifo.put(SoundBlock(self._tone(start), self._case.rate, at))
            self._next += 1

    def _tone(self, start: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        times = start + np.arange(self._size) / self._true_rate
        before = np.searchsorted(self._moments, times, side="right") - 1
        since = np.where(before >= 0, times - self._moments[np.maximum(before, 0)], math.inf)
        tone = np.where(since < LENGTH, 0.5 * np.sin(2 * np.pi * TONE * np.minimum(since, LENGTH)), 0.0)
        return tone.astype(np.float32)[:, None]


def frames(seconds: float) -> Iterator[tuple[float, bool]]:
    """When frames are taken, unevenly, and whether each is the first of a flash."""
    chance = np.random.default_rng(3)
    for index in range(round(seconds * FPS)):
        yield BEGAN + index / FPS + chance.uniform(0, 0.01), index % round(EVERY * FPS) == round(EVERY * FPS / 2)


def record(path: Path, case: Case) -> BeepingMicrophone:
    """Write the file of a case."""
    taken = list(frames(case.seconds))
    flashes = [at for at, first in taken if first]
    microphone = BeepingMicrophone(case, flashes, BEGAN - 0.5)
    sink = recorded_video(path, sound=Soundtrack(microphone))
    sink.open()
    lit = -math.inf
    for index, (at, first) in enumerate(taken):
        lit = at if first else lit
        microphone.hear_until(at + LATENCY)
        if case.pause is not None:
            (sink.pause if case.pause[0] <= at - BEGAN < case.pause[1] else sink.resume)()
        sink.write(Frame(np.full((32, 32, 3), 255 * (at - lit < LENGTH), np.uint8), index, at))
    sink.close()
    return microphone


def measure(path: Path) -> Sync:
    """Decode a file; each flash with the tone that is nearest to it."""
    pictures, lights = _pictures(path)
    times, loud = _sound(path)
    flashes = pictures[_rises(lights > 128)]
    # A tone goes through zero twice a millisecond; it is over after ten without a loud sample.
    at_loud = times[loud > 0.1]
    tones = at_loud[np.diff(at_loud, prepend=-math.inf) > 0.01]
    nearest = [float(tones[np.abs(tones - flash).argmin()] - flash) for flash in flashes] if len(tones) else []
    return Sync(tuple(nearest), float(pictures[-1] - pictures[0]), float(times[-1] - times[0]))


def _rises(lit: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.diff(lit.astype(np.int8), prepend=0) > 0


def _pictures(path: Path) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
    """When each picture is shown, and how bright it is."""
    with av.open(str(path)) as container:
        found = [(frame.time or 0.0, frame.to_ndarray(format="gray").mean()) for frame in container.decode(video=0)]
    times, lights = np.asarray(found, np.float64).T
    return times, lights


def _sound(path: Path) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
    """When each sample is heard, and how loud it is."""
    times, loud = [], []
    with av.open(str(path)) as container:
        resampler = av.AudioResampler("fltp", "mono")
        for frame in container.decode(audio=0):
            for plain in resampler.resample(frame):
                loud.append(np.abs(plain.to_ndarray()[0]).astype(np.float64))
                times.append((plain.time or 0.0) + np.arange(plain.samples) / plain.sample_rate)
    return np.concatenate(times), np.concatenate(loud)


def cases(seconds: float) -> list[Case]:
    """Cards of all kinds, and files of all kinds."""
    return [
        Case(".mp4", seconds),
        Case(".mp4", seconds, skew=-200.0, loss=0.001),
        Case(".mp4", seconds, rate=44_100, loss=0.001, pause=(seconds * 0.4, seconds * 0.5)),
        Case(".mkv", seconds, skew=-200.0, late=0.015),
        Case(".webm", seconds, loss=0.001),
    ]


def report(case: Case, sync: Sync) -> str:
    """A line."""
    offsets = np.asarray(sync.offsets) * 1e3
    kept = "kept" if sync.worst < BAR else "MISSED"
    told = (
        f"{offsets.mean():+5.1f} on average, from {offsets.min():+5.1f} to {offsets.max():+5.1f}"
        if len(offsets)
        else "-"
    )
    return f"{case!s:44} {len(offsets):4} flashes   offset in ms: {told}   (bar {BAR * 1e3:.0f} ms: {kept})"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0, help="of signal, a case")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate(cases(options.minutes * 60)):
            path = Path(folder) / f"{number}{case.suffix}"
            record(path, case)
            found.append((case, measure(path)))
            print(report(*found[-1]), flush=True)
    if options.json:
        options.json.write_text(json.dumps([{**asdict(case), **asdict(sync)} for case, sync in found], indent=2))
    return 0 if all(sync.worst < BAR for _, sync in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
