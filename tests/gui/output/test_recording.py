"""Recordings are made as people make them, and what comes of it is read by players."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stylecam.gui.output.panel import OutputPanel
from stylecam.pipeline.capture import MakeSource
from stylecam.sinks.recording import recorded_video
from stylecam.styles import Style
from tests.gui.acts import CTRL, click, pick, press
from tests.gui.output.acts import captured_at, click_box, film, near, news, record, written
from tests.gui.parts import COLOURS, LIGHT, stylecam_threads
from tests.gui.studio import Studio
from tests.pipeline.parts import numbered

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("label", "ending", "kind"), [("MP4", ".mp4", "mp4"), ("MKV", ".mkv", "matroska"), ("WebM", ".webm", "webm")]
)
def test_a_recording_is_of_the_format_that_was_chosen(
    qtbot: QtBot, studio: Studio, page: OutputPanel, label: str, ending: str, kind: str
) -> None:
    pick(page.recording.format, label)
    assert record(qtbot, studio).startswith("Saved")
    (path,) = studio.kept.iterdir()
    name, times, colour = film(path)
    assert path.suffix == ending
    assert kind in name
    assert len(times) > 30
    assert near(colour, COLOURS["red"])


@pytest.mark.parametrize(("label", "form"), [("GIF", "GIF"), ("WebP", "WEBP")])
def test_a_loop_is_an_animated_picture(qtbot: QtBot, studio: Studio, page: OutputPanel, label: str, form: str) -> None:
    pick(page.recording.format, f"{label}, 10 seconds at most")
    assert page.recording.encoder.isHidden()
    click(page.recording.record)
    qtbot.waitUntil(lambda: written(studio) > 40)
    studio.parts.desk.choose_style(studio.styles[1])
    qtbot.waitUntil(studio.shows(COLOURS["green"]))
    so_far = written(studio)
    qtbot.waitUntil(lambda: written(studio) > so_far + 40)
    click(page.recording.record)
    assert news(qtbot, studio).startswith("Saved")
    (path,) = studio.kept.iterdir()
    with Image.open(path) as picture:
        assert picture.format == form
        assert picture.n_frames > 1


def test_the_original_is_recorded_beside_the_painting(qtbot: QtBot, studio: Studio, page: OutputPanel) -> None:
    click_box(page.recording.original)
    assert "and the original beside it" in record(qtbot, studio)
    painted, original = sorted(studio.kept.iterdir(), key=lambda path: "original" in path.name)
    assert original.name == f"{painted.stem} original.mkv"
    assert near(film(painted)[2], COLOURS["red"])
    assert near(film(original)[2], LIGHT)


def test_while_it_is_paused_nothing_is_recorded_and_no_gap_is_left(
    qtbot: QtBot, studio: Studio, page: OutputPanel
) -> None:
    click(page.recording.record)
    qtbot.waitUntil(lambda: written(studio) > 40)
    click(page.recording.pause)
    before, paused_at = written(studio), captured_at(studio)
    qtbot.waitUntil(lambda: written(studio) > before + 200)
    paused = captured_at(studio) - paused_at
    click(page.recording.pause)
    left_out = written(studio) - before
    resumed = written(studio)
    qtbot.waitUntil(lambda: written(studio) > resumed + 40)
    all_frames = written(studio)
    click(page.recording.record)
    news(qtbot, studio)
    (path,) = studio.kept.iterdir()
    times = film(path)[1]
    # One that was being written at each of the three moments, and those that came before the end did.
    assert 80 < len(times) <= all_frames - left_out + 80
    assert len(times) < left_out
    assert max(np.diff(times)) < paused / 2


def test_the_button_says_what_it_does_and_the_page_how_long_it_is(qtbot: QtBot, page: OutputPanel) -> None:
    rows = page.recording
    assert (rows.record.text(), rows.pause.text(), rows.pause.isEnabled()) == ("Record", "Pause", False)
    assert rows.line.label.text() == "Not recording"
    click(rows.record)
    qtbot.waitUntil(lambda: rows.line.label.text().startswith("Recording, 0:0"))
    qtbot.waitUntil(lambda: rows.line.label.text().endswith("libx264"))
    assert rows.line.dot.property("mood") == "error"
    assert rows.record.text() == "Stop"
    assert not any(part.isEnabled() for part in (rows.format, rows.quality, rows.size, rows.encoder, rows.original))
    assert "Stop the recording to change this" in rows.format.toolTip()
    click(rows.pause)
    assert rows.pause.text() == "Resume"
    assert rows.line.label.text().startswith("Paused at 0:0")
    click(rows.record)
    assert (rows.record.text(), rows.pause.text(), rows.pause.isEnabled()) == ("Record", "Pause", False)
    assert rows.format.isEnabled()


def test_keys_record_and_pause_too(qtbot: QtBot, studio: Studio, page: OutputPanel) -> None:
    recorder = studio.parts.outputs.recorder
    press(studio, Qt.Key.Key_R, CTRL | SHIFT)
    assert not recorder.on
    press(studio, Qt.Key.Key_R, CTRL)
    press(studio, Qt.Key.Key_R, CTRL | SHIFT)
    status = recorder.status
    assert status is not None
    assert status.paused
    assert page.recording.pause.text() == "Resume"
    press(studio, Qt.Key.Key_R, CTRL | SHIFT)
    assert page.recording.pause.text() == "Pause"
    # Those that are left out count too, and one may have been on its way there.
    resumed = written(studio)
    qtbot.waitUntil(lambda: written(studio) > resumed + 1)
    press(studio, Qt.Key.Key_R, CTRL)
    assert news(qtbot, studio).startswith("Saved")


def test_the_status_line_and_the_button_show_a_recording_from_anywhere(qtbot: QtBot, studio: Studio) -> None:
    line, action = studio.parts.status_line, studio.window.named_actions["record"]
    button = studio.window.tool_bar.buttons[action]
    assert not line.recording.isVisible()
    press(studio, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(line.recording.isVisible)
    assert line.recording.text().startswith("0:0")
    qtbot.waitUntil(lambda: "Recording, 0:0" in button.toolTip())
    assert "Ctrl+R" in button.toolTip()
    press(studio, Qt.Key.Key_R, CTRL)
    assert not line.recording.isVisible()
    assert "Recording, 0:0" not in button.toolTip()


def test_a_folder_that_is_not_there_yet_is_told(qtbot: QtBot, studio: Studio, page: OutputPanel) -> None:
    click(page.recording.open)
    assert news(qtbot, studio) == f"{studio.kept} is not there yet; the first recording makes it."


def test_what_a_crash_has_left_is_finished_and_told_at_the_start(
    qtbot: QtBot, styles: list[Style], tmp_path: Path, make_source: MakeSource
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    left = recorded_video(kept / "left.mkv")
    left.open()
    for index in range(40):
        left.write(numbered(index, (32, 24)))
    left.close()
    (kept / "left.mkv").rename(kept / "left.recording.mkv")
    running = Studio(styles, tmp_path, make_source)
    qtbot.addWidget(running.window)
    running.window.show()
    assert news(qtbot, running) == "An unfinished recording was saved: left.mkv"
    running.window.close()
    running.pipeline.stop()
    assert len(film(kept / "left.mkv")[1]) == 40
    assert stylecam_threads() == []


def test_a_recording_is_scaled_down_to_the_size_that_was_chosen(
    qtbot: QtBot, studio: Studio, page: OutputPanel
) -> None:
    choices = studio.parts.outputs.choices.recording
    studio.parts.outputs.choose_recording(replace(choices, within=(80, 80)))
    assert page.recording.size.currentText() == "80 × 80"
    record(qtbot, studio)
    (path,) = studio.kept.iterdir()
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == (80, 44)
