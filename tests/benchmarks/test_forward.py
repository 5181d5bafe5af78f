from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from benchmarks.contenders import COMPACT, compacts
from benchmarks.forward import Candidate, main, measure, report, table
from benchmarks.timing import Timing
from stylecam.engine.machine import this_machine

CANDIDATES = [
    Candidate(COMPACT, lambda: None, "bfloat16, style cached"),
    Candidate("peer", lambda: None, "float32", every=2),
]
TIMINGS = {COMPACT: Timing({0: 0.020, 1: 0.022, 2: 0.024}), "peer": Timing({0: 0.100, 2: 0.120})}


def test_the_table_gives_milliseconds_frames_per_second_and_the_ratio() -> None:
    header, compact, peer = table(CANDIDATES, TIMINGS).splitlines()
    assert header.split() == ["ms", "p50", "p5", "p95", "fps", "ratio"]
    assert compact.split()[:6] == ["compact", "22.0", "20.0", "24.0", "45.5", "1.0x"]
    assert peer.split() == ["peer", "110.0", "100.0", "120.0", "9.1", "5.0x", "float32"]


def test_the_report_says_on_what_machine() -> None:
    found = json.loads(json.dumps(report(CANDIDATES, TIMINGS, (640, 360), this_machine())))
    assert found["size"] == [640, 360]
    assert found["machine"]["cpu"]
    assert found["candidates"][1] == {
        "name": "peer",
        "note": "float32",
        "rounds": 2,
        "ms_p5": 100.0,
        "ms_p50": 110.0,
        "ms_p95": 120.0,
        "ratio_to_compact": 5.0,
    }


def test_a_slow_candidate_is_measured_less_often() -> None:
    timings = measure(CANDIDATES, rounds=4, warmup=1)
    assert [len(timings[name].seconds) for name in (COMPACT, "peer")] == [4, 2]


def test_without_microast_its_rows_are_left_out_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "forward.json"
    assert main(["--size", "64x48", "--rounds", "1", "--json", str(file)]) == 0
    out = capsys.readouterr().out
    assert "MicroAST is left out" in out
    names = [row["name"] for row in json.loads(file.read_text())["candidates"]]
    assert names == [*compacts(torch.device("cpu")), "VGG-19 AdaIN"]


def test_missing_weights_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--size", "64x48", "--microast", str(tmp_path / "absent.safetensors")]) == 2
    error = capsys.readouterr().err
    assert "absent.safetensors" in error
    assert error.count("\n") == 1


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--size", "16x16", "--rounds", "1", "--json", str(tmp_path / "absent" / "forward.json")]) == 2
    assert "forward.json: cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--size", "640"],
        ["--size", "641x360"],
        ["--size", "8x8"],
        ["--size", "640xtall"],
        ["--rounds", "0"],
        ["--threads", "-1"],
    ],
    ids=" ".join,
)
def test_impossible_arguments_are_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "error: argument" in capsys.readouterr().err
