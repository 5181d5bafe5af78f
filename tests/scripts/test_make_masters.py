"""The table of paintings, and the file that is made of it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scripts.make_masters import Entry, make, palette, read_table
from stylecam.app import masters
from stylecam.errors import StyleError
from stylecam.masters import read_masters
from stylecam.models.registry import find_weights
from stylecam.models.weights import WeightsFile
from stylecam.resources import shipped_styles, shipped_weights
from stylecam.styles import read_styles

FREE_BEFORE = 1955
"""Works of painters who died before are in the public domain."""


@pytest.fixture
def weights() -> WeightsFile:
    return find_weights(shipped_weights(), "compact")


@pytest.fixture
def entries(tmp_path: Path) -> list[Entry]:
    """Two paintings, whose pictures lie in the folder."""
    rng = np.random.default_rng(3)
    found = read_table()[:2]
    for entry in found:
        Image.fromarray(rng.integers(0, 256, (64, 80, 3), np.uint8)).save(tmp_path / f"{entry.stem}.png")
    return found


def test_no_painting_is_listed_twice() -> None:
    table = read_table()
    assert len({entry.stem for entry in table}) == len({entry.id for entry in table}) == len(table)
    assert len({(entry.artist, entry.title) for entry in table}) == len(table)
    assert not {entry.id for entry in table} & {style.id for style in read_styles(shipped_styles())}


def test_every_line_is_whole() -> None:
    for entry in read_table():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.id)
        assert entry.title == entry.title.strip() != ""
        assert entry.artist == entry.artist.strip() != ""
        # No year is better than a wrong one.
        assert re.fullmatch(r"((c\. )?\d{4}(–\d{4})?)?", entry.year)


def test_every_painter_died_long_ago() -> None:
    for entry in read_table():
        life = re.fullmatch(r"(?:c\. )?(\d{4})–(?:c\. )?(\d{4})", entry.lived)
        assert life is not None, entry
        born, died = map(int, life.groups())
        assert born < died < FREE_BEFORE, entry
        assert all(born < int(year) <= died for year in re.findall(r"\d{4}", entry.year)), entry


def test_an_artist_lived_once() -> None:
    lives = {(entry.artist, entry.lived) for entry in read_table()}
    assert len({artist for artist, _ in lives}) == len(lives)


def test_the_shipped_file_holds_what_the_table_says() -> None:
    shipped = [(style.id, style.name, style.author, style.work and style.work.year) for style in masters()]
    assert shipped == [(entry.id, entry.title, entry.artist, entry.year) for entry in read_table()]


def test_the_same_weights_and_pictures_make_the_same_bytes(
    entries: list[Entry], weights: WeightsFile, tmp_path: Path
) -> None:
    content = make(entries, tmp_path, weights)
    assert make(entries, tmp_path, weights) == content
    file = tmp_path / "masters.safetensors"
    file.write_bytes(content)
    assert [style.id for style in read_masters(file, weights.sha256)] == [entry.id for entry in entries]


def test_a_picture_that_is_not_there_is_named(entries: list[Entry], weights: WeightsFile, tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="no picture called mona_lisa"):
        make([*entries, replace(entries[0], stem="mona_lisa")], tmp_path, weights)


def test_a_palette_goes_from_dark_to_light() -> None:
    rows = np.repeat(np.array([240, 10, 130, 70, 190], np.uint8), 20)
    colours = palette(np.ascontiguousarray(np.broadcast_to(rows[:, None, None], (100, 100, 3))))
    assert colours == ("#0a0a0a", "#464646", "#828282", "#bebebe", "#f0f0f0")
