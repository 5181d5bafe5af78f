"""Those who look at a stream: real connections, as strict about the format as it allows."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse, parse_headers
from urllib.parse import urlsplit

import numpy as np
from PIL import Image

from stylecam.frame import Frame, Pixels
from stylecam.look import Size
from stylecam.sinks.stream.sink import StreamSink
from tests.pipeline.parts import DEADLINE

STEP = 16


def painted(index: int, size: Size = (64, 48)) -> Frame:
    """A frame of one colour that tells its index, 0 to 255."""
    high, low = divmod(index, STEP)
    return Frame(np.full((size[1], size[0], 3), (STEP * low, STEP * high, 128), np.uint8), index, index / 30)


def noise(index: int, size: Size = (320, 240)) -> Frame:
    """One that makes a large file, and tells its index by its upper left corner."""
    pixels = np.random.default_rng(index).integers(0, 256, (size[1], size[0], 3), np.uint8)
    pixels[:48, :64] = painted(index).pixels
    return Frame(pixels, index, index / 30)


def pixels_of(file: bytes) -> Pixels:
    with Image.open(io.BytesIO(file)) as picture:
        assert picture.format == "JPEG"
        return np.array(picture.convert("RGB"))


def index_of(file: bytes) -> int:
    """The index of the frame that a JPEG file was made of; -1 for a card."""
    red, green, blue = np.round(pixels_of(file)[8:40, 8:56].mean(axis=(0, 1)) / STEP).astype(int)
    return int(STEP * green + red) if blue == 128 // STEP else -1


@contextmanager
def serving(sink: StreamSink) -> Iterator[StreamSink]:
    """Open here, closed at the end."""
    sink.open()
    try:
        yield sink
    finally:
        sink.close()


@contextmanager
def asked(
    sink: StreamSink, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
) -> Iterator[HTTPResponse]:
    """The answer to one request at the sink's address, without its token."""
    with closing(HTTPConnection("127.0.0.1", port_of(sink), timeout=DEADLINE)) as connection:
        connection.request(method, path, headers=dict(headers or {}))
        # The answer to HTTP/1.0 owns the connection.
        with closing(connection.getresponse()) as answer:
            yield answer


def port_of(sink: StreamSink) -> int:
    port = urlsplit(sink.address).port
    assert port is not None
    return port


def parts(answer: HTTPResponse) -> Iterator[bytes]:
    """The files of a stream, each once the boundary after it has come, until the stream ends."""
    assert answer.headers.get_content_type() == "multipart/x-mixed-replace"
    boundary = f"--{answer.headers.get_param('boundary')}\r\n".encode()
    assert answer.readline() == boundary
    while True:
        head = parse_headers(answer)
        if not head:
            return
        assert head["Content-Type"] == "image/jpeg"
        length = int(head["Content-Length"])
        file = answer.read(length)
        end = answer.readline() + answer.readline()
        if len(file) < length or len(end) < len(boundary) + 2:
            return
        assert end == b"\r\n" + boundary
        yield file


class Viewer:
    """Looks on in a thread of its own until the stream ends.

    Attributes:
        files: the JPEG files that came, in order.
    """

    def __init__(self, sink: StreamSink) -> None:
        self.files: list[bytes] = []
        self._sink = sink
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def has_seen(self, index: int) -> bool:
        """Whether its newest picture is the frame of that index."""
        return bool(self.files) and index_of(self.files[-1]) == index

    def has_ended(self) -> bool:
        return not self._thread.is_alive()

    def _look(self) -> None:
        with asked(self._sink, "/stream.mjpg") as answer:
            try:
                for file in parts(answer):
                    self.files.append(file)
            except ConnectionError:
                return


@contextmanager
def never_reading(sink: StreamSink) -> Iterator[socket.socket]:
    """A viewer who asks for the stream and takes nothing of it."""
    with socket.socket() as connection:
        # Little room for what it does not take.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", port_of(sink)))
        connection.sendall(f"GET /stream.mjpg HTTP/1.1\r\nHost: 127.0.0.1:{port_of(sink)}\r\n\r\n".encode())
        yield connection
