from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from stylecam.gui.messages import Message
from tests.gui.gallery.conftest import Room
from tests.gui.gallery.museum import Museum


def png(colour: tuple[int, int, int]) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(file, "PNG")
    return file.getvalue()


def test_a_video_is_left_to_those_who_can_open_it(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png((1, 2, 3)))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("clip.mp4", "a.png")])
    assert room.reception.accepts(mime)
    with qtbot.waitSignal(room.reception.others) as others, qtbot.waitSignal(room.collection.added) as added:
        room.reception.take(mime)
    assert others.args == [(tmp_path / "clip.mp4",)]
    assert added.args[0].name == "A"


def test_a_pasted_screenshot_becomes_a_style(qtbot: QtBot, room: Room) -> None:
    QGuiApplication.clipboard().setImage(QImage.fromData(png((200, 30, 60))))
    with qtbot.waitSignal(room.collection.added) as added:
        room.reception.paste()
    assert added.args[0].name == "Pasted picture"


def test_without_a_picture_to_paste_it_says_so(room: Room) -> None:
    QGuiApplication.clipboard().setText("words")
    room.reception.paste()
    assert room.told == [Message("No picture to paste; copy one first", "info")]


def test_an_empty_clipboard_is_no_trouble(room: Room) -> None:
    QGuiApplication.clipboard().clear()
    room.reception.paste()
    assert room.told == [Message("No picture to paste; copy one first", "info")]


def test_a_dropped_address_is_fetched(qtbot: QtBot, room: Room, museum: Museum) -> None:
    mime = QMimeData()
    mime.setUrls([museum.url("/wave.png")])
    with qtbot.waitSignal(room.collection.added) as added:
        room.reception.take(mime)
    assert added.args[0].name == "Wave"
    assert not room.gallery.progress.isVisible()


def test_an_address_that_fails_is_told(qtbot: QtBot, room: Room, museum: Museum) -> None:
    mime = QMimeData()
    mime.setUrls([museum.url("/page")])
    room.reception.take(mime)
    qtbot.waitUntil(lambda: bool(room.told))
    assert room.told == [Message("page (127.0.0.1): a page, not a picture; drag the picture itself", "warning")]


def test_what_is_fetched_can_be_given_up(qtbot: QtBot, room: Room, museum: Museum) -> None:
    mime = QMimeData()
    mime.setUrls([museum.url("/stalled")])
    room.reception.take(mime)
    qtbot.waitUntil(room.gallery.progress.isVisible)
    room.gallery.progress.cancel_button.click()
    assert not room.gallery.progress.isVisible()
    assert room.told == []
