"""Paintings of which only the statistics ship."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import stylecam.app
from stylecam.app import masters, style_store
from stylecam.errors import StyleError
from stylecam.look import Look
from stylecam.look_files import open_look, write_look
from stylecam.masters import CATEGORY, OtherWeightsError, packed, read_masters, statistics_of
from stylecam.models.weights import read_manifest
from stylecam.resources import shipped_masters, shipped_styles, shipped_weights
from stylecam.style_store import StyleStore
from stylecam.styles import Style, StyleLibrary, WeightedStyle, read_styles
from tests.paintings import WEIGHTS, write_paintings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "masters" / "toy.safetensors"


@pytest.fixture
def paintings(path: Path) -> tuple[Style, ...]:
    return write_paintings(path)


def test_the_shipped_file_is_of_the_shipped_weights() -> None:
    for entry in read_manifest(shipped_weights()):
        assert read_masters(shipped_masters(entry.id), entry.sha256)


def test_a_painting_says_what_it_is(paintings: tuple[Style, ...], path: Path) -> None:
    wave, bridge = paintings
    assert (wave.id, wave.name, wave.author) == ("wave-hokusai", "The Great Wave", "Katsushika Hokusai")
    assert (wave.category, wave.path) == (CATEGORY, path)
    assert wave.work is not None
    assert (wave.work.year, wave.work.palette) == ("1831", ("#102030", "#f0e0d0"))
    assert bridge.name == "The Bridge"


def test_the_statistics_are_those_that_were_packed(paintings: tuple[Style, ...]) -> None:
    wave, bridge = (statistics_of(style, WEIGHTS, 8) for style in paintings)
    assert wave.dtype == np.float32
    assert np.array_equal(wave, np.zeros(8))
    assert np.array_equal(bridge, np.ones(8))


def test_the_same_paintings_make_the_same_bytes(path: Path, paintings: tuple[Style, ...]) -> None:
    before = path.read_bytes()
    assert write_paintings(path) == paintings
    assert path.read_bytes() == before


def test_those_of_other_weights_are_refused_with_the_mend(path: Path, paintings: tuple[Style, ...]) -> None:
    assert paintings
    with pytest.raises(OtherWeightsError) as error:
        read_masters(path, "cd" * 32)
    line = str(error.value)
    assert line.startswith(f"{path}: the paintings are not shown")
    assert "abababababab" in line
    assert "python -m scripts.make_masters FOLDER" in line
    assert "\n" not in line


def test_with_another_model_a_painting_says_which_one_it_is_for(path: Path, paintings: tuple[Style, ...]) -> None:
    with pytest.raises(OtherWeightsError, match=r"^'The Great Wave' can only be painted with the model '") as error:
        statistics_of(paintings[0], "cd" * 32, 8)
    line = str(error.value)
    assert f"the model '{path.stem}'" in line
    assert line.endswith("; choose another style, or that model")
    assert "\n" not in line


def test_with_each_model_that_ships_what_that_one_saw_is_painted(path: Path, paintings: tuple[Style, ...]) -> None:
    """In the file beside it, in half precision where its weights are."""
    vectors = {style.id: np.full(16, 0.5, np.float16) for style in paintings}
    (path.parent / "other.safetensors").write_bytes(packed(paintings, vectors, "cd" * 32))
    other = statistics_of(paintings[0], "cd" * 32, 16)
    assert other.dtype == np.float32
    assert np.array_equal(other, np.full(16, 0.5))
    assert np.array_equal(statistics_of(paintings[0], WEIGHTS, 8), np.zeros(8))
    with pytest.raises(OtherWeightsError, match="the model 'toy' or 'other'"):
        statistics_of(paintings[0], "ef" * 32, 8)


def test_a_missing_and_a_damaged_file_are_one_line(path: Path, paintings: tuple[Style, ...]) -> None:
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(StyleError, match="is not a whole file"):
        statistics_of(paintings[0], WEIGHTS, 8)
    path.write_text("no tensors")
    with pytest.raises(StyleError, match="is not a whole file"):
        read_masters(path, WEIGHTS)
    path.unlink()
    with pytest.raises(StyleError, match="statistics are missing; reinstall stylecam"):
        read_masters(path, WEIGHTS)


def test_a_vector_of_another_length_is_none(paintings: tuple[Style, ...]) -> None:
    with pytest.raises(StyleError, match="is not a whole file"):
        statistics_of(paintings[0], WEIGHTS, 9)


def test_they_stand_behind_the_pictures_that_ship() -> None:
    pictures = read_styles(shipped_styles())
    assert style_store().styles() == (*pictures, *masters())


def test_where_they_do_not_fit_the_weights_the_pictures_alone_are_shown(
    path: Path, paintings: tuple[Style, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paintings
    monkeypatch.setattr(stylecam.app, "shipped_masters", lambda _model: path)
    assert style_store().styles() == read_styles(shipped_styles())


def test_they_are_found_and_weighted_by_name(paintings: tuple[Style, ...]) -> None:
    assert StyleLibrary(paintings).parse("wave-hokusai:0.5") == WeightedStyle(paintings[0], 0.5)


def test_a_look_names_them_by_id_and_fingerprint_and_brings_no_picture(
    paintings: tuple[Style, ...], tmp_path: Path
) -> None:
    here, file = StyleStore(tmp_path / "here", paintings), tmp_path / "look.json"
    look = Look(tuple(map(WeightedStyle, paintings)))
    write_look(file, look, "Two", here)
    entries = json.loads(file.read_text(encoding="utf-8"))["styles"]
    assert [entry["id"] for entry in entries] == [style.id for style in paintings]
    assert [entry["sha256"] for entry in entries] == [style.work.sha256 for style in paintings if style.work]
    assert all("picture" not in entry for entry in entries)
    assert open_look(file, StyleStore(tmp_path / "there", paintings)).look == look
