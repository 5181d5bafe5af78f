"""The page is worked as people work it, and what the pipeline was told is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from stylecam.gui.ask import AskDialog
from stylecam.gui.devices.panel import MOST_RECENT, DevicesPanel
from stylecam.look import AutoSize
from stylecam.pipeline.status import State
from tests.gui.acts import pick
from tests.gui.devices.conftest import DESK_CAMERA, PHONE, Bench, ShowPanel, labels


def test_the_cameras_the_scene_and_the_ways_to_others_are_offered(show: ShowPanel) -> None:
    assert labels(show()) == ["Desk camera", "Demo scene", "Open file…", "Open address…"]


def test_a_camera_that_is_plugged_in_joins_the_list_and_leaves_it_again(
    qtbot: QtBot, bench: Bench, show: ShowPanel
) -> None:
    panel = show()
    bench.cameras.append(PHONE)
    panel.watch.set_active(False)
    panel.watch.set_active(True)
    qtbot.waitUntil(lambda: "Phone" in labels(panel))
    bench.cameras.remove(PHONE)
    panel.watch.set_active(False)
    panel.watch.set_active(True)
    qtbot.waitUntil(lambda: "Phone" not in labels(panel))


def test_the_current_camera_stays_chosen_while_it_is_unplugged(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show("Desk camera")
    bench.cameras[:] = [PHONE]
    panel.watch.set_active(False)
    panel.watch.set_active(True)
    qtbot.waitUntil(lambda: panel.source.currentText() == "Desk camera (not plugged in)")
    bench.cameras[:] = [DESK_CAMERA, PHONE]
    panel.watch.set_active(False)
    panel.watch.set_active(True)
    qtbot.waitUntil(lambda: panel.source.currentText() == "Desk camera")
    assert bench.opened == ["Desk camera"]


def test_a_page_that_is_shown_again_lists_the_cameras_at_once(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show()
    panel.hide()
    bench.cameras.append(PHONE)
    panel.show()
    qtbot.waitUntil(lambda: "Phone" in labels(panel))


def test_a_picked_camera_is_opened(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show()
    pick(panel.source, "Desk camera")
    qtbot.waitUntil(lambda: bench.opened == ["demo", "Desk camera"])
    assert bench.desk.source == "Desk camera"
    assert panel.source.currentText() == "Desk camera"


def test_to_pick_the_current_source_opens_it_again_in_its_format(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show("Desk camera@1280x720@60")
    pick(panel.source, "Desk camera")
    qtbot.waitUntil(lambda: bench.opened == ["Desk camera@1280x720@60"] * 2)


def test_another_camera_starts_in_its_own_format(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    bench.cameras.append(PHONE)
    panel = show("Desk camera@1280x720@60")
    pick(panel.source, "Phone")
    qtbot.waitUntil(lambda: bench.opened[1:] == ["Phone"])


def test_part_of_a_name_shows_the_camera_it_means(show: ShowPanel) -> None:
    panel = show("desk")
    assert panel.source.currentText() == "Desk camera"
    assert labels(panel).count("Desk camera") == 1


def test_a_resolution_and_a_rate_are_asked_of_the_camera(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show("Desk camera")
    assert panel.formats.size.currentText() == "Automatic"
    assert not panel.formats.rate.isVisible()
    pick(panel.formats.size, "1280 × 720")
    qtbot.waitUntil(lambda: bench.opened[1:] == ["Desk camera@1280x720"])
    pick(panel.formats.rate, "60 fps")
    qtbot.waitUntil(lambda: bench.opened[2:] == ["Desk camera@1280x720@60"])
    pick(panel.formats.size, "1920 × 1080")
    # It gives no 60 there.
    qtbot.waitUntil(lambda: bench.opened[3:] == ["Desk camera@1920x1080"])
    pick(panel.formats.size, "Automatic")
    qtbot.waitUntil(lambda: bench.opened[4:] == ["Desk camera"])


def test_a_rate_is_kept_at_another_resolution_that_has_it(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show("Desk camera@1280x720@30")
    pick(panel.formats.size, "1920 × 1080")
    qtbot.waitUntil(lambda: bench.opened[1:] == ["Desk camera@1920x1080@30"])


def test_only_a_camera_has_formats(bench: Bench, show: ShowPanel) -> None:
    panel = show()
    assert not panel.formats.size.isVisible()
    bench.desk.switch_source("Desk camera")
    assert panel.formats.size.isVisible()


def test_a_camera_that_tells_no_formats_cannot_be_asked_for_one(show: ShowPanel, bench: Bench) -> None:
    bench.cameras[:] = [PHONE]
    panel = show("Phone")
    assert not panel.formats.size.isEnabled()
    assert "does not say" in panel.formats.size.toolTip()


def test_an_address_is_opened_when_it_can_be_one(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show()
    pick(panel.source, "Open address…")
    dialog = panel.source.findChild(AskDialog)
    assert dialog is not None
    assert panel.source.currentText() == "Demo scene"
    dialog.line.setText("gopher://camera")
    assert not dialog.take_button.isEnabled()
    assert "rtsp://" in dialog.note.text()
    dialog.line.setText(" rtsp://ada:secret@door.local/live ")
    assert dialog.take_button.isEnabled()
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bench.opened[1:] == ["rtsp://ada:secret@door.local/live"])
    assert panel.source.currentText() == "rtsp://door.local/live"


def test_a_file_is_opened_and_offered_again(qtbot: QtBot, bench: Bench, show: ShowPanel, tmp_path: Path) -> None:
    clip = tmp_path / "beach.mp4"
    clip.touch()
    panel = show()
    pick(panel.source, "Open file…")
    dialog = panel.source.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(clip))
    dialog.reject()
    assert panel.recent == (str(clip),)
    qtbot.waitUntil(lambda: bench.opened == ["demo", str(clip)])
    assert panel.source.currentText() == "beach.mp4"
    pick(panel.source, "Demo scene")
    qtbot.waitUntil(lambda: bench.opened[2:] == ["demo"])
    pick(panel.source, "beach.mp4")
    qtbot.waitUntil(lambda: bench.opened[3:] == [str(clip)])


def test_the_latest_recordings_come_first_and_the_oldest_are_forgotten(bench: Bench, show: ShowPanel) -> None:
    panel = show(recent=tuple(f"clip{number}.mp4" for number in range(MOST_RECENT)))
    bench.desk.switch_source("clip3.mp4")
    assert panel.recent[:2] == ("clip3.mp4", "clip0.mp4")
    bench.desk.switch_source("new.mp4")
    assert panel.recent[0] == "new.mp4"
    assert len(panel.recent) == MOST_RECENT


def test_a_size_is_painted(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show()
    assert panel.sizes.size.currentText() == "640 × 360"
    pick(panel.sizes.size, "1280 × 720")
    qtbot.waitUntil(lambda: bench.engine.look.size == (1280, 720))
    pick(panel.sizes.size, "As the source")
    qtbot.waitUntil(lambda: bench.engine.look.size is None)


def test_an_automatic_size_keeps_the_rate_that_is_chosen(bench: Bench, show: ShowPanel) -> None:
    panel = show()
    assert not panel.sizes.rate.isVisible()
    pick(panel.sizes.size, "Automatic (30 fps)")
    assert bench.desk.look.size == AutoSize(30.0)
    pick(panel.sizes.rate, "15 fps")
    assert bench.desk.look.size == AutoSize(15.0)
    assert panel.sizes.size.currentText() == "Automatic (15 fps)"


def test_a_size_that_is_not_listed_joins_the_list(bench: Bench, show: ShowPanel) -> None:
    panel = show()
    bench.desk.set_size((800, 600))
    assert panel.sizes.size.currentText() == "800 × 600"


def test_another_device_is_asked_for(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show()
    pick(panel.device, "Processor")
    qtbot.waitUntil(lambda: bench.remade == [("cpu", "compact")])
    assert panel.device.currentText() == "Processor"


def test_a_device_that_is_refused_goes_back(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show()
    pick(panel.device, "Apple")
    qtbot.waitUntil(lambda: bench.pipeline.status().refusal is not None)
    refusal = bench.pipeline.status().refusal
    assert refusal is not None
    bench.desk.take_back(refusal, bench.look)
    assert panel.device.currentText() == "Automatic"


def test_a_single_choice_cannot_be_changed_and_says_why(show: ShowPanel) -> None:
    panel = show()
    assert not panel.model.isEnabled()
    assert "There is no other" in panel.model.toolTip()
    assert panel.device.isEnabled()


def test_the_mirror_follows_and_changes_the_look(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show()
    panel.mirror.click()
    qtbot.waitUntil(lambda: bench.engine.look.mirror)
    bench.desk.toggle_mirror()
    assert not panel.mirror.isChecked()


def test_what_is_at_work_is_said_in_words(qtbot: QtBot, bench: Bench, show: ShowPanel) -> None:
    panel = show()

    def at_work() -> bool:
        status = bench.pipeline.status()
        panel.show_status(status)
        return status.source.state is State.RUNNING and status.output_size is not None

    qtbot.waitUntil(at_work)
    assert panel.source_line.text() == "Running, 160 × 90"
    assert panel.work_line.text().startswith("Now 160 × 90 at ")
    assert panel.engine_line.text() == "flat engine"
    assert panel.source_dot.property("mood") == "good"


def test_a_source_that_cannot_be_opened_says_why_and_how_to_mend_it(
    qtbot: QtBot, bench: Bench, show: ShowPanel
) -> None:
    panel = show("absent")
    qtbot.waitUntil(lambda: bench.pipeline.status().source.state is State.FAILED)
    panel.show_status(bench.pipeline.status())
    assert panel.source_line.text() == "absent: no such camera; plug it in"
    assert panel.source_dot.property("mood") == "error"


@pytest.mark.parametrize(("width", "below"), [(232, True), (460, False)])
def test_fields_stand_below_their_names_where_there_is_no_room(
    qtbot: QtBot, show: ShowPanel, width: int, below: bool
) -> None:
    panel = show("Desk camera")
    panel.resize(width, 600)
    name = next(label for label in panel.findChildren(QLabel) if label.buddy() is panel.source)
    qtbot.waitUntil(lambda: (panel.source.y() > name.geometry().bottom()) == below)
    inside = panel.viewport().rect()
    for field in fields_of(panel):
        if field.isVisible():
            assert inside.right() > field.mapTo(panel.viewport(), field.rect().bottomRight()).x()


def fields_of(panel: DevicesPanel) -> list[QComboBox]:
    return [panel.source, panel.formats.size, panel.sizes.size, panel.device, panel.model]


def test_every_field_has_a_name_and_says_what_it_does(show: ShowPanel) -> None:
    for field in fields_of(show("Desk camera")):
        assert field.accessibleName()
        assert field.toolTip()


def test_a_field_leaves_the_keys_to_the_window_after_a_click(show: ShowPanel) -> None:
    panel = show()
    for field in fields_of(panel):
        assert field.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_the_wheel_is_left_to_the_page_that_it_scrolls(bench: Bench, show: ShowPanel) -> None:
    panel = show()
    middle = QPointF(panel.source.rect().center())
    down = QPoint(0, -120)
    wheel = QWheelEvent(
        middle,
        panel.source.mapToGlobal(middle),
        QPoint(),
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(panel.source, wheel)
    assert not wheel.isAccepted()
    assert panel.source.currentText() == "Demo scene"
    assert bench.desk.source == "demo"
