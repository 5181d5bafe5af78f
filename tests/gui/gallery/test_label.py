"""The label of a painting that is not here."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stylecam.gui.gallery.label import INK, PAPER, museum_label
from stylecam.gui.gallery.model import StyleModel
from stylecam.gui.gallery.pictures import SIDE, PictureReader
from stylecam.styles import Style, Work
from tests.gui.parts import rgb
from tests.paintings import write_paintings

COLOURS = ("#102030", "#b04020", "#f0e0d0")
WORK = Work("1831", "", COLOURS)


def ink_rows(title: str, artist: str = "") -> list[int]:
    """The rows of a label that have ink of the title's colour."""
    image = museum_label(title, artist, WORK, SIDE)
    below = range(SIDE // 3, SIDE)
    return [y for y in below if any(image.pixelColor(x, y) == INK for x in range(SIDE))]


def test_the_paintings_colours_lie_above_its_title(qtbot: QtBot) -> None:
    assert qtbot
    image = museum_label("The Great Wave", "Katsushika Hokusai", WORK, SIDE)
    assert (image.width(), image.height()) == (SIDE, SIDE)
    assert tuple(image.pixelColor(x, 8).name() for x in (10, SIDE // 2, SIDE - 10)) == COLOURS
    assert image.pixelColor(SIDE - 2, SIDE - 2) == PAPER
    assert ink_rows("The Great Wave")
    assert not ink_rows("")


@pytest.mark.parametrize("title", ["Dance", "Chrysanthemums", "Self-Portrait with Bandaged Ear and Pipe"])
def test_a_title_stays_on_the_label(title: str, qtbot: QtBot) -> None:
    assert qtbot
    image = museum_label(title, "Pierre-Auguste Renoir", WORK, SIDE)
    edge = [image.pixelColor(x, y) for x in (1, SIDE - 2) for y in range(SIDE // 3, SIDE)]
    assert set(map(rgb, edge)) == {rgb(PAPER)}
    assert len(ink_rows(title)) < SIDE // 2


def test_a_year_that_is_not_known_takes_no_line(qtbot: QtBot) -> None:
    assert qtbot
    without = museum_label("Remember", "Nicholas Roerich", Work("", "", COLOURS), SIDE)
    assert without != museum_label("Remember", "Nicholas Roerich", WORK, SIDE)


def test_the_gallery_reads_a_label_where_there_is_no_picture(qtbot: QtBot, tmp_path: Path) -> None:
    painting, _ = write_paintings(tmp_path / "toy.safetensors")
    assert painting.work is not None
    reader = PictureReader()
    with qtbot.waitSignal(reader.loaded) as loaded:
        reader.ask(painting)
    reader.close()
    style, picture = loaded.args
    assert style == painting
    assert picture == museum_label(painting.name, painting.author, painting.work, SIDE)


def test_a_tile_tells_title_artist_and_year(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot
    painting: Style = write_paintings(tmp_path / "toy.safetensors")[0]
    model = StyleModel()
    model.show_row([painting])
    tooltip = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert tooltip == "The Great Wave\nKatsushika Hokusai\n1831\nMasters"
