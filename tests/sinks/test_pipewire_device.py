"""A camera in a real PipeWire session, watched by another program as a browser would."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import psutil
import pytest

from stylecam.doctor.distribution import this_distribution
from stylecam.doctor.pipewire import pipewire_checks, read_pipewire
from stylecam.frame import Pixels
from stylecam.sinks.pipewire import LAUNCHER, NODE, PIPEWIRE
from stylecam.sinks.virtual_camera import VirtualCameraSink
from tests.pipeline.parts import eventually
from tests.sinks.numbered import CORNERS, SIZE, number_of, numbered, spots_of

READY = all(check.ok for check in pipewire_checks(read_pipewire(Path("/"), os.environ), this_distribution()))

pytestmark = [
    pytest.mark.device,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not READY, reason="there is no PipeWire session, or no GStreamer with its plugin for it"),
    pytest.mark.skipif(shutil.which("pw-dump") is None, reason="pw-dump is not installed"),
]

# It copies and drops what is late, as browsers do: one that keeps the shared buffers stops all the others.
READER = (
    f"{LAUNCHER} -q pipewiresrc always-copy=true target-object={NODE} ! queue leaky=downstream max-size-buffers=2"
    " ! videoconvert ! video/x-raw,format=I420,colorimetry=(string)bt601 ! y4menc ! fdsink fd=1"
)


def cameras() -> list[int]:
    """The serial numbers of those that other programs find by our name."""
    told = subprocess.run(["pw-dump"], capture_output=True, check=True).stdout
    # A change while it looks makes it write more than one list.
    things, _ = json.JSONDecoder().raw_decode(told.decode())
    props = [(thing.get("info") or {}).get("props") or {} for thing in things]
    return [each["object.serial"] for each in props if each.get("node.name") == NODE]


def producers() -> list[psutil.Process]:
    """Ours, and not the other programs that these tests start."""
    children = [each for each in psutil.Process().children() if each.name().startswith("gst-launch")]
    return [each for each in children if each.status() != psutil.STATUS_ZOMBIE and "mode=provide" in each.cmdline()]


def leave(reader: subprocess.Popen[bytes]) -> None:
    """As a browser does, with a word to PipeWire: one that is killed may keep buffers, and the others wait for them."""
    reader.send_signal(signal.SIGINT)
    assert reader.stdout is not None
    reader.stdout.close()  # it may wait for somebody to read
    reader.wait()


class Seen(NamedTuple):
    """A picture that the other program got, and the newest number that was sent by then."""

    pixels: Pixels
    sent: int


class Call:
    """Another program that watches."""

    def __init__(self) -> None:
        self._reader = subprocess.Popen(READER.split(), stdout=subprocess.PIPE)
        assert self._reader.stdout is not None
        self._film = self._reader.stdout
        words = self._film.readline().decode().split()
        if words[:1] != ["YUV4MPEG2"]:
            self.close()
            pytest.fail("it gets no pictures")
        tags = {word[0]: word[1:] for word in words[1:]}
        self.size = int(tags["W"]), int(tags["H"])
        self.rate = tags["F"]

    def picture(self) -> Pixels:
        """The next one."""
        assert self._film.readline().startswith(b"FRAME")
        width, height = self.size
        planes = np.frombuffer(self._film.read(width * height * 3 // 2), np.uint8).reshape(height * 3 // 2, width)
        return np.asarray(cv2.cvtColor(planes, cv2.COLOR_YUV2RGB_I420), np.uint8)

    def close(self) -> None:
        leave(self._reader)


class Show:
    """A sink that is fed thirty numbered pictures a second."""

    def __init__(self) -> None:
        self.sent = 0
        self.sink = VirtualCameraSink(PIPEWIRE)
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.sink.open()
        self._thread.start()
        eventually(cameras)

    def close(self) -> None:
        self._end.set()
        self._thread.join()
        self.sink.close()

    def _run(self) -> None:
        for number in itertools.count():
            if self._end.wait(1 / 30):
                return
            self.sink.write(numbered(number))
            self.sent = number


@pytest.fixture
def show() -> Iterator[Show]:
    show = Show()
    yield show
    show.close()


def watch(show: Show, count: int) -> list[Seen]:
    call = Call()
    try:
        assert call.size == SIZE
        assert call.rate == "30:1"
        return [Seen(call.picture(), show.sent) for _ in range(count)]
    finally:
        call.close()


def test_another_program_sees_the_pictures_in_their_size_rate_colours_and_order(show: Show) -> None:
    seen = watch(show, 90)
    numbers = [number_of(each.pixels) for each in seen]
    for spot, colour in zip(spots_of(seen[-1].pixels), CORNERS.values(), strict=True):
        assert np.abs(np.subtract(spot, colour)).max() <= 6
    assert np.all(np.diff(numbers[1:]) >= 0), "none comes after a later one"
    assert numbers[-1] > numbers[1] + 30
    # What comes first may be what nobody took before.
    assert max(each.sent - number for each, number in list(zip(seen, numbers, strict=True))[30:]) < 15, "late"
    assert show.sink.name == "PipeWire camera stylecam"


def test_a_program_that_paints_rgb_sees_the_colours_of_a_large_picture(show: Show) -> None:
    """It takes YUV pictures of this size for BT.709, unless it is told otherwise."""
    assert show.sink.name
    form = f"video/x-raw,format=RGB,width={SIZE[0]},height={SIZE[1]}"
    reader = READER[: READER.index("video/x-raw")].replace("always-copy", "num-buffers=5 always-copy")
    told = subprocess.run([*reader.split(), *f"{form} ! fdsink fd=1".split()], stdout=subprocess.PIPE, check=True)
    picture = np.frombuffer(told.stdout, np.uint8)[: SIZE[0] * SIZE[1] * 3].reshape(*SIZE[::-1], 3)
    for spot, colour in zip(spots_of(picture), CORNERS.values(), strict=True):
        assert np.abs(np.subtract(spot, colour)).max() <= 6


def test_two_programs_see_it_at_once(show: Show) -> None:
    calls = [Call(), Call()]
    for call in calls:
        for _ in range(30):
            picture = call.picture()
        assert np.abs(np.subtract(spots_of(picture)[0], CORNERS["red"])).max() < 12
    calls[0].close()
    since = show.sent
    eventually(lambda: number_of(calls[1].picture()) > since + 30)
    calls[1].close()


def test_one_program_after_another_sees_it(show: Show) -> None:
    for _ in range(5):
        assert len(watch(show, 5)) == 5


def test_when_gstreamer_dies_the_next_one_shows_the_camera_again(show: Show) -> None:
    watch(show, 5)
    (before,), (child,) = cameras(), producers()
    child.kill()
    eventually(lambda: cameras() not in ([], [before]))
    assert len(watch(show, 5)) == 5


def test_after_a_program_that_takes_pictures_and_gives_none_back_the_camera_comes_again(show: Show) -> None:
    watch(show, 5)
    (before,) = cameras()
    # Nobody reads what it writes, so it stops with the pictures it has.
    lazy = subprocess.Popen(
        READER.replace("queue leaky=downstream max-size-buffers=2 !", "").split(), stdout=subprocess.PIPE
    )
    try:
        eventually(lambda: cameras() not in ([], [before]))
        assert len(watch(show, 5)) == 5
    finally:
        leave(lazy)


def test_the_camera_and_gstreamer_go_with_the_sink() -> None:
    show = Show()
    watch(show, 5)
    show.close()
    assert producers() == []
    eventually(lambda: not cameras())
