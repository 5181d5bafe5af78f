"""Weights files: intact, or one clear line."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
from pathlib import Path

import pytest
import torch
from safetensors.torch import save
from torch import Tensor

from stylecam.errors import WeightsError
from stylecam.models.weights import WeightsFile, check_fit, load_weights, parse_weights, read_manifest

TENSORS = {"a": torch.arange(6.0).reshape(2, 3), "b": torch.ones(4)}


def listed(folder: Path, data: bytes) -> WeightsFile:
    """A weights file with these bytes and the hash to match."""
    path = folder / "model.safetensors"
    path.write_bytes(data)
    return WeightsFile("model", path, hashlib.sha256(data).hexdigest(), "MIT", "")


def refusal(caught: pytest.ExceptionInfo[WeightsError], path: Path) -> str:
    """The message of an error that is one line, names the file and ends the program with 2."""
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"{path}: ")
    assert caught.value.exit_code == 2
    return message


def pickled() -> bytes:
    """What `torch.save` writes."""
    stream = io.BytesIO()
    torch.save(TENSORS, stream)
    return stream.getvalue()


def test_the_tensors_of_an_intact_file(tmp_path: Path) -> None:
    loaded = load_weights(listed(tmp_path, save(TENSORS)))
    assert loaded.keys() == TENSORS.keys()
    assert all(torch.equal(loaded[name], TENSORS[name]) for name in TENSORS)


def test_a_missing_file(tmp_path: Path) -> None:
    entry = WeightsFile("model", tmp_path / "absent.safetensors", "0" * 64, "MIT", "")
    with pytest.raises(WeightsError) as caught:
        load_weights(entry)
    assert "cannot be read (No such file or directory); reinstall stylecam" in refusal(caught, entry.path)


def test_a_file_that_is_not_the_one_listed(tmp_path: Path) -> None:
    entry = listed(tmp_path, save(TENSORS))
    data = bytearray(entry.path.read_bytes())
    data[-1] ^= 1
    entry.path.write_bytes(data)
    with pytest.raises(WeightsError) as caught:
        load_weights(entry)
    message = refusal(caught, entry.path)
    assert "is damaged or not the file meant" in message
    assert hashlib.sha256(data).hexdigest()[:12] in message
    assert entry.sha256[:12] in message


@pytest.mark.parametrize(
    "data",
    [
        b"",
        save(TENSORS)[:7],
        save(TENSORS)[:60],
        save(TENSORS)[:-1],
        pickled(),
        pickle.dumps({"a": 1}),
        b"<html></html>",
    ],
    ids=["empty", "cut in the length", "cut in the header", "cut in the data", "torch.save", "pickle", "web page"],
)
def test_what_is_no_whole_safetensors_file_is_refused_and_nothing_of_it_is_run(data: bytes, tmp_path: Path) -> None:
    entry = listed(tmp_path, data)
    with pytest.raises(WeightsError) as caught:
        load_weights(entry)
    assert "is not a whole safetensors file" in refusal(caught, entry.path)
    with pytest.raises(WeightsError):
        parse_weights(data, entry.path)


def test_the_manifest_lists_what_lies_beside_it(tmp_path: Path) -> None:
    entry = {"id": "model", "file": "model.safetensors", "sha256": "ab", "licence": "MIT", "trained": "for a day"}
    plain = {"id": "other", "file": "other.safetensors", "sha256": "cd"}
    (tmp_path / "manifest.json").write_text(json.dumps({"weights": [entry, plain]}), encoding="utf-8")
    assert read_manifest(tmp_path) == (
        WeightsFile("model", tmp_path / "model.safetensors", "ab", "MIT", "for a day"),
        WeightsFile("other", tmp_path / "other.safetensors", "cd", "", ""),
    )


def test_without_a_manifest(tmp_path: Path) -> None:
    with pytest.raises(WeightsError) as caught:
        read_manifest(tmp_path)
    assert "cannot be read (No such file or directory)" in refusal(caught, tmp_path / "manifest.json")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"weights": 3}', '{"weights": ["compact"]}', '{"weights": [{"id": "compact"}]}']
)
def test_a_damaged_manifest(text: str, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WeightsError) as caught:
        read_manifest(tmp_path)
    assert "is not a weights manifest" in refusal(caught, path)


@pytest.mark.parametrize(
    ("found", "difference"),
    [
        ({"a": TENSORS["a"]}, "the tensor 'b' is missing"),
        (TENSORS | {"c": torch.ones(1)}, "it has no tensor 'c'"),
        (TENSORS | {"b": torch.ones(5)}, "'b' is (5,), not (4,)"),
    ],
)
def test_the_first_difference_from_a_network_is_named(
    found: dict[str, Tensor], difference: str, tmp_path: Path
) -> None:
    check_fit(TENSORS, TENSORS, tmp_path, "model")
    with pytest.raises(WeightsError) as caught:
        check_fit(found, TENSORS, tmp_path, "model")
    assert refusal(caught, tmp_path) == f"{tmp_path}: is not for the model 'model': {difference}"
