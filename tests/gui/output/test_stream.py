"""The stream is worked as people work it, and seen by a browser."""

from __future__ import annotations

import io
import socket
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from stylecam.gui.output.panel import OutputPanel
from stylecam.outputs import StreamChoice
from tests.gui.acts import click
from tests.gui.output.acts import near, news, type_port
from tests.gui.parts import COLOURS
from tests.gui.studio import Studio
from tests.pipeline.parts import DEADLINE

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_stream_is_seen_by_a_browser_at_the_address_that_is_shown(
    qtbot: QtBot, studio: Studio, page: OutputPanel
) -> None:
    rows = page.stream
    click(rows.switch)
    qtbot.waitUntil(lambda: bool(rows.address.text()))
    address = urlsplit(rows.address.text())
    assert address.hostname == "127.0.0.1"
    qtbot.waitUntil(studio.parts.status_line.on_air.isVisible)

    def shown() -> bool:
        with closing(HTTPConnection("127.0.0.1", address.port, timeout=DEADLINE)) as connection:
            connection.request("GET", "/still.jpg")
            with Image.open(io.BytesIO(connection.getresponse().read())) as picture:
                return picture.size == (160, 90) and near(picture.convert("RGB").getpixel((40, 45)), COLOURS["red"])

    qtbot.waitUntil(shown)
    click(rows.copy)
    assert QGuiApplication.clipboard().text() == rows.address.text()
    click(rows.switch)
    assert rows.address.text() == ""
    assert not rows.copy.isEnabled()
    assert not studio.parts.status_line.on_air.isVisible()


@pytest.mark.parametrize("text", ["99999", "-1", "eighty", "²", ""])
def test_what_is_no_port_is_told_and_the_one_before_stays(
    qtbot: QtBot, studio: Studio, page: OutputPanel, text: str
) -> None:
    type_port(page, "8123")
    assert studio.parts.outputs.choices.stream == StreamChoice(8123)
    page.stream.port.clear()
    type_port(page, text)
    assert news(qtbot, studio).startswith(f"There is no port {text}; choose one")
    assert page.stream.port.text() == "8123"
    assert studio.parts.outputs.choices.stream == StreamChoice(8123)


def test_a_port_that_is_taken_is_told_and_the_stream_is_off(qtbot: QtBot, studio: Studio, page: OutputPanel) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        type_port(page, str(port))
        click(page.stream.switch)
        assert f"port {port} is taken" in news(qtbot, studio)
        qtbot.waitUntil(lambda: page.stream.line.label.text() == "Off")
    click(page.stream.switch)
    qtbot.waitUntil(lambda: page.stream.address.text() == f"http://127.0.0.1:{port}/")


def test_another_port_moves_a_stream_that_is_on(qtbot: QtBot, page: OutputPanel) -> None:
    click(page.stream.switch)
    qtbot.waitUntil(lambda: bool(page.stream.address.text()))
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    type_port(page, str(port))
    qtbot.waitUntil(lambda: page.stream.address.text() == f"http://127.0.0.1:{port}/")
