"""The roofline: shares follow from work, time and peaks, and it runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from benchmarks import roofline
from benchmarks.ceilings import Peaks
from benchmarks.contenders import COMPACT, COMPACT_EXACT, VGG19, VGG19_FAST, makers, random_styles
from benchmarks.roofline import STEPS, Work, main, share_of, work_of
from stylecam.engine.device import Compute

CPU = Compute(torch.device("cpu"), torch.float32, "CPU, float32")
PEAKS = Peaks(flops=1e12, bytes=1e10)


def test_the_longer_of_two_least_times_is_the_bound() -> None:
    computing = share_of(Work(flops=1e11, bytes=1e8), PEAKS, taken=0.2)
    assert (computing.bound, computing.compute, computing.reached) == ("compute", 0.5, 0.5)
    moving = share_of(Work(flops=1e9, bytes=1e9), PEAKS, taken=0.4)
    assert (moving.bound, moving.memory, moving.reached) == ("memory", 0.25, 0.25)
    assert moving.compute == pytest.approx(0.0025)


def test_the_work_grows_with_the_picture_and_bytes_with_the_numbers() -> None:
    small, large = work_of(COMPACT, 1000, 2), work_of(COMPACT, 2000, 2)
    assert large.flops == 2 * small.flops == 2 * 2 * 26_048 * 1000
    assert small.bytes < large.bytes < 2 * small.bytes  # the weights are read once
    assert work_of(COMPACT, 1000, 4).bytes == 2 * small.bytes


def test_a_style_that_is_encoded_each_frame_is_counted() -> None:
    encoder = 2 * 241_353 * 512**2
    assert work_of(VGG19, 64, 4).flops - work_of(VGG19_FAST, 64, 4).flops == encoder


def test_every_network_is_counted() -> None:
    assert makers(CPU, Path("weights"), random_styles(1)).keys() | {COMPACT_EXACT} == STEPS.keys()


def test_it_runs_and_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roofline, "SIDES", {"cpu": (32, 64)})
    monkeypatch.setattr(roofline, "COPIED", {"cpu": 2**16})
    file = tmp_path / "roofline.json"
    arguments = ["--network", COMPACT, "--network", VGG19_FAST, "--size", "64x48", "--rounds", "1"]
    assert main([*arguments, "--json", str(file)]) == 0
    told = json.loads(file.read_text())
    assert told["kind"] == "roofline"
    assert [each["network"] for each in told["rows"]] == [COMPACT, VGG19_FAST]
    assert told["rows"][0]["gmac"] == round(64 * 48 * 26_048 / 1e9, 3)
    assert all(each["reached"] > 0 for each in told["rows"])
    assert {each["dtype"] for each in told["peaks"]} == {each["dtype"] for each in told["rows"]}


def test_a_network_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--network", "nobody"]) == 2
    assert "there is no network 'nobody'" in capsys.readouterr().err
