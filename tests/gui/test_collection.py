from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylecam.frame import Pixels
from stylecam.gui.collection import MOST_RECENT, Collection
from stylecam.gui.deeds import Copied, Drawn, Encoded
from stylecam.gui.messages import Message
from stylecam.style_store import Added, StyleStore
from stylecam.styles import Style


@pytest.fixture
def store(tmp_path: Path, styles: list[Style]) -> StyleStore:
    """Three shipped styles and an empty folder of the user's own."""
    return StyleStore(tmp_path / "own", styles)


@pytest.fixture
def collection(store: StyleStore) -> Iterator[Collection]:
    made = Collection(store)
    yield made
    made.close()


@pytest.fixture
def told(collection: Collection) -> list[Message]:
    heard: list[Message] = []
    collection.told.connect(heard.append)
    return heard


def picture(path: Path, colour: tuple[int, int, int] = (9, 99, 199), mode: str = "RGB") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), colour).convert(mode).save(path)
    return path


def add_one(qtbot: QtBot, collection: Collection, path: Path) -> Style:
    with qtbot.waitSignal(collection.added) as added:
        collection.add([path])
    style = added.args[0]
    assert isinstance(style, Style)
    return style


def test_a_picture_becomes_a_style_that_is_there_when_it_is_told(
    qtbot: QtBot, collection: Collection, tmp_path: Path
) -> None:
    seen: list[bool] = []
    collection.added.connect(lambda style: seen.append(style in collection.styles))
    style = add_one(qtbot, collection, picture(tmp_path / "in" / "Ærø – 夏.png"))
    assert style.name == "Ærø – 夏"
    assert seen == [True]
    assert collection.owns(style)


@pytest.mark.parametrize(
    ("name", "mode"),
    [("a.gif", "P"), ("a.webp", "RGB"), ("a.png", "I;16"), ("a.jpg", "CMYK"), ("a.tif", "RGB"), ("a.bmp", "L")],
)
def test_pictures_of_every_kind_are_taken(
    qtbot: QtBot, collection: Collection, tmp_path: Path, name: str, mode: str
) -> None:
    path = tmp_path / "in" / name
    path.parent.mkdir()
    if mode == "I;16":
        Image.fromarray(np.full((30, 40), 40_000, np.uint16)).save(path)
    else:
        Image.new("RGB", (40, 30), (9, 99, 199)).convert(mode).save(path)
    assert add_one(qtbot, collection, path) == collection.styles[0]


def test_bytes_pixels_and_images_become_styles(qtbot: QtBot, collection: Collection, tmp_path: Path) -> None:
    content = Encoded(picture(tmp_path / "x.png", (1, 2, 3)).read_bytes(), "a-red_door.png")
    drawn = Drawn(np.full((30, 40, 3), 77, np.uint8), "Grey day")
    image = QImage(40, 30, QImage.Format.Format_ARGB32)
    image.fill(0xFF0A141E)
    with qtbot.waitSignal(collection.added):
        collection.add([content, drawn, Copied(image, "From elsewhere")])
    assert {style.name for style in collection.styles} >= {"A red door", "Grey day", "From elsewhere"}


def test_a_fault_in_the_thread_is_not_passed_over(qtbot: QtBot, tmp_path: Path, styles: list[Style]) -> None:
    class Faulty(StyleStore):
        def add_pixels(self, pixels: Pixels, name: str) -> Added:
            raise RuntimeError(f"{name} in {pixels.size} numbers")

    collection = Collection(Faulty(tmp_path / "own", styles))
    with qtbot.capture_exceptions() as caught:
        collection.add([Drawn(np.zeros((3, 4, 3), np.uint8), "a fault")])
        qtbot.waitUntil(lambda: bool(caught))
    collection.close()
    assert [str(error) for _, error, _ in caught] == ["a fault in 36 numbers"]


def test_the_same_picture_again_is_pointed_to(
    qtbot: QtBot, collection: Collection, told: list[Message], styles: list[Style]
) -> None:
    assert add_one(qtbot, collection, styles[1].path) == styles[1]
    assert told == [Message("Already there: Green", "info")]
    assert collection.styles == tuple(styles)


def test_what_cannot_be_read_is_told_in_a_line_each(
    qtbot: QtBot, collection: Collection, told: list[Message], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    good = picture(folder / "good.png")
    (folder / "empty.png").touch()
    (folder / "text.jpg").write_text("no picture")
    (folder / "cut.png").write_bytes(good.read_bytes()[:60])
    with qtbot.waitSignal(collection.added) as added:
        collection.add([folder, tmp_path / "gone.png"])
    assert added.args[0].name == "Good"
    lines = told[-1].text.splitlines()
    assert told[-1].mood == "warning"
    assert len(lines) == 4
    assert lines[0].startswith("cut.png: ")
    assert lines[1].startswith("empty.png: ")
    assert lines[2].startswith("gone.png: no such file") or lines[2].startswith("text.jpg: ")
    assert lines[3] == "Not read either: 1 more"


def test_a_picture_that_is_far_too_large_is_told(
    qtbot: QtBot, collection: Collection, told: list[Message], tmp_path: Path
) -> None:
    path = tmp_path / "wall.png"
    Image.new("1", (20_000, 10_000)).save(path)
    collection.add([path])
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Message("wall.png: the picture is far too large; scale it under 89 megapixels", "warning")]


