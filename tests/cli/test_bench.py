"""`stylecam bench`: the numbers are real and in the promised form; how large they are is nobody's business here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stylecam.cli.main import main


def test_results_for_scripts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bench.json"
    options = ["--size", "64x64", "--size", "67x93", "--device", "cpu", "--seconds", "0.1"]
    assert main(["bench", *options, "--json", str(path)]) == 0
    report = json.loads(path.read_text())
    assert report["machine"]["cpu"]
    sizes = [(result["model"], *result["size"]) for result in report["results"]]
    assert sizes == [(model, *size) for model in ("compact", "adaconv") for size in ((64, 64), (67, 93))]
    for result in report["results"]:
        assert (result["device"], result["backend"]) == ("cpu", "torch")
        assert result["ms"]["p95"] >= result["ms"]["p50"] > 0
        assert result["fps"] == pytest.approx(1000 / result["ms"]["p50"], rel=0.01)
        assert {"shape", "upload", "network", "download"} < result["steps"].keys()
        assert all(step["p50"] >= 0 for step in result["steps"].values())
        assert sum(step["share"] for step in result["steps"].values()) == pytest.approx(1, abs=0.01)
    assert "67x93" in capsys.readouterr().out


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_the_number_format_that_is_asked_for_is_measured(precision: str, tmp_path: Path) -> None:
    path = tmp_path / "bench.json"
    options = ["--size", "64x64", "--device", "cpu", "--seconds", "0.1", "--precision", precision, "--model", "compact"]
    assert main(["bench", *options, "--json", str(path)]) == 0
    assert [result["dtype"] for result in json.loads(path.read_text())["results"]] == [precision]


def test_a_number_format_that_does_not_work_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--size", "64x64", "--device", "cpu", "--precision", "float16"]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("stylecam: ")]
    assert len(lines) == 1
    assert "'float16' does not work on the device 'cpu' with this network; use auto or " in lines[0]
