"""None"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from stylecam.gui.gallery.model import CHOSEN, FAVOURITE, PICTURE, SHARE
from stylecam.gui.gallery.shelves import FAVOURITES, RECENT, Shelf
from stylecam.gui.messages import Message
from stylecam.styles import WeightedStyle
from tests.gui.gallery.acts import add_one, drag_of, drop, enter, menu_of
from tests.gui.gallery.conftest import Room


def test_it_shows_all_styles_and_reads_the_pictures_in_view(qtbot: QtBot, room: Room) -> None:
    assert room.gallery.shown == room.collection.styles
    qtbot.waitUntil(lambda: isinstance(room.role(room.gallery.shown[0], PICTURE), QImage))


def test_what_is_typed_narrows_what_is_shown_and_its_order_is_told(qtbot: QtBot, room: Room) -> None:
    with qtbot.waitSignal(room.gallery.order_changed) as changed:
        QTest.keyClicks(room.gallery.search, "STYLE 1")
    assert room.names == ["Style 1", "Style 10", "Style 11"]
    # With the first letters nothing had changed: all styles match them.
    assert changed.args == [room.gallery.shown]


def test_escape_clears_the_search_and_then_leaves_it(room: Room) -> None:
    search = room.gallery.search
    search.setFocus()
    QTest.keyClicks(search, "10")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert search.hasFocus()
    assert len(room.gallery.shown) == 12
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert not search.hasFocus()


def test_enter_chooses_the_first_that_was_found_and_down_goes_on_to_the_grid(qtbot: QtBot, room: Room) -> None:
    room.gallery.search.setText("10")
    with qtbot.waitSignal(room.gallery.chosen) as chosen:
        QTest.keyClick(room.gallery.search, Qt.Key.Key_Return)
    assert chosen.args == list(room.gallery.shown)
    QTest.keyClick(room.gallery.search, Qt.Key.Key_Down)
    assert room.grid.hasFocus()


def test_a_chip_shows_its_shelf(qtbot: QtBot, room: Room) -> None:
    with qtbot.waitSignal(room.gallery.order_changed) as changed:
        room.gallery.chips.pick(Shelf("category", "Print"))
    assert room.names == ["Style 1", "Style 4", "Style 7", "Style 10"]
    assert changed.args == [room.gallery.shown]


@pytest.mark.parametrize(
    ("shelf", "query", "why"),
    [
        (Shelf("all"), "xyz", "No style matches “xyz”"),
        (FAVOURITES, "", "No favourites yet: press F or the star on a style"),
        (RECENT, "", "Nothing used yet: choose a style"),
    ],
)
def test_where_nothing_is_shown_a_line_says_why(room: Room, shelf: Shelf, query: str, why: str) -> None:
    room.gallery.chips.pick(shelf)
    room.gallery.search.setText(query)
    assert room.gallery.notice.isVisible()
    assert room.gallery.notice.text() == why
    room.gallery.chips.pick(Shelf("all"))
    room.gallery.search.clear()
    assert not room.gallery.notice.isVisible()
    assert room.grid.isVisible()


def test_an_empty_collection_asks_for_pictures(open_room: Callable[..., Room]) -> None:
    assert open_room(0).gallery.notice.text() == "No styles yet: drop pictures here"


def test_favourites_join_their_shelf_at_once_and_recent_ones_stay_where_they_are(room: Room) -> None:
    styles = room.collection.styles
    room.gallery.chips.pick(FAVOURITES)
    room.collection.toggle_favourite(styles[5])
    assert room.names == ["Style 5"]
    assert room.role(styles[5], FAVOURITE) is True
    room.collection.note_used(styles[1])
    room.collection.note_used(styles[2])
    room.gallery.chips.pick(RECENT)
    room.collection.note_used(styles[1])
    assert room.names == ["Style 2", "Style 1"]


def test_a_mix_shows_its_shares_and_a_style_alone_none(room: Room) -> None:
    first, second, third = room.gallery.shown[:3]
    room.gallery.show_mix([WeightedStyle(first, 3.0), WeightedStyle(second, 1.0)])
    assert [room.role(style, SHARE) for style in (first, second, third)] == [0.75, 0.25, None]
    room.gallery.show_mix([WeightedStyle(third, 2.0)])
    assert [room.role(style, CHOSEN) for style in (first, second, third)] == [False, False, True]
    assert room.role(third, SHARE) is None


def test_to_be_told_the_look_is_not_to_choose(qtbot: QtBot, room: Room) -> None:
    with qtbot.assertNotEmitted(room.gallery.chosen), qtbot.assertNotEmitted(room.gallery.order_changed):
        room.gallery.show_mix([WeightedStyle(room.gallery.shown[2])])
        room.grid.setFocus()


def test_a_new_style_is_shown_whatever_was_searched_for(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    room.gallery.search.setText("style 3")
    room.gallery.chips.pick(Shelf("category", "Print"))
    style = add_one(qtbot, room, tmp_path / "new.png")
    assert room.gallery.shown[0] == style
    assert Shelf("category", "Mine") in room.gallery.chips.shelves


def test_a_dropped_picture_becomes_a_style_and_stays_where_it_was(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    path = tmp_path / "dropped.png"
    Image.new("RGB", (30, 30), (250, 1, 1)).save(path)
    assert enter(room, drag_of(path)).isAccepted()
    assert room.gallery.drop_hint.isVisible()
    with qtbot.waitSignal(room.collection.added) as added:
        event = drop(room, drag_of(path))
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert not room.gallery.drop_hint.isVisible()
    assert added.args[0].name == "Dropped"


def test_words_are_not_taken(room: Room) -> None:
    mime = QMimeData()
    mime.setText("some words")
    assert not enter(room, mime).isAccepted()
    assert not room.gallery.drop_hint.isVisible()


def test_a_folder_shows_how_far_it_has_come_and_can_be_ended(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(40):
        Image.new("RGB", (30, 30), (250, n, 1)).save(folder / f"p{n}.png")
    enter(room, drag_of(folder))
    drop(room, drag_of(folder))
    progress = room.gallery.progress
    qtbot.waitUntil(progress.isVisible)
    assert progress.label.text().endswith("of 40")
    with qtbot.waitSignal(room.collection.added):
        progress.cancel_button.click()
    assert not progress.isVisible()
    assert len(room.gallery.shown) < 12 + 40


def test_the_dialog_takes_several_pictures(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        Image.new("RGB", (30, 30), (250, ord(name[0]), 1)).save(tmp_path / name)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    room.gallery.add_button.click()
    dialog = room.gallery.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    names = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(names, QLineEdit)
    names.setText('"a.png" "b.png"')
    with qtbot.waitSignal(room.collection.added):
        dialog.accept()
    assert {"A", "B"} <= set(room.names)


def test_a_style_of_ones_own_is_renamed_and_removed_from_its_menu(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    style = add_one(qtbot, room, tmp_path / "mine.png")
    menu_of(room, style)["Rename…"].trigger()
    dialog = room.gallery.findChild(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    assert dialog.textValue() == "Mine"
    dialog.setTextValue("Red square")
    with qtbot.waitSignal(room.collection.changed):
        dialog.accept()
    assert room.names[0] == "Red square"
    with qtbot.waitSignal(room.collection.changed):
        room.grid.bring_to(room.gallery.shown[0])
        QTest.keyClick(room.grid, Qt.Key.Key_Delete)
    assert "Red square" not in room.names
    assert room.told[-1].text == "“Red square” is removed"


def test_the_menu_offers_what_can_be_done(qtbot: QtBot, room: Room) -> None:
    style = room.gallery.shown[0]
    room.gallery.show_mix([WeightedStyle(style), WeightedStyle(room.gallery.shown[1])])
    entries = menu_of(room, style)
    assert not entries["Rename…"].isEnabled()
    assert not entries["Remove"].isEnabled()
    with qtbot.waitSignal(room.gallery.mixed) as mixed:
        entries["Take out of mix"].trigger()
    assert mixed.args == [style]
    with qtbot.waitSignal(room.gallery.background_asked) as asked:
        entries["Paint the background in it"].trigger()
    assert asked.args == [style]
    entries["Favourite"].trigger()
    assert room.collection.is_favourite(style)


def test_beside_the_tiles_the_menu_only_adds(room: Room) -> None:
    assert list(menu_of(room, None)) == ["Add pictures…", "Add a folder…", "Paste a picture", "Undo removing"]


class Opener(QObject):
    """Hears what the desktop is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


