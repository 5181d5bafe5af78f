"""What the stream answers, asked by real clients."""

from __future__ import annotations

import errno
import re
import socket
from contextlib import suppress
from typing import Any, NoReturn

import numpy as np
import pytest

from stylecam.cards import draw_card
from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.look import Size
from stylecam.sinks.stream import sink as sink_module
from stylecam.sinks.stream.sink import StreamSink
from tests.pipeline.parts import DEADLINE, eventually
from tests.sinks.viewers import asked, index_of, painted, parts, pixels_of, port_of, serving


def still(sink: StreamSink) -> bytes:
    with asked(sink, "/still.jpg") as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (200, "image/jpeg")
        file = answer.read()
        assert answer.headers["Content-Length"] == str(len(file))
        return file


def test_its_page_shows_the_picture_and_loads_nothing_from_elsewhere() -> None:
    with serving(StreamSink(0)) as sink, asked(sink, "/") as answer:
        page = answer.read().decode()
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "<title>stylecam</title>" in page
    assert "stream.mjpg" in page
    assert "//" not in page


@pytest.mark.parametrize("size", [(64, 48), (33, 77), (640, 360)])
def test_a_still_is_the_newest_frame_in_its_colours_and_size(size: Size) -> None:
    with serving(StreamSink(0)) as sink:
        sink.write(painted(0))
        sink.write(Frame(np.full((size[1], size[0], 3), (250, 120, 10), np.uint8), 1, 1 / 30))
        shown = pixels_of(still(sink))
    assert shown.shape == (size[1], size[0], 3)
    assert np.abs(shown.astype(int) - (250, 120, 10)).max() <= 3


def test_before_the_first_frame_a_card_is_shown() -> None:
    card = draw_card((640, 360), "waiting for the picture").astype(int)
    with serving(StreamSink(0)) as sink:
        assert np.abs(pixels_of(still(sink)) - card).mean() < 2
        with asked(sink, "/stream.mjpg") as answer:
            assert np.abs(pixels_of(next(parts(answer))) - card).mean() < 2


def test_a_stream_is_a_jpeg_a_part_each_whole_before_the_next_is_there() -> None:
    with serving(StreamSink(0)) as sink, asked(sink, "/stream.mjpg") as answer:
        stream = parts(answer)
        next(stream)
        for index, size in enumerate([(64, 48), (64, 48), (160, 90), (65, 49)]):
            sink.write(painted(index, size))
            file = next(stream)
            assert index_of(file) == index
            assert pixels_of(file).shape == (size[1], size[0], 3)


def test_a_better_quality_makes_a_larger_file() -> None:
    sizes = []
    for quality in (40, 95):
        with serving(StreamSink(0, quality=quality)) as sink:
            sizes.append(len(still(sink)))
    assert sizes[0] < sizes[1]


def test_a_viewer_gets_no_more_pictures_a_second_than_asked_for() -> None:
    sink = StreamSink(0, fps=1e-3)
    with serving(sink), asked(sink, "/stream.mjpg") as answer:
        stream = parts(answer)
        next(stream)
        for index in range(20):
            sink.write(painted(index))
        sink.close()
        rest = list(stream)
    assert len(rest) <= 1  # the newest may slip out at the end


@pytest.mark.parametrize("path", ["/", "/still.jpg", "/stream.mjpg"])
def test_head_tells_the_same_headers_and_sends_nothing(path: str) -> None:
    with serving(StreamSink(0)) as sink:
        with asked(sink, path) as answer:
            expected = dict(answer.headers)
        with asked(sink, path, "HEAD") as answer:
            assert answer.status == 200
            assert {**expected, "Date": ""} == {**dict(answer.headers), "Date": ""}
        with socket.create_connection(("127.0.0.1", port_of(sink)), DEADLINE) as connection:
            connection.sendall(f"HEAD {path} HTTP/1.1\r\nHost: localhost:{port_of(sink)}\r\n\r\n".encode())
            assert connection.makefile("rb").read().endswith(b"\r\n\r\n")


