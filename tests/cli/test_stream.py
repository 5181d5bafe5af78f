"""`stylecam live --stream`: the painted picture, asked for over HTTP while the program runs."""

from __future__ import annotations

import argparse
import io
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from PIL import Image

from stylecam.cli.main import main
from stylecam.cli.stream import add_stream_options, stream_sink
from stylecam.errors import UsageError
from stylecam.sinks.stream.sink import StreamSink
from tests.pipeline.parts import DEADLINE, eventually

LIVE = ["live", "--source", "demo", "--size", "96x64", "--style", "starry-swirl"]


@contextmanager
def running(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program and the address that it told."""
    program = "import sys; from stylecam.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, *LIVE, *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            lines = (re.fullmatch(r"stream: (\S+)\n", line) for line in process.stderr)
            yield process, next(line[1] for line in lines if line)
        finally:
            process.kill()


def size_of_still(address: str) -> tuple[int, int]:
    with urlopen(address.replace("/?", "/still.jpg?") if "?" in address else f"{address}still.jpg") as answer:
        return Image.open(io.BytesIO(answer.read())).size


def asked(*words: str) -> StreamSink | None:
    parser = argparse.ArgumentParser()
    add_stream_options(parser.add_argument_group())
    return stream_sink(parser.parse_args(words))


def test_what_is_painted_can_be_seen_and_recorded_at_once(tmp_path: Path) -> None:
    film = tmp_path / "film.mkv"
    with running("--stream", "0", "--record", str(film)) as (process, address):
        assert urlsplit(address).hostname == "127.0.0.1"
        eventually(lambda: size_of_still(address) == (96, 64))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=DEADLINE)
    assert process.returncode == 0, errors
    assert "stream: " not in errors  # once is enough
    assert film.exists()


def test_what_others_can_see_needs_the_token_that_is_told() -> None:
    with running("--stream", "0.0.0.0:0", "--stream-token", "pass/word") as (_, address):
        assert address.endswith("/?token=pass%2Fword")
        local = f"http://127.0.0.1:{urlsplit(address).port}/"
        eventually(lambda: size_of_still(f"{local}?token=pass%2Fword") == (96, 64))
        with pytest.raises(HTTPError, match="403") as refused:
            urlopen(local)
        refused.value.close()


def test_a_port_that_is_taken_ends_it(capsys: pytest.CaptureFixture[str]) -> None:
    taken = StreamSink(0)
    taken.open()
    try:
        assert main([*LIVE, "--stream", str(urlsplit(taken.address).port)]) == 1
    finally:
        taken.close()
    assert "is taken by another program; choose another" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--stream", "eighty"], "'eighty' is no port"),
        (["--stream", "70000"], "there is no port 70000"),
        (["--stream-token", "secret"], "add --stream PORT"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_starts(
    options: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*LIVE, *options]) == 2
    assert line in capsys.readouterr().err


def test_a_token_may_be_given_for_this_machine_too() -> None:
    sink = asked("--stream", "0", "--stream-token", "secret")
    assert sink is not None
    sink.open()
    address = sink.address
    sink.close()
    assert address.endswith("/?token=secret")


def test_without_the_option_there_is_no_stream() -> None:
    assert asked() is None
    with pytest.raises(UsageError, match="no stream"):
        asked("--stream-token", "secret")
