"""One request: the page, a still, or the stream to one viewer for as long as they look."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from stylecam.pipeline.slots import Latest, SlotClosed
from stylecam.sinks.stream.audience import Picture
from stylecam.sinks.stream.page import PAGE, PAGE_POLICY

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from stylecam.sinks.stream.server import Server

BOUNDARY = "stylecam-picture"

REPEAT = 2.0
"""Seconds without a frame after which a viewer gets the last picture again: one who has left is noticed by that."""

SEND_BUFFER = 1 << 17
"""Bytes: two or three pictures. The system's own buffer grows to seconds of old pictures before a slow viewer."""

LONGEST_REQUEST = 1 << 17
"""Bytes: twice the longest address that http.server takes, which would also hold a hundred such headers."""

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Pace:
    """How a viewer is served.

    Attributes:
        fps: pictures per second at most.
        patience: seconds that sending one picture, or waiting for a whole request, may take.
    """

    fps: float
    patience: float


class Handler(BaseHTTPRequestHandler):
    """Answers in HTTP/1.0: a connection bears one request."""

    server: Server
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self.rfile = io.BufferedReader(_Request(self.connection, self.server.pace.patience))
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)

    def do_GET(self) -> None:
        self.connection.settimeout(self.server.pace.patience)
        path, _, query = self.path.partition("?")
        refusal = self.server.door.refusal(self.headers, query)
        if refusal:
            self._say(HTTPStatus.FORBIDDEN, refusal)
        elif path == "/":
            more = {"ETag": f'"{self.server.run_id}"', "Content-Security-Policy": PAGE_POLICY}
            self._answer(HTTPStatus.OK, "text/html; charset=utf-8", PAGE, more)
        elif path == "/still.jpg":
            self._answer(HTTPStatus.OK, "image/jpeg", self.server.audience.newest.file())
        elif path == "/stream.mjpg":
            self._stream()
        else:
            self._say(HTTPStatus.NOT_FOUND, "there are /, /stream.mjpg and /still.jpg")

    do_HEAD = do_GET  # noqa: N815

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """http.server's own refusals, in one line as ours."""
        self._say(HTTPStatus(code), message or HTTPStatus(code).phrase)

    def version_string(self) -> str:
        return "stylecam"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing: the line would hold the token."""

    def _stream(self) -> None:
        kind = f"multipart/x-mixed-replace; boundary={BOUNDARY}"
        if self.command == "HEAD":
            self._head(HTTPStatus.OK, kind)
            return
        with self.server.audience.seat() as seat:
            if seat is None:
                self._say(HTTPStatus.SERVICE_UNAVAILABLE, "as many are looking as can; try again later")
                return
            self._head(HTTPStatus.OK, kind)
            self.wfile.write(f"--{BOUNDARY}\r\n".encode())
            with suppress(SlotClosed):
                self._show(seat)

    def _show(self, seat: Latest[Picture]) -> None:
        """Send what comes until it ends; a viewer that does not take it in time raises TimeoutError."""
        while True:
            picture = seat.get(REPEAT) or self.server.audience.newest
            began = time.monotonic()
            file = picture.file()
            head = f"Content-Type: image/jpeg\r\nContent-Length: {len(file)}\r\n\r\n"
            # Browsers show a part once they have seen the boundary after it, so that is not left to the next one.
            self.wfile.write(head.encode() + file + f"\r\n--{BOUNDARY}\r\n".encode())
            self.server.audience.gone.wait(max(0.0, began + 1 / self.server.pace.fps - time.monotonic()))

    def _say(self, status: HTTPStatus, line: str) -> None:
        self._answer(status, "text/plain; charset=utf-8", f"{status.value}: {line}\n".encode())

    def _answer(self, status: HTTPStatus, kind: str, body: bytes, more: Mapping[str, str] = _NONE) -> None:
        self._head(status, kind, {"Content-Length": str(len(body)), **more})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, kind: str, more: Mapping[str, str] = _NONE) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            # Other sites' pages may not show the picture, and are not told the token.
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
        }
        for name, value in {**headers, **more}.items():
            self.send_header(name, value)
        self.end_headers()


class _Request(io.RawIOBase):
    """What a client sends, all of it in time: one that sends a byte now and then would keep its place for ever.

    Reading raises TimeoutError after that, and ConnectionError where it is too long.
    """

    def __init__(self, connection: socket.socket, patience: float) -> None:
        self._connection = connection
        self._until = time.monotonic() + patience
        self._room = LONGEST_REQUEST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        count = self._connection.recv_into(buffer)
        self._room -= count
        if self._room < 0:
            raise ConnectionError
        return count
