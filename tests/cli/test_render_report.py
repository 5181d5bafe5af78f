"""What programs are told of a rendering's progress, and how often."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from stylecam.cli.render_report import Pace, TerminalTeller
from stylecam.render import Progress
from tests.sources.fake_clock import FakeClock


def told(times: list[float], total: int | None) -> list[dict[str, Any]]:
    """The lines for frames that were done at these times."""
    clock = FakeClock()
    pace = Pace(clock)
    lines = []
    for done, at in enumerate(times, start=1):
        clock.time = at
        lines.append(pace.line(Progress(done, total, 0.0)))
    return [line for line in lines if line is not None]


def test_there_are_at_most_five_lines_a_second() -> None:
    assert len(told([n / 100 for n in range(1000)], total=5000)) <= 51


def test_the_last_frame_is_always_told() -> None:
    assert told([n / 1000 for n in range(30)], total=30)[-1]["done"] == 30


def test_the_wait_for_the_model_is_no_part_of_the_pace() -> None:
    # The first frame is there after ten seconds, the others come four a second.
    last = told([10 + n / 4 for n in range(41)], total=81)[-1]
    assert last == {"done": 41, "total": 81, "fps": 4.0, "eta_s": 10.0}


def test_what_is_not_known_is_null() -> None:
    first, second = told([1.0, 2.0], total=None)
    assert first == {"done": 1, "total": None, "fps": None, "eta_s": None}
    assert second == {"done": 2, "total": None, "fps": 1.0, "eta_s": None}


def test_the_bar_bears_a_files_whole_name() -> None:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, color_system=None, width=100)
    with TerminalTeller(console, "film [x264].mp4").progress() as on_progress:
        on_progress(Progress(1, 2, 0.0))
    assert "film [x264].mp4" in shown.getvalue()