@pytest.mark.parametrize("path", ["/", "/still.jpg", "/stream.mjpg", "/other"])
def test_nothing_is_kept_and_no_other_site_may_use_it(path: str) -> None:
    with serving(StreamSink(0)) as sink, asked(sink, path, headers={"Origin": "http://elsewhere.example"}) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/other", 404), ("GET", "/stream.mjpg/x", 404), ("GET", "/../page.py", 404), ("POST", "/", 501)],
)
def test_what_there_is_not_is_told_in_one_line(method: str, path: str, status: int) -> None:
    with serving(StreamSink(0)) as sink, asked(sink, path, method) as answer:
        body = answer.read().decode()
        assert answer.status == status
        assert body.startswith(f"{status}: ")
        assert body.count("\n") == 1


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"\xff\xfe\x00", b"400"),
        (b"GET / HTTP/9.9", b"505"),
        (b"GET " + b"/" * 70_000 + b" HTTP/1.1", b"414"),
        (b"GET //[?token=%ff HTTP/1.1", b"403"),
    ],
)
def test_a_broken_request_is_refused(request_line: bytes, status: bytes) -> None:
    with serving(StreamSink(0)) as sink:
        with socket.create_connection(("127.0.0.1", port_of(sink)), DEADLINE) as connection:
            connection.sendall(request_line + b"\r\n\r\n")
            assert status in connection.makefile("rb").readline()
        assert still(sink)


def test_who_asks_for_nothing_is_hung_up_on() -> None:
    sink = StreamSink(0, patience=0.1)
    with serving(sink), socket.create_connection(("127.0.0.1", port_of(sink)), DEADLINE) as connection:
        assert connection.recv(1) == b""


def test_who_takes_for_ever_to_ask_is_hung_up_on() -> None:
    sink = StreamSink(0, patience=0.1)
    with serving(sink), socket.create_connection(("127.0.0.1", port_of(sink)), DEADLINE) as connection:
        connection.settimeout(0.01)

        def hung_up() -> bool:
            try:
                connection.sendall(b"G")
                return connection.recv(1) == b""
            except TimeoutError:
                return False
            except ConnectionError:
                return True

        eventually(hung_up)


def test_who_asks_for_too_much_is_hung_up_on() -> None:
    with serving(StreamSink(0)) as sink:
        with socket.create_connection(("127.0.0.1", port_of(sink)), DEADLINE) as connection, suppress(ConnectionError):
            connection.sendall(b"GET /still.jpg HTTP/1.1\r\n" + 50 * (b"X: " + bytes(60_000) + b"\r\n") + b"\r\n")
            assert connection.recv(1) == b""
        assert still(sink)


def test_closed_it_ends_every_stream_and_leaves_the_port() -> None:
    first = StreamSink(0)
    first.open()
    port = port_of(first)
    with asked(first, "/stream.mjpg") as answer, asked(first, "/stream.mjpg") as other:
        streams = parts(answer), parts(other)
        for stream in streams:
            next(stream)
        first.close()
        assert first.address == ""
        assert first.viewers == 0
        with serving(StreamSink(port)) as second:
            assert port_of(second) == port
            assert still(second)
        assert [list(stream) for stream in streams] == [[], []]


def test_a_port_that_is_taken_is_told_with_the_mend() -> None:
    with serving(StreamSink(0)) as sink:
        again = StreamSink(port_of(sink))
        with pytest.raises(
            SinkError, match=f"port {port_of(sink)} is taken by another program; choose another"
        ) as told:
            again.open()
        again.close()
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("host", ["198.51.100.77", "studio..local"])
def test_an_address_of_another_machine_is_told_with_the_mend(host: str) -> None:
    sink = StreamSink(0, host)
    with pytest.raises(SinkError, match=rf"{re.escape(host)} is no address of this machine .*; give a port alone"):
        sink.open()
    sink.close()


@pytest.mark.parametrize(
    ("trouble", "line"),
    [
        (OSError(errno.EACCES, "Permission denied"), "port 80 is not allowed; choose one above 1023"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), r"no address of this machine \(Name or"),
    ],
)
def test_other_troubles_are_told_in_one_line(monkeypatch: pytest.MonkeyPatch, trouble: OSError, line: str) -> None:
    def refusing(*_: Any) -> NoReturn:
        raise trouble

    monkeypatch.setattr(sink_module, "Server", refusing)
    with pytest.raises(SinkError, match=line):
        StreamSink(80).open()


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_cannot_be_is_refused_when_it_is_made(port: int) -> None:
    with pytest.raises(SinkError, match=f"there is no port {port}"):
        StreamSink(port)


def test_a_frame_to_one_that_is_not_open_is_an_error() -> None:
    with pytest.raises(SinkError, match="not open"):
        StreamSink(0).write(painted(0))
