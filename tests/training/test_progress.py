"""What a training tells."""

from __future__ import annotations

import importlib.util
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from stylecam.errors import UsageError
from stylecam.training.config import TrainingError
from stylecam.training.progress import BoardTeller, LogTeller, Pulse, Report, Tellers, TerminalTeller, duration

REPORT = Report(50, 61.26, 1e-3, 1.2251, {"content": 0.5, "style": 0.123456789, "total": 9.0})


def test_lines_where_there_is_no_terminal() -> None:
    said = io.StringIO()
    teller = TerminalTeller(Console(file=said, width=40))
    teller.pulse(Pulse(50, 0.5, 61.0))
    teller.report(REPORT)
    teller.note("[brackets] stay")
    teller.close()
    assert said.getvalue() == "step 50  content 0.5000  style 0.1235  1.225 s/step  left 1:01\n[brackets] stay\n"


def test_a_bar_on_a_terminal() -> None:
    said = io.StringIO()
    teller = TerminalTeller(Console(file=said, width=80, force_terminal=True))
    teller.pulse(Pulse(50, 0.5, 3661.0))
    teller.close()
    assert "50.0 %  step 50  left 1:01:01" in said.getvalue()


def test_the_log_is_a_line_of_json_for_each_report(tmp_path: Path) -> None:
    Tellers(LogTeller(tmp_path / "out", 0)).report(REPORT)
    (line,) = (tmp_path / "out" / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "step": 50,
        "seconds": 61.3,
        "step_seconds": 1.2251,
        "rate": 1e-3,
        "content": 0.5,
        "style": 0.123457,
        "total": 9.0,
    }


def test_steps_that_will_be_trained_again_leave_the_log(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"step": 50}\n{"step": 100}\n{"step": 1', encoding="utf-8")
    LogTeller(tmp_path, 50).report(REPORT)
    assert [json.loads(line)["step"] for line in log.read_text(encoding="utf-8").splitlines()] == [50, 50]


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(TrainingError, match=r"out/log\.jsonl: cannot be written .*; use another --out"):
        LogTeller(tmp_path / "out", 0)


@pytest.mark.skipif(importlib.util.find_spec("tensorboard") is not None, reason="TensorBoard is installed")
def test_tensorboard_that_is_not_installed_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="TensorBoard is not installed; install 'tensorboard'"):
        BoardTeller(tmp_path)


def test_tensorboard_finds_the_curves(tmp_path: Path) -> None:
    reader = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    teller = BoardTeller(tmp_path)
    teller.report(REPORT)
    teller.close()
    curves = reader.EventAccumulator(str(tmp_path / "tensorboard"))
    curves.Reload()
    (point,) = curves.Scalars("content")
    assert (point.step, point.value) == (50, 0.5)
    assert set(curves.Tags()["scalars"]) == {*REPORT.losses, "rate", "step_seconds"}


def test_durations() -> None:
    assert [duration(seconds) for seconds in (None, 7, 67.4, 7509)] == ["?", "0:07", "1:07", "2:05:09"]
