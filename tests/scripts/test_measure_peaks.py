"""What the encoder reaches is written beside the weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from scripts import measure_peaks
from scripts.measure_peaks import GAINS, main, pictures
from stylecam.models.peaks import peaks_file, read_peaks, survey
from stylecam.models.registry import compact_network, find_weights
from stylecam.models.weights import WeightsFile, load_weights
from stylecam.resources import shipped_weights


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pictures below it, one that is too narrow, and what is none."""
    folder = tmp_path / "pictures"
    (folder / "more").mkdir(parents=True)
    rng = np.random.default_rng(3)
    for name, size in (("a.png", (75, 64)), ("more/b.JPG", (300, 200)), ("narrow.png", (20, 200))):
        pixels = rng.integers(0, 256, (size[1], size[0], 3), np.uint8)
        Image.fromarray(pixels).save(folder / name)
    (folder / "damaged.jpg").write_bytes(b"no picture")
    (folder / "readme.txt").write_text("nor this", encoding="utf-8")
    return folder


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WeightsFile:
    """The shipped weights in a folder of their own, without peaks."""
    own = tmp_path / "weights"
    own.mkdir()
    for name in ("compact.safetensors", "manifest.json"):
        shutil.copy(shipped_weights() / name, own)
    monkeypatch.setattr(measure_peaks, "shipped_weights", lambda: own)
    return find_weights(own, "compact")


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_pictures_are_seen_as_they_are_and_darker_and_brighter(folder: Path) -> None:
    seen = list(pictures([folder / "a.png"]))
    assert [tuple(picture.shape) for picture in seen] == [(1, 3, 64, 72)] * len(GAINS)
    plain = seen[GAINS.index(1.0)]
    for picture, gain in zip(seen, GAINS, strict=True):
        torch.testing.assert_close(picture, (gain * plain).clamp(0, 1))
        assert 0 <= float(picture.min()) < float(picture.max()) <= 1


def test_what_is_no_picture_is_passed_over(folder: Path) -> None:
    assert len(list(pictures(files(folder)))) == 2 * len(GAINS)


def test_peaks_are_written_beside_the_weights_that_they_are_about(
    folder: Path, weights: WeightsFile, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out.startswith(f"{2 * len(GAINS)} pictures; the residual block at 1/8 ")
    found = read_peaks(weights.path, weights.sha256)
    assert found is not None
    looked_at = [path for path in files(folder) if path.suffix != ".txt"]
    expected = survey(compact_network(load_weights(weights), weights.path), pictures(looked_at))
    assert found.pictures == expected.pictures
    for field in ("e0", "e1", "inner"):
        torch.testing.assert_close(getattr(found, field), getattr(expected, field), rtol=0, atol=1e-4)


@pytest.mark.parametrize("named", [[], ["empty"], ["absent"]])
def test_without_pictures_it_says_what_it_needs(
    named: list[str], tmp_path: Path, weights: WeightsFile, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main([str(tmp_path / name) for name in named]) == 2
    assert capsys.readouterr().err == "python -m scripts.measure_peaks FOLDER ...: name folders with pictures\n"
    assert not peaks_file(weights.path).exists()


def test_a_folder_of_what_only_looks_like_pictures_is_answered_likewise(
    tmp_path: Path, weights: WeightsFile, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "damaged.jpg").write_bytes(b"no picture")
    assert main([str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not peaks_file(weights.path).exists()


def test_damaged_weights_are_one_line(folder: Path, weights: WeightsFile, capsys: pytest.CaptureFixture[str]) -> None:
    weights.path.write_bytes(b"cut off")
    assert main([str(folder)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"measure_peaks: {weights.path}: ")
    assert said.count("\n") == 1
