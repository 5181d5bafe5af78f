"""What the page remembers, and how it looks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.output.panel import OutputPanel
from stylecam.gui.outputs import Outputs
from stylecam.gui.parts import Opening
from stylecam.gui.remembering import memory_of
from stylecam.memory import Memory
from stylecam.outputs import CameraChoice, OutputChoices, RecordingChoice, StreamChoice
from stylecam.styles import Style
from tests.gui.acts import click, pick
from tests.gui.output.acts import click_box, news, type_port
from tests.gui.studio import OUTPUTS, Studio

SHIFT = Qt.KeyboardModifier.ShiftModifier


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
