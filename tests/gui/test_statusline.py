from __future__ import annotations

from pytestqt.qtbot import QtBot

from stylecam.gui.statusline import StatusLine, measures, overlay_lines
from stylecam.pipeline.status import PipelineStatus, State, WorkerStatus


def status(state: State, fps: float = 29.6) -> PipelineStatus:
    source, engine = WorkerStatus("demo", state), WorkerStatus("cpu bfloat16", State.RUNNING)
    return PipelineStatus(source, engine, (), 9, 9, 0, fps, fps, None, None, None, (640, 360), (640, 360))


def test_measures_are_short_and_in_one_order() -> None:
    assert measures(status(State.RUNNING), 41.3).split("   ·   ") == ["30 fps", "41 ms", "640×360", "cpu bfloat16"]


def test_old_numbers_are_not_shown_for_a_source_that_gives_nothing() -> None:
    assert measures(status(State.LOST), 41.3) == "cpu bfloat16"
    assert measures(status(State.RUNNING, fps=0.0), None) == "cpu bfloat16"


def test_a_source_that_runs_is_named_and_one_that_does_not_is_explained(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_status(status(State.RUNNING), "Desk camera", None)
    assert line.source.text() == "Desk camera"
    line.show_status(status(State.LOST), "Desk camera", None)
    assert line.source.text() == "Desk camera   ·   lost"


def test_the_overlay_has_a_name_for_every_measure() -> None:
    rows = dict(line.split("\t") for line in overlay_lines(status(State.RUNNING), 41.3))
    assert rows["rate"] == "29.6 fps"
    assert rows["camera to screen"] == "41 ms"
    assert rows["painting"] == "–"
    assert rows["dropped"] == "0 of 9"
    assert rows["size"] == "640×360 → 640×360"
    assert rows["engine"] == "cpu bfloat16"
