from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from stylecam.app import style_library
from stylecam.gui.services import SlowOrder, SlowPainter
from stylecam.gui.slowly.dialog import SlowlyDialog
from stylecam.look import Look
from tests.gui.parts import halves
from tests.gui.rendering.test_dialog import is_whole

A_PROGRAM = 100_000
"""Milliseconds in which a program that loads the network starts on a busy machine."""

Ask = Callable[..., SlowlyDialog]


@pytest.fixture
def ask(host: QWidget, painter: SlowPainter, look: Look) -> Ask:
    """Opens the dialog; by itself the weights are said to be here."""

    def made(look: Look = look, ready: Callable[[], bool] = lambda: True) -> SlowlyDialog:
        dialog = SlowlyDialog(halves(), look, replace(painter, ready=ready), "cpu", host)
        dialog.show()
        return dialog

    return made


def ordered(dialog: SlowlyDialog) -> list[SlowOrder]:
    orders: list[SlowOrder] = []
    dialog.ordered.connect(orders.append)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    return orders


def test_a_key_is_enough_for_the_usual_size_in_the_look_that_is_shown(ask: Ask, look: Look) -> None:
    dialog = ask(replace(look, brush=1.5, keep_color="palette"))
    assert dialog.size_note.text().startswith("512 × 288 pixels: ")
    assert dialog.folder.whole.endswith("/kept")
    assert ordered(dialog) == [SlowOrder(look.mix[1].style, 512, 0.8, 1.5, "palette", "cpu")]
    assert dialog.isHidden()


def test_another_size_is_chosen(ask: Ask) -> None:
    dialog = ask()
    dialog.sizes.buttons["1024"].click()
    assert dialog.size_note.text().startswith("1024 × 576 pixels: half an hour or more")
    assert [order.size for order in ordered(dialog)] == [1024]


def test_of_a_mix_it_says_which_style_it_takes(ask: Ask, look: Look) -> None:
    dialog = ask()
    assert dialog.style_name.text() == look.mix[1].style.name
    assert dialog.style_note.isVisible()
    alone = ask(replace(look, mix=look.mix[:1]))
    assert alone.style_note.isHidden()


def test_in_a_masters_painting_alone_nothing_can_be_painted(ask: Ask) -> None:
    dialog = ask(Look((style_library().parse("starry-night-vangogh"),)))
    assert not dialog.start_button.isEnabled()
    assert dialog.import_button.isHidden()
    assert ordered(dialog) == []
    assert dialog.isVisible()


def test_without_the_weights_it_says_what_brings_them(ask: Ask) -> None:
    dialog = ask(ready=lambda: False)
    assert not dialog.start_button.isEnabled()
    assert "stylecam weights download vgg19" in dialog.missing.text()
    assert dialog.import_button.isVisible()


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("no_network")
def test_the_published_files_bring_them(ask: Ask, painter: SlowPainter, files: tuple[Path, Path], qtbot: QtBot) -> None:
    dialog = ask(ready=painter.ready)
    chooser = dialog.ask_files()
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    chooser.filesSelected.emit([str(path) for path in files])
    chooser.close()
    assert dialog.missing.text() == "Importing …"
    assert not dialog.import_button.isEnabled()
    qtbot.waitUntil(dialog.start_button.isEnabled, timeout=A_PROGRAM)
    assert dialog.import_button.isHidden()
    assert dialog.missing.isHidden()
    assert len(ordered(dialog)) == 1


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("no_network")
def test_files_that_are_none_are_told_in_one_line(ask: Ask, painter: SlowPainter, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ask(ready=painter.ready)
    notes = tmp_path / "notes.pth"
    notes.write_text("no weights")
    dialog.import_files([notes])
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=A_PROGRAM)
    assert "notes.pth" in dialog.missing.text()
    assert not dialog.start_button.isEnabled()


@pytest.mark.usefixtures("no_network")
def test_who_closes_it_ends_an_import(ask: Ask, painter: SlowPainter, files: tuple[Path, Path]) -> None:
    dialog = ask(ready=painter.ready)
    dialog.import_files(list(files))
    dialog.reject()
    assert not dialog.isVisible()


def test_all_lines_are_seen_with_large_letters(ask: Ask, host: QWidget, look: Look, qtbot: QtBot) -> None:
    font = host.font()
    font.setPointSizeF(2 * font.pointSizeF())
    host.setFont(font)
    dialog = ask(replace(look, brush=1.5, keep_color="luminance"), ready=lambda: False)
    dialog.resize(dialog.minimumWidth(), 10)
    qtbot.waitUntil(lambda: all(map(is_whole, filter(QLabel.isVisible, dialog.findChildren(QLabel)))))
