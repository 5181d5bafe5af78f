from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from stylecam.doctor.shipped import check_masters, check_own_weights, check_styles, check_weights, restore
from tests.paintings import write_paintings


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with whole weights for 'compact', outside of any checkout."""
    data = save({"kernel": np.ones((2, 2), np.float32)})
    (tmp_path / "compact.safetensors").write_bytes(data)
    entry = {"id": "compact", "file": "compact.safetensors", "sha256": sha256(data).hexdigest()}
    (tmp_path / "manifest.json").write_text(json.dumps({"weights": [entry]}))
    return tmp_path


def test_whole_weights(weights: Path) -> None:
    check = check_weights(weights, "compact")
    assert (check.ok, check.required, check.fix) == (True, True, "")
    assert check.detail.startswith("compact (sha256 ")


def test_damaged_weights_are_named_with_the_mend(weights: Path) -> None:
    file = weights / "compact.safetensors"
    file.write_bytes(file.read_bytes()[:-1])
    check = check_weights(weights, "compact")
    assert (check.ok, check.required) == (False, True)
    assert check.detail.startswith(f"{file}: is damaged")
    assert check.fix.endswith("pip install --force-reinstall --no-deps stylecam")


def test_missing_weights(weights: Path) -> None:
    (weights / "compact.safetensors").unlink()
    assert "compact.safetensors: cannot be read (No such file or directory)" in check_weights(weights, "compact").detail


def test_a_missing_manifest(tmp_path: Path) -> None:
    assert "manifest.json: cannot be read" in check_weights(tmp_path, "compact").detail


def test_weights_for_other_models_only(weights: Path) -> None:
    assert check_weights(weights, "vgg19").detail.endswith("there are none for 'vgg19'")


def test_own_weights_need_not_be_there(weights: Path) -> None:
    none = check_own_weights(weights / "absent")
    assert (none.ok, none.required, none.detail.startswith("none; ")) == (True, False, True)
    assert check_own_weights(weights).detail.startswith("compact (sha256 ")


def test_damaged_own_weights_are_fetched_again(weights: Path) -> None:
    file = weights / "compact.safetensors"
    file.write_bytes(file.read_bytes()[:-1])
    check = check_own_weights(weights)
    assert (check.ok, check.required) == (False, False)
    assert check.detail.startswith(f"{file}: is damaged")
    assert check.fix == "run 'stylecam weights download compact', or import it"
    (weights / "manifest.json").write_text("{")
    assert check_own_weights(weights).fix == f"delete {weights}, then get the weights again"


def test_a_checkout_is_mended_from_git(tmp_path: Path) -> None:
    for folder in (".git", "stylecam", "weights"):
        (tmp_path / folder).mkdir()
    assert restore(tmp_path / "weights") == f'git -C "{tmp_path}" checkout -- "weights"'


def test_styles(tmp_path: Path) -> None:
    assert check_styles(24, tmp_path).ok
    check = check_styles(0, tmp_path)
    assert (check.ok, check.required) == (False, True)
    assert "pip install" in check.fix


def test_paintings_of_the_weights(weights: Path) -> None:
    path = weights / "masters.safetensors"
    write_paintings(path, weights=sha256((weights / "compact.safetensors").read_bytes()).hexdigest())
    check = check_masters(path, weights, "compact")
    assert (check.ok, check.required, check.detail) == (True, False, "2 paintings, of these weights")


def test_paintings_of_other_weights_are_made_anew_in_a_checkout_and_come_with_an_installation(weights: Path) -> None:
    path = weights / "masters.safetensors"
    write_paintings(path)
    check = check_masters(path, weights, "compact")
    assert (check.ok, check.required) == (False, False)
    assert "are of other weights" in check.detail
    assert check.fix.endswith("pip install --force-reinstall --no-deps stylecam")
    for folder in (".git", "stylecam"):
        (weights / folder).mkdir()
    assert check_masters(path, weights, "compact").fix == "python -m scripts.make_masters FOLDER"


def test_missing_paintings(weights: Path) -> None:
    check = check_masters(weights / "masters.safetensors", weights, "compact")
    assert (check.ok, check.detail.endswith("statistics are missing")) == (False, True)
