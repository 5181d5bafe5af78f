"""Stills as a person finds them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from stylecam.errors import SinkError
from stylecam.frame import Frame, Pixels
from stylecam.look import Look
from stylecam.look_files import open_look
from stylecam.pictures import load_picture
from stylecam.sinks.still import keep_still
from stylecam.stills import Still, StillFormat
from stylecam.style_store import StyleStore
from stylecam.styles import Style, WeightedStyle
from tests.painted import painted

AT = datetime(2026, 11, 20, 14, 3, 7)
NAME = "stylecam 2026-11-20 14.03.07 cat + dog"


def smooth(first: int) -> Pixels:
    """What a JPEG can hold, too."""
    return np.linspace(first, 200, 48 * 64 * 3).astype(np.uint8).reshape(48, 64, 3)


@pytest.fixture
def styles(tmp_path: Path) -> StyleStore:
    return StyleStore(tmp_path / "here", [])


@pytest.fixture
def look(styles: StyleStore) -> Look:
    mix = [
        WeightedStyle(styles.add_pixels(painted(seed, (400, 300)), name).style)
        for seed, name in enumerate(("cat", "dog"))
    ]
    return Look(tuple(mix), strength=0.7)


def taken(look: Look, form: StillFormat = "png", with_original: bool = False) -> Still:
    return Still(Frame(smooth(20), 0, 0.0, smooth(90)), look, AT, form, with_original)


@pytest.mark.parametrize(("form", "error"), [("png", 0), ("webp", 0), ("jpg", 1.5)])
def test_a_still_has_its_pixels_and_its_look(
    form: StillFormat, error: float, styles: StyleStore, look: Look, tmp_path: Path
) -> None:
    path = keep_still(taken(look, form), tmp_path / "Pictures", styles)

    assert path == tmp_path / "Pictures" / f"{NAME}.{form}"
    assert np.abs(load_picture(path).astype(int) - smooth(20)).mean() <= error
    elsewhere = open_look(path, StyleStore(tmp_path / "there", []))
    assert (elsewhere.name, elsewhere.look.strength, elsewhere.notes) == ("cat + dog", 0.7, ())
    for part, mine in zip(elsewhere.look.mix, look.mix, strict=True):
        difference = load_picture(part.style.path, 100).astype(int) - load_picture(mine.style.path, 100)
        assert np.abs(difference).mean() < 10, "not the picture of that style"


def test_stills_of_one_moment_are_numbered(styles: StyleStore, look: Look, tmp_path: Path) -> None:
    names = [keep_still(taken(look), tmp_path / "Pictures", styles).name for _ in range(3)]
    assert names == [f"{NAME}.png", f"{NAME} 2.png", f"{NAME} 3.png"]


def test_the_original_lies_beside_it_on_wish(styles: StyleStore, look: Look, tmp_path: Path) -> None:
    path = keep_still(taken(look, "webp", with_original=True), tmp_path / "Pictures", styles)

    assert sorted(file.name for file in path.parent.iterdir()) == [f"{NAME} original.webp", f"{NAME}.webp"]
    assert np.array_equal(load_picture(path), smooth(20))
    assert np.array_equal(load_picture(path.with_name(f"{NAME} original.webp")), smooth(90))


def test_where_nothing_was_painted_there_is_no_original(styles: StyleStore, look: Look, tmp_path: Path) -> None:
    still = Still(Frame(smooth(20), 0, 0.0), look, AT, with_original=True)
    path = keep_still(still, tmp_path / "Pictures", styles)
    assert list(path.parent.iterdir()) == [path]


def test_a_style_whose_picture_is_gone_costs_no_still(styles: StyleStore, look: Look, tmp_path: Path) -> None:
    gone: Style = look.mix[0].style
    gone.path.unlink()
    path = keep_still(taken(look), tmp_path / "Pictures", styles)

    assert np.array_equal(load_picture(path), smooth(20))
    (there,) = open_look(path, styles).look.mix
    assert there.style.name == "dog"


def test_a_place_that_cannot_be_written_is_told_in_one_line(styles: StyleStore, look: Look, tmp_path: Path) -> None:
    (tmp_path / "Pictures").write_text("in the way")
    with pytest.raises(SinkError, match=r"Pictures: the folder cannot be made") as error:
        keep_still(taken(look), tmp_path / "Pictures", styles)
    assert "\n" not in str(error.value)
