"""The options of the stream, and saying where it can be seen."""

from __future__ import annotations

import argparse
from typing import Any

from rich.console import Console

from stylecam.errors import UsageError
from stylecam.sinks.stream.address import parse_address
from stylecam.sinks.stream.sink import StreamSink


def add_stream_options(group: Any) -> None:
    """`--stream` and `--stream-token`, into a parser's group."""
    group.add_argument(
        "--stream",
        metavar="[HOST:]PORT",
        help="show the painted picture to browsers and OBS on this machine; 0.0.0.0:PORT: to others too, with a token",
    )
    group.add_argument("--stream-token", metavar="TOKEN", help="what viewers must know (made up where others can look)")


def stream_sink(arguments: argparse.Namespace) -> StreamSink | None:
    """What the options ask for; None where they ask for no stream.

    Raises:
        SinkError: that is no address.
        UsageError: a token for no stream.
    """
    if arguments.stream is None:
        if arguments.stream_token is not None:
            raise UsageError("--stream-token: there is no stream; add --stream PORT")
        return None
    host, port = parse_address(arguments.stream)
    return StreamSink(port, host, arguments.stream_token or "")


class Announcement:
    """Says once where a stream can be seen, which is known when its own thread has opened it."""

    def __init__(self, stream: StreamSink | None, console: Console) -> None:
        self._stream, self._console = stream, console

    def tell(self) -> None:
        """Say it, if it is known by now and was not said."""
        if self._stream is not None and self._stream.address:
            self._console.print(f"stream: {self._stream.address}", markup=False)
            self._stream = None
