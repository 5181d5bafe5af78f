"""Many who look at once: each at their own pace, none at the cost of another."""

from __future__ import annotations

import socket
import threading
from contextlib import ExitStack
from typing import Any

import cv2
import numpy as np
import pytest

from stylecam.frame import Frame, Pixels
from stylecam.sinks.stream.audience import Picture
from stylecam.sinks.stream.server import MOST_CONNECTIONS
from stylecam.sinks.stream.sink import MOST_VIEWERS, StreamSink
from tests.pipeline.parts import DEADLINE, eventually
from tests.sinks.viewers import Viewer, asked, index_of, never_reading, noise, painted, parts, port_of, serving

PATIENT = 10 * DEADLINE
"""Seconds: no viewer is dropped, however busy the machine."""


MOST_BEHIND = 1_000_000
"""Bytes of old pictures that may be on their way to a slow viewer: some half second of a usual stream."""


@pytest.fixture
def encodings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one for each JPEG that is made."""
    made: list[int] = []
    encode = cv2.imencode

    def counted(*arguments: Any) -> Any:
        made.append(len(made))
        return encode(*arguments)

    monkeypatch.setattr(cv2, "imencode", counted)
    return made


def show(sink: StreamSink, frame: Frame, viewers: list[Viewer]) -> None:
    """Write it, and wait until all of them have seen it."""
    sink.write(frame)
    eventually(lambda: all(viewer.has_seen(frame.index) for viewer in viewers))


def test_ten_viewers_see_every_frame_and_each_is_encoded_once(encodings: list[int]) -> None:
    with serving(StreamSink(0, patience=PATIENT)) as sink:
        viewers = [Viewer(sink) for _ in range(10)]
        eventually(lambda: all(viewer.files for viewer in viewers))
        assert sink.viewers == 10
        for index in range(20):
            show(sink, painted(index), viewers)
    eventually(lambda: all(viewer.has_ended() for viewer in viewers))
    # A busy machine may take so long that the last picture is repeated; it is not encoded again.
    for viewer in viewers:
        assert list(dict.fromkeys(viewer.files[1:])) == list(dict.fromkeys(viewers[0].files[1:]))
    assert len(encodings) == 1 + 20


def test_nothing_is_encoded_while_nobody_looks(encodings: list[int]) -> None:
    with serving(StreamSink(0)) as sink:
        for index in range(50):
            sink.write(painted(index))
        assert encodings == []
        with asked(sink, "/still.jpg") as answer:
            assert index_of(answer.read()) == 49
        with asked(sink, "/still.jpg") as answer:
            assert index_of(answer.read()) == 49
    assert len(encodings) == 1


def test_one_who_never_reads_and_one_who_leaves_cost_the_others_nothing() -> None:
    with serving(StreamSink(0, patience=PATIENT)) as sink, never_reading(sink):
        viewers = [Viewer(sink) for _ in range(3)]
        with asked(sink, "/stream.mjpg") as leaving:
            eventually(lambda: sink.viewers == 5)
            leaving.read(1000)
        for index in range(60):
            show(sink, noise(index), viewers)
        eventually(lambda: sink.viewers == 4)
        # It does not wait for the one who does not read.
        sink.close()
    eventually(lambda: all(viewer.has_ended() for viewer in viewers))


def test_a_slow_viewer_gets_fewer_frames_and_never_older_ones() -> None:
    with serving(StreamSink(0, patience=PATIENT)) as sink, asked(sink, "/stream.mjpg") as answer:
        stream, other = parts(answer), Viewer(sink)
        next(stream)
        for index in range(200):
            show(sink, noise(index), [other])
        files = [next(stream)]
        while index_of(files[-1]) != 199:
            files.append(next(stream))
    seen = [index_of(file) for file in files]
    assert seen == sorted(set(seen))
    assert sum(len(file) for file in files) < MOST_BEHIND


def test_a_viewer_who_does_not_read_is_dropped() -> None:
    with serving(StreamSink(0, patience=0.2)) as sink, never_reading(sink) as connection:
        eventually(lambda: sink.viewers == 1)
        index = 0
        while sink.viewers:
            sink.write(noise(index))
            index = (index + 1) % 256
        eventually(lambda: _is_over(connection))


def _is_over(connection: socket.socket) -> bool:
    try:
        return connection.recv(1 << 16) == b""
    except ConnectionError:
        return True


def test_one_who_left_is_noticed_though_no_frame_comes() -> None:
    with serving(StreamSink(0)) as sink:
        with asked(sink, "/stream.mjpg") as answer:
            next(parts(answer))
            assert sink.viewers == 1
        eventually(lambda: sink.viewers == 0)


def test_one_too_many_is_told_so_until_another_leaves() -> None:
    with serving(StreamSink(0, patience=PATIENT)) as sink, ExitStack() as others:
        for _ in range(MOST_VIEWERS - 1):
            others.enter_context(asked(sink, "/stream.mjpg"))
        with asked(sink, "/stream.mjpg") as last:
            next(parts(last))
            with asked(sink, "/stream.mjpg") as answer:
                assert answer.status == 503
                assert answer.read().decode().count("\n") == 1
            with asked(sink, "/stream.mjpg", "HEAD") as answer:
                assert answer.status == 200
            with asked(sink, "/still.jpg") as answer:
                assert answer.status == 200
        eventually(lambda: sink.viewers < MOST_VIEWERS)
        with asked(sink, "/stream.mjpg") as answer:
            assert answer.status == 200


def test_connections_beyond_a_bound_are_hung_up_on() -> None:
    with serving(StreamSink(0, patience=PATIENT)) as sink, ExitStack() as opened:
        idle = [
            opened.enter_context(socket.create_connection(("127.0.0.1", port_of(sink)), DEADLINE))
            for _ in range(MOST_CONNECTIONS + 1)
        ]
        assert _is_over(idle[-1])


def test_a_picture_is_encoded_once_whoever_asks_for_it() -> None:
    made = []

    def encode(pixels: Pixels) -> bytes:
        made.append(pixels)
        return bytes(8)

    picture = Picture(np.zeros((2, 2, 3), np.uint8), encode)
    assert made == []
    files: list[bytes] = []
    together = threading.Barrier(10)

    def ask() -> None:
        together.wait(DEADLINE)
        files.append(picture.file())

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE)
    assert files == [bytes(8)] * 10
    assert len(made) == 1
