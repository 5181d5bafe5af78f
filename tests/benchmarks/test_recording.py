from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.crash import Left, left_of, number_of, numbered
from benchmarks.recording import Cost, costs, main, report_costs, report_kills
from stylecam.sinks.recording import recorded_video

GREY = np.full((360, 640, 3), 128, np.uint8)


@pytest.mark.parametrize("index", [0, 1, 299, 65_535])
def test_a_frame_shows_its_number(index: int) -> None:
    assert number_of(numbered(index, GREY).pixels) == index


def record(path: Path, indices: list[int]) -> None:
    sink = recorded_video(path)
    sink.open()
    for index in indices:
        sink.write(numbered(index, GREY))
    sink.close()


def test_what_is_missing_at_the_end_is_lost(tmp_path: Path) -> None:
    record(tmp_path / "film.mp4", list(range(15)))

    assert left_of(tmp_path / "film.mp4", told=29) == Left(29, 15, 0.5)


def test_what_is_missing_before_the_end_is_told(tmp_path: Path) -> None:
    record(tmp_path / "film.mp4", [0, 1, 3, 4])

    with pytest.raises(ValueError, match="missing before its end"):
        left_of(tmp_path / "film.mp4", told=4)


def test_every_candidate_records_and_has_its_cost(tmp_path: Path) -> None:
    small = [numbered(index, GREY).pixels for index in range(4)]
    found = {cost.name: cost for cost in costs(small, 0.2, 2, tmp_path)}

    assert {"ultrafast", "superfast", "veryfast", "VP9"} <= found.keys()
    assert all(cost.frame_ms > 0 and cost.megabits > 0 for cost in found.values())
    assert found["VP9"].encoder == "libvpx-vp9"


def test_the_reports_say_whether_the_bars_are_met() -> None:
    cost = Cost("veryfast", "libx264", 15.0, 45.0, 8.0)
    assert "met" in report_costs([cost])
    assert "MISSED" in report_costs([Cost("veryfast", "libx264", 30.0, 90.0, 8.0)])
    assert "0.75 s at worst; at most 2 s: met" in report_kills({0: Left(99, 90, 0.3), 1: Left(99, 77, 0.75)})
    assert "MISSED" in report_kills({0: Left(99, 1, 3.3)})


def test_recordings_are_killed_and_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--kills", "1", "--json", str(tmp_path / "kills.json")]) == 0

    assert "1 recordings killed, 1 play" in capsys.readouterr().out
    assert json.loads((tmp_path / "kills.json").read_text())["result"]["0"]["readable"] > 0
