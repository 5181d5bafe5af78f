"""Backgrounds and masks as a user writes them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.errors import StyleError, UsageError
from stylecam.look import MaskedRegion, Treatment
from stylecam.pictures import PictureError
from stylecam.regions import parse_background, parse_mask
from stylecam.styles import Style, StyleLibrary, WeightedStyle

WAVES, INK = (Style(name, name, "", Path(f"{name}.png")) for name in ("waves", "ink"))
STYLES = StyleLibrary([WAVES, INK])


@pytest.fixture
def mask(tmp_path: Path) -> Path:
    """Whose name has an equals sign."""
    path = tmp_path / "wall=left.png"
    Image.fromarray(np.zeros((9, 16), np.uint8)).save(path)
    return path


@pytest.mark.parametrize(
    ("texts", "background"),
    [
        ((), "none"),
        (("none",), "none"),
        (("original",), "original"),
        (("blur",), "blur"),
        (("ink",), (WeightedStyle(INK),)),
        (("ink:2", "waves:0.5"), (WeightedStyle(INK, 2.0), WeightedStyle(WAVES, 0.5))),
    ],
)
def test_a_background_is_a_word_or_a_mix(texts: tuple[str, ...], background: object) -> None:
    assert parse_background(texts, STYLES) == background


@pytest.mark.parametrize("texts", [("blur", "ink"), ("ink", "none"), ("original", "blur"), ("blur", "blur")])
def test_a_word_stands_alone(texts: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match=r"^--background (blur|none|original) stands alone; .+$"):
        parse_background(texts, STYLES)


def test_an_unknown_style_is_told() -> None:
    with pytest.raises(StyleError, match="'blurr'"):
        parse_background(("blurr",), STYLES)


@pytest.mark.parametrize(
    ("text", "paint"),
    [("original", "original"), ("blur", "blur"), ("ink", (WeightedStyle(INK),)), ("ink:3", (WeightedStyle(INK, 3.0),))],
)
def test_a_mask_has_a_treatment_behind_its_last_equals_sign(text: str, paint: Treatment, mask: Path) -> None:
    assert parse_mask(f"{mask}={text}", STYLES) == MaskedRegion(mask, paint)


@pytest.mark.parametrize("text", ["wall.png", "=ink", "wall.png=", "="])
def test_a_mask_of_another_form(text: str) -> None:
    with pytest.raises(UsageError, match="write it as FILE=STYLE, FILE=original or FILE=blur"):
        parse_mask(text, STYLES)


def test_a_mask_that_is_not_there_is_a_folder_or_no_picture(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"absent\.png: no such file$"):
        parse_mask(f"{tmp_path / 'absent.png'}=blur", STYLES)
    with pytest.raises(UsageError, match=r"is a folder$"):
        parse_mask(f"{tmp_path}=blur", STYLES)
    (tmp_path / "notes.png").write_text("no picture")
    with pytest.raises(PictureError, match=r"notes\.png: not a picture") as error:
        parse_mask(f"{tmp_path / 'notes.png'}=blur", STYLES)
    assert error.value.exit_code == 2


def test_a_mask_with_a_style_that_is_not_there(mask: Path) -> None:
    with pytest.raises(StyleError, match="'in k'"):
        parse_mask(f"{mask}=in k", STYLES)
