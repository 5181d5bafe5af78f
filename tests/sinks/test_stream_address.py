"""Where a stream is served, and who is let in."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.request import urlopen

import pytest

from stylecam.errors import SinkError
from stylecam.sinks.stream.address import address_of, is_local, parse_address
from stylecam.sinks.stream.sink import StreamSink
from tests.pipeline.parts import DEADLINE
from tests.sinks.viewers import asked, port_of, serving

TOKEN = "größer & 1/2"
IN_ADDRESS = "gr%C3%B6%C3%9Fer%20%26%201%2F2"


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("8090", "127.0.0.1", 8090),
        ("0", "127.0.0.1", 0),
        ("0.0.0.0:8090", "0.0.0.0", 8090),
        ("studio:65535", "studio", 65535),
        ("[::1]:80", "::1", 80),
        (":::80", "::", 80),
    ],
)
def test_an_address_is_a_port_or_a_host_with_one(text: str, host: str, port: int) -> None:
    assert parse_address(text) == (host, port)


@pytest.mark.parametrize("text", ["", "studio", ":8090", "studio:", "8090x", "-1", "٣", "65536", "studio:70000"])
def test_anything_else_is_told_in_one_line_with_the_mend(text: str) -> None:
    with pytest.raises(SinkError, match=r"^stream: .*(such as 8090|choose one from 1024)") as told:
        parse_address(text)
    assert "\n" not in str(told.value)


def test_what_only_this_machine_reaches() -> None:
    assert [host for host in ("127.0.0.1", "127.8.8.8", "::1", "localhost") if not is_local(host)] == []
    assert [host for host in ("0.0.0.0", "::", "192.168.1.5", "studio", "localhost.example") if is_local(host)] == []


def test_the_address_is_what_a_browser_opens() -> None:
    assert address_of("127.0.0.1", 8090, "") == "http://127.0.0.1:8090/"
    assert address_of("::1", 8090, "") == "http://[::1]:8090/"
    assert address_of("192.168.1.5", 80, TOKEN) == f"http://192.168.1.5:80/?token={IN_ADDRESS}"
    assert "0.0.0.0" not in address_of("0.0.0.0", 8090, "")


def test_on_this_machine_no_token_is_needed() -> None:
    with serving(StreamSink(0)) as sink:
        assert sink.address == f"http://127.0.0.1:{port_of(sink)}/"
        with urlopen(sink.address, timeout=DEADLINE) as answer:
            assert answer.status == 200


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_who_names_this_machine_is_let_in(host: str) -> None:
    with serving(StreamSink(0)) as sink, asked(sink, "/", headers={"Host": host.format(port=port_of(sink))}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    "host", ["", "localhost", "localhost:1", "evil.example:{port}", "127.0.0.1.evil.example:{port}"]
)
@pytest.mark.parametrize("path", ["/", "/still.jpg", "/stream.mjpg", "/other"])
def test_who_names_another_is_not(path: str, host: str) -> None:
    with serving(StreamSink(0)) as sink:
        with asked(sink, path, headers={"Host": host.format(port=port_of(sink))}) as answer:
            assert answer.status == 403
            assert answer.read().decode().endswith(f"open {sink.address}\n")
        assert sink.viewers == 0


def test_where_others_can_look_a_token_is_made_up() -> None:
    first, second = StreamSink(0, "0.0.0.0"), StreamSink(0, "0.0.0.0")
    with serving(first), serving(second):
        tokens = [sink.address.partition("/?token=")[2] for sink in (first, second)]
        assert tokens[0] != tokens[1]
        assert min(len(token) for token in tokens) >= 32
        for sink, token in zip((first, second), tokens, strict=True):
            with asked(sink, "/") as answer:
                assert answer.status == 403
            with asked(sink, f"/?token={token}", headers={"Host": "studio:1"}) as answer:
                assert answer.status == 200
        with asked(first, f"/?token={tokens[1]}") as answer:
            assert answer.status == 403


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/still.jpg", {}, 403),
        ("/still.jpg?token=", {}, 403),
        ("/still.jpg?token=wrong", {}, 403),
        ("/still.jpg?token=%FF%00", {}, 403),
        ("/still.jpg", {"Authorization": "Bearer wrong"}, 403),
        ("/still.jpg", {"Authorization": "Basic secret"}, 403),
        ("/stream.mjpg?token=wrong", {}, 403),
        ("/?token=wrong", {}, 403),
        ("/other?token=wrong", {}, 403),
        ("/still.jpg?token=secret", {}, 200),
        ("/still.jpg?token=secret&1700000000", {}, 200),
        ("/still.jpg", {"Authorization": "Bearer secret"}, 200),
        ("/other?token=secret", {}, 404),
    ],
)
def test_with_a_token_only_who_knows_it_is_let_in(path: str, headers: Mapping[str, str], status: int) -> None:
    with serving(StreamSink(0, token="secret")) as sink, asked(sink, path, headers=headers) as answer:
        assert answer.status == status
        assert "secret" not in str(answer.headers)


def test_a_refusal_does_not_tell_the_token() -> None:
    with serving(StreamSink(0, token="secret")) as sink, asked(sink, "/") as answer:
        assert b"secret" not in answer.read()


def test_a_token_may_be_any_text() -> None:
    with serving(StreamSink(0, token=TOKEN)) as sink:
        assert sink.address.endswith(f"/?token={IN_ADDRESS}")
        with urlopen(sink.address, timeout=DEADLINE) as answer:
            assert answer.status == 200
