"""`weights export` and `weights vector`: files for other programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from stylecam.cli.main import main
from stylecam.models.registry import find_weights
from stylecam.resources import shipped_weights


def session_of(path: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])


def test_a_network_is_exported_with_the_style_as_an_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "compact.onnx"
    assert main(["weights", "export", "compact", str(out)]) == 0
    said = capsys.readouterr().out
    assert said == f"{out}: 3.6 MB, picture, style, mean, std, fresh -> painted, seen_mean, seen_std\n"
    assert [value.name for value in session_of(out).get_inputs()] == ["picture", "style", "mean", "std", "fresh"]
    assert list(tmp_path.iterdir()) == [out]


def test_a_mix_of_styles_goes_into_the_file(tmp_path: Path, picture: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "mine.onnx"
    styles = ["--style", "great-wave:2", "--style", str(picture)]
    assert main(["weights", "export", "compact", str(out), *styles, "--statistics", "measured", "--json"]) == 0
    about = json.loads(capsys.readouterr().out)
    assert about["path"] == str(out)
    assert about["weights_sha256"] == find_weights(shipped_weights(), "compact").sha256
    assert about["statistics"] == "measured"
    assert about["inputs"] == {"picture": [1, 3, "height", "width"]}
    assert list(about["outputs"]) == ["painted", "seen_mean", "seen_std"]
    session = session_of(out)
    assert session.get_modelmeta().custom_metadata_map["style"] == about["style"] == "great-wave:2 scene.png:1"
    painted = session.run(["painted"], {"picture": np.full((1, 3, 32, 40), 0.5, np.float32)})[0]
    assert painted.shape == (1, 3, 32, 40)


def test_a_style_in_the_file_is_the_one_of_its_vector(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fixed, open_, vector = tmp_path / "fixed.onnx", tmp_path / "open.onnx", tmp_path / "style.npy"
    measured = ["--statistics", "measured"]
    assert main(["weights", "export", "compact", str(fixed), "--style", "great-wave", *measured]) == 0
    assert main(["weights", "export", "compact", str(open_), *measured]) == 0
    capsys.readouterr()
    assert main(["weights", "vector", "compact", str(vector), "--style", "great-wave"]) == 0
    assert capsys.readouterr().out == f"{vector}: 2176 numbers\n"
    picture = np.random.default_rng(1).random((1, 3, 48, 64), np.float32)
    expected = session_of(fixed).run(["painted"], {"picture": picture})[0]
    painted = session_of(open_).run(["painted"], {"picture": picture, "style": np.load(vector)})[0]
    np.testing.assert_allclose(painted, expected, atol=1e-4)


def test_a_vector_is_told_to_scripts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "mix.npy"
    styles = ["--style", "great-wave:2", "--style", "starry-night-vangogh"]
    assert main(["weights", "vector", "compact", str(out), *styles, "--json"]) == 0
    about = json.loads(capsys.readouterr().out)
    assert (about["style"], about["shape"]) == ("great-wave:2 starry-night-vangogh:1", [2176])
    assert np.load(out).dtype == np.float32


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "nothing", "OUT.onnx"], "there is no model 'nothing'; there is: adaconv, "),
        (["export", "compact", "OUT.png"], "OUT.png: is to end in .onnx"),
        (["export", "compact", "OUT.onnx", "--style", "starry"], "did you mean starry-swirl"),
        (["export", "compact", "file.txt/OUT.onnx"], "OUT.onnx: cannot be written"),
        (["vector", "nothing", "OUT.npy", "--style", "great-wave"], "there is no model 'nothing'"),
        (["vector", "compact", "OUT", "--style", "great-wave"], "OUT: is to end in .npy"),
        (["vector", "compact", "OUT.npy", "--style", "starry"], "did you mean starry-swirl"),
        (["vector", "compact", "file.txt/OUT.npy", "--style", "great-wave"], "OUT.npy: cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.txt").touch()
    assert main(["weights", *arguments]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert message in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["file.txt"]


@pytest.mark.parametrize(
    "arguments", [["export", "compact", "OUT.onnx", "--statistics", "some"], ["vector", "compact", "OUT.npy"]]
)
def test_impossible_arguments_are_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["weights", *arguments])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"see 'stylecam weights {arguments[0]} --help'" in said


def test_without_onnx_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("onnx_export", "compact_onnx", "onnx_graph"):
        monkeypatch.delitem(sys.modules, f"stylecam.models.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "onnx", None)
    assert main(["weights", "export", "compact", str(tmp_path / "compact.onnx")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "pip install onnx" in said
    assert list(tmp_path.iterdir()) == []
