"""The downloader against a server of this machine."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from stylecam.gui.gallery.download import Downloader

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


@pytest.fixture
def museum() -> Iterator[Museum]:
    server = Museum()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


def why_not(qtbot: QtBot, downloader: Downloader, url: QUrl) -> str:
    with qtbot.waitSignal(downloader.failed) as failed:
        downloader.fetch(url)
    return str(failed.args[0])


@pytest.mark.parametrize("path", ["/wave.png", "/moved"])
def test_a_picture_is_fetched_also_from_where_it_was_moved_to(qtbot: QtBot, museum: Museum, path: str) -> None:
    downloader = Downloader()
    with qtbot.waitSignal(downloader.fetched) as fetched:
        downloader.fetch(museum.url(path))
    assert fetched.args[0].data == png()
    assert fetched.args[0].name == "wave.png"
    assert museum.seen["User-Agent"].startswith("stylecam/")
    assert "avif" not in museum.seen["Accept"]


def test_how_much_has_come_is_told_and_that_it_ended(qtbot: QtBot, museum: Museum) -> None:
    downloader = Downloader()
    heard: list[tuple[int, int]] = []
    downloader.progress.connect(lambda done, total: heard.append((done, total)))
    with qtbot.waitSignal(downloader.fetched):
        downloader.fetch(museum.url("/large"))
    assert (2 * MEGABYTE, 2 * MEGABYTE) in heard
    assert heard[-1] == (0, 0)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/page", "page (127.0.0.1): a page, not a picture; drag the picture itself"),
        ("/gone.png", "gone.png (127.0.0.1): the server refuses it (404); save the picture and add the file"),
    ],
)
def test_what_is_no_picture_is_refused_in_one_line(qtbot: QtBot, museum: Museum, path: str, why: str) -> None:
    assert why_not(qtbot, Downloader(), museum.url(path)) == why


@pytest.mark.parametrize("path", ["/large", "/endless"])
def test_what_is_too_large_is_given_up_whether_it_says_so_or_not(qtbot: QtBot, museum: Museum, path: str) -> None:
    why = why_not(qtbot, Downloader(largest=MEGABYTE), museum.url(path))
    assert why == f"{path[1:]} (127.0.0.1): it is larger than 1 MB; scale it down"


def test_patience_ends_when_nothing_comes(qtbot: QtBot, museum: Museum) -> None:
    why = why_not(qtbot, Downloader(patience=200), museum.url("/stalled"))
    assert why == "stalled (127.0.0.1): nothing came for 0.2 s; try again"


def test_a_server_that_is_not_there_is_told_in_one_line(qtbot: QtBot, museum: Museum) -> None:
    url = museum.url("/wave.png")
    url.setPort(1)
    assert why_not(qtbot, Downloader(), url).startswith("wave.png (127.0.0.1): ")


def test_cancelled_nothing_follows(qtbot: QtBot, museum: Museum) -> None:
    downloader = Downloader()
    with qtbot.waitSignal(downloader.progress, check_params_cb=lambda done, _total: done > 0):
        downloader.fetch(museum.url("/stalled"))
    with qtbot.assertNotEmitted(downloader.failed), qtbot.assertNotEmitted(downloader.fetched):
        downloader.cancel()
        downloader.cancel()
    with qtbot.waitSignal(downloader.fetched):
        downloader.fetch(museum.url("/wave.png"))
