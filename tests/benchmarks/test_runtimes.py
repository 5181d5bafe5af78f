from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks.runtime_runners import Runner, makers
from benchmarks.runtimes import HEADER, Row, chosen, compare, main
from benchmarks.timing import Timing

ROW = Row(
    Runner("other", "a note", lambda: torch.zeros(1, 3, 8, 8)), Timing({0: 0.02, 1: 0.03, 2: 0.04}), 1.5, 2.25, 0.125
)


def flat(name: str, value: float) -> Runner:
    return Runner(name, "", lambda: torch.full((1, 3, 8, 8), value))


def test_a_line_stands_under_its_header() -> None:
    assert HEADER.split() == ["ms", "p50", "p5", "p95", "ratio", "max", "mean"]
    assert ROW.line().split() == ["other", "30.0", "20.0", "40.0", "1.50x", "2.25", "0.125", "a", "note"]


def test_a_row_is_told_for_a_file() -> None:
    assert ROW.told() == {
        "name": "other",
        "note": "a note",
        "rounds": 3,
        "ms": {"p5": 20.0, "p50": 30.0, "p95": 40.0},
        "ratio_to_first": 1.5,
        "difference": {"max": 2.25, "mean": 0.125},
    }


def test_pictures_are_compared_with_the_firsts_in_255ths() -> None:
    """Clipped, as they are shown."""
    first, same, away = compare([flat("a", 1.0), flat("b", 1.5), flat("c", 0.8)], rounds=2, warmup=0)
    assert (first.ratio, first.most, first.mean) == (1.0, 0.0, 0.0)
    assert same.most == 0.0
    np.testing.assert_allclose([away.most, away.mean], 51, rtol=1e-5)


def test_a_painting_is_kept_when_the_next_one_is_made() -> None:
    buffer = torch.zeros(1, 3, 8, 8)
    runner = Runner("reuses", "", lambda: buffer.add_(0.25))
    first = runner.painting()
    runner.painting()
    assert first.max() == 0.25


def test_the_first_is_always_there_to_compare_with() -> None:
    assert chosen(["ONNX"]) == ["engine, float32", "ONNX Runtime, float32"]
    assert chosen(["engine"]) == ["engine, float32", "engine, bfloat16", "engine, int8"]
    assert chosen(None) == list(makers())


def test_it_measures_what_is_installed_and_names_what_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    file = tmp_path / "runtimes.json"
    names = ["--only", "engine, bfloat16", "--only", "eager", "--only", "ONNX Runtime"]
    sizes = ["--size", "40x32", "--size", "32x40"]
    threads = ["--threads", str(torch.get_num_threads())]
    assert main([*names, *sizes, *threads, "--rounds", "1", "--json", str(file)]) == 0
    out = capsys.readouterr().out
    assert out.count("engine, bfloat16: left out, torch has no fast bfloat16") == 2
    told = json.loads(file.read_text())
    assert told["limits"] == {"ONEDNN_MAX_CPU_ISA": "AVX2"}
    assert told["conditions"]["machine"]["cpu"]
    assert [found["size"] for found in told["sizes"]] == [[40, 32], [32, 40]]
    for found in told["sizes"]:
        assert [row["name"] for row in found["rows"]] == ["engine, float32", "eager, float32", "ONNX Runtime, float32"]
        assert set(found["left_out"]) == {"engine, bfloat16", "eager, bfloat16"}
        assert all(row["difference"]["max"] < 1 for row in found["rows"])


def test_a_runtime_that_nobody_knows_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "TensorRT"]) == 2
    error = capsys.readouterr().err
    assert "there is no runtime 'TensorRT'" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--size", "641x360"], ["--rounds", "0"], ["--threads", "-1"]], ids=" ".join)
def test_impossible_arguments_are_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "error: argument" in capsys.readouterr().err
