from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from stylecam.gui.rendering.dialog import RenderDialog
from stylecam.gui.rendering.order import Order
from stylecam.look import AutoSize, Look

COPY = Qt.DropAction.CopyAction


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(host: QWidget, look: Look) -> RenderDialog:
    made = RenderDialog(look, "Sunflowers", [], "", host)
    made.show()
    return made


def ordered(dialog: RenderDialog) -> list[Order]:
    orders: list[Order] = []
    dialog.ordered.connect(orders.append)
    dialog.start_button.click()
    return orders


def choose(dialog: QFileDialog, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.fileSelected):
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.selectFile(str(path))
        dialog.accept()


def test_nothing_starts_before_a_file_is_chosen(dialog: RenderDialog) -> None:
    assert not dialog.start_button.isEnabled()
    assert not dialog.target.button.isEnabled()


def test_a_file_and_a_key_are_enough(dialog: RenderDialog, clip: Path, look: Look, qtbot: QtBot) -> None:
    choose(dialog.ask_source(), clip, qtbot)
    assert dialog.target.path == clip.with_name("holiday painted.mp4")
    orders: list[Order] = []
    dialog.ordered.connect(orders.append)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert orders == [Order(clip, clip.with_name("holiday painted.mp4"), replace(look, size=None))]


def test_the_live_size_and_a_mirror_are_for_those_who_want_them(dialog: RenderDialog, clip: Path, look: Look) -> None:
    dialog.set_source(clip)
    dialog.own_size.setChecked(False)
    dialog.mirror.setChecked(True)
    assert [order.look for order in ordered(dialog)] == [replace(look, size=(96, 64), mirror=True)]


def test_a_size_that_follows_the_machine_is_none_for_a_file(host: QWidget, clip: Path, look: Look) -> None:
    dialog = RenderDialog(replace(look, size=AutoSize()), "Sunflowers", [], "", host)
    dialog.set_source(clip)
    assert dialog.own_size.isHidden()
    assert [order.look.size for order in ordered(dialog)] == [None]


def test_a_file_is_replaced_only_by_a_button_that_says_so(dialog: RenderDialog, clip: Path, qtbot: QtBot) -> None:
    dialog.set_source(clip)
    other = clip.with_name("other.mkv")
    other.touch()
    saving = dialog.ask_target()
    assert saving.testOption(QFileDialog.Option.DontConfirmOverwrite)
    choose(saving, other, qtbot)
    assert dialog.start_button.text() == "Replace and start"
    assert "takes its place" in dialog.note.text()
    assert [order.target for order in ordered(dialog)] == [other]


def test_a_file_is_not_painted_over_itself(dialog: RenderDialog, clip: Path) -> None:
    dialog.set_source(clip)
    dialog.set_target(clip)
    assert "the file itself" in dialog.note.text()
    assert not dialog.start_button.isEnabled()


def test_what_has_gone_meanwhile_is_told_and_not_ordered(dialog: RenderDialog, clip: Path) -> None:
    dialog.set_source(clip)
    clip.unlink()
    assert ordered(dialog) == []
    assert dialog.isVisible()
    assert "not there any more" in dialog.note.text()


def test_a_file_can_be_dropped(dialog: RenderDialog, clip: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/film.mp4"), QUrl.fromLocalFile(str(clip))])
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), COPY, mime, *keys)
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(dialog, QDropEvent(QPointF(5, 5), COPY, mime, *keys))
    assert dialog.source.path == clip


def test_what_is_no_file_is_not_taken(dialog: RenderDialog, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/film.mp4"), QUrl.fromLocalFile(str(tmp_path))])
    enter = QDragEnterEvent(QPoint(5, 5), COPY, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(dialog, enter)
    assert not enter.isAccepted()


def test_all_lines_are_seen_in_a_narrow_dialog_with_large_letters(
    host: QWidget, clip: Path, look: Look, qtbot: QtBot
) -> None:
    font = host.font()
    font.setPointSizeF(2 * font.pointSizeF())
    host.setFont(font)
    look = replace(look, brush=1.5, keep_color="luminance")
    dialog = RenderDialog(look, "Stormy: The Claw of the Wave + Sunflowers", [], "", host)
    dialog.set_source(clip)
    dialog.set_target(clip)
    dialog.show()
    dialog.resize(dialog.minimumWidth(), 10)
    qtbot.waitUntil(lambda: all(map(is_whole, dialog.findChildren(QLabel))))
    dialog.reject()


def is_whole(label: QLabel) -> bool:
    """Whether all lines of it have room."""
    return label.height() >= (label.heightForWidth(label.width()) if label.wordWrap() else label.fontMetrics().height())


def test_everything_is_reached_by_tab_and_can_be_read_out(dialog: RenderDialog, clip: Path, qtbot: QtBot) -> None:
    dialog.set_source(clip)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    reached = []
    for _ in range(6):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    controls = {dialog.source.button, dialog.target.button, dialog.own_size, dialog.mirror, dialog.start_button}
    assert controls <= set(reached)
    assert dialog.source.button.accessibleName() != dialog.target.button.accessibleName()
    assert dialog.source.name.accessibleName() == clip.name