def test_the_file_is_shown_in_its_folder(room: Room) -> None:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]  # The stub is wrong.
    menu_of(room, room.gallery.shown[0])["Show file in folder"].trigger()
    QDesktopServices.unsetUrlHandler("file")
    assert opener.opened == [QUrl.fromLocalFile(str(room.gallery.shown[0].path.parent))]


def test_another_style_by_the_same_id_has_its_own_picture(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    style = add_one(qtbot, room, tmp_path / "same.png")
    qtbot.waitUntil(lambda: isinstance(room.role(style, PICTURE), QImage))
    with qtbot.waitSignal(room.collection.changed):
        room.collection.remove(style)
    Image.new("RGB", (30, 30), (1, 250, 1)).save(tmp_path / "same.png")
    with qtbot.waitSignal(room.collection.added) as added:
        room.collection.add([tmp_path / "same.png"])
    assert added.args[0].id == style.id

    def colour() -> QColor | None:
        found = room.role(room.gallery.shown[0], PICTURE)
        return found.pixelColor(9, 9) if isinstance(found, QImage) else None

    assert colour() != QColor(250, 1, 1)
    qtbot.waitUntil(lambda: colour() == QColor(1, 250, 1))


def test_a_style_whose_picture_is_gone_says_so_in_its_tooltip(qtbot: QtBot, open_room: Callable[..., Room]) -> None:
    room = open_room(2)
    gone = room.gallery.shown[1]
    gone.path.unlink()
    room.collection.reread()
    tooltip = Qt.ItemDataRole.ToolTipRole
    qtbot.waitUntil(lambda: isinstance(room.role(room.gallery.shown[0], PICTURE), QImage))
    assert room.role(room.gallery.shown[0], tooltip) == "Style 0\nA. Painter\nPainting"


def test_a_screen_reader_hears_what_is_chosen_and_what_has_a_star(room: Room) -> None:
    first, second = room.gallery.shown[:2]
    room.gallery.show_mix([WeightedStyle(first)])
    room.collection.toggle_favourite(first)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert room.role(first, spoken) == "Style 0, chosen, favourite"
    assert room.role(second, spoken) == "Style 1"
    assert room.gallery.search.accessibleName() == "Search styles"


def test_messages_of_collection_and_reception_are_told_once(qtbot: QtBot, room: Room) -> None:
    room.collection.remove(room.gallery.shown[0])
    qtbot.waitUntil(lambda: bool(room.told))
    room.reception.told.emit(Message("x", "info"))
    assert [message.mood for message in room.told] == ["warning", "info"]
