"""What people and programs are told of a slow painting."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from stylecam.cli.still_report import A_WHILE, JsonTeller, Kept, Pace, TerminalTeller, about
from stylecam.slow.scales import Scale
from tests.cli.stills import step
from tests.sources.fake_clock import FakeClock


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def console(said: io.StringIO) -> Console:
    return Console(file=said, width=400, force_terminal=True, markup=False, color_system=None)


def told(times: list[float], of: int) -> list[dict[str, Any]]:
    """The lines for steps that were taken at these times."""
    clock = FakeClock()
    pace = Pace(clock)
    lines = []
    for number, at in enumerate(times, start=1):
        clock.time = at
        lines.append(pace.line(step(number, of)))
    return [line for line in lines if line is not None]


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_step_is_told_with_its_scale_and_its_loss() -> None:
    assert about(step(7)) == "scale 2/3 (24x16), step 7/50, loss 0.2500"


def test_on_a_terminal_there_is_a_bar_that_grows(console: Console, said: io.StringIO) -> None:
    with TerminalTeller(console, "out [slow].png").progress() as told:
        told(step(7))
        told(step(50))
    bars = [line for line in said.getvalue().splitlines() if "out [slow].png" in line]
    assert "step 50/50, loss 0.2500 left:" in bars[-1]


def test_a_log_file_gets_no_bar(said: io.StringIO) -> None:
    with TerminalTeller(Console(file=said), "out.png").progress() as told:
        told(step(7))
    assert said.getvalue().strip() == ""


def test_people_are_told_what_is_left_of_one_that_they_ended(console: Console, said: io.StringIO) -> None:
    teller = TerminalTeller(console, "out.png")
    teller.interrupted(Kept(Path("out.partial.png"), step(7)))
    teller.interrupted(None)
    assert said.getvalue().splitlines() == [
        "stylecam: interrupted; the best painting so far is kept: out.partial.png (scale 2 of 3, step 7)",
        "stylecam: interrupted; nothing was painted yet",
    ]


def test_there_are_at_most_five_lines_a_second_and_always_the_last() -> None:
    lines = told([number / 100 for number in range(1000)], of=1000)
    assert len(lines) <= 52
    assert lines[-1]["share"] == 1


def test_a_line_says_where_it_is_and_how_long_it_will_take() -> None:
    # Half a second for each of a hundred; the wait for the network before the first is no part of the pace.
    lines = told([20 + number / 2 for number in range(30)], of=100)
    assert lines[0] == {"scale": 2, "step": 1, "steps": 50, "share": 0.01, "remaining_s": None}
    assert lines[-1] == {"scale": 2, "step": 30, "steps": 50, "share": 0.3, "remaining_s": 35.0}


def test_the_pace_is_that_of_the_last_while() -> None:
    quick = [number / 2 for number in range(30)]
    slow = [quick[-1] + 2.0 * number for number in range(1, 31)]
    assert A_WHILE < 2.0 * 30
    assert told([*quick, *slow], of=100)[-1]["remaining_s"] == pytest.approx(2.0 * 40)


def test_a_painting_is_told_as_lines_of_json(
    console: Console, said: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    teller = JsonTeller(console, FakeClock())
    teller.began([Scale((64, 36), 20), Scale((128, 72), 10)])
    with teller.progress() as tell:
        tell(step(7))
    teller.previewed(Path("so far ü.jpg"))
    teller.warned("the disk is full; there is no preview any more")
    teller.painted(Path("out.png"), (128, 72))
    assert lines_of(capsys) == [
        {"event": "began", "scales": [[64, 36], [128, 72]], "steps": 30},
        {"event": "progress", "scale": 2, "step": 7, "steps": 50, "share": 0.07, "remaining_s": None},
        {"event": "preview", "file": "so far ü.jpg"},
        {"event": "done", "file": "out.png"},
    ]
    assert said.getvalue().strip() == "the disk is full; there is no preview any more"


def test_what_is_left_of_one_that_failed_is_told_with_it(console: Console, capsys: pytest.CaptureFixture[str]) -> None:
    teller = JsonTeller(console, FakeClock())
    teller.kept(Kept(Path("out.partial.png"), step(7)))
    teller.failed("out of memory")
    JsonTeller(console, FakeClock()).interrupted(None)
    assert lines_of(capsys) == [
        {"event": "failed", "message": "out of memory", "partial": "out.partial.png"},
        {"event": "failed", "message": "interrupted; nothing was painted yet", "partial": None},
    ]
