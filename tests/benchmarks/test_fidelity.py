"""How far number formats are from float32."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from PIL import Image

from benchmarks.fidelity import FIRST, LATER, Difference, difference, main, told_of
from stylecam.sources.scene import scene_frame


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One picture."""
    Image.fromarray(scene_frame(2.0, (64, 48))).save(tmp_path / "scene.png")
    return tmp_path


def test_differences_are_of_what_is_shown() -> None:
    expected = torch.full((1, 3, 16, 16), 1.0)
    same = difference(expected + 3, expected)
    assert (same.mean, same.most) == (0, 0)
    assert same.ssim == pytest.approx(1)
    found = difference(expected - 0.2, expected)
    assert found.mean == pytest.approx(51, abs=1e-3)
    assert found.ssim < 1


def test_a_row_tells_the_mean_and_the_worst() -> None:
    told = told_of("int8", LATER, [Difference(1.0, 20.0, 0.99), Difference(2.0, 30.0, 0.97)])
    assert (told["mean"], told["worst_mean"], told["most"]) == (1.5, 2.0, 30.0)
    assert (told["ssim"], told["worst_ssim"]) == (0.98, 0.97)


def test_float32_is_the_network_itself(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "fidelity.json"
    assert main(["--content", str(folder), "--styles", "1", "--precision", "float32", "--json", str(file)]) == 0
    told = json.loads(file.read_text())
    assert told["kind"] == "fidelity"
    assert [row["kind"] for row in told["rows"]] == [FIRST, LATER]
    assert all(row["most"] < 0.1 for row in told["rows"])


def test_a_format_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--content", str(folder), "--precision", "float7"]) == 2
    assert "'float7' does not work on the device 'cpu'" in capsys.readouterr().err
