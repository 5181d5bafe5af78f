"""The benchmark of sizes: what it tells of what it measured, and that it runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from benchmarks.contenders import COMPACT, VGG19, VGG19_FAST, Contender
from benchmarks.pace import Pace
from benchmarks.probe import Probe
from benchmarks.sizes import MIXES, Row, line, main, mixes_at, rows_at, told_of, told_of_mixes
from benchmarks.timing import Timing
from stylecam.engine.device import Compute

CPU = Compute(torch.device("cpu"), torch.float32, "CPU, float32")
PROBE = Probe(first_s=2.5, frame_s=0.05, peak=400_000_000, before=250_000_000)
ONCE = Pace(1, {COMPACT: 1, VGG19_FAST: 1}, {COMPACT: 1, VGG19_FAST: 0})


@pytest.fixture(autouse=True)
def without_gradients() -> Iterator[None]:
    with torch.inference_mode():
        yield


def row(name: str, forward: float, frame: float) -> Row:
    dtype, layout = torch.bfloat16, torch.channels_last
    contender = Contender(name, "bfloat16", CPU.device, dtype, layout, dtype, lambda picture: picture)
    return Row(contender, (640, 360), PROBE, Timing({0: forward, 1: 2 * forward}), Timing({0: frame, 1: 2 * frame}))


def test_a_row_tells_times_ratios_and_memory() -> None:
    told = json.loads(json.dumps(told_of(row(VGG19, 0.2, 0.3), row(COMPACT, 0.02, 0.04))))
    assert (told["network"], told["dtype"], told["size"], told["rounds"]) == (VGG19, "bfloat16", [640, 360], 2)
    assert told["forward_ms"] == {"p5": 200.0, "p50": 300.0, "p95": 400.0}
    assert told["frame_ms"]["p50"] == 450.0
    assert (told["forward_ratio"], told["frame_ratio"]) == (10.0, 7.5)
    assert (told["first_s"], told["peak_mb"], told["before_mb"]) == (2.5, 400.0, 250.0)
    assert "7.5x" in line(told)


def test_without_compact_there_is_no_ratio() -> None:
    told = told_of(row(VGG19, 0.2, 0.3), None)
    assert told["frame_ratio"] is None
    assert "x " not in line(told).split("frame")[1]


def test_mixes_are_compared_with_one_style() -> None:
    told = told_of_mixes((64, 48), {VGG19: {1: Timing({0: 1.0}), 2: Timing({0: 1.5}), 4: Timing({0: 2.5})}})
    assert [(each["styles"], each["ratio_to_one"]) for each in told] == [(1, 1.0), (2, 1.5), (4, 2.5)]
    assert told[0]["size"] == [64, 48]


def test_forward_and_frames_of_each_network_are_timed() -> None:
    rows = rows_at((64, 48), {COMPACT: PROBE, VGG19_FAST: PROBE}, CPU, None, ONCE)
    assert [each.contender.name for each in rows] == [COMPACT, VGG19_FAST]
    assert all(each.forward.p50 > 0 and each.frame.p50 > 0 for each in rows)


def test_mixes_of_each_number_are_timed() -> None:
    mixes = mixes_at((64, 48), {COMPACT: PROBE}, CPU, None, ONCE)
    assert tuple(mixes[COMPACT]) == MIXES


def test_it_runs_and_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sizes.json"
    arguments = ["--network", COMPACT, "--size", "64x48", "--mix-size", "96x64", "--rounds", "1"]
    assert main([*arguments, "--limit", "60", "--json", str(file)]) == 0
    told = json.loads(file.read_text())
    assert told["kind"] == "sizes"
    assert [(each["network"], each["size"]) for each in told["rows"]] == [(COMPACT, [64, 48])]
    assert [each["styles"] for each in told["mixes"]] == list(MIXES)
    assert told["left_out"] == []
    assert told["conditions"]["machine"]["threads"] == torch.get_num_threads()
    out = capsys.readouterr().out
    assert "MicroAST is left out" in out
    assert "in a mix of 4" in out


def test_what_takes_too_long_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sizes.json"
    arguments = ["--network", COMPACT, "--size", "64x48", "--mix-size", "64x48"]
    assert main([*arguments, "--limit", "1e-6", "--json", str(file)]) == 0
    told = json.loads(file.read_text())
    assert (told["rows"], told["mixes"]) == ([], [])
    assert [(each["network"], each["size"]) for each in told["left_out"]] == [(COMPACT, [64, 48])]
    assert "is left out: a frame takes" in capsys.readouterr().out


def test_a_network_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--network", "nobody"]) == 2
    assert "there is no network 'nobody'" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--limit", "0"], ["--budget", "soon"], ["--device", "tpu"]], ids=" ".join)
def test_impossible_arguments_are_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "error: argument" in capsys.readouterr().err
