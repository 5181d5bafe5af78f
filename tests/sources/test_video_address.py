"""Videos and streams that a server sends."""

from __future__ import annotations

import http.server
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from stylecam.errors import SourceError, SourceLost
from stylecam.sources.video import VideoSource
from tests.sources.clips import Clip, number_of, numbers, read_all, write_picture


class Files(http.server.SimpleHTTPRequestHandler):
    """Serves a folder; `/live` sends JPEGs one after another, as a network camera does, and then breaks off."""

    def do_GET(self) -> None:
        if self.path != "/live":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        picture = Path(self.directory, "picture.jpg").read_bytes()
        for _ in range(40):
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
            self.wfile.write(head.encode() + picture + b"\r\n")

    def log_message(self, *_: object) -> None:
        """Silence."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A web server of this folder; its address."""

    def handler(*args: object) -> Files:
        return Files(*args, directory=str(folder))  # type: ignore[arg-type]

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as listening:
        listening.daemon_threads = True
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_address[1]}"
        finally:
            listening.shutdown()
            thread.join()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path) as address:
        yield address


def test_a_file_on_a_server_is_read_like_one_here(tmp_path: Path, server: str) -> None:
    Clip(options={"movflags": "faststart"}).write(tmp_path / "clip.mp4")
    source = VideoSource(f"{server}/clip.mp4")
    assert numbers(read_all(source)) == list(range(6))
    assert not source.live


def test_a_server_that_sends_from_the_beginning_only_is_sought_all_the_same(tmp_path: Path, server: str) -> None:
    """This one knows of no ranges, and the clip is too large for any buffer."""
    noise = np.random.default_rng(0).integers(0, 256, (120, 160, 3), np.uint8)
    clip = Clip(frames=30, codec="mjpeg", pix_fmt="yuvj420p", picture=noise, options={"movflags": "faststart"})
    clip.write(tmp_path / "clip.mp4")
    source = VideoSource(f"{server}/clip.mp4")
    source.open()
    for seconds in (2.0, 0.5, 2.9):
        assert source.seek(seconds)
        frame = source.read()
        assert frame is not None
        assert frame.captured_at == pytest.approx(seconds)
    source.close()


def test_a_server_that_has_gone_lets_what_was_sent_play_on(tmp_path: Path) -> None:
    Clip(frames=30, options={"movflags": "faststart"}).write(tmp_path / "clip.mp4")
    with serving(tmp_path) as server:
        source = VideoSource(f"{server}/clip.mp4")
        source.open()
        first = source.read()
    assert not source.seek(2.0)
    second = source.read()
    source.close()
    assert [frame and number_of(frame.pixels) for frame in (first, second)] == [0, 1]


def test_a_stream_is_live_and_its_end_a_loss(tmp_path: Path, server: str) -> None:
    write_picture(tmp_path / "picture.jpg")
    source = VideoSource(f"{server}/live")
    source.open()
    assert source.live
    assert source.size == (64, 48)
    assert source.read() is not None
    with pytest.raises(SourceLost, match=r"stream has ended|connection broke off"):
        list(iter(source.read, None))
    source.close()


def test_a_server_without_it_is_an_error_and_one_that_is_away_a_loss(server: str) -> None:
    with pytest.raises(SourceError, match="refuses it") as refusal:
        VideoSource(f"{server}/absent.mp4").open()
    assert not isinstance(refusal.value, SourceLost)
    with pytest.raises(SourceLost, match="cannot be reached"):
        VideoSource("http://127.0.0.1:9/clip.mp4").open()
    with pytest.raises(SourceError, match="not supported"):
        VideoSource("gopher9://127.0.0.1/clip.mp4").open()
