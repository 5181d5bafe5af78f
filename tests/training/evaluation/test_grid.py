from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.errors import UsageError
from stylecam.frame import Pixels
from stylecam.training.evaluation.grid import GAP, Grid
from stylecam.training.evaluation.scores import Painting, Scores
from tests.training.evaluation.parts import flat, still

CELL = (64, 48)
CONTENTS = [still("man", flat((10, 0, 0), *CELL)), still("dog", flat((20, 0, 0), *CELL))]
STYLES = [still("sea", flat((0, 10, 0), *CELL)), still("sky", flat((0, 20, 0), *CELL))]


def painting(contender: str, content: str, style: str, colour: tuple[int, int, int]) -> Painting:
    return Painting(contender, content, style, flat(colour, *CELL), Scores(0, 0, 0, 0))


def saved(grid: Grid, path: Path) -> Pixels:
    grid.save(path)
    with Image.open(path) as sheet:
        return np.array(sheet)


def test_contents_go_down_styles_go_right_and_contenders_stand_one_above_another(tmp_path: Path) -> None:
    grid = Grid(CONTENTS, STYLES, ["ours", "theirs"], CELL)
    grid.kept(painting("theirs", "dog", "sky", (0, 0, 200)))
    grid.kept(painting("ours", "dog", "sky", (0, 0, 100)))
    sheet = saved(grid, tmp_path / "grid.png")

    def colour(column: int, line: int, gaps: int) -> list[int]:
        """In the middle of a cell, so many lines down, with so many gaps above it."""
        middle: list[int] = sheet[line * 48 + gaps * GAP + 24, column * 64 + 32].tolist()
        return middle

    assert sheet.shape == (48 + 2 * (GAP + 2 * 48), 3 * 64, 3)
    assert [colour(1, 0, 0), colour(2, 0, 0)] == [[0, 10, 0], [0, 20, 0]]
    assert [colour(0, 1, 1), colour(0, 3, 2)] == [[10, 0, 0], [20, 0, 0]]
    assert [colour(2, 3, 2), colour(2, 4, 2)] == [[0, 0, 100], [0, 0, 200]]
    assert colour(2, 1, 1) == [255, 255, 255]


def test_each_row_says_whose_it_is(tmp_path: Path) -> None:
    grid = Grid(CONTENTS, STYLES, ["ours"], CELL)
    grid.kept(painting("ours", "man", "sea", (90, 90, 90)))
    cell = saved(grid, tmp_path / "grid.png")[48 + GAP : 2 * 48 + GAP, 64:128]
    assert cell.min() == 0
    assert (cell[24:] == 90).all()


def test_what_has_no_place_is_left_out(tmp_path: Path) -> None:
    grid = Grid(CONTENTS[:1], STYLES[:1], ["ours"], CELL)
    before = saved(grid, tmp_path / "before.png")
    for whose, content, style in (("source", "man", "sea"), ("ours", "dog", "sea"), ("ours", "man", "sky")):
        grid.kept(painting(whose, content, style, (1, 2, 3)))
    assert np.array_equal(saved(grid, tmp_path / "after.png"), before)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"absent/grid\.png: the grid cannot be written"):
        Grid(CONTENTS, STYLES, ["ours"], CELL).save(tmp_path / "absent" / "grid.png")
