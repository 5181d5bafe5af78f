"""What is left of a recording whose program is killed: numbered frames, told one by one, and read back.

python -m benchmarks.crash FILM      the program that is killed
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import av
import numpy as np

from stylecam.frame import Frame, Pixels
from stylecam.sinks.recording import recorded_video

FPS = 30
SIZE = (640, 360)
BITS = 16
CELL = 32
"""Pixels of the square that shows one bit."""

EARLIEST, LATEST = 45, 300
"""Frames that are told before the end comes."""


@dataclass(frozen=True)
class Left:
    """What a kill left.

    Attributes:
        told: the last frame that was recorded.
        readable: frames in the file, each in its place from the first on.
        lost: seconds of the recording that are missing at its end.
    """

    told: int
    readable: int
    lost: float


def numbered(index: int, background: Pixels) -> Frame:
    """A frame that shows its index in black and white squares, taken `index / FPS` seconds after the first."""
    pixels = np.roll(background, 3 * index, axis=1)
    bits = np.array([index >> bit & 1 for bit in range(BITS)], np.uint8) * 255
    pixels[:CELL, : BITS * CELL] = np.repeat(np.repeat(bits, CELL)[None, :, None], CELL, axis=0)
    return Frame(pixels, index, 1000 + index / FPS)


def number_of(pixels: Pixels) -> int:
    """The index that a frame shows."""
    centres = pixels[CELL // 2, CELL // 2 : BITS * CELL : CELL].mean(axis=-1) > 127
    return sum(1 << bit for bit, lit in enumerate(centres) if lit)


def indices_in(path: Path) -> list[int]:
    """The indices of a file's frames, in order.

    Raises:
        ValueError: a frame is not shown when it was taken.
    """
    found = []
    with av.open(str(path)) as container:
        for picture in container.decode(video=0):
            index = number_of(np.asarray(picture.to_ndarray(format="rgb24"), np.uint8))
            if picture.time is None or abs(picture.time - index / FPS) > 0.002:
                raise ValueError(f"{path}: frame {index} is shown at {picture.time} s")
            found.append(index)
    return found


def record_until_killed(path: Path) -> None:
    """Record numbered frames as fast as they are encoded, and tell each once it was taken."""
    background = np.random.default_rng(0).integers(0, 256, (SIZE[1] // 4, SIZE[0] // 4, 3), np.uint8)
    background = background.repeat(4, axis=0).repeat(4, axis=1)
    sink = recorded_video(path)
    sink.open()
    for index in count():
        sink.write(numbered(index, background))
        print(index, flush=True)


def killed(path: Path, seed: int) -> int:
    """Start a recording, kill it without warning at a moment that the seed draws; the last frame that was told."""
    last = random.Random(seed).randint(EARLIEST, LATEST)
    command = [sys.executable, "-m", "benchmarks.crash", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = -1
        for line in child.stdout:
            if line.endswith("\n"):  # the last may be torn
                told = int(line)
            if told == last:
                child.kill()
    return told


def left_of(path: Path, told: int) -> Left:
    """Look at a file after the kill.

    Raises:
        ValueError: its frames are not those from the first on, each at its time.
    """
    indices = indices_in(path)
    if indices != list(range(len(indices))):
        raise ValueError(f"{path}: frames are missing before its end")
    return Left(told, len(indices), max(0, told + 1 - len(indices)) / FPS)


def main(argv: Sequence[str] | None = None) -> int:
    (path,) = sys.argv[1:] if argv is None else argv
    record_until_killed(Path(path))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
