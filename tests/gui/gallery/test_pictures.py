from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from stylecam.gui.gallery.pictures import SIDE, PictureReader, square
from stylecam.styles import Style
from tests.gui.parts import COLOURS, rgb, stylecam_threads


def test_a_small_picture_is_the_middle_of_the_large_one() -> None:
    pixels = np.zeros((20, 60, 3), np.uint8)
    pixels[:, 20:40] = (0, 200, 0)
    small = square(pixels, 10)
    assert (small.width(), small.height()) == (10, 10)
    assert {rgb(small.pixelColor(x, y)) for x in (1, 8) for y in (1, 8)} == {(0, 200, 0)}


def test_pictures_come_in_once_and_a_bad_one_says_why(qtbot: QtBot, styles: list[Style], tmp_path: Path) -> None:
    text = tmp_path / "text.png"
    text.write_text("no picture")
    reader = PictureReader()
    loaded: list[tuple[Style, QImage]] = []
    failed: dict[Style, str] = {}
    reader.loaded.connect(lambda style, picture: loaded.append((style, picture)))
    reader.failed.connect(failed.__setitem__)
    bad = Style("text", "Text", "", text)
    for style in (bad, *styles, *styles):
        reader.ask(style)
    qtbot.waitUntil(lambda: len(loaded) == len(styles))
    assert [style for style, _ in loaded] == styles
    assert rgb(loaded[1][1].pixelColor(SIDE // 2, SIDE // 2)) == COLOURS["green"]
    assert "not a picture" in failed[bad]
    reader.keep_only(styles[1:])
    with qtbot.waitSignal(reader.loaded):
        reader.ask(styles[0])
    reader.close()


def test_closed_it_leaves_no_thread(styles: list[Style]) -> None:
    reader = PictureReader()
    for n in range(150):
        reader.ask(Style(f"s{n}", "", "", styles[0].path))
    reader.close()
    reader.close()
    assert stylecam_threads() == []


def test_closed_it_hears_no_more_requests(styles: list[Style]) -> None:
    reader = PictureReader()
    reader.close()
    reader.ask(styles[0])
    assert stylecam_threads() == []
