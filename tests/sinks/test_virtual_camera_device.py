"""The virtual camera on a real v4l2loopback device, watched by another process as a video call would."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.pipeline.slots import Latest
from stylecam.sinks.loopback import examined, loopbacks
from stylecam.sinks.virtual_camera import VirtualCameraSink
from tests.pipeline.parts import Flow, eventually, running
from tests.pipeline.whole import pipeline_of

SIZE = (1280, 720)
CORNERS = {"red": (200, 40, 40), "green": (40, 200, 40), "blue": (40, 40, 200), "white": (220, 220, 220)}
DIGITS = 10

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
while len(found) < 5:
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
"""Says of five pictures how large they are, what colour their quarters have and which number they bear."""


def numbered(index: int, size: tuple[int, int] = SIZE) -> Frame:
    """Four quarters of one colour each; at the bottom the index, in black and white, least digit first."""
    width, height = size
    pixels = np.zeros((height, width, 3), np.uint8)
    quarters = itertools.product(
        (slice(0, height // 2), slice(height // 2, height)), (slice(0, width // 2), slice(width // 2, width))
    )
    for (rows, columns), colour in zip(quarters, CORNERS.values(), strict=True):
        pixels[rows, columns] = colour
    for digit in range(DIGITS):
        columns = slice(digit * width // DIGITS, (digit + 1) * width // DIGITS)
        pixels[-height // 18 :, columns] = 255 * (index >> digit & 1)
    return Frame(pixels, index, index / 30)


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
    return seen


def test_another_program_sees_the_frames_in_their_size_colours_and_order(sink: VirtualCameraSink) -> None:
    sink.open()
    seen = watched(sink, (numbered(index % (1 << DIGITS)) for index in itertools.count()))
    assert [picture["size"] for picture in seen] == [list(SIZE)] * 5
    for picture in seen:
        for spot, colour in zip(picture["spots"], CORNERS.values(), strict=True):
            assert np.abs(np.subtract(spot, colour)).max() < 12
    steps = np.diff([picture["number"] for picture in seen]) % (1 << DIGITS)
    assert np.all((steps > 0) & (steps < 1 << (DIGITS - 1)))


def test_a_frame_of_another_size_is_seen_in_the_cameras(sink: VirtualCameraSink) -> None:
    sink.open()
    seen = watched(sink, (numbered(index % (1 << DIGITS), (640, 360)) for index in itertools.count()))
    assert [picture["size"] for picture in seen] == [list(SIZE)] * 5
    assert np.abs(np.subtract(seen[-1]["spots"][0], CORNERS["red"])).max() < 12


def test_it_can_be_switched_off_and_on_again(sink: VirtualCameraSink) -> None:
    for index in range(3):
        sink.open()
        sink.write(numbered(index))
        sink.close()


def test_it_can_be_switched_off_and_on_while_a_call_still_shows_it(sink: VirtualCameraSink) -> None:
    sink.open()
    sink.write(numbered(0))
    call = os.open(DEVICES[0][0], os.O_RDWR)
    try:
        for index in range(2):
            sink.close()
            sink.open()
            sink.write(numbered(index))
        seen = watched(sink, (numbered(index % (1 << DIGITS)) for index in itertools.count()))
        assert seen[0]["size"] == list(SIZE)
    finally:
        os.close(call)


def test_a_device_that_another_program_feeds_is_left_alone(sink: VirtualCameraSink) -> None:
    feeder = (
        "import sys\nfrom tests.sinks.test_virtual_camera_device import *\nsink = VirtualCameraSink()\nsink.open()\n"
    )
    feeder += "sink.write(numbered(1))\nprint('fed', flush=True)\nsys.stdin.read()\nsink.close()"
    command = [sys.executable, "-c", feeder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "fed\n"
        with pytest.raises(SinkError, match="another program feeds it") as raised:
            sink.open()
        print(raised.value)
        with pytest.raises(SinkError, match="another program feeds it"):
            VirtualCameraSink(DEVICES[0][0]).open()
    sink.open()
    sink.write(numbered(2))


def test_a_device_whose_feeder_was_killed_can_be_fed_again(sink: VirtualCameraSink) -> None:
    feeder = (
        "import os\nfrom tests.sinks.test_virtual_camera_device import *\nsink = VirtualCameraSink()\nsink.open()\n"
    )
    feeder += "sink.write(numbered(1))\nos.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", feeder]).returncode == -9
    assert examined(SIZE)[0].trouble == ""
    sink.open()
    sink.write(numbered(2))


def test_a_running_pipeline_feeds_it_until_it_is_detached(sink: VirtualCameraSink) -> None:
    with running(pipeline_of(Flow())) as pipeline:
        camera = pipeline.attach(sink, Latest())
        eventually(lambda: camera.status.written)
        watcher = subprocess.run([sys.executable, "-c", WATCHER, DEVICES[0][0]], stdout=subprocess.PIPE, text=True)
        seen = json.loads(watcher.stdout)
        assert [picture["size"] for picture in seen] == [list(SIZE)] * 5
        assert np.abs(np.subtract(seen[-1]["spots"], 50)).max() < 6, "the toy engine paints all of it 50"
        pipeline.detach(camera)
        eventually(lambda: camera.status.state.final)
        assert camera.status.error is None
    assert examined(SIZE)[0].trouble == ""


def test_a_camera_that_is_no_loopback_device_is_told_with_those_that_are() -> None:
    with pytest.raises(SinkError, match="/dev/video0: is no v4l2loopback device; there are: /dev/video"):
        VirtualCameraSink("/dev/video0").open()
