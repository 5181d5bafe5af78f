"""The page of looks on a real store, at a real pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from stylecam.frame import Frame
from stylecam.gui import theme
from stylecam.gui.ask import AskDialog
from stylecam.sinks.still import keep_still
from stylecam.stills import Still
from stylecam.styles import Style
from tests.gui.acts import drop, files
from tests.gui.parts import halves
from tests.gui.shelf import Shelf


@pytest.fixture
def shelf(qtbot: QtBot, styles: list[Style], tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(styles, tmp_path)
    qtbot.addWidget(made.panel)
    made.panel.resize(330, 480)
    made.panel.show()
    yield made
    made.pipeline.stop()


def test_the_looks_are_listed_with_what_is_in_them(shelf: Shelf) -> None:
    assert shelf.names == ["Calm", "Wild"]
    assert shelf.panel.list.chosen == "Calm"
    assert shelf.panel.list.item(0).toolTip() == "Calm\nGreen, strength 60 %"


@pytest.mark.parametrize("way", ["button", "enter", "double click"])
def test_a_look_is_loaded(qtbot: QtBot, shelf: Shelf, way: str) -> None:
    shelf.choose("Wild")
    if way == "button":
        shelf.panel.load_button.click()
    elif way == "enter":
        shelf.key(Qt.Key.Key_Return)
    else:
        place = shelf.panel.list.visualItemRect(shelf.panel.list.item(1)).center()
        for click in (QTest.mouseClick, QTest.mouseDClick):
            click(shelf.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: shelf.engine.look.mix == shelf.blue.mix)
    assert shelf.desk.look == shelf.blue


def test_the_look_that_is_shown_is_marked_until_it_is_changed(shelf: Shelf) -> None:
    assert shelf.panel.list.marked == []
    shelf.desk.use_look(shelf.blue)
    assert shelf.panel.list.marked == ["Wild"]
    assert "shown now" in shelf.panel.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    shelf.desk.set_strength(0.5)
    assert shelf.panel.list.marked == []


def test_the_marked_name_has_more_ink(shelf: Shelf) -> None:
    def ink() -> int:
        row = shelf.panel.list.visualItemRect(shelf.panel.list.item(1))
        shown = shelf.panel.list.viewport().grab(row).toImage()
        paper = shown.pixel(shown.width() - 2, shown.height() - 2)
        return sum(shown.pixel(x, y) != paper for x in range(shown.width()) for y in range(shown.height() // 2))

    shelf.choose("Calm")
    before = ink()
    shelf.desk.use_look(shelf.blue)
    assert ink() > before


def test_a_look_is_saved_under_a_name_that_is_proposed(qtbot: QtBot, shelf: Shelf) -> None:
    shelf.panel.save_button.click()
    assert shelf.dialog().line.text() == "Red"
    QTest.keyClick(shelf.dialog().line, Qt.Key.Key_Return)
    assert shelf.names == ["Calm", "Red", "Wild"]
    assert shelf.panel.list.chosen == "Red"
    assert shelf.panel.list.marked == ["Red"]
    assert shelf.store.load("Red").look == shelf.red
    qtbot.waitUntil(lambda: shelf.panel.findChildren(AskDialog) == [])


def test_a_look_is_replaced_only_by_a_button_that_says_so(shelf: Shelf) -> None:
    shelf.panel.save_button.click()
    dialog = shelf.dialog()
    assert dialog.take_button.text() == "Save"
    dialog.line.setText("wild")
    assert dialog.take_button.text() == "Replace"
    assert "takes its place" in dialog.note.text()
    dialog.take_button.click()
    assert shelf.names == ["Calm", "wild"]
    assert shelf.store.load("Wild").look == shelf.red


def test_a_look_without_a_name_cannot_be_saved(shelf: Shelf) -> None:
    shelf.panel.save_button.click()
    shelf.dialog().line.setText("  ")
    assert not shelf.dialog().take_button.isEnabled()


def test_a_look_is_renamed(shelf: Shelf) -> None:
    shelf.choose("Calm")
    shelf.key(Qt.Key.Key_F2)
    assert shelf.dialog().line.text() == "Calm"
    shelf.answer("Zen")
    assert shelf.names == ["Wild", "Zen"]
    assert shelf.panel.list.chosen == "Zen"


def test_a_name_that_is_taken_cannot_be_given_again_but_its_capitals_can_change(shelf: Shelf) -> None:
    shelf.choose("Calm")
    shelf.panel.rename_button.click()
    shelf.dialog().line.setText("WILD")
    assert not shelf.dialog().take_button.isEnabled()
    shelf.answer("CALM")
    assert shelf.names == ["CALM", "Wild"]


def test_a_removed_look_can_be_had_back(shelf: Shelf) -> None:
    shelf.choose("Calm")
    shelf.key(Qt.Key.Key_Delete)
    assert shelf.names == ["Wild"]
    (message,) = shelf.told
    assert message.text == "Removed: Calm"
    assert message.offer is not None
    message.offer.do()
    assert shelf.names == ["Calm", "Wild"]
    assert shelf.store.load("Calm").look.strength == 0.6


def test_without_looks_it_says_how_one_comes_about(shelf: Shelf) -> None:
    assert not shelf.panel.empty.isVisible()
    for _ in range(3):
        shelf.panel.remove()
    assert len(shelf.told) == 2
    assert shelf.panel.empty.isVisible()
    assert not shelf.panel.remove_button.isEnabled()
    assert not shelf.panel.load_button.isEnabled()
    assert shelf.panel.save_button.isEnabled()


def test_a_look_goes_to_a_file_and_comes_back(qtbot: QtBot, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "passed on.json"
    shelf.choose("Wild")
    shelf.panel.export_file(path)
    assert shelf.told[-1].text == f"Saved: {path}"
    shelf.panel.remove()
    assert shelf.names == ["Calm"]
    with qtbot.waitSignal(shelf.panel.styles_changed):
        shelf.panel.import_file(path)
    assert shelf.names == ["Calm", "Wild"]
    assert shelf.panel.list.chosen == "Wild"
    offer = shelf.told[-1].offer
    assert offer is not None
    offer.do()
    qtbot.waitUntil(lambda: shelf.engine.look.mix == shelf.blue.mix)


def test_files_are_asked_for(qtbot: QtBot, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "wild.json"
    shelf.choose("Wild")
    for button in (shelf.panel.export_button, shelf.panel.import_button):
        button.click()
        (dialog,) = shelf.panel.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        qtbot.waitUntil(lambda: shelf.panel.findChildren(QFileDialog) == [])
    assert path.is_file()
    assert [message.text for message in shelf.told] == [f"Saved: {path}", "Added to the looks: Wild"]


def test_a_still_that_is_dropped_here_gives_its_look(shelf: Shelf, tmp_path: Path) -> None:
    still = Still(Frame(halves(), 0, 0.0), replace(shelf.green, strength=0.4), datetime(2026, 11, 20), "webp")
    path = keep_still(still, tmp_path / "kept", shelf.styles)
    assert drop(shelf.panel, files(path))
    assert shelf.told[-1].text == "Added to the looks: Green"
    assert shelf.store.load("Green").look == still.look


def test_any_other_picture_is_left_to_the_window(shelf: Shelf, styles: list[Style]) -> None:
    assert not drop(shelf.panel, files(styles[0].path))
    assert not drop(shelf.panel, QMimeData())
    assert shelf.told == []


def test_a_file_that_is_no_look_is_told_as_an_error(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text("[]")
    shelf.panel.import_file(path)
    assert [message.mood for message in shelf.told] == ["error"]
    assert str(path) in shelf.told[0].text


def test_a_look_whose_style_is_gone_is_listed_but_cannot_be_loaded(shelf: Shelf) -> None:
    lost = {"stylecam": "look", "name": "Lost", "styles": [{"id": "gone", "name": "Gone"}]}
    (shelf.folder / "lost.json").write_text(json.dumps(lost))
    shelf.panel.refresh("Lost")
    assert "'Gone' is not here" in shelf.panel.list.item(1).toolTip()
    assert not shelf.panel.load_button.isEnabled()
    shelf.key(Qt.Key.Key_Return)
    assert [message.mood for message in shelf.told] == ["error"]
    assert shelf.desk.look == shelf.red


def test_what_is_not_as_the_file_says_is_told_as_a_warning(shelf: Shelf) -> None:
    strong = {"stylecam": "look", "name": "Strong", "strength": 7, "styles": [{"id": "blue"}]}
    (shelf.folder / "strong.json").write_text(json.dumps(strong))
    shelf.panel.refresh("Strong")
    shelf.panel.load()
    assert [message.mood for message in shelf.told] == ["warning"]
    assert shelf.desk.look.strength == 1.0


def test_a_look_that_somebody_took_away_meanwhile_is_told_and_leaves_the_list(shelf: Shelf) -> None:
    shelf.choose("Wild")
    shelf.store.remove("Wild")
    shelf.panel.load()
    assert [message.mood for message in shelf.told] == ["error"]
    assert shelf.names == ["Calm"]


@pytest.mark.parametrize(("width", "columns"), [(200, 2), (330, 3), (460, 3)])
def test_the_buttons_stand_in_as_many_columns_as_there_is_room_for(
    qtbot: QtBot, shelf: Shelf, width: int, columns: int
) -> None:
    shelf.panel.resize(width, 480)
    top = shelf.panel.save_button

    def row() -> list[QPushButton]:
        return [one for one in shelf.panel.findChildren(QPushButton) if one.y() == top.y()]

    qtbot.waitUntil(lambda: len(row()) == columns)


def test_every_button_says_what_it_does(shelf: Shelf) -> None:
    for button in shelf.panel.findChildren(QPushButton):
        assert button.accessibleName()
        assert button.toolTip()
        assert button.focusPolicy() == Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("scheme", [theme.DARK, theme.LIGHT])
def test_names_are_written_in_the_themes_colour(shelf: Shelf, scheme: theme.Scheme) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.palette()
    app.setPalette(theme.palette_of(scheme))
    app.setStyleSheet(theme.style_sheet(scheme))
    row = shelf.panel.list.visualItemRect(shelf.panel.list.item(1))
    shown = shelf.panel.grab(row.translated(shelf.panel.list.pos())).toImage()
    found = {shown.pixelColor(x, y).name() for x in range(shown.width()) for y in range(shown.height())}
    app.setStyleSheet("")
    app.setPalette(before)
    assert scheme.text.name() in found
