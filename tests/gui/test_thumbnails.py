from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from stylecam.gui.thumbnails import SIDE, ThumbnailLoader, square
from stylecam.styles import Style
from tests.gui.conftest import COLOURS, rgb, stylecam_threads


def test_a_thumbnail_is_the_middle_of_the_picture() -> None:
    pixels = np.zeros((20, 60, 3), np.uint8)
    pixels[:, 20:40] = (0, 200, 0)
    thumbnail = square(pixels, 10)
    assert (thumbnail.width(), thumbnail.height()) == (10, 10)
    assert {rgb(thumbnail.pixelColor(x, y)) for x in (1, 8) for y in (1, 8)} == {(0, 200, 0)}


def test_pictures_come_in_and_a_bad_one_says_why(qtbot: QtBot, styles: list[Style], tmp_path: Path) -> None:
    text = tmp_path / "text.png"
    text.write_text("no picture")
    loader = ThumbnailLoader()
    loaded: dict[Style, QImage] = {}
    failed: dict[Style, str] = {}
    loader.loaded.connect(loaded.__setitem__)
    loader.failed.connect(failed.__setitem__)
    bad = Style("text", "Text", "", text)
    for style in (bad, *styles):
        loader.ask(style)
    qtbot.waitUntil(lambda: len(loaded) == len(styles))
    assert rgb(loaded[styles[1]].pixelColor(SIDE // 2, SIDE // 2)) == COLOURS["green"]
    assert "not a picture" in failed[bad]
    loader.close()


def test_closed_it_leaves_no_thread(styles: list[Style]) -> None:
    loader = ThumbnailLoader()
    for style in styles * 50:
        loader.ask(style)
    loader.close()
    loader.close()
    assert stylecam_threads() == []
