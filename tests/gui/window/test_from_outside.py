"""What is dropped, pasted and taken becomes a style, a look or the source."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from stylecam.looks import LookStore
from tests.gui.acts import CTRL, drop, files, press
from tests.gui.studio import Studio


def test_a_dropped_picture_is_painted_in_and_stays(qtbot: QtBot, studio: Studio, tmp_path: Path) -> None:
    picture = tmp_path / "white.png"
    Image.new("RGB", (40, 30), (250, 250, 250)).save(picture)
    assert drop(studio.window, files(picture))
    qtbot.waitUntil(studio.shows((200, 200, 200)))
    assert [style.id for style in studio.store.styles()][:1] == ["white"]


def test_a_dropped_text_is_told_and_changes_nothing(qtbot: QtBot, studio: Studio, tmp_path: Path) -> None:
    text = tmp_path / "broken.png"
    text.write_text("no picture")
    drop(studio.window, files(text))
    qtbot.waitUntil(studio.parts.messages.news.isVisible)
    assert "broken.png" in studio.parts.messages.news.label.text()
    assert studio.window.windowTitle() == "Red"


def test_a_dropped_video_becomes_the_source(qtbot: QtBot, studio: Studio, tmp_path: Path) -> None:
    video = tmp_path / "clip.mp4"
    video.touch()
    drop(studio.window, files(video))
    qtbot.waitUntil(lambda: studio.pipeline.status().source.name == str(video))


def test_a_dropped_look_is_added(studio: Studio, tmp_path: Path) -> None:
    elsewhere = LookStore(tmp_path / "elsewhere", studio.store)
    elsewhere.save("Calm", studio.look)
    elsewhere.export("Calm", tmp_path / "calm.json")
    drop(studio.window, files(tmp_path / "calm.json"))
    assert studio.looks.names() == ("Calm",)


def test_this_frame_becomes_a_style(qtbot: QtBot, studio: Studio) -> None:
    with qtbot.waitSignal(studio.parts.collection.added) as added:
        press(studio, Qt.Key.Key_U)
    assert added.args is not None
    assert studio.store.owns(added.args[0])


def test_a_picture_is_pasted(qtbot: QtBot, studio: Studio, tmp_path: Path) -> None:
    picture = tmp_path / "white.png"
    Image.new("RGB", (40, 30), (250, 250, 250)).save(picture)
    QGuiApplication.clipboard().setMimeData(files(picture))
    press(studio, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(studio.shows((200, 200, 200)))
