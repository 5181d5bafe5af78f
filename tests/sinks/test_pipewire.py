"""The child process that shows a PipeWire camera: other programs stand in for it, and GStreamer where it is here."""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest

from stylecam.clock import Clock
from stylecam.errors import SinkError
from stylecam.frame import Pixels
from stylecam.sinks.pipewire import LAUNCHER, MOST_ENDS, PIPEWIRE, STEADY_AFTER, PipeWireCamera, bgra, gstreamer
from stylecam.sinks.virtual_camera import connect
from tests.pipeline.parts import eventually
from tests.sources.fake_clock import FakeClock

SIZE = (320, 180)
BYTES = SIZE[0] * SIZE[1] * 4
COLOURS = ((200, 40, 40), (40, 200, 40), (40, 40, 200), (220, 220, 220))

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="PipeWire is a part of Linux")

KEEPER = f"""
import os, sys
notes = open(sys.argv[1], "ab", 0)
while picture := sys.stdin.buffer.read({BYTES}):
    notes.write(picture)
"""
"""Keeps the pictures."""

MORTAL = f"""
import os, sys
open(sys.argv[1], "a").write("started\\n")
sys.stdin.buffer.read({BYTES})
sys.exit("ERROR: no session")
"""
"""Ends after one picture, and says why."""

DEAF = """
import os, signal, sys
open(sys.argv[1], "a").write(f"{os.getpid()}\\n")
signal.alarm(600)
signal.pause()
"""
"""Reads nothing."""


def plain(colour: Sequence[int]) -> Pixels:
    return np.full((SIZE[1], SIZE[0], 3), colour, np.uint8)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """What the child writes."""
    return tmp_path / "notes"


Start = Callable[..., PipeWireCamera]


@pytest.fixture
def start(notes: Path) -> Iterator[Start]:
    """Shows a camera with another program in place of GStreamer."""
    cameras: list[PipeWireCamera] = []

    def started(program: str, clock: Clock | None = None) -> PipeWireCamera:
        cameras.append(PipeWireCamera(SIZE, 30.0, [sys.executable, "-c", program, str(notes)], clock))
        return cameras[-1]

    yield started
    for camera in cameras:
        camera.close()


def holds(file: Path, size: int) -> bool:
    return file.exists() and file.stat().st_size == size


def lines(notes: Path) -> list[str]:
    return notes.read_text().splitlines() if notes.exists() else []


def test_the_child_gets_whole_pictures(start: Start, notes: Path) -> None:
    camera = start(KEEPER)
    for count, colour in enumerate(COLOURS, 1):
        camera.send(plain(colour))
        eventually(partial(holds, notes, count * BYTES))
    pictures = np.frombuffer(notes.read_bytes(), np.uint8).reshape(-1, SIZE[1], SIZE[0], 4)
    for picture, colour in zip(pictures, COLOURS, strict=True):
        assert (cv2.cvtColor(picture, cv2.COLOR_BGRA2RGB) == colour).all()


def test_one_that_ends_is_started_again(start: Start, notes: Path) -> None:
    camera = start(MORTAL, Ages())

    def often() -> bool:
        camera.send(plain(COLOURS[0]))
        return len(lines(notes)) > 2 * MOST_ENDS

    eventually(often)


def test_without_a_place_for_a_file_it_is_given_up_and_told(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    camera = start(KEEPER, FakeClock())

    def given_up() -> bool:
        try:
            camera.send(plain(COLOURS[0]))
        except SinkError as error:
            return "No such file or directory" in str(error)
        return False

    eventually(given_up)


def test_one_that_ends_again_and_again_is_given_up_with_what_it_says(start: Start, notes: Path) -> None:
    clock = FakeClock()
    camera = start(MORTAL, clock)
    said = ""

    def given_up() -> bool:
        nonlocal said
        try:
            camera.send(plain(COLOURS[0]))
        except SinkError as error:
            said = str(error)
        return bool(said)

    eventually(given_up)
    assert len(lines(notes)) == MOST_ENDS
    assert "ERROR: no session" in said
    assert "stylecam doctor" in said
    assert "\n" not in said
    assert clock.waits == [0.5, 1.0, 2.0, 4.0, 8.0], "each time it waits longer"


def test_one_that_reads_nothing_stops_nobody(start: Start, notes: Path) -> None:
    camera = start(DEAF)
    for _ in range(300):
        camera.send(plain(COLOURS[1]))
    eventually(lambda: lines(notes))
    camera.close()
    assert not psutil.pid_exists(int(lines(notes)[0])), "it ends with the camera"


def test_one_that_reads_no_more_is_ended_and_started_again(start: Start, notes: Path) -> None:
    """GStreamer waits for ever for the buffers that a program keeps."""
    camera = start(DEAF, Ages())

    def twice() -> bool:
        camera.send(np.zeros((720, 1280, 3), np.uint8))  # more than the pipe holds
        return len(lines(notes)) > 1

    eventually(twice)
    assert not psutil.pid_exists(int(lines(notes)[0]))


def test_closed_while_it_waits_to_start_again_it_ends(start: Start, notes: Path) -> None:
    clock = Waits()
    camera = start(MORTAL, clock)

    def is_waiting() -> bool:
        camera.send(plain(COLOURS[0]))
        return bool(clock.waits)

    eventually(is_waiting)
    camera.close()
    assert len(lines(notes)) == 1


def test_without_gstreamer_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(SinkError, match=r"gst-launch-1\.0 is not here.*stylecam doctor"):
        connect(PIPEWIRE, (1280, 720), 30.0)


def test_no_picture_is_transparent() -> None:
    assert bgra(plain((1, 2, 3)))[0, 0].tolist() == [3, 2, 1, 255]


@pytest.mark.skipif(shutil.which(LAUNCHER) is None, reason="GStreamer's tools are not installed")
@pytest.mark.parametrize("size", [(320, 180), (1280, 720)])
def test_gstreamer_understands_the_pictures_and_takes_their_colours_for_what_they_are(
    size: tuple[int, int], tmp_path: Path
) -> None:
    """The real program, with a file in place of PipeWire."""
    file = tmp_path / "pictures"
    command = gstreamer(size, 29.97)
    end = ["videoconvert", "!", "video/x-raw,format=RGB", "!", "filesink", "buffer-mode=unbuffered", f"location={file}"]
    width, height = size
    picture = np.zeros((height, width, 3), np.uint8)
    for number, colour in enumerate(COLOURS):
        picture[:, number * width // 4 : (number + 1) * width // 4] = colour
    camera = PipeWireCamera(size, 29.97, [*command[: command.index("pipewiresink")], *end])
    try:
        camera.send(picture)
        eventually(partial(holds, file, picture.size))
    finally:
        camera.close()
    seen = np.fromfile(file, np.uint8, picture.size).reshape(picture.shape)
    for number, colour in enumerate(COLOURS):
        assert seen[height // 2, (2 * number + 1) * width // 8].tolist() == list(colour)


class Ages(FakeClock):
    """However short a life is, it is long by this clock."""

    def now(self) -> float:
        self.time += STEADY_AFTER
        return self.time


class Waits(FakeClock):
    """A wait ends with a stop alone."""

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        self.waits.append(seconds)
        return stop.wait()
