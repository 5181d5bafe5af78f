"""Files from elsewhere, before they are taken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.engine.person.networks import LARGEST, read_file
from stylecam.engine.person.trial import try_data
from stylecam.errors import WeightsError
from tests.engine.person import onnx_files, tflite_files

SIZE = (64, 32)


def try_file(path: Path) -> None:
    try_data(read_file(path), path)


def test_a_network_passes(tmp_path: Path) -> None:
    for name, data in (
        ("selfie.tflite", tflite_files.sharpened_brightness(SIZE, halved=True)),
        ("selfie.onnx", onnx_files.sharpened_brightness(SIZE, onnx_files.Form())),
    ):
        (tmp_path / name).write_bytes(data)
        try_file(tmp_path / name)


def test_a_file_that_ends_what_reads_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "selfie.tflite"
    path.write_bytes(tflite_files.out_of_bounds(SIZE))
    with pytest.raises(WeightsError, match=f"^{path}: is damaged .what read it ended with -?[0-9]+.; give ") as refused:
        try_file(path)
    assert "\n" not in str(refused.value)


def test_files_that_are_no_networks(tmp_path: Path) -> None:
    for name, data, said in (
        ("selfie.pb", b"x", "is neither .tflite nor .onnx"),
        ("empty.onnx", b"", "0 bytes are no such network"),
        ("large.onnx", b"\0" * (LARGEST + 1), "50000001 bytes are no such network"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(WeightsError, match=said):
            try_file(tmp_path / name)
    with pytest.raises(WeightsError, match=r"none.onnx: cannot be read \(No such file or directory\)"):
        try_file(tmp_path / "none.onnx")
