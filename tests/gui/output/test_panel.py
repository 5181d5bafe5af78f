"""The page is worked as people work it, and what comes of it is read by others: players, browsers, programs."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import av
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.output.panel import OutputPanel
from stylecam.gui.outputs import Outputs
from stylecam.gui.parts import Opening
from stylecam.gui.remembering import memory_of
from stylecam.memory import Memory
from stylecam.outputs import CameraChoice, OutputChoices, RecordingChoice, StreamChoice
from stylecam.pipeline.capture import MakeSource
from stylecam.sinks.recording import recorded_video
from stylecam.styles import Style
from tests.gui.devices.test_panel import pick
from tests.gui.parts import COLOURS, LIGHT, stylecam_threads
from tests.gui.studio import OUTPUTS, Studio
from tests.pipeline.parts import DEADLINE, numbered

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(studio: Studio) -> OutputPanel:
    """In the window, which is high enough for all of it."""
    studio.window.resize(900, 1100)
    studio.window.show_tab("output")
    return studio.parts.output


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press(studio: Studio, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(studio.window.focusWidget() or studio.window, key, modifiers)


def written(studio: Studio) -> int:
    attachments = studio.parts.outputs.recorder.attachments
    return min((each.status.written for each in attachments), default=0)


def captured_at(studio: Studio) -> float:
    """When the picture that is shown was taken."""
    newest = studio.parts.stage.newest
    assert newest is not None
    return newest.captured_at


def news(qtbot: QtBot, studio: Studio) -> str:
    bar = studio.parts.messages.news
    qtbot.waitUntil(bar.isVisible)
    return bar.label.text()


def record(qtbot: QtBot, studio: Studio, frames: int = 40) -> str:
    """By the page's button; what is told of it."""
    page = studio.parts.output
    click(page.recording.record)
    qtbot.waitUntil(lambda: written(studio) > frames)
    click(page.recording.record)
    return news(qtbot, studio)


def film(path: Path) -> tuple[str, list[float], tuple[int, int, int]]:
    """Of a file its format, the times of its pictures, and the colour left of the middle of the last one."""
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
        times = [frame.time or 0.0 for frame in frames]
        pixels = frames[-1].to_ndarray(format="rgb24")
        red, green, blue = pixels[pixels.shape[0] // 2, pixels.shape[1] // 4]
        return container.format.name, times, (int(red), int(green), int(blue))


def near(colour: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return bool(np.abs(np.subtract(colour, other)).max() < 12)


# Recordings


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


def click_box(box: QPushButton | QWidget) -> None:
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))


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
    qtbot.waitUntil(lambda: written(studio) > 0)
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


# The stream


def test_a_stream_is_seen_by_a_browser_at_the_address_that_is_shown(
    qtbot: QtBot, studio: Studio, page: OutputPanel
) -> None:
    rows = page.stream
    click(rows.switch)
    qtbot.waitUntil(lambda: bool(rows.address.text()))
    address = urlsplit(rows.address.text())
    assert address.hostname == "127.0.0.1"
    qtbot.waitUntil(studio.parts.status_line.on_air.isVisible)

    def shown() -> bool:
        with closing(HTTPConnection("127.0.0.1", address.port, timeout=DEADLINE)) as connection:
            connection.request("GET", "/still.jpg")
            with Image.open(io.BytesIO(connection.getresponse().read())) as picture:
                return picture.size == (160, 90) and near(picture.convert("RGB").getpixel((40, 45)), COLOURS["red"])

    qtbot.waitUntil(shown)
    click(rows.copy)
    assert QGuiApplication.clipboard().text() == rows.address.text()
    click(rows.switch)
    assert rows.address.text() == ""
    assert not rows.copy.isEnabled()
    assert not studio.parts.status_line.on_air.isVisible()


def type_port(page: OutputPanel, text: str) -> None:
    page.stream.port.selectAll()
    QTest.keyClicks(page.stream.port, text)
    QTest.keyClick(page.stream.port, Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["99999", "-1", "eighty", "²", ""])
def test_what_is_no_port_is_told_and_the_one_before_stays(
    qtbot: QtBot, studio: Studio, page: OutputPanel, text: str
) -> None:
    type_port(page, "8123")
    assert studio.parts.outputs.choices.stream == StreamChoice(8123)
    page.stream.port.clear()
    type_port(page, text)
    assert news(qtbot, studio).startswith(f"There is no port {text}; choose one")
    assert page.stream.port.text() == "8123"
    assert studio.parts.outputs.choices.stream == StreamChoice(8123)


def test_a_port_that_is_taken_is_told_and_the_stream_is_off(qtbot: QtBot, studio: Studio, page: OutputPanel) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        type_port(page, str(port))
        click(page.stream.switch)
        assert f"port {port} is taken" in news(qtbot, studio)
        qtbot.waitUntil(lambda: page.stream.line.label.text() == "Off")
    click(page.stream.switch)
    qtbot.waitUntil(lambda: page.stream.address.text() == f"http://127.0.0.1:{port}/")


def test_another_port_moves_a_stream_that_is_on(qtbot: QtBot, page: OutputPanel) -> None:
    click(page.stream.switch)
    qtbot.waitUntil(lambda: bool(page.stream.address.text()))
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    type_port(page, str(port))
    qtbot.waitUntil(lambda: page.stream.address.text() == f"http://127.0.0.1:{port}/")


