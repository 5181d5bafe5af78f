from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from stylecam.gui.output.recorder import RecordingStatus
from stylecam.gui.outputs import OutputStatus
from stylecam.gui.statusline import Account, StatusLine, overlay_lines, speed_of, work_of
from stylecam.pipeline.status import PipelineStatus, State, WorkerStatus


def status(state: State, fps: float = 29.6) -> PipelineStatus:
    source, engine = WorkerStatus("demo", state), WorkerStatus("cpu bfloat16", State.RUNNING)
    return PipelineStatus(source, engine, (), 9, 9, 0, fps, fps, None, None, None, (640, 360), (640, 360))


def test_measures_are_short_and_in_one_order() -> None:
    assert speed_of(status(State.RUNNING), 41.3) == ("30 fps", "41 ms")
    assert work_of(status(State.RUNNING)) == ("640×360", "cpu bfloat16")


def test_a_size_that_is_enlarged_is_told_with_what_it_becomes() -> None:
    enlarged = replace(status(State.RUNNING), working_size=(320, 180))
    assert work_of(enlarged) == ("320×180 → 640×360", "cpu bfloat16")
    rows = dict(line.split("\t") for line in overlay_lines(enlarged, None))
    assert rows["size"] == "640×360 → 320×180 → 640×360"


def test_old_numbers_are_not_shown_for_a_source_that_gives_nothing() -> None:
    for still in (status(State.LOST), status(State.RUNNING, fps=0.0)):
        assert speed_of(still, 41.3) == ()
        assert work_of(still) == ("cpu bfloat16",)


def test_what_says_least_is_left_out_first_and_what_is_wrong_never() -> None:
    account = Account("HD Webcam C920", "lost", ("30 fps", "41 ms"), ("640×360", "cpu"))
    assert [tuple(part.replace("   ·   ", " · ") for part in way) for way in account.ways()] == [
        ("HD Webcam C920 · lost", "30 fps · 41 ms · 640×360 · cpu"),
        ("HD Webcam C920 · lost", "30 fps · 41 ms · 640×360"),
        ("HD Webcam C920 · lost", "30 fps · 41 ms"),
        ("HD Webcam … · lost", "30 fps · 41 ms"),
        ("HD … · lost", "30 fps · 41 ms"),
        ("lost", "30 fps · 41 ms"),
        ("lost", "30 fps"),
        ("lost", ""),
    ]


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    made.resize(640, 40)
    made.show()
    return made


@pytest.mark.parametrize("width", [360, 300, 240, 180])
@pytest.mark.parametrize("recording", [None, RecordingStatus(7.0, False, 0, "libx264")])
def test_no_word_is_cut_at_any_width(
    qtbot: QtBot, line: StatusLine, width: int, recording: RecordingStatus | None
) -> None:
    line.show_outputs(OutputStatus(recording))
    line.show_status(status(State.RUNNING), "A camera with a very long name", 41.3)
    line.resize(width, 40)
    assert line.measures.text().startswith("30 fps")
    shown = [label for label in line.findChildren(QLabel) if label.isVisible()]
    qtbot.waitUntil(lambda: all(label.width() >= label.sizeHint().width() for label in shown))
    assert max(label.geometry().right() for label in shown) < width
    assert "A camera with a very long name   ·   30 fps   ·   41 ms   ·   640×360   ·   cpu" in line.toolTip()


def test_one_more_digit_moves_nothing_out(line: StatusLine) -> None:
    for width in range(150, 500, 7):
        line.resize(width, 40)
        line.show_status(status(State.RUNNING, fps=9), "Desk camera", 8.0)
        few = (line.source.text(), line.measures.text().count("·"))
        line.show_status(status(State.RUNNING, fps=120), "Desk camera", 110.0)
        assert (line.source.text(), line.measures.text().count("·")) == few


def test_a_source_that_runs_is_named_and_one_that_does_not_is_explained(line: StatusLine) -> None:
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
