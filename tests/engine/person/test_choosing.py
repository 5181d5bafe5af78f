from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from stylecam.engine.person.choosing import NoFinder, choose_finder
from stylecam.engine.person.network_finder import NetworkFinder
from stylecam.engine.person.own_network import keep_network
from stylecam.engine.person.plate import Plate, write_plate
from stylecam.engine.person.plate_finder import PlateFinder
from tests.engine.person.onnx_files import Form, sharpened_brightness

WIDE, OTHER = (1280, 720), (640, 480)


@pytest.fixture
def background(tmp_path: Path) -> Path:
    """Learned at 640x360."""
    path = tmp_path / "background.npz"
    write_plate(path, Plate(np.zeros((180, 320, 3), np.float32), np.zeros((180, 320), np.float32), (640, 360)))
    return path


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with a network."""
    data = sharpened_brightness((64, 32), Form())
    return keep_network(tmp_path / "weights", data, Path("selfie.onnx"), "Apache-2.0", "").path.parent


def refusal(background: Path, weights: Path) -> str:
    with pytest.raises(NoFinder) as told:
        choose_finder(background, weights, OTHER)
    assert "\n" not in str(told.value)
    assert "stylecam live --learn-background" in str(told.value)
    return str(told.value)


def test_a_background_that_fits_comes_first(background: Path, weights: Path, tmp_path: Path) -> None:
    assert isinstance(choose_finder(background, weights, WIDE), PlateFinder)
    assert isinstance(choose_finder(background, tmp_path / "none", WIDE), PlateFinder)


def test_else_the_network(background: Path, weights: Path, tmp_path: Path) -> None:
    assert isinstance(choose_finder(background, weights, OTHER), NetworkFinder)
    assert isinstance(choose_finder(tmp_path / "none.npz", weights, WIDE), NetworkFinder)
    background.write_bytes(b"damaged")
    assert isinstance(choose_finder(background, weights, WIDE), NetworkFinder)


def test_without_either_both_mends_are_named(tmp_path: Path, background: Path) -> None:
    assert refusal(tmp_path / "none.npz", tmp_path) == (
        "nothing tells the person from the background; run 'stylecam weights download selfie', or let the empty"
        " background be learned (stylecam live --learn-background)"
    )
    assert "(it was learned at 640x360, and the picture is 640x480); run '" in refusal(background, tmp_path)
    background.write_bytes(b"damaged")
    assert f"({background} is damaged); run '" in refusal(background, tmp_path)


def test_a_network_that_cannot_be_used_is_named_with_its_mend(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "onnxruntime", None)
        assert "selfie.onnx: needs ONNX Runtime" in refusal(tmp_path / "none.npz", weights)
    (weights / "selfie.onnx").write_bytes(b"other")
    said = refusal(tmp_path / "none.npz", weights)
    assert "selfie.onnx: is damaged or not the file meant" in said
    assert "run 'stylecam weights download selfie', or import it; or let the empty" in said