# What is remembered, and how it looks


def test_choices_are_remembered_and_shown_again(qtbot: QtBot, studio: Studio, page: OutputPanel) -> None:
    pick(page.recording.format, "WebM")
    pick(page.recording.quality, "High")
    pick(page.recording.size, "1280 × 720")
    pick(page.recording.encoder, "Processor only")
    qtbot.waitUntil(lambda: page.recording.sound.microphone.findText("Desk microphone") >= 0)
    pick(page.recording.sound.microphone, "Desk microphone")
    click_box(page.recording.original)
    pick(page.camera.size, "640 × 480")
    pick(page.camera.rate, "24 fps")
    pick(page.camera.fit, "Filled, edges cut off")
    type_port(page, "8123")
    opening = Opening(studio.look, "demo", ("cpu", "flat"), Memory())
    remembered = memory_of(studio.window, opening).outputs
    assert remembered == OutputChoices(
        RecordingChoice("webm", "high", (1280, 720), "software", original=True, microphone="Desk microphone"),
        CameraChoice((640, 480), 24.0, "crop"),
        StreamChoice(8123),
    )
    again = OutputPanel(
        Outputs(studio.pipeline, studio.parts.desk, studio.parts.services, remembered), studio.parts.services
    )
    qtbot.addWidget(again)
    again.close_look()
    rows, camera = again.recording, again.camera
    assert [
        box.currentText() for box in (rows.format, rows.quality, rows.size, rows.encoder, rows.sound.microphone)
    ] == [
        "WebM",
        "High",
        "1280 × 720",
        "Processor only",
        "Desk microphone",
    ]
    assert rows.original.isChecked()
    assert [box.currentText() for box in (camera.size, camera.rate, camera.fit)] == [
        "640 × 480",
        "24 fps",
        "Filled, edges cut off",
    ]
    assert again.stream.port.text() == "8123"


@pytest.fixture
def colour_dialog(page: OutputPanel) -> Iterator[QColorDialog]:
    page.camera.card.activated.emit(page.camera.card.findText("A colour…"))
    (dialog,) = page.camera.card.findChildren(QColorDialog)
    yield dialog
    dialog.reject()


def test_a_card_can_be_a_colour_and_stylecams_own_again(
    studio: Studio, page: OutputPanel, colour_dialog: QColorDialog
) -> None:
    card = page.camera.card
    assert card.currentText() == "stylecam's notice"
    colour_dialog.setCurrentColor(QColor("#1a2b3c"))
    colour_dialog.accept()
    assert studio.parts.outputs.choices.camera.card == "#1a2b3c"
    assert card.currentText() == "#1a2b3c"
    pick(card, "stylecam's notice")
    assert studio.parts.outputs.choices.camera == OUTPUTS.camera


def test_a_card_can_be_a_picture_and_goes_by_its_name(studio: Studio, page: OutputPanel, styles: list[Style]) -> None:
    dialog = page.camera.card.ask_picture()
    dialog.fileSelected.emit(str(styles[0].path))
    dialog.reject()
    assert studio.parts.outputs.choices.camera.card == str(styles[0].path)
    assert page.camera.card.currentText() == "red.png"


def test_a_camera_that_cannot_be_says_what_to_run_and_is_off(qtbot: QtBot, studio: Studio, page: OutputPanel) -> None:
    click(page.camera.switch)
    assert "sudo apt install" in news(qtbot, studio)
    assert page.camera.switch.text() == "Start"
    assert page.camera.line.label.text() == "Off"


def test_every_field_says_what_it_is_for_and_its_name_leads_there(page: OutputPanel) -> None:
    rows = (page.recording, page.recording.sound, page.camera, page.stream)
    widgets = [part for row in rows for part in vars(row).values() if isinstance(part, QWidget)]
    reached = [part for part in widgets if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(reached) == 20
    assert [part for part in reached if not part.toolTip()] == []
    labels = [label for label in page.form.findChildren(QLabel) if label.buddy() is not None]
    assert len(labels) == 14
    for label in labels:
        buddy = label.buddy()
        assert buddy is not None
        assert (buddy.focusProxy() or buddy).focusPolicy() & Qt.FocusPolicy.TabFocus, label.text()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [232, 280, 333, 460])
def test_nothing_is_cut_off_at_any_width(
    qtbot: QtBot, studio: Studio, page: OutputPanel, width: int, scale: float
) -> None:
    studio.window.enlarge_text(round((scale - 1) * 4))
    studio.window.panel.setFixedWidth(width)
    qtbot.waitUntil(lambda: page.width() == width)
    qtbot.waitUntil(lambda: cut_off(page) == [])


def cut_off(page: OutputPanel) -> list[QWidget]:
    """What is not seen as a whole."""
    form = page.form
    parts = [part for part in form.findChildren(QWidget) if part.isVisibleTo(page)]
    outside = [part for part in parts if part.mapTo(form, QPoint(part.width(), 0)).x() > form.width()]
    worded = [each for each in parts if isinstance(each, QPushButton) or (isinstance(each, QLabel) and each.buddy())]
    return outside + [part for part in worded if part.width() < part.sizeHint().width()]


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
