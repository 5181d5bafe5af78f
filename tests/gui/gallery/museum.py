"""A server of this machine, to fetch pictures from."""

from __future__ import annotations

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image
from PySide6.QtCore import QUrl

MEGABYTE = 2**20


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 6), (9, 99, 199)).save(file, "PNG")
    return file.getvalue()


class Museum(ThreadingHTTPServer):
    """Hangs one picture; stalls where it is asked to, until it closes."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Guide)
        self.closing = threading.Event()
        self.seen: dict[str, str] = {}

    def url(self, path: str) -> QUrl:
        return QUrl(f"http://127.0.0.1:{self.server_port}{path}")


class _Guide(BaseHTTPRequestHandler):
    server: Museum

    def do_GET(self) -> None:
        self.server.seen = dict(self.headers)
        match self.path:
            case "/wave.png":
                self._answer("image/png", png())
            case "/moved":
                self.send_response(302)
                self.send_header("Location", "/wave.png")
                self.end_headers()
            case "/page":
                self._answer("text/html; charset=utf-8", b"<h1>The Wave</h1>")
            case "/large":
                self._answer("image/png", bytes(2 * MEGABYTE))
            case "/endless":
                self._start("image/png")
                self._write_until_closed(bytes(MEGABYTE // 4))
            case "/stalled":
                self._start("image/png", length=1000)
                self.wfile.write(b"\x89PNG")
                self.server.closing.wait()
            case _:
                self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (as it is called there)
        pass

    def _start(self, kind: str, length: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _answer(self, kind: str, content: bytes) -> None:
        self._start(kind, len(content))
        self._write(content)

    def _write_until_closed(self, part: bytes) -> None:
        while not self.server.closing.is_set() and self._write(part):
            pass

    def _write(self, content: bytes) -> bool:
        """Whether the other side still listens."""
        try:
            self.wfile.write(content)
        except OSError:
            return False
        return True
