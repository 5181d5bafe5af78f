from __future__ import annotations

from pathlib import Path

import numpy as np

from stylecam.doctor.person import check_person
from stylecam.engine.person.own_network import keep_network
from stylecam.engine.person.plate import Plate, write_plate
from tests.engine.person import onnx_files, tflite_files

SIZE = (64, 32)


def learn(path: Path) -> None:
    write_plate(path, Plate(np.zeros((180, 320, 3), np.float32), np.zeros((180, 320), np.float32), (640, 360)))


def keep(folder: Path, suffix: str) -> Path:
    if suffix == ".onnx":
        data = onnx_files.sharpened_brightness(SIZE, onnx_files.Form())
    else:
        data = tflite_files.sharpened_brightness(SIZE, halved=False)
    return keep_network(folder, data, Path(f"any{suffix}"), "Apache-2.0", "").path


def test_neither_is_there(tmp_path: Path) -> None:
    check = check_person(tmp_path / "background.npz", tmp_path / "weights", runtime=True)
    assert (check.name, check.ok, check.required) == ("person mask", False, False)
    assert check.detail == "no background is learned; there is no network"
    assert check.fix == (
        "run 'stylecam weights download selfie'; or leave the picture and let the background be learned with"
        " --learn-background"
    )


def test_a_learned_background_will_do(tmp_path: Path) -> None:
    learn(tmp_path / "background.npz")
    check = check_person(tmp_path / "background.npz", tmp_path, runtime=False)
    assert (check.ok, check.fix) == (True, "")
    assert check.detail == "a background is learned at 640x360; there is no network"


def test_a_network_will_do(tmp_path: Path) -> None:
    keep(tmp_path, ".tflite")
    check = check_person(tmp_path / "background.npz", tmp_path, runtime=False)
    assert check.ok
    assert check.detail.startswith("no background is learned; the network selfie.tflite is here (sha256 ")


def test_what_runs_onnx_is_missing(tmp_path: Path) -> None:
    keep(tmp_path, ".onnx")
    assert check_person(tmp_path / "background.npz", tmp_path, runtime=True).ok
    check = check_person(tmp_path / "background.npz", tmp_path, runtime=False)
    assert not check.ok
    assert "selfie.onnx needs ONNX Runtime, which is not installed" in check.detail
    assert "-m pip install onnxruntime; or " in check.fix


def test_both_are_damaged(tmp_path: Path) -> None:
    (tmp_path / "background.npz").write_bytes(b"PK")
    keep(tmp_path, ".tflite").write_bytes(b"other")
    check = check_person(tmp_path / "background.npz", tmp_path, runtime=True)
    assert not check.ok
    assert f"{tmp_path / 'background.npz'}: is damaged or no learned background" in check.detail
    assert f"{tmp_path / 'selfie.tflite'}: is damaged or not the file meant" in check.detail
    assert check.fix.startswith("run 'stylecam weights download selfie', or import it; or ")
