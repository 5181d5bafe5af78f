"""A server of files on this machine, which can be made to misbehave."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class FilesServer:
    """What a server gives, and what it was asked for.

    Attributes:
        files: by their names.
        url: the page's address.
        breaks_after: bytes after which it hangs up, at most once; None for never.
        ranges: whether it knows how to go on in the middle of a file.
        asked: name and range of each request.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    url: str = ""
    breaks_after: int | None = None
    ranges: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[FilesServer]:
    """A server that runs."""
    about = FilesServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(self, about)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        about.url = f"http://127.0.0.1:{server.server_port}/weights/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield about
        finally:
            server.shutdown()
            thread.join()


def _answer(handler: BaseHTTPRequestHandler, about: FilesServer) -> None:
    name, asked = handler.path.removeprefix("/weights/"), handler.headers.get("Range", "")
    about.asked.append((name, asked))
    data = about.files.get(name)
    if data is None:
        handler.send_error(404)
        return
    wanted = re.fullmatch(r"bytes=(\d+)-", asked) if about.ranges else None
    begin = int(wanted[1]) if wanted else 0
    if begin >= len(data) > 0:
        handler.send_error(416)
        return
    handler.send_response(206 if wanted else 200)
    handler.send_header("Content-Length", str(len(data) - begin))
    if wanted:
        handler.send_header("Content-Range", f"bytes {begin}-{len(data) - 1}/{len(data)}")
    handler.end_headers()
    ends = len(data)
    if about.breaks_after is not None and name.endswith(".safetensors"):
        ends, about.breaks_after = begin + about.breaks_after, None
    handler.wfile.write(data[begin:ends])
