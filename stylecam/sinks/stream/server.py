"""The server: a thread that accepts, and one for each connection."""

from __future__ import annotations

import logging
import secrets
import socket
import socketserver
import sys
import threading
from contextlib import suppress
from typing import Any

from stylecam.sinks.stream.address import Door
from stylecam.sinks.stream.audience import Audience
from stylecam.sinks.stream.handler import Handler, Pace

log = logging.getLogger(__name__)

MOST_CONNECTIONS = 96
"""Beside 32 who look, those whose browser opens connections ahead, or asks for stills; more are hung up on."""

POLL = 0.1
"""Seconds within which an end is noticed."""


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Serves an audience's pictures from `start` to `end`.

    Args:
        host: the address to bind to, IPv4, IPv6 or a name.
        port: 0 takes a free one.
        token: what a viewer must know; "" lets in who names this machine itself.

    Raises:
        OSError: that address cannot be had.
    """

    # Elsewhere it lets a port be had again at once; on Windows it would let two programs have it.
    allow_reuse_address = sys.platform != "win32"
    request_queue_size = 64

    def __init__(self, host: str, port: int, token: str, audience: Audience, pace: Pace) -> None:
        self.audience, self.pace = audience, pace
        self.run_id = secrets.token_hex(8)
        family, _, _, _, (where, *_) = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        self.address_family = family
        super().__init__((str(where), port), Handler)
        self.door = Door(host, int(self.socket.getsockname()[1]), token)
        self._connections: dict[socket.socket, threading.Thread] = {}
        # Daemons, as all threads of stylecam's: what is not ended must not keep the program alive.
        self._accepting = threading.Thread(target=self.serve_forever, args=(POLL,), name="stylecam-stream", daemon=True)

    def start(self) -> None:
        self._accepting.start()

    def end(self) -> None:
        """End with all viewers, whatever they are at."""
        self.audience.close()
        self.shutdown()
        self._accepting.join()
        self.server_close()
        for connection, thread in self._connections.items():
            with suppress(OSError):  # closed already
                connection.shutdown(socket.SHUT_RDWR)
            thread.join()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections = {each: thread for each, thread in self._connections.items() if thread.is_alive()}
        if len(self._connections) >= MOST_CONNECTIONS:
            self.shutdown_request(request)
            return
        thread = threading.Thread(
            target=self.process_request_thread,
            args=(request, client_address),
            name="stylecam-stream-viewer",
            daemon=True,
        )
        self._connections[request] = thread
        thread.start()

    def finish_request(self, request: Any, client_address: Any) -> None:
        with suppress(OSError):  # who looked has left, or does not read
            super().finish_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        log.exception("a request for the stream failed")
