"""The benchmark of enlarging: that its scores say what they should, and that it runs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.timing import Timing
from benchmarks.upscalers import UPSCALERS, cubic
from benchmarks.upscaling import Score, cases, likeness, main, measure, score, sheet, table
from stylecam.frame import Pixels
from tests.engine.pictures import scene


def inverted(pixels: Pixels) -> Pixels:
    """A painter that sets the same strokes at every size."""
    return np.asarray(255 - pixels, dtype=np.uint8)


def striped(pixels: Pixels) -> Pixels:
    """A painter whose strokes have a width in pixels, whatever the size, as a network's do."""
    stripes = (np.arange(len(pixels)) // 4 % 2 * 100).astype(np.uint8)
    return np.asarray(pixels // 2 + stripes[:, None, None], dtype=np.uint8)


def test_a_picture_is_like_itself_and_less_like_another() -> None:
    assert likeness(scene(), scene()) == pytest.approx(1)
    assert likeness(scene(), scene(look=1.0)) < 0.9


def test_a_picture_is_painted_at_full_size_and_at_each_part_of_it() -> None:
    halves, thirds = cases("scene", scene((96, 64)), [2.0, 3.0], inverted)
    assert (halves.name, thirds.name) == ("scene-2", "scene-3")
    assert halves.full.shape == (64, 96, 3)
    assert halves.small.shape == (32, 48, 3)
    assert thirds.small.shape == (21, 32, 3)


def test_both_scores_agree_where_the_strokes_are_the_same_and_differ_where_they_are_not() -> None:
    same = score("cubic", cubic, cases("scene", scene(), [2.0], inverted))
    assert same.painted == pytest.approx(same.shrunk, abs=1e-3)
    other = score("cubic", cubic, cases("scene", scene(), [2.0], striped))
    assert other.painted < other.shrunk - 0.05


def test_every_way_is_measured_at_every_factor() -> None:
    found = measure(cases("scene", scene(), [1.5, 3.0], inverted))
    assert [(one.upscaler, one.factor) for one in found] == [(name, f) for name in UPSCALERS for f in (1.5, 3.0)]


def test_the_table_gives_both_scores_of_a_factor_and_the_time() -> None:
    scores = [Score("cubic", 3.0, 0.25, 0.6), Score("cubic", 2.0, 0.3, 0.8)]
    header, row = table(scores, {"cubic": Timing({0: 0.0021})}).splitlines()
    assert header.split() == ["2", "painted", "shrunk", "3", "painted", "shrunk", "ms"]
    assert row.split() == ["cubic", "0.3000", "0.8000", "0.2500", "0.6000", "2.1"]


def test_a_sheet_shows_the_content_the_painting_and_every_way() -> None:
    (case,) = cases("scene", scene((96, 64)), [2.0], inverted)
    shown = sheet(case)
    assert shown.shape == (2 * 64, 5 * 96, 3)
    np.testing.assert_array_equal(shown[:64, :96], case.content)
    np.testing.assert_array_equal(shown[:64, 96:192], case.full)


def test_a_picture_is_painted_by_the_network_and_all_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture, numbers, sheets = tmp_path / "scene.png", tmp_path / "numbers.json", tmp_path / "sheets"
    Image.fromarray(scene((96, 64))).save(picture)
    arguments = ["--pictures", str(picture), "--style", "starry-swirl", "--rounds", "1"]
    assert main([*arguments, "--json", str(numbers), "--sheets", str(sheets)]) == 0
    assert "guided contours" in capsys.readouterr().out
    told = json.loads(numbers.read_text())
    assert len(told["scores"]) == 3 * len(UPSCALERS)
    assert told["ms"].keys() == UPSCALERS.keys()
    assert sorted(path.name for path in sheets.iterdir()) == [
        f"scene-starry-swirl-{factor}.png" for factor in ("1.5", "2", "3")
    ]


def test_an_absent_picture_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pictures", str(tmp_path / "absent.png")]) == 2
    error = capsys.readouterr().err
    assert "absent.png" in error
    assert error.count("\n") == 1
