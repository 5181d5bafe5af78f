"""The network that finds people among the weights."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from stylecam.app import model_choices
from stylecam.cli import weights_fetch
from stylecam.cli.main import main
from stylecam.cli.weights_fetch import SELFIE_OFFER
from stylecam.engine.person.own_network import find_network, load_network
from stylecam.models.weights import WeightsFile
from stylecam.user_files import user_weights
from tests.engine.person import onnx_files, tflite_files
from tests.files_server import FilesServer, serving

SIZE = (256, 144)
TFLITE = tflite_files.sharpened_brightness(SIZE, halved=True)
ONNX = onnx_files.sharpened_brightness(SIZE, onnx_files.Form())


@pytest.fixture
def server() -> Iterator[FilesServer]:
    """A page with the network on it."""
    with serving() as server:
        offer(server, TFLITE)
        yield server


def offer(server: FilesServer, data: bytes) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    entry = {"id": "selfie", "file": "selfie.tflite", "bytes": len(data), "sha256": sha256, "licence": "Apache-2.0"}
    listing = json.dumps({"weights": [{**entry, "trained": "by MediaPipe"}]})
    server.files.update({"selfie.tflite": data, "weights.json": listing.encode()})


def written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def kept() -> WeightsFile:
    entry = find_network(user_weights())
    assert entry is not None
    return entry


def line(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of an error."""
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said.removeprefix("stylecam: ").removesuffix("\n")


@pytest.mark.parametrize(("name", "data"), [("selfie_segmenter.TFLITE", TFLITE), ("model.onnx", ONNX)])
def test_a_file_is_imported_listed_and_verified(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", "import", written(tmp_path / name, data)]) == 0
    entry = kept()
    assert entry.path == user_weights() / f"selfie{Path(name).suffix.lower()}"
    assert entry.path.read_bytes() == data
    assert capsys.readouterr().out == f"selfie: 0.0 MB, sha256 {entry.sha256}, in {entry.path}\n"
    assert (entry.licence, entry.trained) == ("Apache-2.0", f"by MediaPipe; imported from {name}")
    assert load_network(entry).size == SIZE
    assert main(["weights", "list", "--json"]) == 0
    assert "selfie" in [each["id"] for each in json.loads(capsys.readouterr().out)]
    assert main(["weights", "verify"]) == 0
    assert f"✓ {entry.path}" in capsys.readouterr().out
    entry.path.write_bytes(data + b" ")
    assert main(["weights", "verify"]) == 1
    assert f"✗ {entry.path}: is damaged or not the file meant" in capsys.readouterr().out


def test_it_is_no_model_to_paint_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["weights", "import", written(tmp_path / "selfie.onnx", ONNX)]) == 0
    assert "selfie" not in [model for model, _ in model_choices()]
    capsys.readouterr()
    assert main(["live", "--source", "demo", "--model", "selfie", "--duration", "1"]) == 2
    assert line(capsys).startswith("there is no model 'selfie'; there is: ")


def test_a_file_of_another_kind_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    assert main(["weights", "import", written(tmp_path / "a.onnx", ONNX)]) == 0
    assert main(["weights", "import", written(tmp_path / "b.tflite", TFLITE)]) == 0
    assert kept().path.name == "selfie.tflite"
    assert sorted(path.name for path in user_weights().iterdir()) == ["manifest.json", "selfie.tflite"]


def test_what_is_no_such_network_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damaged = written(tmp_path / "damaged.tflite", tflite_files.out_of_bounds(SIZE))
    other = written(tmp_path / "other.onnx", b"something else")
    for words, said in (
        ([damaged], "damaged.tflite: is damaged"),
        ([other], "other.onnx: cannot be loaded"),
        ([str(tmp_path / "none.onnx")], "none.onnx: cannot be read (No such file or directory)"),
        ([other, damaged], "selfie has one file, and 2 are named"),
    ):
        assert main(["weights", "import", *words]) == 2
        assert said in line(capsys)
    assert not user_weights().exists()


def test_it_is_downloaded(server: FilesServer, capsys: pytest.CaptureFixture[str]) -> None:
    for said in ("selfie: 0.0 MB, sha256 ", "selfie: is already here, "):
        assert main(["weights", "download", "selfie", "--from", server.url]) == 0
        assert capsys.readouterr().out.startswith(said)
    assert (kept().licence, kept().trained) == ("Apache-2.0", "by MediaPipe")
    assert load_network(kept()).size == SIZE
    assert sorted(path.name for path in user_weights().iterdir()) == ["manifest.json", "selfie.tflite"]


def test_where_no_page_is_named_it_is_the_published_file(
    server: FilesServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"{server.url}selfie.tflite"
    published = replace(SELFIE_OFFER, url=url, size=len(TFLITE), sha256=hashlib.sha256(TFLITE).hexdigest())
    monkeypatch.setattr(weights_fetch, "SELFIE_OFFER", published)
    assert main(["weights", "download", "selfie"]) == 0
    assert (kept().licence, kept().trained) == (SELFIE_OFFER.licence, SELFIE_OFFER.trained)
    monkeypatch.setattr(weights_fetch, "SELFIE_OFFER", replace(SELFIE_OFFER, url=url, size=len(TFLITE)))
    assert main(["weights", "download", "selfie"]) == 1
    assert "is damaged or not the file meant" in line(capsys)
    assert kept().sha256 == published.sha256


def test_a_download_that_is_no_such_network_is_not_taken_in(
    server: FilesServer, capsys: pytest.CaptureFixture[str]
) -> None:
    offer(server, b"x\0\0\0TFL3 and no more")
    assert main(["weights", "download", "selfie", "--from", server.url]) == 2
    assert "selfie.tflite: takes nothing for a picture; give MediaPipe's" in line(capsys)
    assert find_network(user_weights()) is None