def test_a_path_that_no_file_can_have_is_told(
    qtbot: QtBot, collection: Collection, told: list[Message], tmp_path: Path
) -> None:
    collection.add([tmp_path / ("x" * 5000 + ".png")])
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].mood == "warning"
    assert len(told[0].text.splitlines()) == 1


def test_a_folder_comes_picture_by_picture(
    qtbot: QtBot, collection: Collection, told: list[Message], tmp_path: Path
) -> None:
    for n in range(5):
        picture(tmp_path / "in" / f"p{n}.png", (n, 0, 0))
    heard: list[tuple[int, int]] = []
    collection.progress.connect(lambda done, total: heard.append((done, total)))
    with qtbot.waitSignal(collection.added):
        collection.add([tmp_path / "in"])
    assert heard[-6:] == [(n, 5) for n in range(6)]
    assert told == [Message("Styles added: 5", "info")]


def test_a_folder_without_pictures_says_so(
    qtbot: QtBot, collection: Collection, told: list[Message], tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    collection.add([tmp_path / "in"])
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].text.startswith("in: no pictures in this folder")


def test_cancelled_what_was_taken_in_stays(qtbot: QtBot, collection: Collection, tmp_path: Path) -> None:
    for n in range(30):
        picture(tmp_path / "in" / f"p{n:02}.png", (n, 0, 0))
    collection.progress.connect(lambda done, _total: collection.cancel() if done == 3 else None)
    with qtbot.waitSignal(collection.added):
        collection.add([tmp_path / "in"])
    assert len([style for style in collection.styles if collection.owns(style)]) in (3, 4)
    add_one(qtbot, collection, tmp_path / "in" / "p29.png")


def test_a_folder_that_is_cancelled_while_it_is_looked_at_adds_nothing(
    qtbot: QtBot, collection: Collection, tmp_path: Path
) -> None:
    picture(tmp_path / "in" / "a.png")
    collection.add([tmp_path / "in"])
    with qtbot.assertNotEmitted(collection.added), qtbot.waitSignal(collection.progress) as progress:
        collection.cancel()
    assert progress.args == [0, 0]
    assert not any(collection.owns(style) for style in collection.styles)


def test_a_style_is_renamed_and_keeps_its_star(qtbot: QtBot, collection: Collection, tmp_path: Path) -> None:
    style = add_one(qtbot, collection, picture(tmp_path / "in" / "a.png"))
    collection.toggle_favourite(style)
    with qtbot.waitSignal(collection.changed):
        collection.rename(style, "Blue hour")
    renamed = collection.find(style.id)
    assert renamed is not None
    assert renamed.name == "Blue hour"
    assert collection.is_favourite(renamed)


def test_a_removed_style_comes_back_by_the_messages_offer(
    qtbot: QtBot, collection: Collection, told: list[Message], tmp_path: Path
) -> None:
    style = add_one(qtbot, collection, picture(tmp_path / "in" / "a.png"))
    with qtbot.waitSignal(collection.changed):
        collection.remove(style)
    assert style not in collection.styles
    assert collection.can_undo
    offer = told[-1].offer
    assert offer is not None
    with qtbot.waitSignal(collection.changed):
        offer.do()
    assert collection.find(style.id) is not None
    assert not collection.can_undo


def test_a_shipped_style_cannot_be_removed(
    qtbot: QtBot, collection: Collection, told: list[Message], styles: list[Style]
) -> None:
    collection.remove(styles[0])
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Message("'Red' cannot be removed: only styles that you added can", "warning")]
    assert collection.styles == tuple(styles)


def test_favourites_have_the_newest_first(qtbot: QtBot, collection: Collection, styles: list[Style]) -> None:
    for style in styles:
        with qtbot.waitSignal(collection.marked):
            collection.toggle_favourite(style)
    collection.toggle_favourite(styles[1])
    assert collection.favourites == ("blue", "red")


def test_the_last_twelve_are_remembered_each_once(store: StyleStore) -> None:
    collection = Collection(store, recent=[f"s{n}" for n in range(20)])
    assert len(collection.recent) == MOST_RECENT
    for n in (3, 15, 3):
        collection.note_used(Style(f"s{n}", "", "", Path()))
    assert collection.recent == ("s3", "s15", "s0", "s1", "s2", *(f"s{n}" for n in range(4, 11)))
    collection.close()


def test_a_guest_comes_first_and_is_not_owned(store: StyleStore, styles: list[Style], tmp_path: Path) -> None:
    guest = Style("x/guest.png", "Guest", "", picture(tmp_path / "x" / "guest.png"))
    collection = Collection(store, guests=[guest, styles[0]])
    assert collection.styles == (guest, *styles)
    assert not collection.owns(guest)
    collection.close()


def test_closed_in_the_middle_of_a_folder_it_ends(qtbot: QtBot, collection: Collection, tmp_path: Path) -> None:
    for n in range(30):
        picture(tmp_path / "in" / f"p{n}.png", (n, 0, 0))
    with qtbot.waitSignal(collection.progress, check_params_cb=lambda done, _total: done == 2):
        collection.add([tmp_path / "in"])
    collection.close()
    collection.close()
    # What had been done arrives now.
    QApplication.processEvents()
    collection.add([tmp_path / "in"])
    collection.reread()
