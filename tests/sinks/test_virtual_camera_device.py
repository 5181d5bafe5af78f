"""The virtual camera on a real v4l2loopback device, watched by another process as a video call would."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.pipeline.slots import Latest
from stylecam.sinks.loopback import examined, loopbacks
from stylecam.sinks.virtual_camera import CameraForm, VirtualCameraSink
from tests.pipeline.parts import Flow, eventually, running
from tests.pipeline.whole import pipeline_of
from tests.sinks.hand_clock import HandClock
from tests.sinks.numbered import CORNERS, DIGITS, SIZE, numbered

CARD = (24, 26, 32)
"""Where nothing is written on it."""

DEVICES = list(loopbacks())

pytestmark = [
    pytest.mark.device,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not DEVICES, reason="there is no v4l2loopback device"),
]

WATCHER = """
import json, sys
import cv2, numpy as np
film = cv2.VideoCapture(sys.argv[1], cv2.CAP_V4L2)
found = []
while len({each["number"] for each in found}) < 5 and len(found) < 60:
    ok, picture = film.read()
    assert ok, "the camera gives no picture"
    height, width = picture.shape[:2]
    middles = [(y, x) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    spots = [picture[y, x, ::-1].tolist() for y, x in middles]
    bits = [int(picture[height - 20, (2 * n + 1) * width // 20].mean() > 128) for n in range(10)]
    found.append({"size": [width, height], "spots": spots, "number": sum(bit << n for n, bit in enumerate(bits))})
film.release()
json.dump(found, sys.stdout)
"""
"""Says of pictures how large they are, what colour their quarters have and which number they bear, until it has seen
five numbers or sixty pictures."""

COUNTER = """
import sys
import cv2
film = cv2.VideoCapture(sys.argv[1], cv2.CAP_V4L2)
while True:
    ok, picture = film.read()
    assert ok, "the camera gives no picture"
    height, width = picture.shape[:2]
    bits = [int(picture[height - 5, (2 * n + 1) * width // 20].mean() > 128) for n in range(10)]
    print(sum(bit << n for n, bit in enumerate(bits)), flush=True)
"""
"""Says the number of each picture until it is killed."""


@pytest.fixture
def sink() -> Iterator[VirtualCameraSink]:
    sink = VirtualCameraSink()
    yield sink
    sink.close()


def watched(sink: VirtualCameraSink, frames: Iterator[Frame]) -> list[dict[str, Any]]:
    """What another process sees of the frames; they are sent until it has seen enough."""
    sink.write(next(frames))  # nobody can watch a device that was never fed
    command = [sys.executable, "-c", WATCHER, DEVICES[0][0]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watcher:
        while watcher.poll() is None:
            sink.write(next(frames))
            threading.Event().wait(1 / 30)
        assert watcher.stdout is not None
        seen: list[dict[str, Any]] = json.load(watcher.stdout)
    # On a machine that is busy with the watcher the next frame may be so late that a card is shown meanwhile.
    return [picture for picture in seen if np.abs(np.subtract(picture["spots"], CARD)).max() >= 12]


def feed(sink: VirtualCameraSink, index: int) -> None:
    """Open it, and wait until others see what it shows."""
    sink.open()
    sink.write(numbered(index))
    eventually(lambda: examined(SIZE)[0].trouble)


class Counted:
    """The numbers of the pictures that another process sees."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", COUNTER, DEVICES[0][0]]
        self._watcher = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._seen: list[int] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def has(self, number: int, times: int) -> bool:
        return self._seen.count(number) >= times

    def seen(self, first: int) -> list[int]:
        """All from a number on."""
        return self._seen[self._seen.index(first) :]

    def close(self) -> None:
        self._watcher.kill()
        self._watcher.wait()
        self._reader.join()

    def _read(self) -> None:
        assert self._watcher.stdout is not None
        with self._watcher.stdout as lines:
            for line in lines:
                self._seen.append(int(line))


def test_another_program_sees_the_frames_in_their_size_colours_and_order(sink: VirtualCameraSink) -> None:
    sink.open()
    seen = watched(sink, (numbered(index % (1 << DIGITS)) for index in itertools.count()))
    assert {tuple(picture["size"]) for picture in seen} == {SIZE}
    for picture in seen:
        for spot, colour in zip(picture["spots"], CORNERS.values(), strict=True):
            assert np.abs(np.subtract(spot, colour)).max() < 12
    steps = np.diff([picture["number"] for picture in seen]) % (1 << DIGITS)
    assert np.all(steps < 1 << (DIGITS - 1)), "none comes after a later one"


def test_another_program_gets_so_many_pictures_a_second_however_many_are_painted() -> None:
    size, clock = (320, 180), HandClock()
    sink = VirtualCameraSink(form=CameraForm(size, 30.0), clock=clock)
    sink.open()
    clock.advance(0.001)
    watcher = Counted()
    try:
        while not watcher.has(0, 1):
            sink.write(numbered(0, size))
            clock.advance(1 / 30)
        for number in range(1, 31):  # thirty painted a second
            sink.write(numbered(number, size))
            clock.advance(1 / 30)
            eventually(partial(watcher.has, number, 1))
        for number in range(31, 41):  # ten
            sink.write(numbered(number, size))
            for count in (1, 2, 3):
                clock.advance(1 / 30)
                eventually(partial(watcher.has, number, count))
        for number in range(44, 164, 4):  # a hundred and twenty
            for each in range(number - 3, number + 1):
                sink.write(numbered(each, size))
            clock.advance(1 / 30)
            eventually(partial(watcher.has, number, 1))
    finally:
        watcher.close()
        sink.close()
    repeated = [number for number in range(31, 41) for _ in range(3)]
    assert watcher.seen(1) == [*range(1, 31), *repeated, *range(44, 164, 4)]


def test_a_frame_of_another_size_is_seen_in_the_cameras(sink: VirtualCameraSink) -> None:
    sink.open()
    seen = watched(sink, (numbered(index % (1 << DIGITS), (640, 360)) for index in itertools.count()))
    assert {tuple(picture["size"]) for picture in seen} == {SIZE}
    assert np.abs(np.subtract(seen[-1]["spots"][0], CORNERS["red"])).max() < 12


def test_it_can_be_switched_off_and_on_again(sink: VirtualCameraSink) -> None:
    for index in range(3):
        feed(sink, index)
        sink.close()


def test_it_can_be_switched_off_and_on_while_a_call_still_shows_it(sink: VirtualCameraSink) -> None:
    feed(sink, 0)
    call = os.open(DEVICES[0][0], os.O_RDWR)
    try:
        for index in range(2):
            sink.close()
            feed(sink, index)
        seen = watched(sink, (numbered(index % (1 << DIGITS)) for index in itertools.count()))
        assert seen[0]["size"] == list(SIZE)
    finally:
        os.close(call)


def test_a_device_that_another_program_feeds_is_left_alone(sink: VirtualCameraSink) -> None:
    feeder = "import sys\nfrom tests.sinks.test_virtual_camera_device import *\nsink = VirtualCameraSink()\n"
    feeder += "feed(sink, 1)\nprint('fed', flush=True)\nsys.stdin.read()\nsink.close()"
    command = [sys.executable, "-c", feeder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "fed\n"
        with pytest.raises(SinkError, match="another program feeds it"):
            sink.open()
        with pytest.raises(SinkError, match="another program feeds it"):
            VirtualCameraSink(DEVICES[0][0]).open()
    feed(sink, 2)


def test_a_device_whose_feeder_was_killed_can_be_fed_again(sink: VirtualCameraSink) -> None:
    feeder = "import os\nfrom tests.sinks.test_virtual_camera_device import *\nsink = VirtualCameraSink()\n"
    feeder += "feed(sink, 1)\nos.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", feeder]).returncode == -9
    assert examined(SIZE)[0].trouble == ""
    feed(sink, 2)


def test_a_running_pipeline_feeds_it_until_it_is_detached(sink: VirtualCameraSink) -> None:
    with running(pipeline_of(Flow())) as pipeline:
        camera = pipeline.attach(sink, Latest())
        eventually(lambda: camera.status.written)
        watcher = subprocess.run([sys.executable, "-c", WATCHER, DEVICES[0][0]], stdout=subprocess.PIPE, text=True)
        seen = json.loads(watcher.stdout)
        assert {tuple(picture["size"]) for picture in seen} == {SIZE}
        assert np.abs(np.subtract(seen[-1]["spots"], 50)).max() < 6, "the toy engine paints all of it 50"
        pipeline.detach(camera)
        eventually(lambda: camera.status.state.final)
        assert camera.status.error is None
    assert examined(SIZE)[0].trouble == ""


def test_its_name_says_which_device_it_is(sink: VirtualCameraSink) -> None:
    sink.open()
    path, label = DEVICES[0]
    assert sink.name == f"virtual camera: {path} ({label})"


def test_a_camera_that_is_no_loopback_device_is_told_with_those_that_are() -> None:
    with pytest.raises(SinkError, match="/dev/video0: is no v4l2loopback device; there are: /dev/video"):
        VirtualCameraSink("/dev/video0").open()
