"""The downloader against a server of this machine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from stylecam.gui.gallery.download import Downloader
from tests.gui.gallery.museum import MEGABYTE, Museum, png


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
