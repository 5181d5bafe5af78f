"""The user's folder of weights."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from stylecam.errors import WeightsError
from stylecam.models.own_weights import keep_file, keep_tensors
from stylecam.models.vgg19 import Vgg19
from stylecam.models.weights import WeightsFile, load_weights, read_own_manifest

TENSORS = {"a": torch.arange(6.0).reshape(2, 3).t(), "b": torch.ones(4)}


def test_what_is_kept_is_listed_and_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "weights"
    assert read_own_manifest(folder) == ()
    kept = keep_tensors(folder, "toy", TENSORS, "MIT", "for a day")
    (listed,) = read_own_manifest(folder)
    assert (listed.id, listed.path, listed.sha256) == ("toy", folder / "toy.safetensors", kept.sha256)
    assert (listed.licence, listed.trained) == ("MIT", "for a day")
    assert all(torch.equal(tensor, TENSORS[name]) for name, tensor in load_weights(listed).items())
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", "toy.safetensors"]


def test_the_same_tensors_are_the_same_file_and_others_stay(tmp_path: Path) -> None:
    first = keep_tensors(tmp_path, "toy", TENSORS, "MIT", "")
    keep_tensors(tmp_path, "other", TENSORS, "MIT", "")
    assert keep_tensors(tmp_path, "toy", TENSORS, "MIT", "").sha256 == first.sha256
    assert [entry.id for entry in read_own_manifest(tmp_path)] == ["other", "toy"]


def test_what_is_gone_is_not_listed_any_more(tmp_path: Path) -> None:
    keep_tensors(tmp_path, "other", TENSORS, "MIT", "").path.unlink()
    keep_tensors(tmp_path, "toy", TENSORS, "MIT", "")
    assert [entry.id for entry in read_own_manifest(tmp_path)] == ["toy"]


def test_a_damaged_list_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{")
    keep_tensors(tmp_path, "toy", TENSORS, "MIT", "")
    assert [entry.id for entry in read_own_manifest(tmp_path)] == ["toy"]


def test_a_file_is_taken_in_once_it_has_been_found_right(vgg19: Vgg19, tmp_path: Path) -> None:
    own = keep_tensors(tmp_path / "maker", "vgg19", vgg19.state_dict(), "MIT", "")
    come = WeightsFile("vgg19", tmp_path / "vgg19-1.part", own.sha256, "MIT", "")
    own.path.replace(come.path)
    here = keep_file(tmp_path, come)
    assert here.path == tmp_path / "vgg19.safetensors"
    assert not come.path.exists()
    assert load_weights(here).keys() == vgg19.state_dict().keys()


def test_a_file_that_is_not_right_stays_outside(tmp_path: Path) -> None:
    own = keep_tensors(tmp_path / "maker", "vgg19", TENSORS, "MIT", "")
    with pytest.raises(WeightsError, match="is not for the model 'vgg19'"):
        keep_file(tmp_path, own)
    own.path.write_bytes(save({"b": torch.ones(5)}))
    with pytest.raises(WeightsError, match="is damaged or not the file meant"):
        keep_file(tmp_path, own)
    assert read_own_manifest(tmp_path) == ()
    assert not (tmp_path / "vgg19.safetensors").exists()
