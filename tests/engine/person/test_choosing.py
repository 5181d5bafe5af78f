from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from stylecam.engine.person.choosing import NobodyFound, choose_finder
from stylecam.engine.person.network_finder import NetworkFinder
from stylecam.engine.person.own_network import keep_network
from stylecam.engine.person.plate import Plate, write_plate
from stylecam.engine.person.plate_finder import PlateFinder
from tests.engine.person.onnx_files import Form, sharpened_brightness

LEARN = "or leave the picture and let the background be learned with --learn-background"


@pytest.fixture
def background(tmp_path: Path) -> Path:
    path = tmp_path / "background.npz"
    write_plate(path, Plate(np.zeros((180, 320, 3), np.float32), np.zeros((180, 320), np.float32), (640, 360)))
    return path


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with a network."""
    data = sharpened_brightness((64, 32), Form())
    return keep_network(tmp_path / "weights", data, Path("selfie.onnx"), "Apache-2.0", "").path.parent


def refusal(weights: Path, background: Path) -> str:
    with pytest.raises(NobodyFound) as told:
        choose_finder(weights, background)
    assert "\n" not in str(told.value)
    assert str(told.value).endswith(LEARN)
    return str(told.value)


def test_the_network_comes_first_as_a_camera_may_have_been_moved(weights: Path, background: Path) -> None:
    assert isinstance(choose_finder(weights, background), NetworkFinder)
    assert isinstance(choose_finder(weights, background.with_name("none.npz")), NetworkFinder)


def test_else_the_background(weights: Path, background: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(choose_finder(background.parent, background), PlateFinder)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert isinstance(choose_finder(weights, background), PlateFinder)


def test_without_either_both_mends_are_named(tmp_path: Path, background: Path) -> None:
    said = refusal(tmp_path, tmp_path / "none.npz")
    assert said == f"nothing tells the person from the background; run 'stylecam weights download selfie', {LEARN}"
    background.write_bytes(b"damaged")
    assert refusal(tmp_path, background) == said


def test_a_network_that_cannot_be_used_is_named_with_its_mend(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "onnxruntime", None)
        said = refusal(weights, tmp_path / "none.npz")
        assert "selfie.onnx: needs ONNX Runtime" in said
        assert "run: pip install onnxruntime, or" in said
    (weights / "selfie.onnx").write_bytes(b"other")
    said = refusal(weights, tmp_path / "none.npz")
    assert "selfie.onnx: is damaged or not the file meant" in said
    assert "run 'stylecam weights download selfie', or import it, or leave" in said
